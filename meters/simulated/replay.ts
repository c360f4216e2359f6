import { DAY_MS } from "../../core/instant.ts";
import type { Interval, Profile } from "./profile.ts";

export interface ReplayOptions {
  /** The household behind each meter. */
  readonly profileOf: (meterId: string) => Profile | undefined;
  /** The service instant near which every file begins; the same over restarts. */
  readonly anchorMs: number;
  /** For how long of a stretch the meter's switch was closed. */
  readonly closedMs: (meterId: string, fromMs: number, toMs: number) => number;
}

/** A week is the shortest time after which a household does the same again; a shift by weeks keeps its weekends. */
const WEEK_MS = 7 * DAY_MS;

/**
 * Replays what households once used as if it were now: each file is moved by whole weeks, so that it starts in the week before the
 * anchor, and begins again when it ends. What passes through an open switch is zero.
 */
export class Replay {
  readonly #options: ReplayOptions;

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  /** The meter's reads that end after `fromMs` and not after `toMs`, in order: the same again whenever it is asked. */
  readsBetween(meterId: string, fromMs: number, toMs: number): Interval[] {
    const profile = this.#options.profileOf(meterId);
    const first = profile?.at(0);
    const last = profile?.at(-1);
    if (profile === undefined || first === undefined || last === undefined) return [];
    const spanMs = last.startMs + last.durationMs - first.startMs;
    const roundMs = Math.max(WEEK_MS, Math.floor(spanMs / WEEK_MS) * WEEK_MS);
    const weeks = Math.floor((this.#options.anchorMs - first.startMs) / WEEK_MS);
    const shiftMs = weeks * WEEK_MS;
    const beginMs = first.startMs + shiftMs;
    const reads: Interval[] = [];
    const lastRound = Math.floor((toMs - beginMs) / roundMs);
    for (let round = Math.floor((fromMs - beginMs) / roundMs); round <= lastRound; round += 1) {
      const movedMs = shiftMs + round * roundMs;
      const untilMs = Math.min(toMs - movedMs, first.startMs + roundMs);
      for (let at = firstAfter(profile, fromMs - movedMs); at < profile.length; at += 1) {
        const interval = profile[at];
        if (interval === undefined || interval.startMs + interval.durationMs > untilMs) break;
        reads.push(this.#metered(meterId, { ...interval, startMs: interval.startMs + movedMs }));
      }
    }
    return reads;
  }

  /** What of an interval went through the switch: all, none, or the share of the time that it was closed. */
  #metered(meterId: string, interval: Interval): Interval {
    const { startMs, durationMs, quantityMicro } = interval;
    const closedMs = this.#options.closedMs(meterId, startMs, startMs + durationMs);
    if (closedMs >= durationMs) return interval;
    const metered = (BigInt(quantityMicro) * BigInt(closedMs)) / BigInt(durationMs);
    return { ...interval, quantityMicro: Number(metered) };
  }
}

/** Where the intervals begin that end after an instant. */
function firstAfter(profile: Profile, atMs: number): number {
  let low = 0;
  let high = profile.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const interval = profile[middle];
    if (interval !== undefined && interval.startMs + interval.durationMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
