import { describe, expect, it } from "vitest";
import { Fault } from "../assert.ts";
import { DAY_MS } from "../instant.ts";
import { compile } from "./compiled.ts";
import { addBatch, noBills, type OpenBills } from "./open-bills.ts";
import type { Plan } from "./plan.ts";
import { columnsOf, type Use } from "./read-columns.ts";
import { ONE } from "./units.ts";
import type { RatingVersion } from "./use.ts";

const flatPlan: Plan = {
  commodity: "electricity",
  unit: "kWh",
  zone: "UTC",
  billMonths: 1,
  priceScale: 9,
  periods: [
    [
      { price: "0.999999999", bound: "9007199254.740991", isDaily: false },
      { price: "999999.999999999", bound: null, isDaily: false },
    ],
  ],
  weekday: Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => 0)),
  weekend: Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => 0)),
  holidays: [],
  tierScope: "total",
  tierReset: "bill",
  restartsTiers: false,
  fixed: [],
  minimum: null,
  percent: [],
};

function always(plan: Plan): RatingVersion {
  return {
    name: "v",
    compiled: compile(plan, "UTC", ONE),
    fromMs: -Infinity,
    untilMs: Infinity,
  };
}

const startMs = Date.UTC(2026, 5, 1);

function added(plan: Plan, ...quantities: readonly number[]): number {
  const uses = quantities.map((quantityMicro, index) => ({
    startMs: startMs + index * DAY_MS,
    quantityMicro,
  }));
  const context = { versions: [always(plan)], known: () => [], ledgerDigits: 6 };
  return addBatch(noBills, columnsOf(uses), context).charges[0]?.amountUnits ?? Number.NaN;
}

describe("amounts near the limits of whole numbers", () => {
  it.each([
    [[1], 1],
    [[9_007_199_254_740_990], 9_007_199_245_733_791],
    [[9_007_199_254_740_991], 9_007_199_245_733_792],
    [[9_007_199_254_740_000, 991], 9_007_199_245_733_792],
    [[991, 9_007_199_254_740_000], 9_007_199_245_733_792],
  ])("%j millionths cost %d", (quantities, units) => {
    expect(added(flatPlan, ...quantities)).toBe(units);
  });

  it("gives an amount past them for the caller to refuse", () => {
    const dear = {
      ...flatPlan,
      periods: [[{ price: "999999.999999999", bound: null, isDaily: false }]],
    };
    expect(Number.isSafeInteger(added(dear, 9_007_199_254_740_991))).toBe(false);
  });

  it.each([
    ["a sum past them", [9_007_199_254_740_991, 1]],
    ["part of a millionth", [0.5]],
    ["no quantity", [Number.NaN]],
  ])("faults on %s", (_, quantities) => {
    expect(() => added(flatPlan, ...quantities)).toThrow(Fault);
  });
});

describe("a closed bill", () => {
  it("posts the difference and stays closed, whatever comes", () => {
    const plan = {
      ...flatPlan,
      periods: [
        [
          { price: "0.1", bound: "10", isDaily: false },
          { price: "0.5", bound: null, isDaily: false },
        ],
      ],
    };
    const seen: Use[] = [];
    const context = { versions: [always(plan)], known: () => seen, ledgerDigits: 6 };
    const first = [{ startMs: startMs + DAY_MS, quantityMicro: 12_000_000 }];
    const posted = addBatch(noBills, columnsOf(first), context);
    expect(posted.charges).toMatchObject([{ amountUnits: 2_000_000, corrects: null }]);
    seen.push(...first);
    const closed: OpenBills = { bills: {}, closedThrough: "2026-06" };
    const late = addBatch(closed, columnsOf([{ startMs, quantityMicro: 5_000_000 }]), context);
    expect(late.open).toEqual(closed);
    expect(late.charges).toMatchObject([
      {
        bill: "2026-06",
        amountUnits: 2_500_000,
        corrects: { fromMs: startMs, toMs: startMs + DAY_MS },
      },
    ]);
  });
});
