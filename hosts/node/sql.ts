import { hash } from "node:crypto";
import Database from "libsql";
import { assert, Fault } from "../../core/assert.ts";
import type { Sql, SqlValue } from "../../core/ports.ts";
import { checkReads, checkValues, parametersOf } from "../statement.ts";
import { StorageFault } from "../storage-fault.ts";
import { type Cells, Memo, type Touch, touchOf } from "./memo.ts";

/**
 * Statements kept prepared; the oldest leaves first. The program has a few hundred texts, so the bound is met only by text
 * that is built at run time; thrown-away statements cost libsql memory that returns late.
 */
const STATEMENTS_MAX = 1000;

/** How long a statement waits, with the whole process, for another process that holds the file. */
const BUSY_WAIT_MS = 100;

/** What begins or ends a transaction and changes nothing else: the configuration stays as it was read. */
const boundary = /^(?:BEGIN(?: IMMEDIATE)?|COMMIT|ROLLBACK(?: TO part)?)$/;

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
  /** What its rows are made of; null where it gives none. */
  columns: readonly string[] | null;
  /** Whether it is known to write nothing, so that a read may run it. */
  onlyReads: boolean;
  readonly touch: Touch;
}

/** One libsql connection. Every value is checked before libsql sees it, because some wrong ones abort the process. */
export class Connection implements Sql {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Prepared>();
  readonly #memo = new Memo();
  #versionOfFile: Database.Statement | undefined;
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
    if (boundary.test(text)) this.#memo.clear();
    else this.#memo.forgetAll();
    this.#native(() => {
      this.#database.exec(text);
    });
    if (text.startsWith("BEGIN")) this.#memo.open(this.#fileVersion());
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
    const { statement, columns, touch } = this.#ready(text, values);
    if (columns !== null) throw new Fault(`gives rows, ask with get or all: ${text}`);
    this.#memo.forget(touch);
    return this.#native(() => statement.run(values.map(bound)).changes);
  }

  get<Row extends object>(text: string, values: readonly SqlValue[] = []): Row | undefined {
    return this.#rows<Row>("get", text, values)[0];
  }

  all<Row extends object>(text: string, values: readonly SqlValue[] = []): Row[] {
    return this.#rows<Row>("all", text, values);
  }

  #rows<Row extends object>(way: "get" | "all", text: string, values: readonly SqlValue[]): Row[] {
    const prepared = this.#ready(text, values);
    if (prepared.columns === null) throw new Fault(`gives no rows, run it: ${text}`);
    const { touch } = prepared;
    const key = this.#memo.keyOf(way, values);
    const { columns } = prepared;
    const known = this.#memo.rows(key, touch);
    if (known !== undefined) return known.map((cells) => rowOf<Row>(cells, columns));
    this.#memo.forget(touch);
    const rows = this.#ask(way, prepared, values.map(bound));
    for (const cells of rows) clean(cells, columns, text);
    this.#memo.keep(key, touch, rows);
    return rows.map((cells) => rowOf<Row>(cells, columns));
  }

  #ask(way: "get" | "all", prepared: Prepared, values: SqlValue[]): unknown[][] {
    const { statement } = prepared;
    return this.#native(() => {
      const found = way === "get" ? statement.get(values) : statement.all(values);
      if (way === "all") return found as unknown[][];
      return found === undefined ? [] : [found as unknown[]];
    });
  }

  /** Another number each time that another connection has written to the file. */
  #fileVersion(): unknown {
    this.#versionOfFile ??= this.#database.prepare("PRAGMA data_version").raw(true);
    const statement = this.#versionOfFile;
    return this.#native(() => (statement.get([]) as unknown[])[0]);
  }

  sha256(text: string): string {
    if (!text.isWellFormed()) throw new Fault("half a surrogate pair has no UTF-8");
    return hash("sha256", text, "hex");
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
    this.#versionOfFile = undefined;
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
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : null;
    // Rows as lists of cells: libsql takes half as long again to name each of them, row by row.
    if (columns !== null) statement.raw(true);
    const prepared = {
      statement,
      parameters,
      columns,
      onlyReads: false,
      touch: touchOf(text),
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
      this.#memo.forgetAll();
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

function rowOf<Row extends object>(cells: Cells, columns: readonly string[]): Row {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at += 1) row[columns[at] ?? ""] = cells[at];
  return row as Row;
}

function clean(cells: unknown[], columns: readonly string[], text: string): void {
  assert(cells.length === columns.length, `other columns than when it was prepared: ${text}`);
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (typeof cell === "number") {
      // libsql rounds silently what a double cannot hold.
      if (Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
        throw new Fault(`column ${String(columns[at])} is beyond 2^53: ${text}`);
      }
    } else if (cell instanceof Uint8Array) {
      cells[at] = new Uint8Array(cell.buffer, cell.byteOffset, cell.byteLength);
    } else if (cell instanceof ArrayBuffer) {
      // all() gives blobs as ArrayBuffer where get() gives a Buffer.
      cells[at] = new Uint8Array(cell);
    }
  }
}
