/** An operator at a directory of their own: runs commands on real files, for the tests of commands. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, runCommand } from "../command.ts";
import { Connection } from "../sql.ts";
import { importCommand } from "./import.ts";
import { init } from "./init.ts";

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export class Operator {
  readonly directory = mkdtempSync(join(tmpdir(), "operator-"));

  /** Runs a command with its words in one line. */
  async run(
    command: Command,
    line: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Ran> {
    const out: string[] = [];
    const err: string[] = [];
    const status = await runCommand(command, line === "" ? [] : line.split(" "), {
      environment,
      directory: this.directory,
      isWatched: false,
      out: (text) => out.push(text),
      err: (text) => err.push(text),
    });
    return { status, out: out.join("\n"), err: err.join("\n") };
  }

  async runJson(
    command: Command,
    line: string,
  ): Promise<{ status: number; json: Readonly<Record<string, unknown>> }> {
    const { status, out } = await this.run(command, `${line} --json`.trimStart());
    return { status, json: JSON.parse(out) as Record<string, unknown> };
  }

  /** The directory as init leaves it, with its samples imported as far as `through`. */
  async begin(through: "init" | "tariffs" | "accounts"): Promise<void> {
    await this.#must(init, "--samples");
    if (through === "init") return;
    await this.#must(importCommand, "tariffs tariffs.json");
    if (through === "tariffs") return;
    await this.#must(importCommand, "accounts accounts.csv");
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.directory, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.directory, name), "utf8");
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  /** How many rows of a table the store of my-utility has. */
  rowsOf(table: string): number {
    const connection = new Connection(this.path("data/my-utility.db"), true);
    const text = `SELECT count(*) AS rows FROM ${table}`;
    const rows = connection.get<{ rows: number }>(text)?.rows;
    connection.close();
    return rows ?? 0;
  }

  /** The first row that a question to the store of my-utility finds. */
  rowOf(text: string): object | undefined {
    const connection = new Connection(this.path("data/my-utility.db"), true);
    const row = connection.get<object>(text);
    connection.close();
    return row;
  }

  leave(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  async #must(command: Command, line: string): Promise<void> {
    const { status, out, err } = await this.run(command, line);
    if (status !== 0) throw new Error(`${line}: ${out}${err}`);
  }
}
