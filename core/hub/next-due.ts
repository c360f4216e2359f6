import type { Sql } from "../ports.ts";
import type { ServiceClockRow } from "../store/clock.ts";
import { nextOutboxMs, type OutboxKind } from "../store/outbox.ts";
import { nextTimerMs } from "../store/timers.ts";
import { wallMsAt } from "./anchor-clock.ts";

/**
 * When a store next needs its hub, by wall time: the earliest of its timers by either clock and of the outbox rows whose
 * kinds can be sent. May lie in the past; null when nothing waits.
 */
export function nextDueMs(
  sql: Sql,
  anchor: ServiceClockRow,
  kinds: readonly OutboxKind[],
): number | null {
  const serviceMs = nextTimerMs(sql, "service");
  return earliest(
    nextOutboxMs(sql, kinds),
    nextTimerMs(sql, "wall"),
    serviceMs === null ? null : wallMsAt(anchor, serviceMs),
  );
}

export function earliest(...instants: readonly (number | null)[]): number | null {
  const known = instants.filter((atMs) => atMs !== null);
  return known.length === 0 ? null : Math.min(...known);
}
