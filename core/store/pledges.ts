/** Home: account. What agencies pledged: credited at once, then paid, expired or taken back. */
import type { Home, Sql } from "../ports.ts";

export interface PledgeRow {
  readonly id: string;
  readonly agency: string;
  readonly amountMinor: number;
  readonly state: "pledged" | "paid" | "expired" | "taken_back";
  /** Service time, both. */
  readonly pledgedAtMs: number;
  readonly expiresAtMs: number;
}

export function addPledge(sql: Sql, home: Home, row: PledgeRow): void {
  sql.run(
    `INSERT INTO pledge (home, id, agency, amount_minor, state, pledged_at_ms, expires_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    [home, row.id, row.agency, row.amountMinor, row.state, row.pledgedAtMs, row.expiresAtMs],
  );
}

export function pledgeOf(sql: Sql, home: Home, id: string): PledgeRow | undefined {
  return sql.get(
    `SELECT id, agency, amount_minor AS amountMinor, state, pledged_at_ms AS pledgedAtMs, expires_at_ms AS expiresAtMs
     FROM pledge WHERE home = ?1 AND id = ?2`,
    [home, id],
  );
}

/** The pledges that are neither paid nor ended, the oldest first. */
export function openPledges(sql: Sql, home: Home): string[] {
  return sql
    .all<{ id: string }>(
      "SELECT id FROM pledge WHERE home = ?1 AND state = 'pledged' ORDER BY pledged_at_ms, id",
      [home],
    )
    .map(({ id }) => id);
}

/** What is pledged and neither paid nor ended. */
export function pledgedMinor(sql: Sql, home: Home): number {
  const row = sql.get<{ readonly sum: number }>(
    "SELECT coalesce(sum(amount_minor), 0) AS sum FROM pledge WHERE home = ?1 AND state = 'pledged'",
    [home],
  );
  return row?.sum ?? 0;
}

export function endPledgeRow(
  sql: Sql,
  home: Home,
  row: { id: string; state: PledgeRow["state"]; atMs: number },
): void {
  sql.run("UPDATE pledge SET state = ?3, ended_at_ms = ?4 WHERE home = ?1 AND id = ?2", [
    home,
    row.id,
    row.state,
    row.atMs,
  ]);
}
