/** How often forecasts held: bands of days and run-out times of a home, each made from what was known before it. */
import {
  DAY_MS,
  HOUR_MS,
  instantOf,
  type LocalDay,
  localDay,
  nextDay,
} from "../../core/instant.ts";
import { dayBands } from "../../core/rating/forecast/day-bands.ts";
import { futuresOf } from "../../core/rating/forecast/futures.ts";
import { runOut } from "../../core/rating/forecast/run-out.ts";
import { historyOfReads, historyUntil, type Used } from "../../core/rating/forecast/use-history.ts";
import { seeded } from "../../core/seeded.ts";
import { type BenchHome, EVERY_DAY } from "./home.ts";

export interface Score {
  readonly scored: number;
  readonly below: number;
  readonly above: number;
  /** The sum of the widths, each as a share of what it is about. */
  readonly width: number;
}

export function together(scores: readonly Score[]): Score {
  const sum = { scored: 0, below: 0, above: 0, width: 0 };
  for (const { scored, below, above, width } of scores) {
    sum.scored += scored;
    sum.below += below;
    sum.above += above;
    sum.width += width;
  }
  return sum;
}

/** The share that lay in the band. */
export function heldShare({ scored, below, above }: Score): number {
  return 1 - (below + above) / scored;
}

const FIRST_DAYS = 2;
const FIRST_HOUR = 28 * 24;

/**
 * Local days that were read whole, from the third of the home on, against the band made `lead` days before from the reads
 * known at that day's first instant: all of them, or one in `every`.
 */
export function scoreDays(
  zone: string,
  reads: readonly Used[],
  { lead, every }: { readonly lead: number; readonly every: number },
): Score {
  const first = reads[0];
  const last = reads.at(-1);
  if (first === undefined || last === undefined) return together([]);
  const endMs = last.startMs + last.durationMs;
  const whole = historyOfReads(zone, endMs, reads, EVERY_DAY);
  const amounts = wholeDays(zone, reads);
  const mean = [...amounts.values()].reduce((sum, amount) => sum + amount, 0) / amounts.size;
  const scores: Score[] = [];
  let known = 0;
  for (let day = whole.firstDay; ; day = nextDay(day)) {
    const throughMs = instantOf(zone, day);
    if (throughMs > endMs) break;
    known += 1;
    if (known <= FIRST_DAYS || known % every !== 0) continue;
    const band = dayBands(historyUntil(whole, zone, throughMs), lead)[lead - 1];
    const amount = band === undefined ? undefined : amounts.get(band.day);
    if (band === undefined || amount === undefined) continue;
    scores.push({
      scored: 1,
      below: Number(amount < band.low),
      above: Number(amount > band.high),
      width: (band.high - band.low) / mean,
    });
  }
  return together(scores);
}

/** Use of each local day of which every instant was read. */
function wholeDays(zone: string, reads: readonly Used[]): Map<LocalDay, number> {
  const days = new Map<LocalDay, { amount: number; knownMs: number }>();
  for (const { startMs, durationMs, amount } of reads) {
    const day = localDay(zone, startMs);
    const of = days.get(day) ?? { amount: 0, knownMs: 0 };
    days.set(day, { amount: of.amount + amount, knownMs: of.knownMs + durationMs });
  }
  const whole = new Map<LocalDay, number>();
  for (const [day, { amount, knownMs }] of days) {
    if (knownMs === instantOf(zone, nextDay(day)) - instantOf(zone, day)) whole.set(day, amount);
  }
  return whole;
}

export const horizons = [
  "under 1 day",
  "1 to 3 days",
  "3 to 7 days",
  "7 to 14 days",
  "over 14 days",
];
const horizonEndDays = [1, 3, 7, 14];
const RUN_OUT_DAYS = [0.7, 2, 4, 8, 14, 25];
const RUN_OUT_EVERY_HOURS = 24 * 7 + 7;

/** Run-out intervals of balances of some days' mean cost, one a week at changing hours, by the likely time left. */
export function scoreRunOuts(home: BenchHome): Score[] {
  const chance = seeded("run-outs", home.id);
  const scores: Score[][] = horizons.map(() => []);
  const perDay = (home.costs.reduce((sum, cost) => sum + cost, 0) / home.costs.length) * 24;
  for (let hour = FIRST_HOUR; hour < home.costs.length; hour += RUN_OUT_EVERY_HOURS) {
    const days = RUN_OUT_DAYS[chance.below(RUN_OUT_DAYS.length)] ?? 1;
    const balanceUnits = Math.round(days * perDay);
    const passedMs = usedUpAfter(home, hour, balanceUnits);
    const futures = futuresOf(home.historyAt(hour));
    if (passedMs === null || futures === null) continue;
    const { earlyMs, likelyMs, lateMs } = runOut(futures, balanceUnits);
    const atMs = futures.throughMs + passedMs;
    const likelyDays = (likelyMs - futures.throughMs) / DAY_MS;
    const horizon = horizonEndDays.filter((end) => likelyDays >= end).length;
    scores[horizon]?.push({
      scored: 1,
      below: Number(atMs < earlyMs),
      above: Number(atMs > lateMs),
      width: (lateMs - earlyMs) / passedMs,
    });
  }
  return scores.map(together);
}

/** Null where the reads end before. */
function usedUpAfter(home: BenchHome, fromHour: number, balanceUnits: number): number | null {
  let left = balanceUnits;
  for (let hour = fromHour; hour < home.costs.length; hour += 1) {
    const cost = home.costs[hour] ?? 0;
    if (cost > left) return (hour - fromHour + left / cost) * HOUR_MS;
    left -= cost;
  }
  return null;
}
