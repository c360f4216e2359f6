import { assert, Fault } from "../../core/assert.ts";
import type { Home, Sql, Store, Synchronous } from "../../core/ports.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { checkSchema, migrate } from "../../core/store/migrate.ts";
import type { Migration } from "../../core/store/migrations/all.ts";
import { StorageFault } from "../storage-fault.ts";
import { perform } from "../work.ts";
import { type Answer, runGroup } from "./group.ts";
import { Connection } from "./sql.ts";

/** One commit costs one fsync whatever its size; past this many members the first would wait long for the last. */
const GROUP_MEMBERS_MAX = 64;

/** Happenings that may wait at once; beyond it callers are told to come back rather than held in memory. */
const WAITING_MAX = 10_000;

const REENTERED = "inside a work its own Sql reads and writes, not the store";

interface Member {
  readonly work: (sql: Sql) => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface StoreFile {
  readonly path: string;
  /** One of the homes in this file, the utility's own where it is there: it names the whole file. */
  readonly home: Home;
  readonly migrations: readonly Migration[];
}

type Unfit = Refusal<"schema_newer" | "schema_older" | "schema_broken">;

/** Opens or creates the file and brings its schema up to date. Refused when a newer program has written it. */
export function openStore(file: StoreFile): NodeStore | Unfit {
  const connection = new Connection(file.path);
  connection.exec("BEGIN IMMEDIATE");
  let version: ReturnType<typeof migrate>;
  try {
    version = migrate(connection, connection, file.migrations);
    connection.exec(isRefusal(version) ? "ROLLBACK" : "COMMIT");
  } catch (error) {
    connection.close();
    throw error;
  }
  if (!isRefusal(version)) return new NodeStore(connection, file.home);
  connection.close();
  return version;
}

/** Opens an existing file for reading beside the server that writes it. Every `transact` rejects with a StorageFault. */
export function openStoreForReading(file: StoreFile): NodeStore | Unfit {
  const connection = new Connection(file.path, true);
  const version = checkSchema(connection, file.migrations);
  if (!isRefusal(version)) return new NodeStore(connection, file.home);
  connection.close();
  return version;
}

/**
 * One utility's homes in one file. Happenings that wait at the same moment share a commit, each in a savepoint of its own; a
 * group is worked off in one go, without an await, so that between groups the connection holds no transaction.
 */
export class NodeStore implements Store {
  readonly #connection: Connection;
  readonly #home: Home;
  #waiting: Member[] = [];
  /** Members of an aborted group: each gets one more try, in a group of its own, before anybody newer. */
  readonly #again: Member[] = [];
  #scheduled = false;
  /** True while a work has the connection; nothing else can run then but that work itself. */
  #running = false;
  #closing: Promise<void> | undefined;
  #drained: (() => void) | undefined;

  constructor(connection: Connection, home: Home) {
    this.#connection = connection;
    this.#home = home;
  }

  sliceOf(_home: Home): string {
    return this.#home;
  }

  slices(): readonly Home[] {
    return [this.#home];
  }

  transact<Result>(_home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
    if (this.#closing !== undefined) return Promise.reject(new Fault("the store is closed"));
    if (this.#running) return Promise.reject(new Fault(REENTERED));
    if (this.#waiting.length >= WAITING_MAX) {
      const message = `${String(WAITING_MAX)} happenings wait already`;
      return Promise.reject(new StorageFault("overloaded", message));
    }
    return new Promise<Result>((resolve, reject) => {
      // The queue holds members of any result; each answer goes back to the promise its own work made.
      this.#waiting.push({ work, resolve: resolve as (result: unknown) => void, reject });
      this.#schedule();
    });
  }

  async read<Result>(_home: Home, work: (sql: Sql) => Synchronous<Result>): Promise<Result> {
    assert(this.#closing === undefined, "the store is closed");
    assert(!this.#running, REENTERED);
    this.#running = true;
    try {
      this.#connection.beginRead();
      return perform<Result>(this.#connection, work);
    } finally {
      this.#connection.endRead();
      // A read that failed has told its caller; the next group starts with a clean slate.
      this.#connection.takeStorageFault();
      this.#running = false;
    }
  }

  /** Finishes what waits, then closes the file. */
  close(): Promise<void> {
    this.#closing ??= new Promise<void>((resolve) => {
      this.#drained = () => {
        this.#connection.close();
        resolve();
      };
      this.#schedule();
    });
    return this.#closing;
  }

  /** A group starts after the events at hand are handled: that is who shares a commit. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#runNext();
      if (this.#again.length > 0 || this.#waiting.length > 0) this.#schedule();
      else this.#drained?.();
    });
  }

  #runNext(): void {
    const again = this.#again.shift();
    const members = again === undefined ? this.#waiting.slice(0, GROUP_MEMBERS_MAX) : [again];
    if (members.length === 0) return;
    this.#running = true;
    const outcome = runGroup(
      this.#connection,
      members.map((member) => member.work),
    );
    this.#running = false;
    const had = outcome.kind === "committed" ? outcome.answers.length : outcome.tried;
    if (again === undefined) this.#waiting = this.#waiting.slice(had);
    if (outcome.kind === "committed") {
      for (const [at, answer] of outcome.answers.entries()) settle(members[at], answer);
    } else if (again === undefined) {
      this.#again.push(...members.slice(0, had));
    } else {
      settle(again, { error: outcome.error });
    }
  }
}

function settle(member: Member | undefined, answer: Answer): void {
  if (member === undefined) throw new Fault("an answer without its member");
  if ("error" in answer) member.reject(answer.error);
  else member.resolve(answer.result);
}
