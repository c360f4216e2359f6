/** Home: account. From the money that should bring supply back to the meter that shows it: one case a service and credit. */
import type { Home, Sql } from "../ports.ts";

/** All instants are wall time. */
export interface PowerBackRow {
  readonly serviceId: string;
  /** Empty where no payment brought it: a correction, a hold, an emergency credit. */
  readonly paymentId: string;
  readonly paidAtMs: number;
  readonly creditedAtMs: number;
  readonly sentAtMs: number | null;
  readonly acknowledgedAtMs: number | null;
  readonly verifiedAtMs: number | null;
  readonly escalatedAtMs: number | null;
  /** Verified, or given up because supply is no longer wanted on. */
  readonly endedAtMs: number | null;
  readonly limitMs: number;
}

const columns = `service_id AS serviceId, payment_id AS paymentId, paid_at_ms AS paidAtMs, credited_at_ms AS creditedAtMs,
  sent_at_ms AS sentAtMs, acknowledged_at_ms AS acknowledgedAtMs, verified_at_ms AS verifiedAtMs,
  escalated_at_ms AS escalatedAtMs, ended_at_ms AS endedAtMs, limit_ms AS limitMs`;

export function openPowerBack(
  sql: Sql,
  home: Home,
  row: Pick<PowerBackRow, "serviceId" | "paymentId" | "paidAtMs" | "creditedAtMs" | "limitMs">,
): void {
  sql.run(
    `INSERT INTO power_back (home, service_id, payment_id, paid_at_ms, credited_at_ms, limit_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING`,
    [home, row.serviceId, row.paymentId, row.paidAtMs, row.creditedAtMs, row.limitMs],
  );
}

/** The newest case of a service, open or not. */
export function powerBackOf(sql: Sql, home: Home, serviceId: string): PowerBackRow | undefined {
  return sql.get(
    `SELECT ${columns} FROM power_back WHERE home = ?1 AND service_id = ?2 ORDER BY credited_at_ms DESC LIMIT 1`,
    [home, serviceId],
  );
}

/** The newest case of an account, open or not. */
export function newestPowerBack(sql: Sql, home: Home): PowerBackRow | undefined {
  return sql.get(
    `SELECT ${columns} FROM power_back WHERE home = ?1 ORDER BY credited_at_ms DESC, service_id LIMIT 1`,
    [home],
  );
}

export function savePowerBack(sql: Sql, home: Home, row: PowerBackRow): void {
  sql.run(
    `UPDATE power_back SET sent_at_ms = ?4, acknowledged_at_ms = ?5, verified_at_ms = ?6, escalated_at_ms = ?7, ended_at_ms = ?8
     WHERE home = ?1 AND service_id = ?2 AND credited_at_ms = ?3`,
    [
      home,
      row.serviceId,
      row.creditedAtMs,
      row.sentAtMs,
      row.acknowledgedAtMs,
      row.verifiedAtMs,
      row.escalatedAtMs,
      row.endedAtMs,
    ],
  );
}

/** Every open case of this store, the one that waits longest first. */
export function openPowerBacks(sql: Sql, limit: number): (PowerBackRow & { home: Home })[] {
  return sql.all(
    `SELECT home, ${columns} FROM power_back WHERE ended_at_ms IS NULL ORDER BY paid_at_ms LIMIT CAST(?1 AS INTEGER)`,
    [limit],
  );
}

/** From paid to verified, of the cases of this store that were verified last. */
export function powerBackSpans(sql: Sql, limit: number): { spanMs: number }[] {
  return sql.all(
    `SELECT verified_at_ms - paid_at_ms AS spanMs FROM power_back WHERE verified_at_ms IS NOT NULL
     ORDER BY verified_at_ms DESC LIMIT CAST(?1 AS INTEGER)`,
    [limit],
  );
}
