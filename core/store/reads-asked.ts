/** Home: account. How often each service's meter was asked for its reads, and when last (service time). */
import type { Home, Sql } from "../ports.ts";

export function countAsked(sql: Sql, home: Home, serviceId: string, atMs: number): void {
  sql.run(
    `INSERT INTO read_asked (home, service_id, asked, last_asked_at_ms) VALUES (?1, ?2, 1, ?3)
     ON CONFLICT (home, service_id) DO UPDATE SET asked = asked + 1, last_asked_at_ms = ?3`,
    [home, serviceId, atMs],
  );
}

export function lastAskedMs(sql: Sql, home: Home): number | null {
  const row = sql.get<{ atMs: number | null }>(
    "SELECT max(last_asked_at_ms) AS atMs FROM read_asked WHERE home = ?1",
    [home],
  );
  return row?.atMs ?? null;
}

/** How many times meters of this store were asked. */
export function readsAsked(sql: Sql): number {
  return (
    sql.get<{ asked: number | null }>("SELECT sum(asked) AS asked FROM read_asked")?.asked ?? 0
  );
}
