import { createHash } from "node:crypto";
import Database from "libsql";
import { assert, Fault } from "../../core/assert.ts";
import type { Sql, SqlValue } from "../../core/ports.ts";
import { checkReads, checkValues, parametersOf } from "../statement.ts";
import { StorageFault } from "../storage-fault.ts";
import { Answers, Memo, touchOf } from "./memo.ts";

/**
 * Statements kept prepared; the oldest leaves first. The program has a few hundred texts, so the bound is met only by text
 * that is built at run time; thrown-away statements cost libsql memory that returns late.
 */
const STATEMENTS_MAX = 1000;

/** How long a statement waits, with the whole process, for another process that holds the file. */
const BUSY_WAIT_MS = 100;

/** SQLite's primary result codes that say the file, the disk or the memory failed, not the statement. */
const storageCodes: ReadonlyMap<number, string> = new Map([
  [5, "busy"],
  [6, "locked"],
  [7, "no_memory"],
  [8, "read_only"],
  [10, "io_error"],
  [11, "corrupt"],
  [13, "full"],
  [14, "cannot_open"],
  [15, "protocol"],
  [26, "not_a_database"],
]);

interface Prepared {
  readonly statement: Database.Statement;
  readonly parameters: number;
  /** Whether the statement gives rows. */
  readonly reader: boolean;
  /** What its columns are called, in their order. */
  readonly columns: readonly string[];
  /** Whether it is known to write nothing, so that a read may run it. */
  onlyReads: boolean;
  readonly answers: Answers;
}

/** One libsql connection. Every value is checked before libsql sees it, because some wrong ones abort the process. */
export class Connection implements Sql {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Prepared>();
  readonly #memo = new Memo();
  #storageFault: StorageFault | undefined;
  #open = true;
  #reading = false;

  /** Opens or creates the file; `readOnly` opens what exists and can change nothing. */
  constructor(path: string, readOnly = false) {
    // libsql ignores its own `readonly` option; SQLite's URI form does what it says.
    const name = readOnly
      ? `file:${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}?mode=ro`
      : path;
    this.#database = opened(name);
    if (!readOnly) this.exec("PRAGMA journal_mode = WAL");
    this.exec("PRAGMA synchronous = FULL");
    this.exec("PRAGMA foreign_keys = ON");
  }

  /** Runs statements without values: transactions, settings, migrations. */
  exec(text: string): void {
    this.#memo.clear();
    this.#native(() => {
      this.#database.exec(text);
    });
    if (text.startsWith("BEGIN")) this.#memo.open();
    else if (!this.inTransaction) this.#memo.close();
  }

  /** Begins a part of the open transaction that may be undone alone; what was read stays known. */
  beginPart(): void {
    this.#native(() => this.#database.exec("SAVEPOINT part"));
  }

  endPart(outcome: "kept" | "undone"): void {
    if (outcome === "undone") this.exec("ROLLBACK TO part");
    this.#native(() => this.#database.exec("RELEASE part"));
  }

  run(text: string, values: readonly SqlValue[] = []): number {
    const { statement, reader, answers } = this.#ready(text, values);
    if (reader) throw new Fault(`gives rows, ask with get or all: ${text}`);
    this.#memo.forget(answers.of);
    return this.#native(() => statement.run(values.map(bound)).changes);
  }

  get<Row extends object>(text: string, values: readonly SqlValue[] = []): Row | undefined {
    return this.#rows("get", text, values)[0] as Row | undefined;
  }

  all<Row extends object>(text: string, values: readonly SqlValue[] = []): Row[] {
    return this.#rows("all", text, values) as Row[];
  }

  #rows(way: "get" | "all", text: string, values: readonly SqlValue[]): readonly object[] {
    const { statement, reader, columns, answers } = this.#ready(text, values);
    if (!reader) throw new Fault(`gives no rows, run it: ${text}`);
    const key = this.#memo.keyOf(way, values);
    const known = key === null ? undefined : answers.kept.get(key);
    if (known !== undefined) return known;
    this.#memo.forget(answers.of);
    const given = values.map(bound);
    const listed = this.#native(() =>
      way === "all" ? statement.all(given) : first(statement, given),
    );
    const rows = listed.map((cells) => rowOf(columns, cells as readonly unknown[], text));
    this.#memo.keep(key, answers, rows);
    return rows;
  }

  sha256(text: string): string {
    if (!text.isWellFormed()) throw new Fault("half a surrogate pair has no UTF-8");
    return createHash("sha256").update(text).digest("hex");
  }

  /**
   * From now on to `endRead` statements see one state of the file and may not write. SQLite's own `query_only` would have
   * every statement compiled anew, each time it is set.
   */
  beginRead(): void {
    this.exec("BEGIN");
    this.#reading = true;
  }

  endRead(): void {
    this.#reading = false;
    if (this.inTransaction) this.exec("ROLLBACK");
  }

  get inTransaction(): boolean {
    // Asked after close(), libsql aborts the process.
    return this.#open && this.#database.inTransaction;
  }

  /** The first storage fault since the last call, also one that whoever ran the statement has swallowed. */
  takeStorageFault(): StorageFault | undefined {
    const fault = this.#storageFault;
    this.#storageFault = undefined;
    return fault;
  }

  close(): void {
    if (!this.#open) return;
    // libsql leaves the connection to the garbage collector, with whatever locks it then holds.
    if (this.inTransaction) this.exec("ROLLBACK");
    this.#open = false;
    this.#statements.clear();
    this.#database.close();
  }

  #ready(text: string, values: readonly SqlValue[]): Prepared {
    const prepared = this.#statements.get(text) ?? this.#prepare(text);
    if (this.#reading && !prepared.onlyReads) {
      checkReads(text);
      prepared.onlyReads = true;
    }
    checkValues(text, values, prepared.parameters);
    return prepared;
  }

  #prepare(text: string): Prepared {
    const parameters = parametersOf(text);
    const statement = this.#native(() => this.#database.prepare(text));
    if (this.#statements.size >= STATEMENTS_MAX) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    const { reader } = statement;
    // Rows come as lists of cells: libsql makes objects cell by cell, and slower.
    if (reader) statement.raw(true);
    const prepared = {
      statement,
      parameters,
      reader,
      columns: statement.columns().map(({ name }) => name),
      onlyReads: false,
      answers: new Answers(touchOf(text)),
    };
    this.#statements.set(text, prepared);
    return prepared;
  }

  #native<Result>(call: () => Result): Result {
    assert(this.#open, "the store is closed");
    try {
      return translated(call);
    } catch (error) {
      // A statement that failed may have ended the transaction, or been undone by half.
      this.#memo.clear();
      if (error instanceof StorageFault) this.#storageFault ??= error;
      throw error;
    }
  }
}

/** A file that cannot be opened is reported by libsql as a bare Error. */
function opened(name: string): Database.Database {
  try {
    return new Database(name, { timeout: BUSY_WAIT_MS });
  } catch (error) {
    throw new StorageFault("cannot_open", `cannot open ${name}`, error);
  }
}

function translated<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const code = storageCodes.get((error.rawCode ?? 0) & 0xff);
    if (code === undefined) throw error;
    throw new StorageFault(code, error.message, error);
  }
}

/** libsql binds every number as REAL; a bigint becomes an INTEGER, in expressions too, for a tenth of a microsecond. */
function bound(value: SqlValue): SqlValue {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;
}

function first(statement: Database.Statement, given: SqlValue[]): unknown[] {
  const cells: unknown = statement.get(given);
  return cells === undefined ? [] : [cells];
}

function rowOf(columns: readonly string[], cells: readonly unknown[], text: string): object {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at += 1) {
    const name = columns[at] ?? "";
    const cell = cells[at];
    // libsql rounds silently what a double cannot hold.
    if (typeof cell === "number" && Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
      throw new Fault(`column ${name} is beyond 2^53: ${text}`);
    }
    row[name] = typeof cell === "object" && cell !== null ? bytesOf(cell) : cell;
  }
  return row;
}

/** get() gives a blob as a Buffer, all() as an ArrayBuffer. */
function bytesOf(cell: object): unknown {
  if (cell instanceof Uint8Array)
    return new Uint8Array(cell.buffer, cell.byteOffset, cell.byteLength);
  return cell instanceof ArrayBuffer ? new Uint8Array(cell) : cell;
}
