/** Home: account. What its customer chose of its alerts: when a low balance is told of daily, and which kinds are left out. */
import type { Home, Sql } from "../ports.ts";

export interface AlertChoiceRow {
  readonly what: "daily" | "use" | "payments" | "days";
  /** Of `daily` the local minute of the day; of the others 0, for left out. */
  readonly value: number;
}

export function alertChoices(sql: Sql, home: Home): AlertChoiceRow[] {
  return sql.all("SELECT what, value FROM alert_choice WHERE home = ?1 ORDER BY what", [home]);
}

export function removeAlerts(sql: Sql, home: Home): void {
  sql.run("DELETE FROM alert_choice WHERE home = ?1", [home]);
}

/** Null takes the choice back. */
export function saveAlertChoice(
  sql: Sql,
  home: Home,
  row: { readonly what: AlertChoiceRow["what"]; readonly value: number | null; nowMs: number },
): void {
  if (row.value === null) {
    sql.run("DELETE FROM alert_choice WHERE home = ?1 AND what = ?2", [home, row.what]);
    return;
  }
  sql.run(
    `INSERT INTO alert_choice (home, what, value, set_at_ms) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home, what) DO UPDATE SET value = ?3, set_at_ms = ?4`,
    [home, row.what, row.value, row.nowMs],
  );
}
