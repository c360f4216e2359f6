/** Home: line. Conversations, messages and consent of one phone number or terminal; all of it can be erased or expires. */
import type { Home, Sql } from "../ports.ts";

export interface TalkRow {
  readonly channel: string;
  readonly talk: string;
  readonly language: string;
  /** The number of ours that the talk goes over. */
  readonly numberUsed: string;
}

export function talkOf(sql: Sql, home: Home, channel: string): TalkRow | undefined {
  return sql.get(
    `SELECT channel, talk, language, number_used AS numberUsed FROM conversation WHERE home = ?1 AND channel = ?2`,
    [home, channel],
  );
}

export function saveTalk(sql: Sql, home: Home, row: TalkRow, nowMs: number): void {
  sql.run(
    `INSERT INTO conversation (home, channel, talk, language, number_used, updated_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (home, channel) DO UPDATE SET talk = ?3, language = ?4, number_used = ?5, updated_at_ms = ?6`,
    [home, row.channel, row.talk, row.language, row.numberUsed, nowMs],
  );
}

export interface MessageRow {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly channel: string;
  readonly numberUsed: string;
  readonly language: string;
  /** The text that came in (card numbers struck out), or the prompt that goes out, as JSON. */
  readonly body: string;
  readonly state: "received" | "owed" | "sent" | "delivered" | "failed" | "refused";
  readonly accountId: string | null;
  readonly noticeId: string | null;
}

export function addMessage(sql: Sql, home: Home, row: MessageRow, nowMs: number): void {
  sql.run(
    `INSERT INTO message (home, id, direction, channel, number_used, language, body, state, account_id, notice_id, created_at_ms, updated_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)`,
    [
      home,
      row.id,
      row.direction,
      row.channel,
      row.numberUsed,
      row.language,
      row.body,
      row.state,
      row.accountId,
      row.noticeId,
      nowMs,
    ],
  );
}

const messageColumns = `id, direction, channel, number_used AS numberUsed, language, body, state,
  account_id AS accountId, notice_id AS noticeId`;

export function messageOf(sql: Sql, home: Home, id: string): MessageRow | undefined {
  return sql.get(`SELECT ${messageColumns} FROM message WHERE home = ?1 AND id = ?2`, [home, id]);
}

/** Texts that this line was told, or is owed, since an instant of wall time, but for notices. */
export function answersSince(sql: Sql, home: Home, sinceMs: number): number {
  const row = sql.get<{ texts: number }>(
    `SELECT count(*) AS texts FROM message
     WHERE home = ?1 AND direction = 'out' AND channel = 'sms' AND created_at_ms > ?2 AND notice_id IS NULL`,
    [home, sinceMs],
  );
  return row?.texts ?? 0;
}

/** What this line was told unasked of late, newest first: the digits that each notice which left may be asked about by. */
export function noticesSent(
  sql: Sql,
  home: Home,
  limit: number,
): { code: string; atMs: number; key: string }[] {
  return sql.all(
    `SELECT json_extract(body, '$.askCode') AS code, created_at_ms AS atMs, json_extract(body, '$.key') AS key
     FROM message
     WHERE home = ?1 AND direction = 'out' AND notice_id IS NOT NULL AND state IN ('sent', 'delivered')
       AND json_extract(body, '$.askCode') IS NOT NULL
     ORDER BY created_at_ms DESC, id LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}

/** The step of a call that its latest turn owed. */
export function newestCallMessage(sql: Sql, home: Home, callId: string): MessageRow | undefined {
  return sql.get(
    `SELECT ${messageColumns} FROM message
     WHERE home = ?1 AND channel = 'ivr' AND direction = 'out' AND json_extract(body, '$.callId') = ?2
     ORDER BY json_extract(body, '$.turn') DESC LIMIT 1`,
    [home, callId],
  );
}

export function messageByCarrier(sql: Sql, home: Home, carrierId: string): MessageRow | undefined {
  // Named, because SQLite takes all messages of a line for a handful and would walk them.
  return sql.get(
    `SELECT ${messageColumns} FROM message INDEXED BY message_by_carrier WHERE home = ?1 AND carrier_id = ?2`,
    [home, carrierId],
  );
}

export function markMessage(
  sql: Sql,
  home: Home,
  id: string,
  mark: {
    state: MessageRow["state"];
    carrierId: string | null;
    code: string | null;
    nowMs: number;
  },
): void {
  sql.run(
    `UPDATE message SET state = ?3, carrier_id = coalesce(?4, carrier_id), code = ?5, updated_at_ms = ?6
     WHERE home = ?1 AND id = ?2`,
    [home, id, mark.state, mark.carrierId, mark.code, mark.nowMs],
  );
}

export interface MessageAge {
  readonly home: Home;
  readonly id: string;
  readonly createdAtMs: number;
  readonly noticeId: string | null;
  /** What it tells, where it is one of ours. */
  readonly promptKey: string | null;
  /** What came in, where it is a customer's. */
  readonly text: string | null;
}

/** Messages of the lines of phones after a place, in their order, but for those that have not left yet. */
export function lineMessagesAfter(
  sql: Sql,
  after: { readonly home: Home; readonly id: string },
  limit: number,
): MessageAge[] {
  return sql.all(
    `SELECT home, id, created_at_ms AS createdAtMs, notice_id AS noticeId,
       iif(direction = 'out', json_extract(body, '$.key'), NULL) AS promptKey,
       iif(direction = 'in', body, NULL) AS text
     FROM message WHERE (home, id) > (max(?1, 'line:+'), ?2) AND home < 'line:,' AND state <> 'owed'
     ORDER BY home, id LIMIT CAST(?3 AS INTEGER)`,
    [after.home, after.id, limit],
  );
}

export function removeMessage(sql: Sql, home: Home, id: string): void {
  sql.run("DELETE FROM message WHERE home = ?1 AND id = ?2", [home, id]);
}

export interface TalkAge {
  readonly home: Home;
  readonly channel: string;
  readonly updatedAtMs: number;
  /** Whether what came of a payment is waited for; null in talks that know of none. */
  readonly payment: string | null;
}

/** Talks of the lines of phones after a place, in their order, but for those that are empty. */
export function lineTalksAfter(
  sql: Sql,
  after: { readonly home: Home; readonly channel: string },
  limit: number,
): TalkAge[] {
  return sql.all(
    `SELECT home, channel, updated_at_ms AS updatedAtMs, json_extract(talk, '$.snapshot.value.payment') AS payment
     FROM conversation WHERE (home, channel) > (max(?1, 'line:+'), ?2) AND home < 'line:,' AND talk <> 'null'
     ORDER BY home, channel LIMIT CAST(?3 AS INTEGER)`,
    [after.home, after.channel, limit],
  );
}

/** Forgets all that was said and chosen; the language stays, in which the line is told what it is owed. */
export function emptyTalk(sql: Sql, home: Home, channel: string): void {
  sql.run("UPDATE conversation SET talk = 'null' WHERE home = ?1 AND channel = ?2", [
    home,
    channel,
  ]);
}

/** Takes the code out of a message that was sent, or will not be. */
export function strikeCode(sql: Sql, home: Home, id: string): void {
  sql.run(
    "UPDATE message SET body = json_set(body, '$.code', '******') WHERE home = ?1 AND id = ?2",
    [home, id],
  );
}

export type ConsentState = "granted" | "revoked";

/** What was decided last of a purpose, and when that happened (wall time); undefined where nothing was. */
export function consentAt(
  sql: Sql,
  home: Home,
  purpose: string,
): { state: ConsentState; atMs: number } | undefined {
  return sql.get("SELECT state, at_ms AS atMs FROM consent WHERE home = ?1 AND purpose = ?2", [
    home,
    purpose,
  ]);
}

export function consentOf(sql: Sql, home: Home, purpose: string): ConsentState | undefined {
  return consentAt(sql, home, purpose)?.state;
}

export interface ConsentEvent {
  readonly purpose: string;
  readonly key: string;
  readonly state: ConsentState;
  readonly source: "carrier" | "text" | "call" | "kiosk" | "portal" | "import" | "staff";
  readonly evidence: string;
  /** When it happened, wall time. */
  readonly atMs: number;
  /** The words that were shown or said before it; absent where nothing of ours was. */
  readonly wording?: string | null;
  /** The channel and the number or place it came from. */
  readonly cameFrom?: string | null;
  readonly recordedAtMs?: number | null;
}

/** What is kept as proof: `asked` where a consent was claimed and its own number must still confirm it. */
export type ConsentProof = Omit<ConsentEvent, "state"> & {
  readonly state: ConsentState | "asked";
};

/** Keeps the event as proof. */
export function addConsentEvent(sql: Sql, home: Home, event: ConsentProof): void {
  const { wording = null, cameFrom = null, recordedAtMs = null } = event;
  sql.run(
    `INSERT INTO consent_event (home, purpose, key, state, source, evidence, at_ms, wording, came_from, recorded_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING`,
    [
      home,
      event.purpose,
      event.key,
      event.state,
      event.source,
      event.evidence,
      event.atMs,
      wording,
      cameFrom,
      recordedAtMs,
    ],
  );
}

const proofColumns = `home, purpose, key, state, source, evidence, at_ms AS atMs, wording, came_from AS cameFrom,
  recorded_at_ms AS recordedAtMs`;

export type KeptProof = ConsentProof & { readonly home: Home };

/** All that one number ever agreed to or ended, oldest first. */
export function consentEvents(sql: Sql, home: Home): KeptProof[] {
  return sql.all(
    `SELECT ${proofColumns} FROM consent_event WHERE home = ?1 ORDER BY at_ms, purpose, key`,
    [home],
  );
}

/** The same of every number of this store, a page after the last row of the page before. */
export function consentEventsAfter(
  sql: Sql,
  after: Pick<KeptProof, "home" | "purpose" | "key"> | null,
  limit: number,
): KeptProof[] {
  return sql.all(
    `SELECT ${proofColumns} FROM consent_event WHERE (home, purpose, key) > (?1, ?2, ?3)
     ORDER BY home, purpose, key LIMIT CAST(?4 AS INTEGER)`,
    [after?.home ?? "", after?.purpose ?? "", after?.key ?? "", limit],
  );
}

export function saveConsent(
  sql: Sql,
  home: Home,
  row: { purpose: string; state: ConsentState; atMs: number },
): void {
  sql.run(
    `INSERT INTO consent (home, purpose, state, at_ms) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home, purpose) DO UPDATE SET state = ?3, at_ms = ?4`,
    [home, row.purpose, row.state, row.atMs],
  );
}
