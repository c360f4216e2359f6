/** Home: account. Notices the account owes its contacts, and what each rule remembers so that none is sent twice. */
import type { Home, Sql } from "../ports.ts";

export interface NoticeRow {
  readonly id: string;
  readonly rule: string;
  /** The crossing or event that the notice is of, the same for every contact. */
  readonly key: string;
  readonly line: string;
  readonly language: string;
  /** The prompt as JSON where it tells of something past; null where it tells how things stand when it is sent. */
  readonly body: string | null;
  /** `handed`: given to the line, which has not said yet what came of it. */
  readonly state: "owed" | "handed" | "sent" | "delivered" | "refused" | "failed";
  readonly code: string | null;
  /** Service time. */
  readonly dueAtMs: number;
  /** When the state was reached, service time. */
  readonly atMs: number;
}

const columns =
  "id, rule, key, line, language, body, state, code, due_at_ms AS dueAtMs, at_ms AS atMs";

/** True when the notice was not owed before. */
export function addNotice(sql: Sql, home: Home, row: NoticeRow): boolean {
  return (
    sql.run(
      `INSERT INTO notice (home, id, rule, key, line, language, body, state, code, due_at_ms, at_ms)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO NOTHING`,
      [
        home,
        row.id,
        row.rule,
        row.key,
        row.line,
        row.language,
        row.body,
        row.state,
        row.code,
        row.dueAtMs,
        row.atMs,
      ],
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
  mark: Pick<NoticeRow, "state" | "code" | "atMs">,
): void {
  sql.run("UPDATE notice SET state = ?3, code = ?4, at_ms = ?5 WHERE home = ?1 AND id = ?2", [
    home,
    id,
    mark.state,
    mark.code,
    mark.atMs,
  ]);
}

export function owedNotices(sql: Sql, home: Home): NoticeRow[] {
  return sql.all(
    `SELECT ${columns} FROM notice WHERE home = ?1 AND state = 'owed' ORDER BY due_at_ms, id`,
    [home],
  );
}

/** The notices of one rule, newest first: enough of them to know how the present crossing stands. */
export function noticesOfRule(sql: Sql, home: Home, rule: string, limit: number): NoticeRow[] {
  return sql.all(
    `SELECT ${columns} FROM notice WHERE home = ?1 AND rule = ?2 ORDER BY at_ms DESC, id LIMIT CAST(?3 AS INTEGER)`,
    [home, rule, limit],
  );
}

export function noticeStateOf(sql: Sql, home: Home): string | undefined {
  return sql.get<{ state: string }>("SELECT state FROM notice_state WHERE home = ?1", [home])
    ?.state;
}

export function saveNoticeState(sql: Sql, home: Home, state: string): void {
  sql.run(
    `INSERT INTO notice_state (home, state) VALUES (?1, ?2) ON CONFLICT (home) DO UPDATE SET state = ?2`,
    [home, state],
  );
}
