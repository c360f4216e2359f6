import { type LocalDay, nextDay } from "../../instant.ts";
import type { UseHistory } from "./use-history.ts";

/** Mean temperatures of local days in degrees Celsius, measured or forecast, as far as they are known. */
export type Temperatures = ReadonlyMap<LocalDay, number>;

/** Fewer days than these, or days all alike, do not show what the weather does. */
const DAYS_MIN = 28;
const RANGE_MIN_CELSIUS = 5;
/** A line that leaves more of the variance than this would move the forecast on what may be chance. */
const LEFT_MAX = 0.75;
/** Where a home begins to be heated, and to be cooled: the one that fits is taken. */
const HEATED_BELOW_CELSIUS = [12, 14, 16, 18, 20];
const COOLED_ABOVE_CELSIUS = [18, 20, 22, 24];
/** Past these the straight line has left what was seen. */
const FACTOR_MIN = 0.2;
const FACTOR_MAX = 4;

type Degrees = (celsius: number) => number;

interface Seen {
  readonly celsius: number;
  readonly amount: number;
}

/**
 * What each day's temperature makes of its use, beside a usual day's 1: for every day of the past and then for `ahead` days
 * more. All 1 where the account's own reads do not follow the temperature, 1 on a day whose temperature is not known. A
 * statistic.
 */
export function temperatureFactors(
  { firstDay, days }: UseHistory,
  temperatures: Temperatures,
  ahead: number,
): Float64Array {
  const factors = new Float64Array(days.length + ahead).fill(1);
  if (temperatures.size === 0) return factors;
  const seen: Seen[] = [];
  const celsiusAt: (number | undefined)[] = [];
  let day = firstDay;
  for (let place = 0; place < factors.length; place += 1) {
    const celsius = temperatures.get(day);
    celsiusAt.push(celsius);
    const amount = days[place] ?? Number.NaN;
    if (celsius !== undefined && !Number.isNaN(amount)) seen.push({ celsius, amount });
    day = nextDay(day);
  }
  const respond = responseOf(seen);
  if (respond === null) return factors;
  for (const [place, celsius] of celsiusAt.entries()) {
    if (celsius !== undefined) factors[place] = respond(celsius);
  }
  return factors;
}

/** Use by temperature beside the mean, as the best line over heating or cooling degrees has it; null where none fits. */
function responseOf(seen: readonly Seen[]): Degrees | null {
  if (seen.length < DAYS_MIN) return null;
  const celsius = seen.map((one) => one.celsius);
  if (Math.max(...celsius) - Math.min(...celsius) < RANGE_MIN_CELSIUS) return null;
  const mean = meanOf(seen.map((one) => one.amount));
  if (mean <= 0) return null;
  const fits = [
    ...HEATED_BELOW_CELSIUS.map((base) => (at: number) => Math.max(0, base - at)),
    ...COOLED_ABOVE_CELSIUS.map((base) => (at: number) => Math.max(0, at - base)),
  ].map((degrees) => fit(seen, degrees));
  const best = fits.reduce((one, other) => (other.left < one.left ? other : one));
  if (best.left > LEFT_MAX) return null;
  return (at) => {
    const factor = (mean + best.slope * (best.degrees(at) - best.meanDegrees)) / mean;
    return Math.min(FACTOR_MAX, Math.max(FACTOR_MIN, factor));
  };
}

interface Fit {
  readonly degrees: Degrees;
  readonly meanDegrees: number;
  readonly slope: number;
  /** The share of the variance that the line leaves. */
  readonly left: number;
}

/** The least-squares line of use over degrees; one that falls explains nothing. */
function fit(seen: readonly Seen[], degrees: Degrees): Fit {
  const xs = seen.map(({ celsius }) => degrees(celsius));
  const meanDegrees = meanOf(xs);
  const meanAmount = meanOf(seen.map(({ amount }) => amount));
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [at, { amount }] of seen.entries()) {
    const x = (xs[at] ?? 0) - meanDegrees;
    const y = amount - meanAmount;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const explains = xx > 0 && yy > 0 && xy > 0;
  return explains
    ? { degrees, meanDegrees, slope: xy / xx, left: 1 - (xy * xy) / (xx * yy) }
    : { degrees, meanDegrees, slope: 0, left: 1 };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
