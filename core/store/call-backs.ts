/** Home: utility. Callers whom a person promised to call back, and those who were put through to one. */
import type { Home, Sql } from "../ports.ts";

export interface CallBackRow {
  readonly id: string;
  readonly line: string;
  readonly accountId: string | null;
  readonly language: string;
  readonly reason: string;
  /** What was asked last; null where nobody knows. */
  readonly task: string | null;
  readonly createdAtMs: number;
}

export function addCallBack(sql: Sql, home: Home, row: CallBackRow): void {
  sql.run(
    `INSERT INTO call_back (home, id, line, account_id, language, reason, created_at_ms, task)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING`,
    [home, row.id, row.line, row.accountId, row.language, row.reason, row.createdAtMs, row.task],
  );
}

/** Those still waiting, longest waiting first. */
export function openCallBacks(sql: Sql, home: Home, limit: number): CallBackRow[] {
  return sql.all(
    `SELECT id, line, account_id AS accountId, language, reason, task, created_at_ms AS createdAtMs FROM call_back
     WHERE home = ?1 AND done_at_ms IS NULL ORDER BY created_at_ms, id LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}

/** True where it was open. */
export function closeCallBack(sql: Sql, home: Home, id: string, nowMs: number): boolean {
  return (
    sql.run(
      "UPDATE call_back SET done_at_ms = ?3 WHERE home = ?1 AND id = ?2 AND done_at_ms IS NULL",
      [home, id, nowMs],
    ) === 1
  );
}

export interface CallBackAge {
  readonly home: Home;
  readonly id: string;
  /** Null while it is waited for. */
  readonly doneAtMs: number | null;
}

/** Call-backs of a store after a place, in their order. */
export function callBacksAfter(
  sql: Sql,
  after: { readonly home: Home; readonly id: string },
  limit: number,
): CallBackAge[] {
  return sql.all(
    `SELECT home, id, done_at_ms AS doneAtMs FROM call_back WHERE (home, id) > (?1, ?2)
     ORDER BY home, id LIMIT CAST(?3 AS INTEGER)`,
    [after.home, after.id, limit],
  );
}

export function removeCallBack(sql: Sql, home: Home, id: string): void {
  sql.run("DELETE FROM call_back WHERE home = ?1 AND id = ?2", [home, id]);
}

export interface TransferRow extends CallBackRow {
  /** Whether a PIN or a code was given in the call. */
  readonly isProved: boolean;
}

/** A person needs to see the calls of the last hours, not more: the oldest go as new ones come. */
const TRANSFERS_KEPT_MAX = 1_000;

export function addTransfer(sql: Sql, home: Home, row: TransferRow): void {
  const { id, line, accountId, language, reason, task, createdAtMs, isProved } = row;
  sql.run(
    `INSERT INTO call_transfer (home, id, line, account_id, language, reason, task, is_proved, created_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING`,
    [home, id, line, accountId, language, reason, task, isProved ? 1 : 0, createdAtMs],
  );
  sql.run(
    `DELETE FROM call_transfer WHERE home = ?1 AND id IN
       (SELECT id FROM call_transfer WHERE home = ?1 ORDER BY created_at_ms DESC, id LIMIT -1 OFFSET CAST(?2 AS INTEGER))`,
    [home, TRANSFERS_KEPT_MAX],
  );
}

/** The newest first. */
export function newestTransfers(sql: Sql, home: Home, limit: number): TransferRow[] {
  return sql
    .all<Omit<TransferRow, "isProved"> & { readonly proved: number }>(
      `SELECT id, line, account_id AS accountId, language, reason, task, is_proved AS proved, created_at_ms AS createdAtMs
       FROM call_transfer WHERE home = ?1 ORDER BY created_at_ms DESC, id LIMIT CAST(?2 AS INTEGER)`,
      [home, limit],
    )
    .map(({ proved, ...row }) => ({ ...row, isProved: proved === 1 }));
}
