import { join } from "node:path";
import Database from "libsql";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { StorageFault } from "../storage-fault.ts";

/** The right to write a data directory; one process has it at a time. */
export interface ServeLock {
  release(): void;
}

/** Held until released or until the process ends; a lock that nobody refers to would go with the garbage. */
const held = new Set<Database.Database>();

/**
 * Takes the lock of a data directory. It is SQLite's exclusive lock on an empty file, so the system frees it however the
 * process ends, and no stale file can keep a server from starting.
 */
export function holdServeLock(directory: string): ServeLock | Refusal<"already_served"> {
  const path = join(directory, "serve.lock");
  let database: Database.Database;
  try {
    database = new Database(path, { timeout: 0 });
  } catch (error) {
    throw new StorageFault("cannot_open", `cannot open ${path}`, error);
  }
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) {
      return refuse(
        "already_served",
        `another process serves ${directory}: stop it, or send this through it`,
      );
    }
    throw error;
  }
  held.add(database);
  return {
    release(): void {
      if (!held.delete(database)) return;
      database.exec("ROLLBACK");
      database.close();
    },
  };
}
