import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { HOUR_MS } from "../instant.ts";
import { compile } from "./compiled.ts";
import { type Exact, ratio } from "./exact.ts";
import { addBatch, noBills, type OpenBills, restored } from "./open-bills.ts";
import type { Plan } from "./plan.ts";
import { columnsOf } from "./read-columns.ts";
import { ONE } from "./units.ts";

const startMs = Date.UTC(2026, 0, 5, 1);

function contextOf(plan: Plan, factor: Exact) {
  const compiled = compile(plan, "UTC", factor);
  const versions = [{ name: "a/1", compiled, fromMs: -Infinity, untilMs: Infinity }];
  return { versions, known: () => [], ledgerDigits: 6 };
}

function kept(plan: Plan, factor: Exact, ...quantities: readonly number[]) {
  const reads = quantities.map((quantityMicro, hour) => ({
    startMs: startMs + hour * HOUR_MS,
    quantityMicro,
  }));
  return addBatch(noBills, columnsOf(reads), contextOf(plan, factor)).open;
}

describe("an open bill as it is kept", () => {
  it("is whole numbers alone where no part of a millionth is used", () => {
    const open = kept(smallPlan, ONE, 2_000_000, 1_500_001);
    expect(open).toEqual({
      closedThrough: null,
      bills: {
        "2026-01": {
          counters: [3_500_001],
          dayEndsMs: null,
          version: "a/1",
          cells: { "a/1": [[3_000_000, 500_001, 0, 0], null] },
          throughMs: startMs + HOUR_MS,
          postedUnits: 400_000,
        },
      },
    });
    expect(JSON.parse(JSON.stringify(open))).toEqual(open);
  });

  it("has the parts where there are any, and the end of the day that its tiers count", () => {
    const open = kept({ ...smallPlan, tierReset: "day" }, ratio(7n, 2n), 2_000_000);
    expect(open.bills["2026-01"]).toMatchObject({
      dayEndsMs: Date.UTC(2026, 0, 6),
      // 3 units are 857142 and 6/7 millionths of the reads' unit.
      cells: {
        "a/1": [
          [857_142, 1_142_857, 0, 0],
          [6, 1, 0, 0],
        ],
      },
    });
  });

  it.each([
    { name: "whole numbers", plan: smallPlan, factor: ONE },
    {
      name: "parts, and tiers by day",
      plan: { ...smallPlan, tierReset: "day" as const },
      factor: ratio(7n, 2n),
    },
  ])("goes on from what was kept as from one batch: $name", ({ plan, factor }) => {
    const first = JSON.parse(JSON.stringify(kept(plan, factor, 2_000_000, 1_500_001))) as OpenBills;
    const next = [{ startMs: startMs + 2 * HOUR_MS, quantityMicro: 3_000_000 }];
    const { open, charges } = addBatch(first, columnsOf(next), contextOf(plan, factor));
    const whole = kept(plan, factor, 2_000_000, 1_500_001, 3_000_000);
    expect(open).toEqual(whole);
    const [before, after] = [first, whole].map(({ bills }) => bills["2026-01"]?.postedUnits ?? 0);
    expect(charges).toMatchObject([
      { amountUnits: Number(after) - Number(before), corrects: null },
    ]);
  });

  it.each([
    {
      name: "without parts",
      dayEndsMs: null,
      parts: null,
      is: { dayEndsMs: Infinity, parts: [0, 0] },
    },
    { name: "with them", dayEndsMs: 5, parts: [3, 4], is: { dayEndsMs: 5, parts: [3, 4] } },
  ])("comes back as it was: $name", ({ dayEndsMs, parts, is }) => {
    const cells = { a: [[1, 2], parts] } as const;
    const one = { counters: [7, 8], dayEndsMs, version: "a", cells, throughMs: 9, postedUnits: 6 };
    const { tally, cells: back, version, throughMs } = restored(one);
    expect([[...tally.counters], tally.dayEndsMs, version, throughMs]).toEqual([
      [7, 8],
      is.dayEndsMs,
      "a",
      9,
    ]);
    const { whole, parts: rests } = back.get("a") ?? { whole: [], parts: [] };
    expect([[...whole], [...rests]]).toEqual([[1, 2], is.parts]);
  });
});
