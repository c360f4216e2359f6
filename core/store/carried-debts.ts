/** Home: account. Old debts that another system carried, by what it calls them; what is left of all of them is in the ledger. */
import type { Home, Sql } from "../ports.ts";

export interface CarriedDebtRow {
  /** The source and the id: unique in the account. */
  readonly key: string;
  readonly version: number;
  /** Of all that the version says, so that the same version with other content is known. */
  readonly digest: string;
  readonly amountUnits: number;
}

export function carriedDebt(sql: Sql, home: Home, key: string): CarriedDebtRow | undefined {
  return sql.get(
    "SELECT key, version, digest, amount_units AS amountUnits FROM carried_debt WHERE home = ?1 AND key = ?2",
    [home, key],
  );
}

/** A new debt, or a later version of one that is there. */
export function saveCarriedDebt(sql: Sql, home: Home, row: CarriedDebtRow): void {
  sql.run(
    `INSERT INTO carried_debt (home, key, version, digest, amount_units) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (home, key) DO UPDATE SET version = ?3, digest = ?4, amount_units = ?5`,
    [home, row.key, row.version, row.digest, row.amountUnits],
  );
}
