import { assert } from "../../assert.ts";
import { type LocalDay, nextDay } from "../../instant.ts";
import { type LikeDay, levelsOf, likeDays } from "./likeness.ts";
import { quantiles, type Weighted } from "./share.ts";
import { type Temperatures, temperatureFactors } from "./temperature.ts";
import type { UseHistory } from "./use-history.ts";

/** What a coming local day will use, in the history's unit: as likely above `likely` as below, in the band 8 times of 10. */
export interface DayBand {
  readonly day: LocalDay;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** The shares of the past that make the ends of a band. */
export interface BandShares {
  readonly low: number;
  readonly high: number;
}

/** No weather is known further ahead, and nothing else that changes a household's day. */
export const DAYS_AHEAD_MAX = 14;

/** How often a day may fall out of either end of its band. */
const MISS_SHARE = 0.1;
/** Where the ends begin: a tail of few days is thinner than it looks. */
const FIRST_SHARE = 0.09;
/** How far an end moves on each day that it was tried on. */
const SHARE_GAIN = 0.01;
/** No end of a band lies further in than this share. */
export const SHARE_MAX = 0.25;
/** The bands of as many past days are made again, to see how often they held. */
const REPLAY_DAYS_MAX = 60;
/** No band from one day's worth of past. */
const REPLAY_FROM = 2;

/** A past whose days are brought to the same temperature, and what each day's own makes of them. */
export interface Normal {
  readonly days: Float64Array;
  readonly levels: Float64Array;
  readonly factors: Float64Array;
}

export function normalOf(history: UseHistory, temperatures: Temperatures, ahead: number): Normal {
  const factors = temperatureFactors(history, temperatures, ahead);
  const days = history.days.map((amount, place) => amount / (factors[place] ?? 1));
  return { days, levels: levelsOf(days), factors };
}

/**
 * The use of each of the next local days, from the day after the last whole one that is known; empty where no day is known.
 *
 * A day is expected to be one of the past days, scaled to the present level and temperature. The ends of the band are the
 * shares of them that held in the account's own past: the bands of its last days are made again from what was known before
 * each, and an end is moved out when the day fell outside, in a ninth as far when it did not (Gibbs and Candes, Adaptive
 * Conformal Inference, 2021). So a band holds four days of five for a home of any kind, and it is tried as many days ahead
 * as it speaks of. Integers, the band rounded outward; a statistic, of which nothing is posted.
 */
export function dayBands(
  history: UseHistory,
  daysAhead: number,
  temperatures: Temperatures = new Map(),
): DayBand[] {
  assert(daysAhead >= 1 && daysAhead <= DAYS_AHEAD_MAX, "a day ahead is one of the next fourteen");
  const known = history.days.length;
  const normal = normalOf(history, temperatures, daysAhead);
  const bands: DayBand[] = [];
  let day = history.firstDay;
  for (let place = 0; place < known; place += 1) day = nextDay(day);
  for (let lead = 1; lead <= daysAhead; lead += 1) {
    const target = known + lead - 1;
    const values = valuesOf(normal, likeDays(normal, known, target));
    if (values.length === 0) return [];
    const shares = bandShares(normal, lead);
    const factor = normal.factors[target] ?? 1;
    const ends = quantiles(values, [shares.low, 0.5, shares.high]);
    const [low = 0, likely = 0, high = 0] = ends.map((value) => value * factor);
    bands.push({
      day,
      low: Math.floor(low),
      likely: Math.round(likely),
      high: Math.ceil(high),
    });
    day = nextDay(day);
  }
  return bands;
}

function valuesOf({ days }: Normal, like: readonly LikeDay[]): Weighted[] {
  return like.map(({ place, scale, weight }) => ({ value: (days[place] ?? 0) * scale, weight }));
}

/** The shares whose band, made `lead` days before, held for the newest days. */
export function bandShares(normal: Normal, lead: number): BandShares {
  const { days } = normal;
  let low = FIRST_SHARE;
  let high = 1 - FIRST_SHARE;
  const first = Math.max(REPLAY_FROM + lead - 1, days.length - REPLAY_DAYS_MAX);
  for (let target = first; target < days.length; target += 1) {
    const amount = days[target] ?? Number.NaN;
    if (Number.isNaN(amount)) continue;
    const values = valuesOf(normal, likeDays(normal, target - lead + 1, target));
    if (values.length === 0) continue;
    const [least = 0, most = 0] = quantiles(values, [low, high]);
    low = moved(low, amount < least);
    high = 1 - moved(1 - high, amount > most);
  }
  return { low, high };
}

/** On average it stays where it is just when one day in ten is missed. */
function moved(share: number, isMissed: boolean): number {
  const next = share + SHARE_GAIN * (isMissed ? MISS_SHARE - 1 : MISS_SHARE);
  return Math.min(SHARE_MAX, Math.max(0, next));
}
