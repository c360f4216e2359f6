import { Fault } from "../../core/assert.ts";
import type { Home, Sql, Store, Synchronous } from "../../core/ports.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { migrate } from "../../core/store/migrate.ts";
import type { Migration } from "../../core/store/migrations/all.ts";
import { perform } from "../work.ts";
import { ObjectSql } from "./sql.ts";

/** Carries a refusal out of transactionSync, which undoes what was written only when something is thrown. */
class Undone extends Error {
  override readonly name = "Undone";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/**
 * The homes of one Durable Object, asked from inside it. There is no group: each happening is its own transactionSync, and the
 * object's output gate holds every answer and every request to the outside until the disk has what was written before.
 */
export class ObjectStore implements Store {
  readonly #storage: DurableObjectStorage;
  readonly #home: Home;
  readonly #sql: ObjectSql;
  readonly #readingSql: ObjectSql;
  #working = false;
  #written: (() => void) | null = null;

  /** `home` is one of the object's homes and names it. Faults when a newer program has written the object. */
  constructor(storage: DurableObjectStorage, home: Home, migrations: readonly Migration[]) {
    this.#storage = storage;
    this.#home = home;
    this.#sql = new ObjectSql(storage.sql);
    this.#readingSql = new ObjectSql(storage.sql, true);
    const version = storage.transactionSync(() => migrate(this.#sql, this.#sql, migrations));
    if (isRefusal(version)) throw new Fault(version.message);
  }

  /**
   * Has `written` called after every work that was kept, in the same turn: what it writes reaches the disk together with the
   * work, or not at all.
   */
  afterEachWork(written: () => void): void {
    this.#written = written;
  }

  sliceOf(_home: Home): string {
    return this.#home;
  }

  slices(): readonly Home[] {
    return [this.#home];
  }

  async transact<Result>(_home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
    try {
      const kept = this.#alone(() => {
        const result: Result = perform<Result>(this.#sql, work);
        if (isRefusal(result)) throw new Undone(result);
        return result;
      });
      this.#written?.();
      return kept;
    } catch (error) {
      // The refusal is the Result that was thrown above.
      if (error instanceof Undone) return error.refusal as Result;
      throw error;
    }
  }

  async read<Result>(_home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
    return this.readNow(work);
  }

  /** A read for who is in the object already and may not wait. */
  readNow<Result>(work: (sql: Sql) => Result): Result {
    return this.#alone(() => perform<Result>(this.#readingSql, work));
  }

  #alone<Result>(work: () => Result): Result {
    if (this.#working) throw new Fault("inside a work its own Sql reads and writes, not the store");
    this.#working = true;
    try {
      return this.#storage.transactionSync(work);
    } finally {
      this.#working = false;
    }
  }
}
