import { describe, expect, it } from "vitest";
import { smallPlan as plan } from "../../test/support/small-plan.ts";
import { must } from "../assert.ts";
import { HOUR_MS } from "../instant.ts";
import { compile } from "./compiled.ts";
import { explain } from "./explain.ts";
import { columnsOf } from "./read-columns.ts";
import { ratio } from "./exact.ts";
import { ONE } from "./units.ts";
import { addUse, type BillUse, type RatingVersion } from "./use.ts";

const versions: RatingVersion[] = [
  { name: "p/1", compiled: compile(plan, "UTC", ONE), fromMs: -Infinity, untilMs: Infinity },
];

function used(...hours: readonly (readonly [hour: number, micro: number])[]): BillUse {
  const uses = new Map<string, BillUse>();
  const startMs = Date.UTC(2026, 0, 5);
  const reads = hours.map(([hour, quantityMicro]) => ({
    startMs: startMs + hour * HOUR_MS,
    quantityMicro,
  }));
  addUse(versions, uses, columnsOf(reads));
  return must(uses.get("2026-01"), "a bill");
}

describe("explain", () => {
  it("tells period, tier, quantity, price and product of a bill, and what rounding added", () => {
    expect(
      explain(versions, null, used([1, 2_000_000], [2, 1_500_001], [13, 4_000_000]), 6),
    ).toEqual({
      lines: [
        { version: "p/1", period: 0, tier: 1, quantity: "3", price: "0.1", product: "0.3" },
        {
          version: "p/1",
          period: 0,
          tier: 2,
          quantity: "0.500001",
          price: "0.200000001",
          product: "0.100000200500001",
        },
        { version: "p/1", period: 1, tier: 1, quantity: "4", price: "0.3", product: "1.2" },
      ],
      exact: "1.600000200500001",
      posted: "1.600000",
      remainder: "-0.000000200500001",
    });
  });

  it("tells of a late read what it adds, and what it moves into another tier", () => {
    const before = used([2, 2_000_000]);
    const after = used([1, 2_000_000], [2, 2_000_000]);
    expect(explain(versions, before, after, 6)).toEqual({
      lines: [
        { version: "p/1", period: 0, tier: 1, quantity: "1", price: "0.1", product: "0.1" },
        {
          version: "p/1",
          period: 0,
          tier: 2,
          quantity: "1",
          price: "0.200000001",
          product: "0.200000001",
        },
      ],
      exact: "0.300000001",
      posted: "0.300000",
      remainder: "-0.000000001",
    });
  });

  it("counts the tariff's units where the reads are in another, parts of a millionth and all", () => {
    // Each read's unit is 7/2 of the tariff's: the bound of 3 stands at 6/7 of one.
    const compiled = compile(plan, "UTC", ratio(7n, 2n));
    const inOther = [{ name: "p/1", compiled, fromMs: -Infinity, untilMs: Infinity }];
    const uses = new Map<string, BillUse>();
    const startMs = Date.UTC(2026, 0, 5, 1);
    addUse(inOther, uses, columnsOf([{ startMs, quantityMicro: 2_000_000 }]));
    const { lines, exact } = explain(inOther, null, must(uses.get("2026-01"), "a bill"), 6);
    expect(lines.map(({ tier, quantity, product }) => [tier, quantity, product])).toEqual([
      [1, "3", "0.3"],
      [2, "4", "0.800000004"],
    ]);
    expect(exact).toBe("1.100000004");
  });

  it("has no lines where a batch changed nothing", () => {
    const same = used([1, 5]);
    const nothing = { lines: [], exact: "0", posted: "0.000000", remainder: "0" };
    expect(explain(versions, same, used([1, 5]), 6)).toEqual(nothing);
  });
});
