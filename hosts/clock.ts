import { type Clock } from "../core/ports.ts";
import { serviceMsAt } from "../core/hub/anchor-clock.ts";
import type { ServiceClockRow } from "../core/store/clock.ts";

/**
 * Wall time that never goes back: when the machine's clock is set back, time goes on from where it was by the monotonic
 * clock, until the machine's clock has caught up.
 */
export function steadyWall(dateNow: () => number, monotonicMs: () => number): () => number {
  let lastMs = dateNow();
  let lastMonotonicMs = monotonicMs();
  return () => {
    const atMs = monotonicMs();
    lastMs = Math.max(dateNow(), Math.floor(lastMs + (atMs - lastMonotonicMs)));
    lastMonotonicMs = atMs;
    return lastMs;
  };
}

/** Both clocks of one utility. */
export function utilityClock(wallMs: () => number, anchor: ServiceClockRow): Clock {
  return {
    now() {
      const wall = wallMs();
      return { wallMs: wall, serviceMs: serviceMsAt(anchor, wall) };
    },
  };
}
