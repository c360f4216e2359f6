import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, instantOf } from "../instant.ts";
import {
  instalments,
  nextPartMs,
  nextSliceMs,
  type PlanAsked,
  planDueUnits,
  planOf,
  planOpenUnits,
  SLICES_A_WEEK,
  slicesDueUnits,
  WEEK_MS,
} from "./debt-terms.ts";

const SLICE_MS = 1.68 * HOUR_MS;
const zone = "America/New_York";
const asked: PlanAsked = {
  debtUnits: 100_000_001,
  downMinor: 2_500,
  downDays: 3,
  count: 3,
  everyDays: 30,
  unitsPerMinor: 10_000,
  today: "2026-11-25",
  zone,
};

describe("a weekly amount", () => {
  it.each([1, 325, 399, 9_999])("of %i is taken whole in a hundred slices", (weekly) => {
    let sum = 0;
    for (let slice = 1; slice <= SLICES_A_WEEK; slice += 1) {
      const part =
        slicesDueUnits(weekly, slice * SLICE_MS) - slicesDueUnits(weekly, (slice - 1) * SLICE_MS);
      expect(Math.abs(part - weekly / SLICES_A_WEEK)).toBeLessThan(1);
      sum += part;
    }
    expect(sum).toBe(weekly);
  });

  it("comes to the same in whatever steps it is taken", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e9 }),
        fc.array(fc.nat({ max: 3 * WEEK_MS }), { maxLength: 20 }),
        (weekly, steps) => {
          let takenUnits = 0;
          let atMs = 0;
          for (const step of steps) {
            atMs += step;
            takenUnits += Math.max(0, slicesDueUnits(weekly, atMs) - takenUnits);
          }
          expect(takenUnits).toBe(slicesDueUnits(weekly, atMs));
          expect(Math.abs(takenUnits - (weekly * atMs) / WEEK_MS)).toBeLessThanOrEqual(
            weekly / SLICES_A_WEEK + 1,
          );
        },
      ),
    );
  });

  it("is due slice by slice, and never before it begins", () => {
    expect(slicesDueUnits(1_000, -1)).toBe(0);
    expect(slicesDueUnits(1_000, SLICE_MS - 1)).toBe(0);
    expect(slicesDueUnits(1_000, SLICE_MS)).toBe(10);
    expect(nextSliceMs(5, 5)).toBe(5 + SLICE_MS);
    expect(nextSliceMs(5, 5 + SLICE_MS)).toBe(5 + 2 * SLICE_MS);
    expect(nextSliceMs(5, 0)).toBe(5 + SLICE_MS);
    expect(nextSliceMs(3 * SLICE_MS, 3 * SLICE_MS)).toBe(4 * SLICE_MS);
  });

  it.each([-1, 0.5, Number.NaN])("is of no weekly amount of %d", (weeklyUnits) => {
    expect(() => slicesDueUnits(weeklyUnits, SLICE_MS)).toThrow(/weekly amount/);
  });
});

describe("instalments", () => {
  it.each([
    [1, 0],
    [-1, 1],
    [1, -1],
  ])("of %d in %d parts are none", (amount, count) => {
    expect(() => instalments(amount, count)).toThrow(/one part or more/);
  });

  it("sum to the amount, and no two differ by more than one", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), fc.integer({ min: 1, max: 104 }), (amount, count) => {
        const parts = instalments(amount, count);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
    expect(instalments(100, 3)).toEqual([34, 33, 33]);
  });
});

describe("a plan", () => {
  it("is a down payment and instalments by the ends of local days, to the last ledger unit", () => {
    expect(planOf(asked)).toEqual([
      { dueMs: instantOf(zone, "2026-11-29"), amountUnits: 25_000_000 },
      { dueMs: instantOf(zone, "2026-12-29"), amountUnits: 25_000_000 },
      { dueMs: instantOf(zone, "2027-01-28"), amountUnits: 25_000_000 },
      { dueMs: instantOf(zone, "2027-02-27"), amountUnits: 25_000_001 },
    ]);
  });

  it.each<Partial<PlanAsked>>([
    { everyDays: 1 },
    { downDays: 0, count: 1, everyDays: 731 },
    { downMinor: 10_000 },
  ])("may be at the very bounds of %j", (change) => {
    expect(planOf({ ...asked, ...change })).toBeInstanceOf(Array);
  });

  it("without a down payment begins with its first instalment", () => {
    const parts = planOf({ ...asked, downMinor: 0, downDays: 0, count: 1 });
    expect(parts).toEqual([{ dueMs: instantOf(zone, "2026-12-26"), amountUnits: 100_000_001 }]);
  });

  it.each<[string, Partial<PlanAsked>]>([
    ["nothing_owed", { debtUnits: 0 }],
    ["down_too_much", { downMinor: 10_001 }],
    ["plan_out_of_bounds", { downMinor: -1 }],
    ["plan_out_of_bounds", { count: 0 }],
    ["plan_out_of_bounds", { count: 1.5 }],
    ["plan_out_of_bounds", { everyDays: 0 }],
    ["plan_out_of_bounds", { everyDays: 300 }],
    ["plan_out_of_bounds", { count: 104, everyDays: 7 }],
  ])("is refused: %s", (code, change) => {
    expect(planOf({ ...asked, ...change })).toMatchObject({ code });
  });

  it("asks payments for what is due and for the part that is next, never for more", () => {
    const parts = [
      { dueMs: DAY_MS, amountUnits: 25 },
      { dueMs: 3 * DAY_MS, amountUnits: 30 },
      { dueMs: 5 * DAY_MS, amountUnits: 45 },
    ];
    expect(planOpenUnits(parts, 0, 0)).toBe(25);
    expect(planOpenUnits(parts, 25, 0)).toBe(0);
    expect(planOpenUnits(parts, 40, 0)).toBe(0);
    expect(planOpenUnits(parts, 10, DAY_MS)).toBe(45);
    expect(planOpenUnits(parts, 10, 9 * DAY_MS)).toBe(90);
    expect([0, DAY_MS, 9 * DAY_MS].map((atMs) => planDueUnits(parts, atMs))).toEqual([0, 25, 100]);
    expect([0, DAY_MS, 9 * DAY_MS].map((atMs) => nextPartMs(parts, atMs))).toEqual([
      DAY_MS,
      3 * DAY_MS,
      null,
    ]);
  });
});
