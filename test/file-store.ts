/** A store on a file of its own with one table, for tests of the store itself. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { Home, Sql } from "../core/ports.ts";
import { Connection } from "../hosts/node/sql.ts";
import { NodeStore } from "../hosts/node/store.ts";
import { StorageFault } from "../hosts/storage-fault.ts";

export const home: Home = "utility:u";

export class FileStore {
  readonly directory = mkdtempSync(join(tmpdir(), "switchboard-store-"));
  readonly path = join(this.directory, "u.db");
  readonly connection = new Connection(this.path);
  readonly store = new NodeStore(this.connection, home);

  constructor() {
    this.connection.exec("CREATE TABLE item (id INTEGER PRIMARY KEY, body TEXT) STRICT");
    this.connection.exec(
      "CREATE TRIGGER poison BEFORE INSERT ON item WHEN new.body = 'poison' BEGIN SELECT raise(ROLLBACK, 'poisoned'); END",
    );
  }

  put(id: number, body = "x"): Promise<number> {
    return this.store.transact(home, (sql) => insert(sql, id, body));
  }

  /** What a process started after this moment would find in the file. */
  kept(): number[] {
    return keptIn(this.path);
  }

  /** Counts commits from now on. */
  commits(): { count(): number } {
    const exec = vi.spyOn(this.connection, "exec");
    return { count: () => exec.mock.calls.filter(([text]) => text === "COMMIT").length };
  }

  async remove(): Promise<void> {
    await this.store.close();
    rmSync(this.directory, { recursive: true });
  }
}

export function insert(sql: Sql, id: number, body = "x"): number {
  sql.run("INSERT INTO item VALUES (?, ?)", [id, body]);
  return id;
}

export function keptIn(path: string): number[] {
  const reader = new Connection(path, true);
  const rows = reader.all<{ id: number }>("SELECT id FROM item ORDER BY id");
  reader.close();
  return rows.map((row) => row.id);
}

/** The result, the code of a storage fault, or "threw" for any other rejection. */
export function outcomes(results: readonly PromiseSettledResult<unknown>[]): string[] {
  return results.map((result) => {
    if (result.status === "fulfilled") return String(result.value);
    const reason: unknown = result.reason;
    return reason instanceof StorageFault ? reason.code : "threw";
  });
}
