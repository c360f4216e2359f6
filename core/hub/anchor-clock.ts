import type { Home, Sql } from "../ports.ts";
import { saveServiceClock, type ServiceClockRow, serviceClockOf } from "../store/clock.ts";

/** Service time by an anchor: how far wall time has gone since, times the speed. Never before the anchor. */
export function serviceMsAt(anchor: ServiceClockRow, wallMs: number): number {
  return anchor.serviceAnchorMs + Math.max(0, wallMs - anchor.wallAnchorMs) * anchor.speed;
}

/** The first wall instant at which the service clock of an anchor shows at least `serviceMs`. */
export function wallMsAt(anchor: ServiceClockRow, serviceMs: number): number {
  const passedMs = Math.max(0, serviceMs - anchor.serviceAnchorMs);
  return anchor.wallAnchorMs + Math.ceil(passedMs / anchor.speed);
}

/**
 * Anchors the utility's service clock for a start at `wallMs`. The first start begins at `firstServiceMs`, else at wall time; a later one goes on from
 * where the clock stood, at the speed it had, and takes the new speed from there (null keeps it), so that it never goes back.
 */
export function anchorClock(
  sql: Sql,
  home: Home,
  start: {
    readonly wallMs: number;
    readonly speed: number | null;
    readonly firstServiceMs?: number;
  },
): ServiceClockRow {
  const before = serviceClockOf(sql, home);
  const serviceAnchorMs =
    before === undefined
      ? (start.firstServiceMs ?? start.wallMs)
      : serviceMsAt(before, start.wallMs);
  const anchor = {
    wallAnchorMs: start.wallMs,
    serviceAnchorMs,
    speed: start.speed ?? before?.speed ?? 1,
  };
  saveServiceClock(sql, home, anchor);
  return anchor;
}
