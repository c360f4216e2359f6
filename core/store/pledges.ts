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
