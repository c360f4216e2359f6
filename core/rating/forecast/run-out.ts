import { assert } from "../../assert.ts";
import { DAY_MS } from "../../instant.ts";
import { bandShares } from "./day-bands.ts";
import { type Futures, usedUpMs } from "./futures.ts";

/** When a balance will be used up, in service time: after `earlyMs` nine times of ten, before `lateMs` nine times of ten. */
export interface RunOut {
  readonly earlyMs: number;
  readonly likelyMs: number;
  readonly lateMs: number;
}

/** Beyond a year a date would only seem exact: it stands for a year or more. */
export const RUN_OUT_DAYS_MAX = 365;

/** Whole days for which what is left above a level will likely last: rounded down, at most a year. */
export function likelyDays(futures: Futures, aboveUnits: number): number {
  assert(Number.isSafeInteger(aboveUnits), "a balance is an integer of ledger units");
  const horizonMs = RUN_OUT_DAYS_MAX * DAY_MS;
  const [likely = 0] = usedUpMs(futures, aboveUnits, { shares: [0.5], horizonMs });
  return Math.floor(likely / DAY_MS);
}

/**
 * When what is left above a level (an integer of ledger units, as of `futures.throughMs`) is used up, for futures made of
 * costs. What is at or below the level is used up at `throughMs`. Instants are whole milliseconds and never fall when the
 * balance rises.
 */
export function runOut(futures: Futures, aboveUnits: number): RunOut {
  assert(Number.isSafeInteger(aboveUnits), "a balance is an integer of ledger units");
  const { throughMs } = futures;
  const shares = bandShares(futures.normal, 1);
  const [early = 0, likely = 0, late = 0] = usedUpMs(futures, aboveUnits, {
    // Much use is an early end: the high end of a day's use is the low end of the time it leaves.
    shares: [1 - shares.high, 0.5, 1 - shares.low],
    horizonMs: RUN_OUT_DAYS_MAX * DAY_MS,
  });
  return {
    earlyMs: throughMs + early,
    likelyMs: throughMs + likely,
    lateMs: throughMs + late,
  };
}
