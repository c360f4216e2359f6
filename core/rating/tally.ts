import { assert } from "../assert.ts";
import { SLOT_MS } from "./bill-calendar.ts";
import type { Bounds, Compiled, Span } from "./compiled.ts";
import type { Exact } from "./exact.ts";

/** Reads in order of time: starts, and quantities in millionths of their unit. */
export interface ReadColumns {
  readonly startsMs: Float64Array;
  readonly quantitiesMicro: Float64Array;
  readonly length: number;
}

/** What of one bill is used by one version: by cell, whole millionths and parts of one. */
export interface Cells {
  readonly whole: Float64Array;
  readonly parts: Float64Array;
}

/**
 * What one bill has used so far. Money is the cells times their prices, multiplied once when it is asked for: so the loop over
 * reads only adds whole numbers, which doubles do exactly below 2^53, and no product can grow past it.
 */
export interface Tally {
  /** Used so far, by counter. */
  readonly counters: Float64Array;
  /** Where the counters begin again at 0, for tiers that restart each day. */
  dayEndsMs: number;
}

export function newCells(of: Compiled): Cells {
  return { whole: new Float64Array(of.cellCount), parts: new Float64Array(of.cellCount) };
}

export function newTally(of: Compiled): Tally {
  const dayEndsMs = of.plan.tierReset === "day" ? -Infinity : Infinity;
  return { counters: new Float64Array(of.counterCount), dayEndsMs };
}

/**
 * Adds the reads from `at` on that start in the span's month and before `untilMs`, and gives where the first other one
 * stands. An interval is wholly of the period that its start is in; one that crosses a bound is split exactly at it.
 */
export function addReads(
  { of, span, cells, tally }: { of: Compiled; span: Span; cells: Cells; tally: Tally },
  reads: ReadColumns,
  at: number,
  untilMs: number,
): number {
  const { startsMs, quantitiesMicro, length } = reads;
  const { fromMs } = span.calendar;
  const toMs = Math.min(span.calendar.toMs, untilMs);
  const { periods, bounds } = span;
  const { full, whole: bound } = bounds;
  const { tierCount, counterOf } = of;
  const { counters } = tally;
  const { whole } = cells;
  let index = at;
  for (; index < length; index += 1) {
    const startMs = startsMs[index] as number;
    if (startMs < fromMs || startMs >= toMs) break;
    if (startMs >= tally.dayEndsMs) beginDay(tally, span, startMs);
    const quantity = quantitiesMicro[index] as number;
    const period = periods[((startMs - fromMs) / SLOT_MS) | 0] as number;
    const counter = counterOf[period] as number;
    const used = counters[counter] as number;
    const end = used + quantity;
    let cell = period * tierCount;
    while (used >= (full[cell] as number)) cell += 1;
    if (end <= (bound[cell] as number)) (whole[cell] as number) += quantity;
    else split(of, cells, bounds, { cell, used, end });
    counters[counter] = end;
  }
  checkExact(tally);
  return index;
}

/** Starts the counters of the local day that holds the instant. */
function beginDay(tally: Tally, { calendar }: Span, atMs: number): void {
  tally.counters.fill(0);
  const { dayEndsMs } = calendar;
  let low = 0;
  let high = dayEndsMs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dayEndsMs[middle] as number) > atMs) high = middle;
    else low = middle + 1;
  }
  tally.dayEndsMs = dayEndsMs[low] as number;
}

/** An interval that fills one tier and goes on in the next: each gets its exact share. */
function split(of: Compiled, cells: Cells, bounds: Bounds, at: Crossing): void {
  let { cell } = at;
  let fromWhole = at.used;
  let fromParts = 0;
  while (at.end > (bounds.whole[cell] as number)) {
    const toWhole = bounds.whole[cell] as number;
    const toParts = bounds.parts[cell] as number;
    give(of, cells, cell, [toWhole - fromWhole, toParts - fromParts]);
    fromWhole = toWhole;
    fromParts = toParts;
    cell += 1;
  }
  give(of, cells, cell, [at.end - fromWhole, -fromParts]);
}

interface Crossing {
  readonly cell: number;
  readonly used: number;
  readonly end: number;
}

/** Keeps the parts of a cell below one millionth, so that they stay small however often a bound is crossed. */
function give(of: Compiled, cells: Cells, cell: number, [whole, parts]: [number, number]): void {
  const limit = of.partsPerMicro;
  let rest = (cells.parts[cell] as number) + parts;
  let carried = whole;
  if (rest < 0) {
    rest += limit;
    carried -= 1;
  } else if (rest >= limit) {
    rest -= limit;
    carried += 1;
  }
  cells.parts[cell] = rest;
  (cells.whole[cell] as number) += carried;
}

/** Past the safe integers sums are not exact any more; a bill that large is a wrong read, and our callers bound reads. */
function checkExact({ counters }: Tally): void {
  for (const used of counters) assert(used <= Number.MAX_SAFE_INTEGER, "use that can't be summed");
}

/** What the cells cost, exactly. */
export function costOf(of: Compiled, { whole, parts }: Cells): Exact {
  const { priceTops, priceBottom, cellCount, partsPerMicro } = of;
  const limit = BigInt(partsPerMicro);
  let top = 0n;
  for (let cell = 0; cell < cellCount; cell += 1) {
    const used = whole[cell] as number;
    const rest = parts[cell] as number;
    if (used === 0 && rest === 0) continue;
    top += (BigInt(used) * limit + BigInt(rest)) * (priceTops[cell] as bigint);
  }
  return { top, bottom: priceBottom };
}

/**
 * What the cells cost in units of 10^-decimals, rounded once, a half away from zero, by doubles alone; null where a step of it
 * could be no whole number that a double holds. It costs a tenth of the same in BigInt, and is what nearly every batch needs.
 */
export function smallCostOf(
  { small }: Compiled,
  { whole }: Cells,
  decimals: number,
): number | null {
  if (small === null) return null;
  const divisor = small.bottom / 10 ** decimals;
  if (!Number.isInteger(divisor)) return null;
  let sum = 0;
  let size = 0;
  for (let cell = 0; cell < whole.length; cell += 1) {
    const product = (whole[cell] as number) * (small.tops[cell] as number);
    sum += product;
    size += Math.abs(product);
  }
  // Sizes only grow, so where the last one is exact every sum before it was; twice a rest must be exact too.
  if (size > Number.MAX_SAFE_INTEGER || divisor * 2 > Number.MAX_SAFE_INTEGER) return null;
  const total = Math.abs(sum);
  const rest = total % divisor;
  const units = (total - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
  return sum < 0 ? 0 - units : units;
}

/** Units of the tariff that the cells hold, exactly. */
export function unitsUsed(of: Compiled, { whole, parts }: Cells): Exact {
  const { factor, partsPerMicro } = of;
  const limit = BigInt(partsPerMicro);
  let top = 0n;
  for (const [cell, used] of whole.entries()) {
    top += BigInt(used) * limit + BigInt(parts[cell] as number);
  }
  return { top: top * factor.top, bottom: factor.bottom * limit * 1_000_000n };
}
