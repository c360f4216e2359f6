import { assert, must } from "../assert.ts";
import { DAY_MS, instantOf, type LocalDay, localDay, nextDay } from "../instant.ts";
import type { Currency } from "../money.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { type KnownUse } from "./live-bills.ts";
import { noBills, type OpenBills } from "./open-bills.ts";
import { fixedOf, ratePlanned } from "./rate-planned.ts";
import type { OwedDays, SettledCharge } from "./settlement.ts";
import { indexInForce, PRICE_SCALE, type TariffVersion } from "./tariff.ts";

/**
 * What rating remembers of one service between batches. A remainder is what was used or accrued and is not posted yet, at
 * most half a ledger unit either way, in 1e-15 of the currency: a quantity of 1e-6 at a price of 1e-9. All of it fits JSON.
 */
export interface RatingState {
  readonly usageRemainderFemto: number;
  readonly fixedRemainderFemto: number;
  /** The last local day whose fixed charge is in the charges. */
  readonly fixedThroughDay: LocalDay | null;
  /** The bills of published plans that are not closed; absent while there was none. */
  readonly open?: OpenBills;
}

export const emptyState: RatingState = {
  usageRemainderFemto: 0,
  fixedRemainderFemto: 0,
  fixedThroughDay: null,
};

/** What an interval adds to what is known: its quantity when new, a signed difference when it corrects one. */
export interface IntervalUse {
  readonly startMs: number;
  readonly durationMs: number;
  /** 1e-6 of the tariff's unit. */
  readonly quantityMicro: number;
}

export interface Batch extends OwedDays {
  /** The premise's, in which the fixed charge counts days. */
  readonly zone: string;
  readonly currency: Currency;
  readonly intervals: readonly IntervalUse[];
  /** The metered reads known before this batch; asked for where a plan rates a late or revised one. */
  readonly known?: KnownUse;
}

/** What a batch costs under one version; an amount of 0 has nothing to post but still says what was used. */
export interface Charge {
  readonly component: "usage" | "fixed";
  readonly amountUnits: number;
  /** 1e-6 of the tariff's unit for usage, of a day for the fixed charge. */
  readonly quantityMicro: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly tariffVersion: number;
  /** Of a published plan: the bill it is part of, and the time whose charge it changes where it corrects one. */
  readonly bill?: string;
  readonly corrects?: { readonly fromMs: number; readonly toMs: number };
}

export interface Rated {
  readonly charges: Charge[];
  /** What late reads change in the minimum and percentage items of bills that are closed; absent where nothing. */
  readonly settled?: readonly SettledCharge[];
  readonly state: RatingState;
}

export type RateRefusal = "no_tariff_in_force" | "charge_too_large";

/** More days than this owed at once is a wrong move-in day or read, not an account: a hundred years. */
export const FIXED_DAYS_MAX = 36_600;

const QUANTITY_DIGITS = 6;
const MICRO_PER_DAY = 1_000_000;

/**
 * Rates a batch and says what to post for it. `versions` is sorted as `checkVersions` leaves it and in the batch's currency.
 * An interval is rated by the version in force at its start; the fixed charge of a day by the one in force at the day's
 * first instant, for every local day from the move-in to the latest in which an interval starts, each once.
 *
 * Whatever the batches and their order, the sum of a component's amounts is its exact total rounded once to the ledger
 * unit, a half toward plus infinity. For every total a customer can owe that is half away from zero; and unlike half away
 * from zero it needs no more than the remainder to go on, because it rounds alike on both sides of zero.
 *
 * Refuses when an interval or an owed day comes before the first version, and an amount that no safe integer holds.
 */
export function rate(
  versions: readonly TariffVersion[],
  state: RatingState,
  batch: Batch,
): Rated | Refusal<RateRefusal> {
  checkSeam(versions, batch);
  const use = sumUse(versions, batch.intervals);
  if (isRefusal(use)) return use;
  const days = sumDays(versions, state.fixedThroughDay, batch, use.latestStartMs);
  if (isRefusal(days)) return days;
  const unitFemto = 10 ** (QUANTITY_DIGITS + PRICE_SCALE - batch.currency.ledgerDigits);
  const usage = post("usage", use.sums, state.usageRemainderFemto, unitFemto);
  if (isRefusal(usage)) return usage;
  const fixed = post("fixed", days.sums, state.fixedRemainderFemto, unitFemto);
  if (isRefusal(fixed)) return fixed;
  const planned = ratePlanned(versions, state.open ?? noBills, batch, use.planned);
  if (isRefusal(planned)) return planned;
  return {
    charges: [
      ...usage.charges,
      ...planned.charges,
      ...fixed.charges,
      ...fixedOf(versions, batch, days.planned),
    ],
    ...(planned.settled.length === 0 ? {} : { settled: planned.settled }),
    state: {
      usageRemainderFemto: usage.remainderFemto,
      fixedRemainderFemto: fixed.remainderFemto,
      fixedThroughDay: days.throughDay,
      ...(planned.open === noBills ? {} : { open: planned.open }),
    },
  };
}

/** What the caller must have made sure of; a breach is our own wrong. */
function checkSeam(versions: readonly TariffVersion[], batch: Batch): void {
  let beforeMs = -Infinity;
  for (const version of versions) {
    assert(version.effectiveFromMs > beforeMs, "tariff versions are not sorted by effect");
    assert(version.currency === batch.currency.code, "a tariff in another currency");
    assert(version.priceScale === PRICE_SCALE, "a tariff at another price scale");
    beforeMs = version.effectiveFromMs;
  }
}

/** The quantity that one version prices. Prices are flat, so a sum is all that has to be multiplied. */
interface Sum {
  readonly version: number;
  readonly price: number;
  /** Whether a plan rates it, so that the sum is of no price. */
  readonly isPlanned: boolean;
  /** This sum takes what starts from here to before there: while its version is in force. */
  readonly takesFromMs: number;
  readonly takesBeforeMs: number;
  quantityMicro: number;
  fromMs: number;
  toMs: number;
}

/** The sums of a batch in the order in which their versions take effect. */
type Sums = Map<number, Sum>;

function sumAt(
  versions: readonly TariffVersion[],
  component: Charge["component"],
  sums: Sums,
  atMs: number,
): Sum | Refusal<"no_tariff_in_force"> {
  const index = indexInForce(versions, atMs);
  const version = versions[index];
  if (version === undefined) {
    const at = new Date(atMs).toISOString();
    return refuse("no_tariff_in_force", `no version of the tariff is in force at ${at}`);
  }
  let sum = sums.get(index);
  if (sum === undefined) {
    sum = {
      version: version.version,
      price: component === "usage" ? version.pricePerUnit : version.fixedPerDay,
      isPlanned: version.plan !== undefined,
      takesFromMs: version.effectiveFromMs,
      takesBeforeMs: versions[index + 1]?.effectiveFromMs ?? Infinity,
      quantityMicro: 0,
      fromMs: Infinity,
      toMs: -Infinity,
    };
    sums.set(index, sum);
  }
  return sum;
}

function sumUse(
  versions: readonly TariffVersion[],
  intervals: readonly IntervalUse[],
): { sums: Sums; latestStartMs: number; planned: IntervalUse[] } | Refusal<"no_tariff_in_force"> {
  const sums: Sums = new Map();
  const planned: IntervalUse[] = [];
  let sum: Sum | undefined;
  let latestStartMs = -Infinity;
  for (const interval of intervals) {
    const { startMs, durationMs, quantityMicro } = interval;
    const endMs = startMs + durationMs;
    assert(Number.isSafeInteger(endMs), "an interval with a broken instant");
    if (sum === undefined || startMs < sum.takesFromMs || startMs >= sum.takesBeforeMs) {
      const found = sumAt(versions, "usage", sums, startMs);
      if (isRefusal(found)) return found;
      sum = found;
    }
    sum.quantityMicro += quantityMicro;
    // Integers add exactly up to here, so the first sum that does not is caught before it can mislead.
    assert(Number.isSafeInteger(sum.quantityMicro), "quantities that do not add up exactly");
    if (startMs < sum.fromMs) sum.fromMs = startMs;
    if (endMs > sum.toMs) sum.toMs = endMs;
    if (startMs > latestStartMs) latestStartMs = startMs;
    if (sum.isPlanned) planned.push(interval);
  }
  return { sums, latestStartMs, planned };
}

function sumDays(
  versions: readonly TariffVersion[],
  throughDay: LocalDay | null,
  { zone, movedInDay }: Batch,
  latestStartMs: number,
):
  | { sums: Sums; throughDay: LocalDay | null; planned: LocalDay[] }
  | Refusal<"no_tariff_in_force"> {
  const sums: Sums = new Map();
  const planned: LocalDay[] = [];
  if (latestStartMs === -Infinity) return { sums, throughDay, planned };
  const latestDay = localDay(zone, latestStartMs);
  let day = throughDay === null ? movedInDay : nextDay(throughDay);
  if (day < movedInDay) day = movedInDay;
  if (day > latestDay) return { sums, throughDay, planned };
  // Both are read as UTC midnights here, where every day has 24 hours.
  const owedDays = (Date.parse(latestDay) - Date.parse(day)) / DAY_MS;
  assert(owedDays < FIXED_DAYS_MAX, "more days owed than an account can");
  let fromMs = instantOf(zone, day);
  while (day <= latestDay) {
    const owed = day;
    day = nextDay(day);
    const toMs = instantOf(zone, day);
    // A day that the zone skipped when it crossed the date line has no first instant of its own, and owes nothing.
    if (toMs > fromMs) {
      const sum = sumAt(versions, "fixed", sums, fromMs);
      if (isRefusal(sum)) return sum;
      if (sum.isPlanned) planned.push(owed);
      sum.quantityMicro += MICRO_PER_DAY;
      sum.fromMs = Math.min(sum.fromMs, fromMs);
      sum.toMs = toMs;
    }
    fromMs = toMs;
  }
  return { sums, throughDay: latestDay, planned };
}

function post(
  component: Charge["component"],
  sums: Sums,
  carriedFemto: number,
  unitFemto: number,
): { charges: Charge[]; remainderFemto: number } | Refusal<"charge_too_large"> {
  const charges: Charge[] = [];
  let remainderFemto = carriedFemto;
  for (const index of [...sums.keys()].toSorted((a, b) => a - b)) {
    const sum = must(sums.get(index), "a sum that was there");
    if (sum.isPlanned) continue;
    const whole = wholeUnits(sum.quantityMicro, sum.price, remainderFemto, unitFemto);
    if (!Number.isSafeInteger(whole.units)) {
      return refuse("charge_too_large", `${String(sum.quantityMicro)} at ${String(sum.price)}`);
    }
    ({ remainderFemto } = whole);
    charges.push({
      component,
      amountUnits: whole.units,
      quantityMicro: sum.quantityMicro,
      fromMs: sum.fromMs,
      toMs: sum.toMs,
      tariffVersion: sum.version,
    });
  }
  return { charges, remainderFemto };
}

/**
 * The ledger units in quantity x price + what was carried, rounded half up, and what is carried on. Doubles where every step
 * stays an exact integer (up to about 9 of the currency at once), BigInt past that, which costs five times as much.
 */
function wholeUnits(
  quantityMicro: number,
  price: number,
  carriedFemto: number,
  unitFemto: number,
): { units: number; remainderFemto: number } {
  const halfFemto = unitFemto / 2;
  const exactFemto = quantityMicro * price;
  if (Math.abs(exactFemto) + unitFemto <= Number.MAX_SAFE_INTEGER) {
    const shifted = exactFemto + carriedFemto + halfFemto;
    const over = floorRemainder(shifted, unitFemto);
    return { units: (shifted - over) / unitFemto, remainderFemto: over - halfFemto };
  }
  const unit = BigInt(unitFemto);
  const shifted = BigInt(quantityMicro) * BigInt(price) + BigInt(carriedFemto + halfFemto);
  const over = ((shifted % unit) + unit) % unit;
  return { units: Number((shifted - over) / unit), remainderFemto: Number(over) - halfFemto };
}

/** What is left of `value` above the next lower multiple of `divisor`, from 0 to below it. */
function floorRemainder(value: number, divisor: number): number {
  const remainder = value % divisor;
  return remainder < 0 ? remainder + divisor : remainder;
}
