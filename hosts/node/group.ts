import { Fault } from "../../core/assert.ts";
import type { Sql } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { StorageFault } from "../storage-fault.ts";
import { perform } from "../work.ts";
import type { Connection } from "./sql.ts";

/**
 * How long a group's members may work before it commits: the whole process waits for it. A commit costs one to six
 * milliseconds and a whole payment about one: by less than this a commit would cost as much as what it keeps.
 */
const GROUP_WORK_MS = 16;

/** What came of one member; true only once its group has committed. */
export type Answer = { readonly result: unknown } | { readonly error: unknown };

/** `aborted`: nothing was kept, `tried` members had their turn and nobody may be answered as done. */
export type GroupOutcome =
  | { readonly kind: "committed"; readonly answers: readonly Answer[] }
  | { readonly kind: "aborted"; readonly error: unknown; readonly tried: number };

/**
 * Runs works in one transaction, each in a savepoint of its own, until all had their turn or the time is up; at least one
 * has. A refusal or a throw undoes its own work only; a storage fault undoes the group.
 */
export function runGroup(
  connection: Connection,
  works: readonly ((sql: Sql) => unknown)[],
): GroupOutcome {
  const answers: Answer[] = [];
  // When not even BEGIN goes through, all are as good as tried.
  let tried = works.length;
  const closesAtMs = performance.now() + GROUP_WORK_MS;
  try {
    begin(connection);
    tried = 0;
    for (const work of works) {
      tried += 1;
      answers.push(runMember(connection, work));
      if (performance.now() >= closesAtMs) break;
    }
    connection.exec("COMMIT");
    return { kind: "committed", answers };
  } catch (error) {
    rollBack(connection);
    return { kind: "aborted", error, tried };
  }
}

function begin(connection: Connection): void {
  // A group whose ROLLBACK failed too has left its transaction open.
  if (connection.inTransaction) connection.exec("ROLLBACK");
  connection.takeStorageFault();
  connection.exec("BEGIN IMMEDIATE");
}

/** Throws only what must end the group. */
function runMember(connection: Connection, work: (sql: Sql) => unknown): Answer {
  connection.beginPart();
  const answer = answerOf(connection, work);
  const fault = connection.takeStorageFault();
  if (fault !== undefined) throw fault;
  // SQLITE_FULL, or a trigger that raises ROLLBACK, ends the transaction under us; a SAVEPOINT would then begin one of its
  // own and its RELEASE commit it.
  if (!connection.inTransaction) {
    if ("error" in answer) throw answer.error;
    throw new StorageFault("transaction_lost", "the transaction ended inside a happening");
  }
  connection.endPart("error" in answer || isRefusal(answer.result) ? "undone" : "kept");
  return answer;
}

function answerOf(connection: Connection, work: (sql: Sql) => unknown): Answer {
  try {
    return { result: perform(connection, work, () => connection.inTransaction) };
  } catch (error) {
    return { error };
  }
}

function rollBack(connection: Connection): void {
  try {
    if (connection.inTransaction) connection.exec("ROLLBACK");
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
}
