import { createHash } from "node:crypto";
import { Fault } from "../../core/assert.ts";
import type { Sql, SqlValue } from "../../core/ports.ts";
import { checkReads, checkValues, parametersOf } from "../statement.ts";

/** Texts whose parameters are known; the program has a few hundred, so the bound is met only by text built at run time. */
const TEXTS_MAX = 1000;

const parametersByText = new Map<string, number>();

/**
 * A Durable Object's own SQLite. workerd keeps its statements prepared itself. It binds every number as REAL, which columns
 * of a STRICT table turn into INTEGER again; in a bare expression write CAST(? AS INTEGER).
 */
export class ObjectSql implements Sql {
  readonly #storage: SqlStorage;
  readonly #readOnly: boolean;

  constructor(storage: SqlStorage, readOnly = false) {
    this.#storage = storage;
    this.#readOnly = readOnly;
  }

  /** Runs statements without values: migrations. */
  exec(text: string): void {
    this.#storage.exec(text);
  }

  run(text: string, values: readonly SqlValue[] = []): number {
    const cursor = this.#cursor(text, values);
    if (cursor.columnNames.length > 0) throw new Fault(`gives rows, ask with get or all: ${text}`);
    this.#checkWritten(cursor, text);
    // It counts index entries too, so it only tells whether there is anything to count.
    if (cursor.rowsWritten === 0) return 0;
    return Number(this.#storage.exec("SELECT changes() AS count").one()["count"]);
  }

  get<Row extends object>(text: string, values: readonly SqlValue[] = []): Row | undefined {
    const cursor = this.#rows(text, values);
    const row = cursor.next();
    this.#checkWritten(cursor, text);
    return row.done === true ? undefined : clean<Row>(row.value, text);
  }

  all<Row extends object>(text: string, values: readonly SqlValue[] = []): Row[] {
    const cursor = this.#rows(text, values);
    const rows = cursor.toArray();
    this.#checkWritten(cursor, text);
    return rows.map((row) => clean<Row>(row, text));
  }

  sha256(text: string): string {
    if (!text.isWellFormed()) throw new Fault("half a surrogate pair has no UTF-8");
    return createHash("sha256").update(text).digest("hex");
  }

  #rows(text: string, values: readonly SqlValue[]): Cursor {
    const cursor = this.#cursor(text, values);
    if (cursor.columnNames.length === 0) throw new Fault(`gives no rows, run it: ${text}`);
    return cursor;
  }

  #cursor(text: string, values: readonly SqlValue[]): Cursor {
    checkValues(text, values, parametersKept(text));
    if (this.#readOnly) checkReads(text);
    return this.#storage.exec(text, ...values.map(bound));
  }

  /** WITH may also begin an INSERT; the fault undoes it with the read's transaction. */
  #checkWritten(cursor: Cursor, text: string): void {
    if (this.#readOnly && cursor.rowsWritten > 0) throw new Fault(`a read must not write: ${text}`);
  }
}

type Cursor = SqlStorageCursor<Record<string, SqlStorageValue>>;

function parametersKept(text: string): number {
  const kept = parametersByText.get(text);
  if (kept !== undefined) return kept;
  const parameters = parametersOf(text);
  if (parametersByText.size >= TEXTS_MAX) parametersByText.clear();
  parametersByText.set(text, parameters);
  return parameters;
}

/** workerd throws on a bigint; checkValues has seen that it fits. */
function bound(value: SqlValue): Exclude<SqlValue, bigint> {
  return typeof value === "bigint" ? Number(value) : value;
}

function clean<Row extends object>(row: Record<string, SqlStorageValue>, text: string): Row {
  const cells: Record<string, SqlStorageValue | Uint8Array> = row;
  for (const name in cells) {
    const cell = cells[name];
    if (typeof cell === "number" && Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
      throw new Fault(`column ${name} is beyond 2^53: ${text}`);
    }
    if (cell instanceof ArrayBuffer) cells[name] = new Uint8Array(cell);
  }
  return cells as Row;
}
