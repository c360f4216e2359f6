/** Home: account. Notices the account owes its contacts, and what each rule remembers so that none is sent twice. */
import type { Home, Sql } from "../ports.ts";

export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly line: string;
  readonly state: "owed" | "sent" | "delivered" | "refused" | "failed";
  readonly code: string | null;
  readonly dueAtMs: number;
  readonly updatedAtMs: number;
}

const columns = "id, kind, line, state, code, due_at_ms AS dueAtMs, updated_at_ms AS updatedAtMs";

/** True when the notice was not owed before. */
export function addNotice(sql: Sql, home: Home, row: NoticeRow): boolean {
  return (
    sql.run(
      `INSERT INTO notice (home, id, kind, line, state, code, due_at_ms, updated_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
       ON CONFLICT DO NOTHING`,
      [home, row.id, row.kind, row.line, row.state, row.code, row.dueAtMs, row.updatedAtMs],
    ) === 1
  );
}

export function noticeOf(sql: Sql, home: Home, id: string): NoticeRow | undefined {
  return sql.get(`SELECT ${columns} FROM notice WHERE home = ?1 AND id = ?2`, [home, id]);
}

export function markNotice(
  sql: Sql,
  home: Home,
  id: string,
  mark: Pick<NoticeRow, "state" | "code"> & { atMs: number },
): void {
  sql.run(
    "UPDATE notice SET state = ?3, code = ?4, updated_at_ms = ?5 WHERE home = ?1 AND id = ?2",
    [home, id, mark.state, mark.code, mark.atMs],
  );
}

export function noticesOf(sql: Sql, home: Home, limit: number): NoticeRow[] {
  return sql.all(
    `SELECT ${columns} FROM notice WHERE home = ?1 ORDER BY updated_at_ms DESC, id LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}

export function noticeStateOf(sql: Sql, home: Home): string | undefined {
  return sql.get<{ state: string }>("SELECT state FROM notice_state WHERE home = ?1", [home])?.state;
}

export function saveNoticeState(sql: Sql, home: Home, state: string): void {
  sql.run(
    `INSERT INTO notice_state (home, state) VALUES (?1, ?2) ON CONFLICT (home) DO UPDATE SET state = ?2`,
    [home, state],
  );
}
