import { assert } from "../assert.ts";

/** Two days say nothing of a week: a weekend is not a working day. */
const DAYS_MIN = 3;
/** Older days tell of another season or of another tenant. */
const DAYS_MAX = 14;
/** Beyond a year a number would only seem exact. */
const DAYS_LEFT_MAX = 365;

/**
 * What a day has cost on average, in ledger units rounded up; null with fewer than three whole days, or when they cost
 * nothing. `recentDays` holds the cost of whole local days, the newest last; the newest fourteen count.
 */
export function unitsPerDay(recentDays: readonly number[]): number | null {
  const { totalUnits, days } = recentCost(recentDays);
  if (days < DAYS_MIN || totalUnits <= 0n) return null;
  return Number((totalUnits + BigInt(days - 1)) / BigInt(days));
}

/**
 * How many whole days `balanceUnits` (what is left above the disconnect level) lasts at the average cost of the recent days:
 * rounded down, never below 0 and at most a year; null where the days are too few or cost nothing.
 */
export function daysLeft(input: {
  readonly balanceUnits: number;
  readonly recentDays: readonly number[];
}): number | null {
  assert(Number.isSafeInteger(input.balanceUnits), "a balance is an integer of ledger units");
  const { totalUnits, days } = recentCost(input.recentDays);
  if (days < DAYS_MIN || totalUnits <= 0n) return null;
  if (input.balanceUnits <= 0) return 0;
  const left = (BigInt(input.balanceUnits) * BigInt(days)) / totalUnits;
  return left > BigInt(DAYS_LEFT_MAX) ? DAYS_LEFT_MAX : Number(left);
}

function recentCost(recentDays: readonly number[]): { totalUnits: bigint; days: number } {
  const recent = recentDays.slice(-DAYS_MAX);
  let totalUnits = 0n;
  for (const units of recent) {
    assert(Number.isSafeInteger(units), "a day's cost is an integer of ledger units");
    totalUnits += BigInt(units);
  }
  return { totalUnits, days: recent.length };
}
