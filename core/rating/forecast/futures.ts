import { HOUR_MS } from "../../instant.ts";
import { type Normal, normalOf } from "./day-bands.ts";
import { likeDays } from "./likeness.ts";
import { quantiles, type Weighted } from "./share.ts";
import type { Temperatures } from "./temperature.ts";
import type { UseHistory } from "./use-history.ts";

/** One way that use may go on: as it did from a past day on at this same hour. */
interface Future {
  /** How many hours before the present it begins. */
  readonly hoursBack: number;
  readonly scale: number;
  readonly weight: number;
  /** What its days are multiplied by, from the first one on; the last goes on. */
  readonly drift: Float64Array;
}

/** All the ways that an account's use may go on from the instant to which it is known. */
export interface Futures {
  readonly throughMs: number;
  readonly paths: readonly Future[];
  readonly history: UseHistory;
  readonly normal: Normal;
}

const DAY_HOURS = 24;
const WEEK_HOURS = 168;
/** What lies further ahead than the past reaches is like the newest three weeks: one alone may be anything. */
const AGAIN_WEEKS_MAX = 3;
/** Days ahead whose temperature is looked at. */
const WEATHER_DAYS = 14;

/**
 * How far the level of a household's use wanders in a day, as the standard deviation of its logarithm; it grows as the root
 * of the days. Past days have their own level in them but not what comes between them and a far day. Chosen on the public
 * homes of all three kinds, where 0.04 to 0.06 score alike.
 */
const LEVEL_DRIFT = 0.05;
/** How far apart two days may be, as a logarithm of their ratio, and count as like; chosen on the same homes, where 0.4 to 0.7 score alike. */
const LIKE_DEVIATION = 0.4;
/** What is not like it may come all the same. */
const UNLIKE_WEIGHT = 0.1;
/** A half year on, a level has wandered as far as it will. */
const DRIFT_DAYS = 182;
/** Three futures of one weight with the mean and the variance of a normal one. */
const DRIFTS = [-Math.sqrt(1.5), 0, Math.sqrt(1.5)].map(driftOver);

function driftOver(deviations: number): Float64Array {
  return Float64Array.from({ length: DRIFT_DAYS }, (_, day) =>
    Math.exp(deviations * LEVEL_DRIFT * Math.sqrt(day + 0.5)),
  );
}

/**
 * Each past day that stands for the next one begins a future at this same local hour, scaled to the present level: so
 * mornings, weekends and what follows upon what are as the account has them. Null where no whole day is known.
 */
export function futuresOf(
  history: UseHistory,
  temperatures: Temperatures = new Map(),
): Futures | null {
  const known = history.days.length;
  const normal = normalOf(history, temperatures, WEATHER_DAYS);
  const paths: Future[] = [];
  for (const { place, scale, weight } of likeDays(normal, known, known)) {
    const hoursBack = (known - place) * DAY_HOURS;
    if (history.throughHour < hoursBack) continue;
    const followed = weight * likeness(history, history.throughHour - hoursBack, scale);
    for (const drift of DRIFTS) paths.push({ hoursBack, scale, weight: followed, drift });
  }
  if (paths.length === 0) return null;
  return { throughMs: history.throughMs, paths, history, normal };
}

/**
 * How much a past hour is like the present one by the use of the 24 hours before each: what followed upon a hot day, or upon a
 * day away, says more of the next hours when this was one.
 */
function likeness({ hours, sums, throughHour }: UseHistory, then: number, scale: number): number {
  if (then < DAY_HOURS) return 1;
  const before = (hour: number): number =>
    usedBy(hour, sums, hours) - usedBy(hour - DAY_HOURS, sums, hours);
  const present = before(throughHour);
  const past = before(then) * scale;
  if (present <= 0 || past <= 0) return present === past ? 1 : UNLIKE_WEIGHT;
  const apart = Math.log(present / past) / LIKE_DEVIATION;
  return UNLIKE_WEIGHT + (1 - UNLIKE_WEIGHT) * Math.exp(-(apart ** 2) / 2);
}

/**
 * When `amount` will have been used up from now on, as milliseconds from `throughMs`: by each of the shares of the futures,
 * in the order asked for. Never more than `horizonMs`; 0 for an amount that is not above 0. It never falls when the amount
 * or the share rises. Hours are counted as they pass, so a change of the clock moves a future by that hour.
 */
export function usedUpMs(
  futures: Futures,
  amount: number,
  { shares, horizonMs }: { readonly shares: readonly number[]; readonly horizonMs: number },
): number[] {
  if (amount <= 0) return shares.map(() => 0);
  const horizonHours = horizonMs / HOUR_MS;
  const crossings = futures.paths.map((path): Weighted => {
    const hours = hoursUntil(futures, path, { amount, horizonHours });
    return { value: Math.min(horizonHours, hours), weight: path.weight };
  });
  return quantiles(crossings, shares).map((hours) => Math.round(hours * HOUR_MS));
}

/**
 * Hour by hour in the day in which the amount is used up, in sums of days before it. A future that reaches the present goes
 * on from the same weekday and hour three weeks before, or from the newest day where less is known.
 */
function hoursUntil(
  { history, normal: { factors } }: Futures,
  path: Future,
  { amount, horizonHours }: { amount: number; horizonHours: number },
): number {
  const { hours, sums, throughHour } = history;
  const presentHour = Math.floor(throughHour);
  const weeks = Math.min(AGAIN_WEEKS_MAX, Math.floor(presentHour / WEEK_HOURS));
  const again = weeks === 0 ? DAY_HOURS : weeks * WEEK_HOURS;
  const presentDay = Math.floor(presentHour / DAY_HOURS);
  // The part of the present hour that has passed is already in the balance.
  let from = throughHour - path.hoursBack;
  if (from >= presentHour) from -= again;
  let fromDay = Math.floor(from / DAY_HOURS);
  let toDay = Math.floor(throughHour / DAY_HOURS);
  let usedBefore = usedBy(from, sums, hours);
  let passed = 0;
  let left = amount;
  while (passed < horizonHours) {
    const warmer = factorAt(factors, toDay) / factorAt(factors, fromDay);
    const drifted = path.drift[Math.min(DRIFT_DAYS - 1, toDay - presentDay)] ?? 1;
    const scale = path.scale * warmer * drifted;
    const end = Math.min(presentHour, (fromDay + 1) * DAY_HOURS);
    // From here on every point is a whole hour, of which the sums say the use.
    const usedUntil = sums[end] ?? 0;
    const used = (usedUntil - usedBefore) * scale;
    if (used >= left) return passed + hoursWithin(hours, { from, end }, left / scale);
    left -= used;
    passed += end - from;
    // A year of days is counted up rather than divided out: that is most of what a forecast costs.
    while ((toDay + 1) * DAY_HOURS <= throughHour + passed) toDay += 1;
    if (end < presentHour) {
      from = end;
      fromDay += 1;
      usedBefore = usedUntil;
    } else {
      from = end - again;
      fromDay = Math.floor(from / DAY_HOURS);
      usedBefore = sums[from] ?? 0;
    }
  }
  return horizonHours;
}

/** Most days of a year lie past what is known of the weather; to look past the end of an array costs more than to ask its length. */
function factorAt(factors: Float64Array, day: number): number {
  return day < factors.length ? (factors[day] ?? 1) : 1;
}

/** Use from the first hour to a point that may lie within one. */
function usedBy(point: number, sums: Float64Array, hours: Float64Array): number {
  const hour = Math.floor(point);
  return (sums[hour] ?? 0) + (point - hour) * (hours[hour] ?? 0);
}

function hoursWithin(
  hours: Float64Array,
  { from, end }: { from: number; end: number },
  amount: number,
): number {
  let at = from;
  let left = amount;
  while (at < end) {
    const next = Math.min(end, Math.floor(at) + 1);
    const used = (hours[Math.floor(at)] ?? 0) * (next - at);
    if (used >= left) return at - from + (left / used) * (next - at);
    left -= used;
    at = next;
  }
  return end - from;
}
