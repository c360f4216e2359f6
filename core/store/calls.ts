/** Home: line. Calls of one phone number, with whose secret was given on each; proof goes when the call does. */
import type { Home, Sql } from "../ports.ts";

export interface CallRow {
  /** The carrier's name for the call's leg. */
  readonly id: string;
  readonly numberUsed: string;
  readonly state: "ringing" | "up" | "over";
  /** The last turn that had something to play: its keys are waited for, and what an older one still has to say is not said. */
  readonly turn: number;
  readonly provedCustomer: string | null;
}

const columns = "id, number_used AS numberUsed, state, turn, proved_customer AS provedCustomer";

export function callOf(sql: Sql, home: Home, id: string): CallRow | undefined {
  return sql.get(`SELECT ${columns} FROM call WHERE home = ?1 AND id = ?2`, [home, id]);
}

/** The call that is under way at a line, the newest where several are. */
export function liveCall(sql: Sql, home: Home): CallRow | undefined {
  return sql.get(
    `SELECT ${columns} FROM call WHERE home = ?1 AND state = 'up' ORDER BY created_at_ms DESC, id LIMIT 1`,
    [home],
  );
}

export function saveCall(sql: Sql, home: Home, row: CallRow, nowMs: number): void {
  sql.run(
    `INSERT INTO call (home, id, number_used, state, turn, proved_customer, created_at_ms, updated_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
     ON CONFLICT (home, id) DO UPDATE SET state = ?4, turn = ?5, proved_customer = ?6, updated_at_ms = ?7`,
    [home, row.id, row.numberUsed, row.state, row.turn, row.provedCustomer, nowMs],
  );
}

/** Every other call of the line that was answered. */
export function otherCalls(sql: Sql, home: Home, id: string): CallRow[] {
  return sql.all(
    `SELECT ${columns} FROM call WHERE home = ?1 AND id <> ?2 AND state = 'up' ORDER BY created_at_ms, id`,
    [home, id],
  );
}

/** Ends every other call of the line that was answered, and its proof with it. */
export function endOtherCalls(sql: Sql, home: Home, id: string, nowMs: number): void {
  sql.run(
    `UPDATE call SET state = 'over', proved_customer = NULL, updated_at_ms = ?3
     WHERE home = ?1 AND id <> ?2 AND state = 'up'`,
    [home, id, nowMs],
  );
}
