/** Home: utility. Where its service clock was anchored, so that it never goes back over a restart. */
import type { Home, Sql } from "../ports.ts";

export interface ServiceClockRow {
  readonly wallAnchorMs: number;
  readonly serviceAnchorMs: number;
  /** Service milliseconds that pass in one of wall time; 1 in production. */
  readonly speed: number;
}

export function serviceClockOf(sql: Sql, home: Home): ServiceClockRow | undefined {
  return sql.get(
    `SELECT wall_anchor_ms AS wallAnchorMs, service_anchor_ms AS serviceAnchorMs, speed FROM service_clock WHERE home = ?1`,
    [home],
  );
}

export function saveServiceClock(sql: Sql, home: Home, row: ServiceClockRow): void {
  sql.run(
    `INSERT INTO service_clock (home, wall_anchor_ms, service_anchor_ms, speed) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home) DO UPDATE SET wall_anchor_ms = ?2, service_anchor_ms = ?3, speed = ?4`,
    [home, row.wallAnchorMs, row.serviceAnchorMs, row.speed],
  );
}
