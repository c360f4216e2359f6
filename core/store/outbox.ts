/**
 * Home: every home has its own outbox. A lane is (home, kind, target); only the head of a lane is ever sent, so order is kept
 * inside a lane and lanes never wait for each other.
 */
import type { Home, Sql } from "../ports.ts";

export type OutboxKind = "switch" | "charge" | "happening" | "say" | "read";

export interface OutboxRow {
  readonly id: number;
  readonly home: Home;
  readonly kind: OutboxKind;
  readonly target: string;
  readonly key: string;
  readonly payload: string;
  readonly createdAtMs: number;
  readonly attempts: number;
  /** When what it asks for last left, by wall time; null before, and of kinds that do not look before they send again. */
  readonly sentAtMs: number | null;
  /** What the last attempt came to; null before the first and while one is under way. */
  readonly code: string | null;
}

export interface OutboxEntry {
  readonly home: Home;
  readonly kind: OutboxKind;
  readonly target: string;
  readonly key: string;
  readonly payload: string;
  readonly nowMs: number;
}

const columns =
  "id, home, kind, target, key, payload, created_at_ms AS createdAtMs, attempts, sent_at_ms AS sentAtMs, code";

export function addToOutbox(sql: Sql, entry: OutboxEntry): void {
  sql.run(
    `INSERT INTO outbox (home, kind, target, key, payload, head, created_at_ms, due_at_ms)
     SELECT ?1, ?2, ?3, ?4, ?5,
       NOT EXISTS (SELECT 1 FROM outbox WHERE home = ?1 AND kind = ?2 AND target = ?3 AND state = 'waiting'),
       ?6, ?6`,
    [entry.home, entry.kind, entry.target, entry.key, entry.payload, entry.nowMs],
  );
}

/** Keeps one waiting row in the lane, the newest wish: a row that waits is overwritten, so that only the newest is sent. */
export function replaceInOutbox(sql: Sql, entry: OutboxEntry): void {
  const changed = sql.run(
    `UPDATE outbox SET key = ?4, payload = ?5, due_at_ms = ?6, attempts = 0, code = NULL
     WHERE home = ?1 AND kind = ?2 AND target = ?3 AND state = 'waiting'`,
    [entry.home, entry.kind, entry.target, entry.key, entry.payload, entry.nowMs],
  );
  if (changed === 0) addToOutbox(sql, entry);
}

/** The key of the row that a replacement would overwrite. */
export function waitingKey(
  sql: Sql,
  { home, kind, target }: Pick<OutboxEntry, "home" | "kind" | "target">,
): string | undefined {
  return sql.get<{ key: string }>(
    "SELECT key FROM outbox WHERE home = ?1 AND kind = ?2 AND target = ?3 AND state = 'waiting'",
    [home, kind, target],
  )?.key;
}

export function outboxRow(sql: Sql, id: number): OutboxRow | undefined {
  return sql.get(`SELECT ${columns} FROM outbox WHERE id = ?1 AND state = 'waiting'`, [id]);
}

/**
 * Heads of lanes of one kind that are due, longest due first; then those put off beyond `farMs`, further than any row is ever put
 * off (null where a kind has no such bound).
 */
export function dueHeads(
  sql: Sql,
  kind: OutboxKind,
  { nowMs, farMs }: { nowMs: number; farMs: number | null },
  limit: number,
): OutboxRow[] {
  const due = headsWhere(sql, "due_at_ms <= ?2", [kind, nowMs, limit]);
  if (farMs === null || due.length >= limit) return due;
  return [...due, ...headsWhere(sql, "due_at_ms > ?2", [kind, farMs, limit - due.length])];
}

function headsWhere(sql: Sql, due: string, values: [OutboxKind, number, number]): OutboxRow[] {
  return sql.all(
    `SELECT ${columns} FROM outbox WHERE kind = ?1 AND head = 1 AND state = 'waiting' AND ${due}
     ORDER BY due_at_ms, id LIMIT CAST(?3 AS INTEGER)`,
    values,
  );
}

/** Of each of these kinds that has a head of a lane waiting, when the first and the last of them are due (wall time). */
export function waitingHeads(
  sql: Sql,
  kinds: readonly OutboxKind[],
): { readonly kind: OutboxKind; readonly firstMs: number; readonly lastMs: number }[] {
  return sql.all(
    `SELECT kind, firstMs, lastMs FROM (SELECT value AS kind,
       (SELECT min(due_at_ms) FROM outbox WHERE kind = value AND head = 1 AND state = 'waiting') AS firstMs,
       (SELECT max(due_at_ms) FROM outbox WHERE kind = value AND head = 1 AND state = 'waiting') AS lastMs
     FROM json_each(?1)) WHERE firstMs IS NOT NULL`,
    [JSON.stringify(kinds)],
  );
}

/** When the earliest head of a lane of these kinds is due, by wall time; null when none waits. */
export function nextOutboxMs(sql: Sql, kinds: readonly OutboxKind[]): number | null {
  const row = sql.get<{ dueAtMs: number | null }>(
    `SELECT min((SELECT min(due_at_ms) FROM outbox WHERE kind = value AND head = 1 AND state = 'waiting')) AS dueAtMs
     FROM json_each(?1)`,
    [JSON.stringify(kinds)],
  );
  return row?.dueAtMs ?? null;
}

function promoteNext(sql: Sql, row: OutboxRow): void {
  sql.run(
    `UPDATE outbox SET head = 1 WHERE id =
       (SELECT min(id) FROM outbox WHERE home = ?1 AND kind = ?2 AND target = ?3 AND state = 'waiting')`,
    [row.home, row.kind, row.target],
  );
}

/** Takes a finished row out and lets the next of its lane go; a row whose key was replaced meanwhile stays. */
export function removeFromOutbox(sql: Sql, row: OutboxRow): void {
  const removed = sql.run("DELETE FROM outbox WHERE id = ?1 AND key = ?2", [row.id, row.key]);
  if (removed === 1) promoteNext(sql, row);
}

/** Counts an attempt as begun, before anything leaves: after a kill the count says that an answer may be missing. */
export function countAttempt(sql: Sql, row: OutboxRow): void {
  sql.run("UPDATE outbox SET attempts = attempts + 1, code = NULL WHERE id = ?1 AND key = ?2", [
    row.id,
    row.key,
  ]);
}

/** Counts that it leaves now: it may still be under way a while after everybody gave up waiting for its answer. */
export function countSend(sql: Sql, row: OutboxRow, nowMs: number): void {
  sql.run("UPDATE outbox SET sent_at_ms = ?3 WHERE id = ?1 AND key = ?2", [row.id, row.key, nowMs]);
}

export function retryLater(sql: Sql, row: OutboxRow, dueAtMs: number, code: string): void {
  sql.run("UPDATE outbox SET due_at_ms = ?3, code = ?4 WHERE id = ?1 AND key = ?2", [
    row.id,
    row.key,
    dueAtMs,
    code,
  ]);
}

/** Has a row looked at again at once, because what it waited to learn is known. */
export function lookNow(
  sql: Sql,
  row: Pick<OutboxRow, "home" | "kind" | "target" | "key">,
  nowMs: number,
): void {
  sql.run(
    `UPDATE outbox SET due_at_ms = min(due_at_ms, ?5)
     WHERE home = ?1 AND kind = ?2 AND target = ?3 AND key = ?4 AND state = 'waiting'`,
    [row.home, row.kind, row.target, row.key, nowMs],
  );
}

/** Sets a row aside for staff and frees its lane. */
export function park(sql: Sql, row: OutboxRow, code: string): void {
  const parked = sql.run(
    "UPDATE outbox SET state = 'parked', head = 0, code = ?3 WHERE id = ?1 AND key = ?2",
    [row.id, row.key, code],
  );
  if (parked === 1) promoteNext(sql, row);
}

/** Takes back from staff what was set aside of a lane: it is settled now. */
export function unpark(
  sql: Sql,
  { home, kind, target }: Pick<OutboxRow, "home" | "kind" | "target">,
): void {
  sql.run("DELETE FROM outbox WHERE home = ?1 AND kind = ?2 AND target = ?3 AND state = 'parked'", [
    home,
    kind,
    target,
  ]);
}

export function outboxCounts(sql: Sql): { kind: string; state: string; rows: number }[] {
  return sql.all("SELECT kind, state, count(*) AS rows FROM outbox GROUP BY kind, state");
}

export function parkedRows(
  sql: Sql,
  limit: number,
): { home: string; kind: string; target: string; code: string | null; createdAtMs: number }[] {
  return sql.all(
    `SELECT home, kind, target, code, created_at_ms AS createdAtMs FROM outbox WHERE state = 'parked'
     ORDER BY id LIMIT CAST(?1 AS INTEGER)`,
    [limit],
  );
}
