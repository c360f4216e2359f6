import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { compile } from "./compiled.ts";
import { columnsOf } from "./read-columns.ts";
import { firstDayOf, lastDayOf, settledAnew, settlementOf } from "./settlement.ts";
import { ONE } from "./units.ts";
import { addUse, type BillUse, type RatingVersion } from "./use.ts";

const currency = must(currencyOf("USD"), "USD");

/** A minimum of 31 a month, so that a day of January owes 1 of it, and a tenth of all for tax. */
const plan = {
  ...smallPlan,
  fixed: [{ amount: "10", per: "month" } as const],
  minimum: { amount: "31", per: "month" } as const,
  percent: [{ name: "tax", rate: "0.1" }],
};
const versions: RatingVersion[] = [
  { name: "p/1", compiled: compile(plan, "UTC", ONE), fromMs: -Infinity, untilMs: Infinity },
];

/** A bill of January with so much used in its afternoons, at 0.3 each. */
function used(quantityMicro: number): BillUse {
  const uses = new Map<string, BillUse>();
  addUse(versions, uses, columnsOf([{ startMs: Date.UTC(2026, 0, 20, 13), quantityMicro }]));
  return must(uses.get("2026-01"), "a bill");
}

describe("what a bill's end adds", () => {
  it.each([
    // 31 less the fixed 10 and 0.3 for the kWh; and a tenth of 31.
    { kwh: 1, fromDay: 1, minimumUnits: 20_700_000, percentUnits: 3_100_000 },
    { kwh: 100, fromDay: 1, minimumUnits: 0, percentUnits: 4_000_000 },
    { kwh: 70, fromDay: 1, minimumUnits: 0, percentUnits: 3_100_000 },
    // The 12 days from the 20th: 12 of the minimum, and 3.870968 (10 less the roundings of 19 days) fixed.
    { kwh: 0, fromDay: 20, minimumUnits: 8_129_032, percentUnits: 1_200_000 },
    { kwh: 1, fromDay: 20, minimumUnits: 7_829_032, percentUnits: 1_200_000 },
  ])("with $kwh kWh from day $fromDay on", ({ kwh, fromDay, ...expected }) => {
    const of = { bill: "2026-01", use: used(kwh * 1e6), fromDay, throughDay: 31 };
    expect(settlementOf(versions, of, 6)).toEqual(expected);
  });

  it.each([
    // 20 of the 31 days: 20 of the minimum, of which 6.451613 is fixed; and a tenth of 20.
    { kwh: 0, throughDay: 20, minimumUnits: 13_548_387, percentUnits: 2_000_000 },
    // 70 kWh at 0.3 are more than that.
    { kwh: 70, throughDay: 20, minimumUnits: 0, percentUnits: 2_745_161 },
    { kwh: 0, throughDay: 31, minimumUnits: 21_000_000, percentUnits: 3_100_000 },
  ])("with $kwh kWh through day $throughDay", ({ kwh, throughDay, ...expected }) => {
    const of = { bill: "2026-01", use: used(kwh * 1e6), fromDay: 1, throughDay };
    expect(settlementOf(versions, of, 6)).toEqual(expected);
  });
});

describe("the first day of a bill that is owed", () => {
  it.each([
    { bill: "2026-01", months: 1, movedInDay: "2025-12-31", day: 1 },
    { bill: "2026-01", months: 1, movedInDay: "2026-01-01", day: 1 },
    { bill: "2026-01", months: 1, movedInDay: "2026-01-15", day: 15 },
    { bill: "2026-02", months: 1, movedInDay: "2026-01-15", day: 1 },
    { bill: "2026-01", months: 2, movedInDay: "2026-02-15", day: 46 },
    { bill: "2026-03", months: 2, movedInDay: "2026-02-15", day: 1 },
    { bill: "2026-10", months: 3, movedInDay: "2026-12-01", day: 62 },
  ])("of $bill with $months months, moved in on $movedInDay", ({ bill, months, ...of }) => {
    expect(firstDayOf(months, bill, of.movedInDay)).toBe(of.day);
  });
});

describe("the last day of a bill that is owed", () => {
  it.each([
    { bill: "2026-01", months: 1, movedOutDay: null, day: 31 },
    { bill: "2026-01", months: 1, movedOutDay: "2026-01-31", day: 31 },
    { bill: "2026-01", months: 1, movedOutDay: "2026-01-15", day: 15 },
    { bill: "2026-01", months: 1, movedOutDay: "2026-02-01", day: 31 },
    { bill: "2026-01", months: 2, movedOutDay: "2026-02-15", day: 46 },
    { bill: "2026-01", months: 2, movedOutDay: "2026-12-15", day: 59 },
  ])("of $bill with $months months, moved out on $movedOutDay", ({ bill, months, ...of }) => {
    expect(lastDayOf(months, bill, of.movedOutDay)).toBe(of.day);
  });
});

describe("late reads of a closed bill", () => {
  const moved = { movedInDay: "2025-06-01", currency };
  it.each([
    {
      name: "lessen the minimum that was settled, which is what was taxed",
      was: 1,
      is: 11,
      charges: [{ component: "minimum", amountUnits: -3_000_000 }],
    },
    {
      name: "end the minimum and are taxed past it",
      was: 1,
      is: 171,
      charges: [
        { component: "minimum", amountUnits: -20_700_000 },
        { component: "percent", amountUnits: 3_030_000 },
      ],
    },
    {
      name: "are taxed where there was no minimum",
      was: 100,
      is: 110,
      charges: [{ component: "percent", amountUnits: 300_000 }],
    },
    { name: "of nothing change nothing", was: 1, is: 1, charges: [] },
    {
      name: "are the first it has: nothing but its days was settled",
      was: null,
      is: 10,
      charges: [{ component: "minimum", amountUnits: -3_000_000 }],
    },
  ])("$name", ({ was, is, charges }) => {
    const before = was === null ? null : used(was * 1e6);
    const of = { bill: "2026-01", was: before, is: used(is * 1e6) };
    expect(settledAnew(versions, of, moved)).toEqual(charges);
  });

  it("count from the move-in", () => {
    const of = { bill: "2026-01", was: used(1e6), is: used(41e6) };
    const late = { movedInDay: "2026-01-20", currency };
    // 12 of the minimum are passed: 12.3 and 3.870968 fixed; a tenth of 4.170968 more than 12.
    expect(settledAnew(versions, of, late)).toEqual([
      { component: "minimum", amountUnits: -7_829_032 },
      { component: "percent", amountUnits: 417_097 },
    ]);
  });
});
