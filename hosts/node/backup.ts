/** One utility's store copied whole into a new file, beside the server that writes it or without one. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { type Refusal, isRefusal, refuse } from "../../core/refusal.ts";
import type { Sql } from "../../core/ports.ts";
import { checkSchema } from "../../core/store/migrate.ts";
import { StorageFault } from "../storage-fault.ts";
import { Connection } from "./sql.ts";
import { openStoreForReading, type StoreFile } from "./store.ts";
import { isWhole, type Verdict, verdictOf, wrongInWords } from "./verdict.ts";

export interface BackupMade {
  readonly file: string;
  readonly bytes: number;
  readonly schemaVersion: number;
  readonly verdict: Verdict;
}

export interface BackupAsked {
  /** A file that exists. */
  readonly store: StoreFile;
  /** Absolute; its folder exists. */
  readonly file: string;
  /** Told each step as it begins, for whoever watches. */
  readonly step: (words: string) => void;
}

/** Left free beside the copy: the default folder is on the server's own disk, and a full one would stop it from keeping anything. */
export const ROOM_LEFT_BYTES = 16 * 1024 * 1024;
/** Findings told of a copy that is not whole; `ledger verify` tells all. */
const FINDINGS_SHOWN = 5;

/**
 * Copies, checks the copy (SQLite's own check, the schema, every posting and hash), and only then gives it its name: what has
 * the name of a backup is a whole one. Refused, with nothing left behind, where the store or the copy is not whole, the file
 * exists, or the folder or its disk does not take it.
 */
export async function backUp(asked: BackupAsked): Promise<BackupMade | Refusal> {
  const { store, file } = asked;
  const folder = refuseFolder(dirname(file));
  if (folder !== null) return folder;
  const partial = `${file}.partial`;
  // Whoever makes this file has the right to the name; SQLite takes an empty file as its target and leaves its mode.
  const made = makeEmpty(partial);
  if (made !== null) return made;
  try {
    // Looked at under that right, so that two at the same moment can't both find the name free.
    if (existsSync(file))
      return refuse("file_exists", `${file} exists already; nothing was written`);
    const copied = copy(asked, partial);
    if (isRefusal(copied)) return copied;
    asked.step("checking the copy");
    const verdict = await verify({ ...store, path: partial });
    if (isRefusal(verdict)) return verdict;
    flush(partial);
    renameSync(partial, file);
    flush(dirname(file));
    return { file, bytes: statSync(file).size, schemaVersion: copied, verdict };
  } finally {
    for (const end of ["", "-journal"]) rmSync(`${partial}${end}`, { force: true });
  }
}

function refuseFolder(folder: string): Refusal | null {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return refuse("no_folder", `the folder ${folder} does not exist`);
  return found.isDirectory() ? null : refuse("no_folder", `${folder} is not a folder`);
}

function makeEmpty(path: string): Refusal | null {
  try {
    // Balances and phone numbers of a whole town: for its owner only.
    closeSync(openSync(path, "wx", 0o600));
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EEXIST") {
      const words = `${path} exists already: another backup is at work, or one was cut off there`;
      return refuse("file_exists", words);
    }
    if (code === "ENOSPC" || code === "EDQUOT") {
      return refuse("disk_full", `there is no room on the disk of ${dirname(path)}`);
    }
    if (code === "") throw error;
    return refuse("not_writable", `this user can't write in ${dirname(path)} (${code})`);
  }
}

/** The schema's version of what was copied. */
function copy({ store, file, step }: BackupAsked, partial: string): number | Refusal {
  const folder = dirname(file);
  try {
    const connection = new Connection(store.path, true);
    try {
      const version = checkSchema(connection, store.migrations);
      if (isRefusal(version)) return refuseSchema(version, store.path);
      const bytes = bytesOf(connection);
      const { bavail, bsize, blocks } = statfsSync(folder);
      // Some file systems do not tell; the copy itself finds out then.
      const noRoom = blocks === 0 ? null : refuseRoom(folder, bytes, bavail * bsize);
      if (noRoom !== null) return noRoom;
      step(`copying ${megabytes(bytes)}`);
      connection.exec(`VACUUM INTO '${partial.replaceAll("'", "''")}'`);
      return version;
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!(error instanceof StorageFault)) throw error;
    return error.code === "full"
      ? refuse("disk_full", `the disk of ${folder} is full`)
      : refuse("not_copied", `${store.path} can't be copied to ${folder}: ${error.message}`);
  }
}

function refuseSchema(refusal: Refusal, path: string): Refusal {
  if (refusal.code !== "schema_older") return refuse(refusal.code, `${path}: ${refusal.message}`);
  const words = `${path} is of an older program: take its backup with that program, before this one's first start`;
  return refuse(refusal.code, words);
}

/** Refused where a copy of so many bytes would leave the disk without room. */
export function refuseRoom(
  folder: string,
  bytes: number,
  freeBytes: number,
): Refusal<"disk_full"> | null {
  const needed = bytes + ROOM_LEFT_BYTES;
  if (freeBytes >= needed) return null;
  const words = `the disk of ${folder} has ${megabytes(freeBytes)} free, and a backup needs ${megabytes(needed)}`;
  return refuse("disk_full", words);
}

/** What the copy has at most: it leaves out the pages that are free. */
function bytesOf(sql: Sql): number {
  const text = "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size";
  return sql.get<{ bytes: number }>(text)?.bytes ?? 0;
}

async function verify(copied: StoreFile): Promise<Verdict | Refusal> {
  try {
    const store = openStoreForReading(copied);
    if (isRefusal(store)) return store;
    try {
      return await store.read<Verdict | Refusal>(copied.home, (sql) => judge(sql, copied.path));
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StorageFault)) throw error;
    return refuse("not_whole", `the copy can't be read: ${error.message}`);
  }
}

function judge(sql: Sql, path: string): Verdict | Refusal {
  const text = "SELECT integrity_check AS found FROM pragma_integrity_check";
  const damage = sql.all<{ found: string }>(text).filter(({ found }) => found !== "ok");
  const verdict = damage.length === 0 ? verdictOf(sql) : null;
  if (verdict !== null && isWhole(verdict)) return verdict;
  const findings = verdict === null ? damage.map(({ found }) => found) : wrongInWords(verdict);
  const shown = findings.slice(0, FINDINGS_SHOWN).join("; ");
  const words = `${basename(path, ".partial")} was not kept, it is not whole: ${shown}${findings.length > FINDINGS_SHOWN ? " ..." : ""}`;
  return refuse("not_whole", words);
}

/** Has the disk itself hold a file, or a folder's names, before anybody is told of it. */
function flush(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
