import { Fault } from "../core/assert.ts";
import type { Sql, SqlValue } from "../core/ports.ts";

/** Lends `sql` to one work and takes it back, so that what outlives its transaction cannot write outside it. */
class LentSql implements Sql {
  readonly #sql: Sql;
  readonly #inTransaction: () => boolean;
  #over = false;

  constructor(sql: Sql, inTransaction: () => boolean) {
    this.#sql = sql;
    this.#inTransaction = inTransaction;
  }

  run(text: string, values?: readonly SqlValue[]): number {
    return this.#lent().run(text, values);
  }

  get<Row extends object>(text: string, values?: readonly SqlValue[]): Row | undefined {
    return this.#lent().get<Row>(text, values);
  }

  all<Row extends object>(text: string, values?: readonly SqlValue[]): Row[] {
    return this.#lent().all<Row>(text, values);
  }

  sha256(text: string): string {
    return this.#lent().sha256(text);
  }

  takeBack(): void {
    this.#over = true;
  }

  #lent(): Sql {
    // A full disk or a trigger's ROLLBACK ends the transaction in the middle of a work: whoever caught that error would from
    // then on commit each statement by itself.
    if (this.#over || !this.#inTransaction()) throw new Fault("this Sql's transaction is over");
    return this.#sql;
  }
}

/**
 * Runs `work` with an Sql of its own, good only while `inTransaction` says so. A promise is a fault: what it still meant to write
 * would miss its transaction.
 */
export function perform<Result>(
  sql: Sql,
  work: (sql: Sql) => Result,
  inTransaction: () => boolean = () => true,
): Result {
  const lent = new LentSql(sql, inTransaction);
  try {
    const result = work(lent);
    if (!isPromiseLike(result)) return result;
    // What the promise comes to is of no interest, and must not end the process as an unhandled rejection.
    result.then(undefined, () => undefined);
    throw new Fault("a happening must be synchronous, this one gave a promise");
  } finally {
    lent.takeBack();
  }
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "then" in value &&
    typeof value.then === "function"
  );
}
