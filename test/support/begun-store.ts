/** Stores for tests of what a hub decides, begun as quickly as can be: there may be thousands, and none of them is about the disk. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Home } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { migrate } from "../../core/store/migrate.ts";
import { migrations } from "../../core/store/migrations/all.ts";
import { Connection } from "../../hosts/node/sql.ts";
import { type NodeStore, openStore } from "../../hosts/node/store.ts";

/** Where Linux keeps files in memory: a commit waits for no disk there. */
const IN_MEMORY = "/dev/shm";
/** Many times what all workers have there at once; containers often have less than that. */
const ROOM_BYTES = 1024 ** 3;

/** A new folder for stores; whoever asked for it removes it. */
export function storeFolder(): string {
  return mkdtempSync(join(hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir(), "switchboard-store-"));
}

function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize >= ROOM_BYTES;
}

let migrated: Buffer | null = null;

/** Opens a store; one that is not there yet begins as a copy of what all migrations made once. */
export function openBegun(path: string, home: Home): NodeStore {
  if (!existsSync(path)) writeFileSync(path, (migrated ??= migratedFile()));
  const store = openStore({ path, home, migrations });
  if (isRefusal(store)) throw new Error(store.message);
  return store;
}

function migratedFile(): Buffer {
  const folder = storeFolder();
  const path = join(folder, "migrated.db");
  const connection = new Connection(path);
  const version = migrate(connection, connection, migrations);
  if (isRefusal(version)) throw new Error(version.message);
  // What was written is in a log beside the file until it is taken into it.
  connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  connection.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}
