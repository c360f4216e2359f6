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
  /** "sms" goes by itself, and "call" is a call of ours; what stands in any other is in the hands of staff while it is `handed`. */
  readonly channel: string;
  /** Digits by which the customer can ask whether it was us; empty where it is no text. */
  readonly askCode: string;
}

const columns =
  "id, rule, key, line, language, body, state, code, due_at_ms AS dueAtMs, at_ms AS atMs, channel, ask_code AS askCode";

/** True when the notice was not owed before. */
export function addNotice(sql: Sql, home: Home, row: NoticeRow): boolean {
  return (
    sql.run(
      `INSERT INTO notice (home, id, rule, key, line, language, body, state, code, due_at_ms, at_ms, channel, ask_code)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT DO NOTHING`,
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
        row.channel,
        row.askCode,
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

/** Every notice of this store that staff have in hand, the one that waits longest first. */
export function noticesWithStaff(sql: Sql, limit: number): (NoticeRow & { home: Home })[] {
  return sql.all(
    `SELECT home, ${columns} FROM notice WHERE channel NOT IN ('sms', 'call') AND state = 'handed'
     ORDER BY at_ms LIMIT CAST(?1 AS INTEGER)`,
    [limit],
  );
}

/** The newest notice of an account that bears these digits. */
export function noticeByAskCode(sql: Sql, home: Home, askCode: string): NoticeRow | undefined {
  return sql.get(
    `SELECT ${columns} FROM notice WHERE home = ?1 AND ask_code = ?2 AND ask_code <> '' ORDER BY at_ms DESC LIMIT 1`,
    [home, askCode],
  );
}

/** When a contact wants no notices, in the place of the utility's own quiet hours. */
export interface ContactChoice {
  readonly line: string;
  readonly quietFromMinute: number;
  readonly quietToMinute: number;
  /** What answers the customer's own doing goes out all the same within so long of it; 0 where that waits too. */
  readonly answerMinutes: number;
}

export function contactChoices(sql: Sql, home: Home): ContactChoice[] {
  return sql.all(
    `SELECT line, quiet_from_minute AS quietFromMinute, quiet_to_minute AS quietToMinute, answer_minutes AS answerMinutes
     FROM contact_choice WHERE home = ?1`,
    [home],
  );
}

export function saveContactChoice(sql: Sql, home: Home, choice: ContactChoice): void {
  sql.run(
    `INSERT INTO contact_choice (home, line, quiet_from_minute, quiet_to_minute, answer_minutes) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (home, line) DO UPDATE SET quiet_from_minute = ?3, quiet_to_minute = ?4, answer_minutes = ?5`,
    [home, choice.line, choice.quietFromMinute, choice.quietToMinute, choice.answerMinutes],
  );
}
