import { assert, must } from "../assert.ts";
import { instantOf } from "../instant.ts";
import { isRefusal } from "../refusal.ts";
import {
  billOf,
  daysOf,
  firstDayAfter,
  monthAt,
  monthCalendar,
  type MonthCalendar,
} from "./bill-calendar.ts";
import { type Exact, lowest, parseExact } from "./exact.ts";
import type { Plan } from "./plan.ts";

/** Quantities are counted in millionths of the unit of the reads. */
const MICRO = 1_000_000n;

/** Twice this is still a safe integer, so that two rests of a millionth can be added. */
const PARTS_MAX = 4_000_000_000_000_000n;

/**
 * A plan made ready to rate reads of one unit in one zone. A cell is (period, tier): `period * tierCount + tier`. Bounds are
 * rational in the reads' unit, so they are kept as whole millionths and a rest in parts of one; what a tier takes is then exact.
 */
export interface Compiled {
  readonly plan: Plan;
  readonly zone: string;
  /** Tariff units in one unit of the reads. */
  readonly factor: Exact;
  readonly tierCount: number;
  readonly cellCount: number;
  /** By period: which counter it counts on. */
  readonly counterOf: Uint8Array;
  readonly counterCount: number;
  /** Parts that a millionth is divided into. */
  readonly partsPerMicro: number;
  /** By cell: the exact price of one part, over `priceBottom`. */
  readonly priceTops: readonly bigint[];
  readonly priceBottom: bigint;
  /** The same as doubles, where they are whole numbers that doubles hold and no part of a millionth can be used. */
  readonly small: { readonly tops: Float64Array; readonly bottom: number } | null;
  /** Whether what a read costs depends on no other read. */
  readonly isOrderFree: boolean;
  readonly spans: Map<string, Span>;
  /** The span that was asked for last: batches come in order of time, so it is nearly always the next one too. */
  lastSpan: Span | null;
  readonly bounds: Map<number, Bounds>;
}

export interface Bounds {
  /** By cell, in whole millionths; Infinity for a last tier. */
  readonly whole: Float64Array;
  readonly parts: Float64Array;
  /** The first whole millionth at which the tier is full. */
  readonly full: Float64Array;
}

/** One local month under one plan: all that the loop over reads looks at. */
export interface Span {
  readonly bill: string;
  readonly billFromMs: number;
  readonly billToMs: number;
  readonly calendar: MonthCalendar;
  /** By quarter hour: the period. */
  readonly periods: Uint8Array;
  readonly bounds: Bounds;
}

const compiled = new WeakMap<Plan, Map<string, Compiled>>();

/** Bounds the months that a plan keeps ready: ten years. */
const SPANS_MAX = 120;

/** Compiled once for each plan, zone and factor. */
export function compile(plan: Plan, zone: string, factor: Exact): Compiled {
  const key = `${zone} ${String(factor.top)}/${String(factor.bottom)}`;
  let ofPlan = compiled.get(plan);
  if (ofPlan === undefined) {
    ofPlan = new Map();
    compiled.set(plan, ofPlan);
  }
  let one = ofPlan.get(key);
  if (one === undefined) {
    one = compileNow(plan, zone, factor);
    ofPlan.set(key, one);
  }
  return one;
}

function compileNow(plan: Plan, zone: string, factor: Exact): Compiled {
  const { periods } = plan;
  const tierCount = Math.max(1, ...periods.map((tiers) => tiers.length));
  const cellCount = periods.length * tierCount;
  const bounds = periods.flatMap((tiers) =>
    tiers.map(({ bound }) => (bound === null ? null : inReads(exact(bound), factor))),
  );
  const parts = bounds.reduce(
    (multiple, bound) => (bound === null ? multiple : commonMultiple(multiple, bound.bottom)),
    1n,
  );
  assert(parts <= PARTS_MAX, "a factor finer than any meter's");
  const prices = periods.flatMap((tiers) =>
    Array.from({ length: tierCount }, (_, tier) => exact(tiers[tier]?.price ?? "0")),
  );
  const scale = prices.reduce((most, { bottom }) => (bottom > most ? bottom : most), 1n);
  const counts = plan.tierScope === "period" ? periods.map((_, index) => index) : [0];
  const priceTops = prices.map(({ top, bottom }) => top * (scale / bottom) * factor.top);
  const priceBottom = scale * factor.bottom * MICRO * parts;
  return {
    plan,
    zone,
    factor,
    tierCount,
    cellCount,
    counterOf: Uint8Array.from(periods, (_, index) => counts[index] ?? 0),
    counterCount: counts.length,
    partsPerMicro: Number(parts),
    priceTops,
    priceBottom,
    small: parts === 1n ? smallOf(priceTops, priceBottom) : null,
    isOrderFree: tierCount === 1,
    spans: new Map(),
    lastSpan: null,
    bounds: new Map(),
  };
}

function smallOf(tops: readonly bigint[], bottom: bigint): Compiled["small"] {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  const isSmall = bottom <= limit && tops.every((top) => top <= limit && -top <= limit);
  return isSmall ? { tops: Float64Array.from(tops, Number), bottom: Number(bottom) } : null;
}

/** A bound of the tariff as millionths of the reads' unit. */
function inReads(bound: Exact, factor: Exact): Exact {
  return lowest({ top: bound.top * factor.bottom * MICRO, bottom: bound.bottom * factor.top });
}

function commonMultiple(one: bigint, other: bigint): bigint {
  return one * lowest({ top: other, bottom: one }).top;
}

export function exact(text: string): Exact {
  const value = parseExact(text);
  return must(isRefusal(value) ? null : value, `a plan with the amount ${text}`);
}

/** The span of the local month that holds the instant. */
export function spanAt(of: Compiled, atMs: number): Span {
  const { lastSpan } = of;
  if (lastSpan !== null && isIn(lastSpan, atMs)) return lastSpan;
  const span = spanOfMonth(of, monthAt(of.zone, atMs));
  of.lastSpan = span;
  return span;
}

function isIn({ calendar }: Span, atMs: number): boolean {
  return calendar.fromMs <= atMs && atMs < calendar.toMs;
}

function spanOfMonth(of: Compiled, month: string): Span {
  const known = of.spans.get(month);
  if (known !== undefined) return known;
  const { plan } = of;
  const calendar = monthCalendar(of.zone, month, new Set(plan.holidays));
  const number = Number(month.slice(5)) - 1;
  const byHour = [...(plan.weekday[number] ?? []), ...(plan.weekend[number] ?? [])];
  const bill = billOf(month, plan.billMonths);
  const span = {
    bill,
    billFromMs: instantOf(of.zone, `${bill}-01`),
    billToMs: instantOf(of.zone, firstDayAfter(bill, plan.billMonths)),
    calendar,
    periods: Uint8Array.from(calendar.hours, (hour) =>
      must(byHour[hour], "an hour of the schedule"),
    ),
    bounds: boundsFor(of, daysOf(bill, plan.billMonths)),
  };
  if (of.spans.size >= SPANS_MAX) of.spans.clear();
  of.spans.set(month, span);
  return span;
}

function boundsFor(of: Compiled, days: number): Bounds {
  const known = of.bounds.get(days);
  if (known !== undefined) return known;
  const { cellCount, tierCount, plan, factor } = of;
  const limit = BigInt(of.partsPerMicro);
  const bounds = {
    whole: new Float64Array(cellCount).fill(Infinity),
    parts: new Float64Array(cellCount),
    full: new Float64Array(cellCount).fill(Infinity),
  };
  for (const [period, tiers] of plan.periods.entries()) {
    for (const [tier, { bound, isDaily }] of tiers.entries()) {
      if (bound === null) continue;
      const one = inReads(exact(bound), factor);
      // An allowance for each day of the bill is no allowance that begins again each day.
      const times = isDaily && plan.tierReset === "bill" ? BigInt(days) : 1n;
      const parts = (one.top * times * limit) / one.bottom;
      const cell = period * tierCount + tier;
      bounds.whole[cell] = Number(parts / limit);
      bounds.parts[cell] = Number(parts % limit);
      bounds.full[cell] = Number((parts + limit - 1n) / limit);
    }
  }
  of.bounds.set(days, bounds);
  return bounds;
}
