/** Home: utility. Callers whom a person promised to call back. */
import type { Home, Sql } from "../ports.ts";

export interface CallBackRow {
  readonly id: string;
  readonly line: string;
  readonly accountId: string | null;
  readonly language: string;
  readonly reason: string;
  readonly createdAtMs: number;
}

export function addCallBack(sql: Sql, home: Home, row: CallBackRow): void {
  sql.run(
    `INSERT INTO call_back (home, id, line, account_id, language, reason, created_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING`,
    [home, row.id, row.line, row.accountId, row.language, row.reason, row.createdAtMs],
  );
}

/** Those still waiting, longest waiting first. */
export function openCallBacks(sql: Sql, home: Home, limit: number): CallBackRow[] {
  return sql.all(
    `SELECT id, line, account_id AS accountId, language, reason, created_at_ms AS createdAtMs FROM call_back
     WHERE home = ?1 AND done_at_ms IS NULL ORDER BY created_at_ms, id LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}
