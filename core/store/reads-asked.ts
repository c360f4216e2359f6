/** Home: account. How often each service's meter was asked for its reads, when last (service time), and how often in a row in vain. */
import type { Home, Sql } from "../ports.ts";

/** An ask at an instant of service time, where the account's reads are all known through another: what was asked before that was answered. */
export interface Ask {
  readonly atMs: number;
  readonly throughMs: number;
}

export function countAsked(sql: Sql, home: Home, serviceId: string, ask: Ask): void {
  sql.run(
    `INSERT INTO read_asked (home, service_id, asked, last_asked_at_ms, unanswered) VALUES (?1, ?2, 1, ?3, 1)
     ON CONFLICT (home, service_id) DO UPDATE SET asked = asked + 1, last_asked_at_ms = ?3,
       unanswered = CASE WHEN last_asked_at_ms <= ?4 THEN 1 ELSE unanswered + 1 END`,
    [home, serviceId, ask.atMs, ask.throughMs],
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
