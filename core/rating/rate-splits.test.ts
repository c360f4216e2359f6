import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { DAY_MS, MINUTE_MS } from "../instant.ts";
import { type Currency, currencyOf } from "../money.ts";
import { isRefusal } from "../refusal.ts";
import { type Batch, emptyState, type IntervalUse, rate, type RatingState } from "./rate.ts";
import type { TariffVersion } from "./tariff.ts";

/** Days by the runtime's calendar, quarter hour by quarter hour: slow, and nothing of ours in it. */
const calendars = new Map<string, Intl.DateTimeFormat>();
const readDays = new Map<string, string>();

function dayByRuntime(zone: string, atMs: number): string {
  const key = `${zone} ${String(atMs)}`;
  let day = readDays.get(key);
  if (day === undefined) {
    let calendar = calendars.get(zone);
    calendar ??= new Intl.DateTimeFormat("sv-SE", { timeZone: zone });
    calendars.set(zone, calendar);
    day = calendar.format(atMs);
    readDays.set(key, day);
  }
  return day;
}

/** Every local day from the move-in to the one of `untilMs`, with its first instant. */
function daysByRuntime(zone: string, movedInDay: string, untilMs: number): Map<string, number> {
  const firstMs = new Map<string, number>();
  const fromMs = Date.parse(`${movedInDay}T00:00Z`) - DAY_MS;
  for (let atMs = fromMs; atMs <= untilMs; atMs += 15 * MINUTE_MS) {
    const day = dayByRuntime(zone, atMs);
    if (day >= movedInDay && !firstMs.has(day)) firstMs.set(day, atMs);
  }
  return firstMs;
}

function inForce(versions: readonly TariffVersion[], atMs: number): TariffVersion {
  const found = versions.filter((one) => one.effectiveFromMs <= atMs);
  return must(found.at(-1), "a version");
}

/** The exact total in 1e-15 of the currency, rounded once, half up. */
function roundOnce(totalFemto: bigint, currency: Currency): number {
  const unit = 10n ** BigInt(15 - currency.ledgerDigits);
  const doubled = 2n * totalFemto + unit;
  const floor = doubled / (2n * unit) - (doubled % (2n * unit) < 0n ? 1n : 0n);
  return Number(floor);
}

interface Naive {
  readonly usage: number;
  readonly fixed: number;
}

function rateAtOnce(versions: readonly TariffVersion[], of: Batch): Naive {
  let usage = 0n;
  let untilMs = 0;
  for (const { startMs, quantityMicro } of of.intervals) {
    usage += BigInt(quantityMicro) * BigInt(inForce(versions, startMs).pricePerUnit);
    untilMs = Math.max(untilMs, startMs);
  }
  let fixed = 0n;
  for (const firstMs of daysByRuntime(of.zone, of.movedInDay, untilMs).values()) {
    fixed += BigInt(inForce(versions, firstMs).fixedPerDay) * 1_000_000n;
  }
  return { usage: roundOnce(usage, of.currency), fixed: roundOnce(fixed, of.currency) };
}

const price = fc.oneof(
  fc.nat({ max: 999_999_999 }),
  fc.integer({ min: 0, max: 5_000 }).map((whole) => whole * 1_000_000_000),
  fc.nat({ max: 4_000_000_000_000 }),
);
const quantity = fc.oneof(
  fc.nat({ max: 3_000_000 }),
  fc.nat({ max: 20_000_000_000 }),
  fc.nat({ max: 3 }),
);
const life = fc.record({
  zone: fc.constantFrom(
    "Europe/London",
    "America/Los_Angeles",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
  ),
  currency: fc.constantFrom("USD", "JPY", "KWD", "VND"),
  // Days around which one or another of the zones changes its clock.
  baseDay: fc.constantFrom("2026-03-05", "2026-03-26", "2026-04-02", "2026-10-01", "2026-10-28"),
  stepMinutes: fc.constantFrom(5, 15, 30, 60),
  prices: fc.array(fc.tuple(price, price), { minLength: 1, maxLength: 3 }),
  changesMinutes: fc.array(fc.integer({ min: 1, max: 6 * 24 * 60 }), {
    minLength: 2,
    maxLength: 2,
  }),
  reads: fc.array(
    fc.record({
      day: fc.nat({ max: 6 }),
      step: fc.nat({ max: 287 }),
      revisions: fc.array(quantity, { minLength: 1, maxLength: 3 }),
      orders: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
      ends: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  ),
});
type Life = typeof life extends fc.Arbitrary<infer One> ? One : never;

function versionsOf(one: Life, baseMs: number): TariffVersion[] {
  const changes = [...new Set(one.changesMinutes)].toSorted((a, b) => a - b);
  return one.prices.slice(0, 1 + changes.length).map(([pricePerUnit, fixedPerDay], index) => ({
    tariffId: "flat",
    version: index + 1,
    commodity: "electricity",
    unit: "kWh",
    currency: one.currency,
    priceScale: 9,
    pricePerUnit,
    fixedPerDay,
    effectiveFromMs:
      index === 0 ? baseMs - 3 * DAY_MS : baseMs + (changes[index - 1] ?? 0) * MINUTE_MS,
  }));
}

/** The reads with their corrections as differences, in a random order, cut at random into batches. */
function batchesOf(one: Life, baseMs: number): IntervalUse[][] {
  const durationMs = one.stepMinutes * MINUTE_MS;
  const uses = one.reads.flatMap(({ day, step, revisions, orders, ends }) =>
    revisions.map((quantityMicro, index) => ({
      order: orders[index] ?? 0,
      ends,
      startMs: baseMs + day * DAY_MS + (step % (DAY_MS / durationMs)) * durationMs,
      durationMs,
      quantityMicro: quantityMicro - (revisions[index - 1] ?? 0),
    })),
  );
  const batches: IntervalUse[][] = [[]];
  for (const { ends, order: _, ...interval } of uses.toSorted((a, b) => a.order - b.order)) {
    batches.at(-1)?.push(interval);
    if (ends) batches.push([]);
  }
  return batches;
}

describe("any split and any order", () => {
  it("sums to one full rating rounded once, after every batch", () => {
    fc.assert(
      fc.property(life, (one) => {
        const baseMs = Date.parse(`${one.baseDay}T00:00Z`);
        const versions = versionsOf(one, baseMs);
        const currency = must(currencyOf(one.currency), one.currency);
        const of: Batch = { zone: one.zone, currency, movedInDay: one.baseDay, intervals: [] };
        const sums = { usage: 0, fixed: 0 };
        const seen: IntervalUse[] = [];
        let state = emptyState;
        for (const intervals of batchesOf(one, baseMs)) {
          const result = rate(versions, state, { ...of, intervals });
          if (isRefusal(result)) throw new Error(result.message);
          // The state is kept as JSON between batches.
          state = JSON.parse(JSON.stringify(result.state)) as RatingState;
          for (const { component, amountUnits } of result.charges) sums[component] += amountUnits;
          seen.push(...intervals);
          expect(sums).toEqual(rateAtOnce(versions, { ...of, intervals: seen }));
        }
      }),
      { numRuns: 150 },
    );
  });
});
