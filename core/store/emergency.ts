/** Home: account. Grants of emergency credit, each once a spell, and since when one is offered; what is used is in the ledger. */
import type { Grant } from "../payment/emergency.ts";
import type { Home, Sql } from "../ports.ts";

export interface GrantRow extends Grant {
  readonly id: string;
  /** Service time, as all of emergency credit. */
  readonly invokedAtMs: number;
  readonly endedAtMs: number | null;
}

const columns = `id, variant, limit_units AS limitUnits, offer_at_units AS offerAtUnits, drawn_units AS drawnUnits,
  invoked_at_ms AS invokedAtMs, ended_at_ms AS endedAtMs`;

export function grantOf(sql: Sql, home: Home, id: string): GrantRow | undefined {
  return sql.get(`SELECT ${columns} FROM emergency_grant WHERE home = ?1 AND id = ?2`, [home, id]);
}

/** The grant whose spell goes on; a unique index lets there be one at most. */
export function openGrant(sql: Sql, home: Home): GrantRow | null {
  return (
    sql.get<GrantRow>(
      `SELECT ${columns} FROM emergency_grant WHERE home = ?1 AND ended_at_ms IS NULL`,
      [home],
    ) ?? null
  );
}

export function addGrant(sql: Sql, home: Home, row: Omit<GrantRow, "endedAtMs">): void {
  sql.run(
    `INSERT INTO emergency_grant (home, id, variant, limit_units, offer_at_units, drawn_units, invoked_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    [home, row.id, row.variant, row.limitUnits, row.offerAtUnits, row.drawnUnits, row.invokedAtMs],
  );
}

export function setDrawn(sql: Sql, home: Home, id: string, drawnUnits: number): void {
  sql.run("UPDATE emergency_grant SET drawn_units = ?3 WHERE home = ?1 AND id = ?2", [
    home,
    id,
    drawnUnits,
  ]);
}

export function endGrant(sql: Sql, home: Home, id: string, atMs: number): void {
  sql.run("UPDATE emergency_grant SET ended_at_ms = ?3 WHERE home = ?1 AND id = ?2", [
    home,
    id,
    atMs,
  ]);
}

/** Since when a grant is offered; undefined while none is. */
export function offeredAt(sql: Sql, home: Home): number | undefined {
  return sql.get<{ atMs: number }>(
    "SELECT offered_at_ms AS atMs FROM emergency_offer WHERE home = ?1",
    [home],
  )?.atMs;
}

export function setOffered(sql: Sql, home: Home, atMs: number | null): void {
  if (atMs === null) sql.run("DELETE FROM emergency_offer WHERE home = ?1", [home]);
  else {
    sql.run("INSERT INTO emergency_offer (home, offered_at_ms) VALUES (?1, ?2)", [home, atMs]);
  }
}
