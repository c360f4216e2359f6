/** A utility's own directory, made as a new user makes it: init, an edit of the file, import. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Connection } from "../../hosts/node/sql.ts";
import { type Ended, type Environment, switchboard } from "./server-process.ts";

export const utilityNumber = "+12025550123";

/** What a user changes in the file that init writes. */
export type Edit = readonly [before: string, after: string];

export const withNumber: Edit = ["numbers = []", `numbers = ["${utilityNumber}"]`];

export class UtilityDirectory {
  readonly path = mkdtempSync(join(tmpdir(), "switchboard-utility-"));

  #keys = 0;

  run(words: readonly string[], environment: Environment = {}): Promise<Ended> {
    return switchboard(this.path, words, environment);
  }

  /** Runs a command that must be done, and gives its JSON. */
  async must(...words: string[]): Promise<Record<string, unknown>> {
    const { status, out, err } = await this.run([...words, "--json"]);
    if (status !== 0) throw new Error(`${words.join(" ")}: ${String(status)} ${out}${err}`);
    return JSON.parse(out) as Record<string, unknown>;
  }

  /** Writes the configuration by init and edits it; every edit must find its place. */
  async configure(edits: readonly Edit[]): Promise<void> {
    await this.must("init");
    let text = this.read("switchboard.toml");
    for (const [before, after] of edits) {
      if (!text.includes(before)) throw new Error(`init writes no ${before}`);
      text = text.replace(before, after);
    }
    this.write("switchboard.toml", text);
  }

  async import(
    kind: "tariffs" | "accounts" | "reads" | "rules",
    name: string,
    text: string,
    words: readonly string[] = [],
  ): Promise<Record<string, unknown>> {
    this.write(name, text);
    return this.must("import", kind, name, ...words);
  }

  /** A new API key, under a name of its own: one name has two live keys at most. */
  async token(scopes: string, utilityId = "my-utility"): Promise<{ id: string; token: string }> {
    const name = `test-${String((this.#keys += 1))}`;
    const of = ["--utility", utilityId];
    const made = await this.must("key", "create", "--name", name, "--scopes", scopes, ...of);
    return { id: String(made["id"]), token: String(made["token"]) };
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), "utf8");
  }

  /** Everything that one utility's store holds, table by table, read beside whoever serves it. */
  contents(utilityId = "my-utility"): Record<string, readonly object[]> {
    return this.look(utilityId, (sql) => {
      const tables = sql.all<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
      );
      return Object.fromEntries(
        tables.map(({ name }) => [name, sql.all(`SELECT * FROM "${name}"`)]),
      );
    });
  }

  rows<Row extends object>(text: string, values: readonly (string | number)[] = []): Row[] {
    return this.look("my-utility", (sql) => sql.all<Row>(text, values));
  }

  look<Result>(utilityId: string, work: (sql: Connection) => Result): Result {
    const connection = new Connection(join(this.path, "data", `${utilityId}.db`), true);
    try {
      return work(connection);
    } finally {
      connection.close();
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
