/** Home: account. The balance below which its customer asked to be told. */
import type { Home, Sql } from "../ports.ts";

/** In ledger units; undefined where the utility's own level holds. */
export function alertLevel(sql: Sql, home: Home): number | undefined {
  return sql.get<{ belowUnits: number }>(
    "SELECT below_units AS belowUnits FROM alert_level WHERE home = ?1",
    [home],
  )?.belowUnits;
}

export function saveAlertLevel(
  sql: Sql,
  home: Home,
  row: { belowUnits: number; line: string; nowMs: number },
): void {
  sql.run(
    `INSERT INTO alert_level (home, below_units, line, set_at_ms) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home) DO UPDATE SET below_units = ?2, line = ?3, set_at_ms = ?4`,
    [home, row.belowUnits, row.line, row.nowMs],
  );
}

export function removeAlertLevel(sql: Sql, home: Home): void {
  sql.run("DELETE FROM alert_level WHERE home = ?1", [home]);
}
