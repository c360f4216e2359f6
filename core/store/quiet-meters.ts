/** Home: account. Meters of prepaid services that tell their reads by themselves, and have told none for too long. */
import type { Home, Sql } from "../ports.ts";

/** A meter in use, of which nothing came since an instant of service time: its newest read, or its own first day. */
export interface QuietRow {
  readonly home: Home;
  readonly serviceId: string;
  readonly meterId: string;
  /** Null where it never told anything. */
  readonly throughMs: number | null;
  readonly sinceMs: number;
}

const quietOnes = `FROM service_meter AS meter
  JOIN account ON account.home = meter.home AND (account.closed_at_ms IS NULL OR account.closed_at_ms > ?1)
  JOIN service ON service.home = meter.home AND service.id = meter.service_id AND (service.to_ms IS NULL OR service.to_ms > ?1)
  JOIN account_mode AS mode ON mode.home = meter.home AND mode.mode = 'prepaid' AND mode.from_ms <= ?1 AND (mode.to_ms IS NULL OR mode.to_ms > ?1)
  LEFT JOIN rating_state AS rating ON rating.home = meter.home AND rating.service_id = meter.service_id
  WHERE meter.from_ms <= ?1 AND (meter.to_ms IS NULL OR meter.to_ms > ?1) AND meter.from_ms < ?2
    AND max(meter.from_ms, coalesce(rating.through_ms, 0)) < ?2`;

/** Those of this store that told nothing since `beforeMs`, the quietest first; every account's meters are looked at. */
export function quietMeters(
  sql: Sql,
  at: { readonly nowMs: number; readonly beforeMs: number; readonly limit: number },
): QuietRow[] {
  return sql.all(
    `SELECT meter.home AS home, meter.service_id AS serviceId, meter.meter_id AS meterId, rating.through_ms AS throughMs,
       max(meter.from_ms, coalesce(rating.through_ms, 0)) AS sinceMs
     ${quietOnes} ORDER BY sinceMs, meter.home, meter.service_id LIMIT CAST(?3 AS INTEGER)`,
    [at.nowMs, at.beforeMs, at.limit],
  );
}

/** How many there are in this store. */
export function countQuiet(
  sql: Sql,
  at: { readonly nowMs: number; readonly beforeMs: number },
): number {
  return (
    sql.get<{ meters: number }>(`SELECT count(*) AS meters ${quietOnes}`, [at.nowMs, at.beforeMs])
      ?.meters ?? 0
  );
}

/** The same of one account: since when the quietest of its meters told nothing; undefined where each told something. */
export function quietSince(
  sql: Sql,
  home: Home,
  at: { readonly nowMs: number; readonly beforeMs: number },
): number | undefined {
  return (
    sql.get<{ sinceMs: number | null }>(
      `SELECT min(max(meter.from_ms, coalesce(rating.through_ms, 0))) AS sinceMs ${quietOnes} AND meter.home = ?3`,
      [at.nowMs, at.beforeMs, home],
    )?.sinceMs ?? undefined
  );
}
