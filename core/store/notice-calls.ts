/** Home: line. Calls that we make about notices, and what became of each. */
import type { Home, Sql } from "../ports.ts";

export interface NoticeCallRow {
  readonly id: string;
  readonly noticeId: string;
  readonly accountId: string;
  /** The number of ours that it comes from. */
  readonly numberUsed: string;
  readonly language: string;
  /** The notice as JSON. */
  readonly prompt: string;
  /** `dialled`: it may ring, or may have; `over`: its account knows what came of it. */
  readonly state: "owed" | "dialled" | "over";
  /** The carrier's name for it; null while nobody knows. */
  readonly callId: string | null;
  /** Who picked it up; null while nobody did. */
  readonly pickedUpBy: string | null;
}

const columns =
  "id, notice_id AS noticeId, account_id AS accountId, number_used AS numberUsed, language, prompt, state, call_id AS callId, picked_up_by AS pickedUpBy";

export function addNoticeCall(
  sql: Sql,
  home: Home,
  row: Omit<NoticeCallRow, "state" | "callId" | "pickedUpBy">,
  nowMs: number,
): void {
  sql.run(
    `INSERT INTO notice_call (home, id, notice_id, account_id, number_used, language, prompt, state, created_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'owed', ?8)`,
    [home, row.id, row.noticeId, row.accountId, row.numberUsed, row.language, row.prompt, nowMs],
  );
}

export function noticeCallOf(sql: Sql, home: Home, id: string): NoticeCallRow | undefined {
  return sql.get(`SELECT ${columns} FROM notice_call WHERE home = ?1 AND id = ?2`, [home, id]);
}

/** By the carrier's name for it. */
export function noticeCallBy(sql: Sql, home: Home, callId: string): NoticeCallRow | undefined {
  return sql.get(`SELECT ${columns} FROM notice_call WHERE home = ?1 AND call_id = ?2`, [
    home,
    callId,
  ]);
}

export function saveNoticeCall(
  sql: Sql,
  home: Home,
  row: Pick<NoticeCallRow, "id" | "state" | "callId" | "pickedUpBy">,
): void {
  sql.run(
    "UPDATE notice_call SET state = ?3, call_id = ?4, picked_up_by = ?5 WHERE home = ?1 AND id = ?2",
    [home, row.id, row.state, row.callId, row.pickedUpBy],
  );
}
