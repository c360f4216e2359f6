import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { naiveBills, type NaiveVersion } from "../../test/support/naive-rating.ts";
import { MINUTE_MS } from "../instant.ts";
import { compile } from "./compiled.ts";
import { type KnownUse } from "./live-bills.ts";
import { addBatch, noBills, type OpenBills } from "./open-bills.ts";
import type { Plan } from "./plan.ts";
import { columnsOf, type Use } from "./read-columns.ts";
import { ONE } from "./units.ts";
import type { RatingVersion } from "./use.ts";

/** Days around which one or another of the zones changes its clock, a month begins, or a year. */
const baseDays = [
  "2026-03-06",
  "2026-03-27",
  "2026-04-03",
  "2026-10-02",
  "2026-10-30",
  "2026-12-29",
];
const zones = ["Europe/London", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Kathmandu"];

const price = fc.oneof(
  fc.integer({ min: -50_000, max: 900_000 }).map((value) => (value / 1e6).toFixed(6)),
  fc.bigInt({ min: 0n, max: 10n ** 14n }).map((value) => `0.${value.toString().padStart(14, "0")}`),
  fc.constant("0"),
);
/** Small whole numbers, so that reads of whole numbers hit the bounds exactly. */
const bounds = fc
  .uniqueArray(
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.1, max: 40, noNaN: true })),
    {
      maxLength: 3,
    },
  )
  .map((all) => all.map((bound) => bound.toFixed(3)).toSorted((a, b) => Number(a) - Number(b)))
  .filter((all) => new Set(all).size === all.length);
const tiers = fc
  .tuple(bounds, fc.array(price, { minLength: 4, maxLength: 4 }), fc.boolean())
  .map(([uppers, prices, isDaily]) =>
    [...uppers, null].map((bound, index) => ({ price: prices[index] ?? "0", bound, isDaily })),
  );
const schedule = fc.array(fc.array(fc.nat({ max: 7 }), { minLength: 24, maxLength: 24 }), {
  minLength: 12,
  maxLength: 12,
});

const planOf = fc
  .record({
    periods: fc.array(tiers, { minLength: 1, maxLength: 3 }),
    weekday: schedule,
    weekend: schedule,
    holidays: fc.subarray(["2026-03-09", "2026-03-30", "2026-11-02", "2027-01-01"]),
    tierScope: fc.constantFrom("total", "period"),
    tierReset: fc.constantFrom("bill", "day"),
    restartsTiers: fc.boolean(),
  })
  .map((one): Plan => ({
    commodity: "electricity",
    unit: "kWh",
    zone: "UTC",
    billMonths: 1,
    priceScale: 14,
    fixed: [],
    minimum: null,
    percent: [],
    ...one,
    weekday: inRange(one.weekday, one.periods.length),
    weekend: inRange(one.weekend, one.periods.length),
  }));

function inRange(hours: readonly (readonly number[])[], periods: number): number[][] {
  return hours.map((month) => month.map((period) => period % periods));
}

const quantity = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((whole) => whole * 1_000_000),
  fc.nat({ max: 20_000_000 }),
  fc.nat({ max: 3 }),
);
const life = fc.record({
  zone: fc.constantFrom(...zones),
  baseDay: fc.constantFrom(...baseDays),
  billMonths: fc.constantFrom(1, 2, 3),
  factor: fc.constantFrom(
    ONE,
    { top: 19_531_250n, bottom: 55_306_341n },
    { top: 10_213n, bottom: 10_000n },
    { top: 7n, bottom: 3n },
  ),
  stepMinutes: fc.constantFrom(5, 15, 30, 60, 1440),
  plans: fc.array(planOf, { minLength: 1, maxLength: 2 }),
  changeMinutes: fc.integer({ min: 1, max: 6 * 24 * 60 }),
  reads: fc.uniqueArray(
    fc.record({
      slot: fc.nat({ max: 6 * 288 }),
      quantities: fc.array(quantity, { minLength: 1, maxLength: 3 }),
      orders: fc.array(fc.nat({ max: 1000 }), { minLength: 3, maxLength: 3 }),
      ends: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40, selector: ({ slot }) => slot },
  ),
  inOrder: fc.boolean(),
});
type Life = typeof life extends fc.Arbitrary<infer One> ? One : never;

interface Step extends Use {
  readonly ends: boolean;
  readonly order: number;
}

/** The reads and their revisions as differences, in the order they come in. */
function stepsOf({ reads, stepMinutes, inOrder, baseDay }: Life): Step[] {
  const baseMs = Date.parse(`${baseDay}T00:00Z`);
  const stepMs = stepMinutes * MINUTE_MS;
  const starts = new Set<number>();
  const steps = reads.flatMap(({ slot, quantities, orders, ends }) => {
    const startMs = baseMs + Math.floor((slot * 5 * MINUTE_MS) / stepMs) * stepMs;
    if (starts.has(startMs)) return [];
    starts.add(startMs);
    return quantities.map((quantityMicro, index) => ({
      startMs,
      ends,
      order: inOrder ? startMs : (orders[index] ?? 0),
      quantityMicro: quantityMicro - (quantities[index - 1] ?? 0),
    }));
  });
  return steps.toSorted((one, other) => one.order - other.order);
}

function versionsOf({ plans, changeMinutes, baseDay, zone, factor, billMonths }: Life): {
  rating: RatingVersion[];
  naive: NaiveVersion[];
} {
  const changeMs = Date.parse(`${baseDay}T00:00Z`) + changeMinutes * MINUTE_MS;
  // Tiers that count otherwise can't go on from one version to the next; those that do are compared.
  const [first] = plans;
  const naive = plans.map((plan, index) => ({
    fromMs: index === 0 ? -Infinity : changeMs,
    plan: {
      ...plan,
      billMonths,
      tierScope: "total" as const,
      tierReset: first?.tierReset ?? "bill",
      ...(plans.length === 1 ? { tierScope: plan.tierScope } : {}),
    },
  }));
  const rating = naive.map(({ plan, fromMs }, index) => ({
    name: `v${String(index)}`,
    compiled: compile(plan, zone, factor),
    fromMs,
    untilMs: naive[index + 1]?.fromMs ?? Infinity,
  }));
  return { rating, naive };
}

function quantitiesOf(steps: readonly Use[]): Map<number, number> {
  const known = new Map<number, number>();
  for (const { startMs, quantityMicro } of steps) {
    known.set(startMs, (known.get(startMs) ?? 0) + quantityMicro);
  }
  return known;
}

/** Cuts the steps into batches; no revision comes below what is known, as the judge of reads makes sure. */
function batchesOf(steps: readonly Step[]): Step[][] {
  const batches: Step[][] = [[]];
  for (const step of steps) {
    batches.at(-1)?.push(step);
    if (step.ends) batches.push([]);
  }
  return batches.filter((batch) => batch.length > 0);
}

describe("any batches in any order, with any revisions", () => {
  it("post for each bill what fractions and the runtime's calendar make of all reads at once", () => {
    fc.assert(
      fc.property(life, (one) => {
        const { rating, naive } = versionsOf(one);
        const revised = one.reads.map((read) => ({
          ...read,
          orders: read.orders.toSorted((a, b) => a - b),
        }));
        const steps = stepsOf({ ...one, reads: revised });
        const sums: Record<string, number> = {};
        const seen: Step[] = [];
        let open: OpenBills = noBills;
        for (const batch of batchesOf(steps)) {
          const known: KnownUse = (fromMs, toMs) =>
            seen.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
          const result = addBatch(open, columnsOf(batch), {
            versions: rating,
            known,
            ledgerDigits: 6,
          });
          open = JSON.parse(JSON.stringify(result.open)) as OpenBills;
          for (const { bill, amountUnits } of result.charges)
            sums[bill] = (sums[bill] ?? 0) + amountUnits;
          seen.push(...batch);
          expect(sums).toEqual(naiveBills(naive, one.zone, quantitiesOf(seen), one.factor));
        }
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});
