/** Home: account. How often each service's meter was asked for its reads, when last (service time), and how often in a row in vain. */
import type { Home, Sql } from "../ports.ts";

/** An ask at an instant of service time, where the service's reads are known through another; null where none is. */
export interface Ask {
  readonly atMs: number;
  readonly throughMs: number | null;
}

/** Counts an ask, and says how many in a row by now brought nothing newer: what is known beyond the last ask's is an answer to it. */
export function countAsked(sql: Sql, home: Home, serviceId: string, ask: Ask): number {
  sql.run(
    `INSERT INTO read_asked (home, service_id, asked, last_asked_at_ms, unanswered, known_through_ms, in_vain_since_ms)
     VALUES (?1, ?2, 1, ?3, 1, ?4, ?3)
     ON CONFLICT (home, service_id) DO UPDATE SET asked = asked + 1, last_asked_at_ms = ?3, known_through_ms = ?4,
       unanswered = CASE WHEN coalesce(known_through_ms, 0) < coalesce(?4, 0) THEN 1 ELSE unanswered + 1 END,
       in_vain_since_ms = CASE WHEN coalesce(known_through_ms, 0) < coalesce(?4, 0) THEN ?3
         ELSE coalesce(in_vain_since_ms, ?3) END`,
    [home, serviceId, ask.atMs, ask.throughMs],
  );
  return (
    sql.get<{ inARow: number }>(
      "SELECT unanswered AS inARow FROM read_asked WHERE home = ?1 AND service_id = ?2",
      [home, serviceId],
    )?.inARow ?? 0
  );
}

/** When an account's meters were last asked, and how often in a row by then; a service that is asked no more does not count. */
export function lastAsked(sql: Sql, home: Home): { atMs: number; inARow: number } | undefined {
  return sql.get(
    `SELECT last_asked_at_ms AS atMs, unanswered AS inARow FROM read_asked WHERE home = ?1
     ORDER BY last_asked_at_ms DESC, unanswered DESC LIMIT 1`,
    [home],
  );
}

/** How many times meters of this store were asked. */
export function readsAsked(sql: Sql): number {
  return (
    sql.get<{ asked: number | null }>("SELECT sum(asked) AS asked FROM read_asked")?.asked ?? 0
  );
}

/** A meter that staff are told of because it does not answer. */
export interface SilentRow {
  readonly serviceId: string;
  /** When it was first asked in vain, and when last; service time. */
  readonly sinceMs: number;
  readonly lastAskedAtMs: number;
  readonly inARow: number;
  /** What it is known through; null where it never told anything. */
  readonly throughMs: number | null;
  /** When staff were told, wall time. */
  readonly toldAtMs: number;
}

const silentColumns = `service_id AS serviceId, coalesce(in_vain_since_ms, last_asked_at_ms) AS sinceMs,
  last_asked_at_ms AS lastAskedAtMs, unanswered AS inARow, known_through_ms AS throughMs, told_at_ms AS toldAtMs`;

/** The account's services whose meters staff are told of. */
export function silentServices(sql: Sql, home: Home): SilentRow[] {
  return sql.all(
    `SELECT ${silentColumns} FROM read_asked WHERE home = ?1 AND told_at_ms IS NOT NULL ORDER BY service_id`,
    [home],
  );
}

/** Those of this store, the one that staff have known of longest first. */
export function silentMeters(sql: Sql, limit: number): (SilentRow & { home: Home })[] {
  return sql.all(
    `SELECT home, ${silentColumns} FROM read_asked WHERE told_at_ms IS NOT NULL
     ORDER BY told_at_ms, home, service_id LIMIT CAST(?1 AS INTEGER)`,
    [limit],
  );
}

export function countSilent(sql: Sql): number {
  return (
    sql.get<{ meters: number }>(
      "SELECT count(*) AS meters FROM read_asked WHERE told_at_ms IS NOT NULL",
    )?.meters ?? 0
  );
}

/** True where staff were not told of it before. */
export function tellSilent(sql: Sql, home: Home, serviceId: string, nowMs: number): boolean {
  return (
    sql.run(
      "UPDATE read_asked SET told_at_ms = ?3 WHERE home = ?1 AND service_id = ?2 AND told_at_ms IS NULL",
      [home, serviceId, nowMs],
    ) === 1
  );
}

/** Its meter has answered, or is asked no more: there is nothing in vain about it. */
export function endSilent(sql: Sql, home: Home, serviceId: string): void {
  sql.run(
    `UPDATE read_asked SET told_at_ms = NULL, in_vain_since_ms = NULL, unanswered = 0
     WHERE home = ?1 AND service_id = ?2`,
    [home, serviceId],
  );
}
