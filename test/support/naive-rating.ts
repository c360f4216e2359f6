/** A rater of nothing but fractions and the runtime's own calendar: slow, plain, and with nothing of ours in it but the plan's shape. */
import type { Plan } from "../../core/rating/plan.ts";

interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export interface NaiveVersion {
  readonly plan: Plan;
  readonly fromMs: number;
}

function fraction(text: string): Fraction {
  const [whole = "", decimals = ""] = text.replace("-", "").split(".");
  const top = BigInt(whole + decimals) * (text.startsWith("-") ? -1n : 1n);
  return { top, bottom: 10n ** BigInt(decimals.length) };
}

function add(one: Fraction, other: Fraction): Fraction {
  // Without these two a sum of a year's fractions would have a denominator of a hundred thousand digits.
  if (one.bottom % other.bottom === 0n) {
    return { top: one.top + other.top * (one.bottom / other.bottom), bottom: one.bottom };
  }
  if (other.bottom % one.bottom === 0n) return add(other, one);
  return {
    top: one.top * other.bottom + other.top * one.bottom,
    bottom: one.bottom * other.bottom,
  };
}

function less(one: Fraction, other: Fraction): boolean {
  return one.top * other.bottom < other.top * one.bottom;
}

function multiply(one: Fraction, other: Fraction): Fraction {
  return { top: one.top * other.top, bottom: one.bottom * other.bottom };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Year, month (from 0), day, hour and weekday of the local clock, by the runtime. */
function clock(zone: string, atMs: number) {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      weekday: "short",
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(atMs).map(({ type, value }) => [type, value]),
  );
  return {
    year: Number(parts["year"]),
    month: Number(parts["month"]) - 1,
    day: Number(parts["day"]),
    hour: Number(parts["hour"]),
    isWeekend: ["Sat", "Sun"].includes(parts["weekday"] ?? ""),
  };
}

const ZERO: Fraction = { top: 0n, bottom: 1n };

/** The energy charge of each bill, in millionths of the currency, rounded once, a half away from zero. */
export function naiveBills(
  versions: readonly NaiveVersion[],
  zone: string,
  reads: ReadonlyMap<number, number>,
  factor: Fraction,
): Record<string, number> {
  const money = new Map<string, Fraction>();
  const counters = new Map<string, Fraction>();
  for (const [startMs, quantityMicro] of [...reads].toSorted(([a], [b]) => a - b)) {
    const place = placeOf(versions, zone, startMs);
    const used = multiply({ top: BigInt(quantityMicro), bottom: 1_000_000n }, factor);
    const from = counters.get(place.counter) ?? ZERO;
    const to = add(from, used);
    counters.set(place.counter, to);
    money.set(place.bill, add(money.get(place.bill) ?? ZERO, costOf(place, from, to)));
  }
  return Object.fromEntries([...money].map(([bill, sum]) => [bill, rounded(sum)]));
}

interface Place {
  readonly bill: string;
  /** What the tiers of this read count on. */
  readonly counter: string;
  readonly tiers: Plan["periods"][number];
  /** By how much a daily allowance is multiplied. */
  readonly days: bigint;
}

function placeOf(versions: readonly NaiveVersion[], zone: string, startMs: number): Place {
  const index = versions.findLastIndex(({ fromMs }) => fromMs <= startMs);
  const plan = versions[index]?.plan;
  if (plan === undefined) throw new Error("no version");
  const { year, month, day, hour, isWeekend } = clock(zone, startMs);
  const first = month - (month % plan.billMonths);
  const two = (number: number): string => String(number).padStart(2, "0");
  const date = `${String(year)}-${two(month + 1)}-${two(day)}`;
  const schedule = isWeekend || plan.holidays.includes(date) ? plan.weekend : plan.weekday;
  const period = schedule[month]?.[hour] ?? 0;
  const bill = `${String(year)}-${two(first + 1)}`;
  const isByDay = plan.tierReset === "day";
  const days = (Date.UTC(year, first + plan.billMonths) - Date.UTC(year, first)) / 86_400_000;
  const counter = [
    bill,
    isByDay ? date : "",
    plan.tierScope === "period" ? String(period) : "",
    // A version that restarts the tiers does so for those that go on from it too.
    versions.slice(1, index + 1).filter((version) => version.plan.restartsTiers).length,
  ].join(" ");
  return { bill, counter, tiers: plan.periods[period] ?? [], days: isByDay ? 1n : BigInt(days) };
}

/** What the use between two counts of the tiers costs. */
function costOf({ tiers, days }: Place, from: Fraction, to: Fraction): Fraction {
  let cost = ZERO;
  let low = ZERO;
  for (const { price, bound, isDaily } of tiers) {
    const times = { top: isDaily ? days : 1n, bottom: 1n };
    const high = bound === null ? to : multiply(fraction(bound), times);
    const begin = less(from, low) ? low : from;
    const end = less(to, high) ? to : high;
    if (less(begin, end)) {
      const taken = add(end, { top: -begin.top, bottom: begin.bottom });
      cost = add(cost, multiply(taken, fraction(price)));
    }
    low = high;
  }
  return cost;
}

function rounded({ top, bottom }: Fraction): number {
  const scaled = top * 1_000_000n;
  const size = scaled < 0n ? -scaled : scaled;
  const units = Number((2n * size + bottom) / (2n * bottom));
  return scaled < 0n ? 0 - units : units;
}
