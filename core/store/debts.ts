/** Home: account. What the debt share has taken in the period that its cap is for; the debt itself is in the ledger. */
import type { DebtPeriod } from "../payment/allocate.ts";
import type { Home, Sql } from "../ports.ts";

export interface DebtTaken {
  readonly period: DebtPeriod;
  /** The first local day of the period. */
  readonly fromDay: string;
  readonly takenUnits: number;
}

export function debtTaken(sql: Sql, home: Home): DebtTaken | undefined {
  return sql.get(
    "SELECT period, from_day AS fromDay, taken_units AS takenUnits FROM debt_taken WHERE home = ?1",
    [home],
  );
}

/** Adds to the period's sum; a period that is not the one kept begins anew. */
export function addDebtTaken(
  sql: Sql,
  home: Home,
  { period, fromDay, takenUnits }: DebtTaken,
): void {
  sql.run(
    `INSERT INTO debt_taken (home, period, from_day, taken_units) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home) DO UPDATE SET period = ?2, from_day = ?3,
       taken_units = CASE WHEN period = ?2 AND from_day = ?3 THEN taken_units ELSE 0 END + ?4`,
    [home, period, fromDay, takenUnits],
  );
}
