/** Home: account. A customer's standing word to charge a saved method, and how it went of late. */
import type { AutopayPlan } from "../payment/autopay.ts";
import type { Home, Sql } from "../ports.ts";

export interface AutopayRow {
  readonly plan: AutopayPlan;
  readonly methodId: string;
  /** The processor's name for the saved method. */
  readonly methodToken: string;
  /** Charges in a row that failed. */
  readonly failures: number;
  readonly pausedAtMs: number | null;
  /** Wall time, as of every charge. */
  readonly agreedAtMs: number;
  readonly lastAtMs: number | null;
}

export function autopayOf(sql: Sql, home: Home): AutopayRow | undefined {
  const row = sql.get<Omit<AutopayRow, "plan"> & { readonly plan: string }>(
    `SELECT plan, method_id AS methodId, method_token AS methodToken, failures, paused_at_ms AS pausedAtMs,
       agreed_at_ms AS agreedAtMs, last_at_ms AS lastAtMs FROM autopay WHERE home = ?1`,
    [home],
  );
  return row === undefined ? undefined : { ...row, plan: JSON.parse(row.plan) as AutopayPlan };
}

/** A newer word takes the place of the one before. */
export function saveAutopay(sql: Sql, home: Home, row: AutopayRow): void {
  sql.run(
    `INSERT INTO autopay (home, plan, method_id, method_token, failures, paused_at_ms, agreed_at_ms, last_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
     ON CONFLICT (home) DO UPDATE SET plan = ?2, method_id = ?3, method_token = ?4, failures = ?5, paused_at_ms = ?6,
       agreed_at_ms = ?7, last_at_ms = ?8`,
    [
      home,
      JSON.stringify(row.plan),
      row.methodId,
      row.methodToken,
      row.failures,
      row.pausedAtMs,
      row.agreedAtMs,
      row.lastAtMs,
    ],
  );
}

/** False where there was none. */
export function removeAutopay(sql: Sql, home: Home): boolean {
  return sql.run("DELETE FROM autopay WHERE home = ?1", [home]) === 1;
}
