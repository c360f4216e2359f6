import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { DAY_MS } from "../instant.ts";
import { compile } from "./compiled.ts";
import { exactText } from "./exact.ts";
import { addBatch, noBills } from "./open-bills.ts";
import type { Plan } from "./plan.ts";
import { columnsOf, type Use } from "./read-columns.ts";
import { costOf } from "./tally.ts";
import { ONE } from "./units.ts";
import { addUse, type BillUse, type RatingVersion } from "./use.ts";

const FIRST_MS = Date.UTC(2026, 0, 5, 1);
const CHANGE_MS = Date.UTC(2026, 0, 7);
const byDay = { ...smallPlan, tierReset: "day" } as const;
const byPeriod = { ...smallPlan, tierScope: "period" } as const;
const anew = { ...smallPlan, restartsTiers: true };

/** What the second version charges for 2 kWh on each of two nights, after 2 kWh on each of two under the first. */
function secondCost(first: Plan, second: Plan): string {
  const compiled = [first, second].map((plan) => compile(plan, "UTC", ONE));
  const [one, other] = compiled;
  if (one === undefined || other === undefined) throw new Error("two versions");
  const uses = new Map<string, BillUse>();
  const reads = [0, 1, 2, 3].map((day) => ({
    startMs: FIRST_MS + day * DAY_MS,
    quantityMicro: 2_000_000,
  }));
  const versions = [
    { name: "a", compiled: one, fromMs: -Infinity, untilMs: CHANGE_MS },
    { name: "b", compiled: other, fromMs: CHANGE_MS, untilMs: Infinity },
  ];
  addUse(versions, uses, columnsOf(reads));
  const cells = uses.get("2026-01")?.cells.get("b");
  if (cells === undefined) throw new Error("no use under the second version");
  return exactText(costOf(other, cells));
}

/** What is posted where the reads come in this order, one by one. */
function postedUnits(versions: readonly RatingVersion[], order: readonly number[]): number {
  const known: Use[] = [];
  const context = {
    versions,
    known: (fromMs: number, toMs: number) =>
      known.filter(({ startMs }) => startMs >= fromMs && startMs < toMs),
    ledgerDigits: 6,
  };
  let open = noBills;
  let units = 0;
  for (const day of order) {
    const read = { startMs: FIRST_MS + day * DAY_MS, quantityMicro: 2_000_000 };
    const added = addBatch(open, columnsOf([read]), context);
    open = added.open;
    known.push(read);
    units = added.charges.reduce((sum, { amountUnits }) => sum + amountUnits, units);
  }
  return units;
}

/** 10 cents to 3 kWh; all 4 at it are 40 cents, 3 of the 4 are 50, none 80. */
describe("the tiers' counters under a second version", () => {
  it.each([
    ["go on", smallPlan, smallPlan, "0.800000004"],
    ["go on by period", byPeriod, byPeriod, "0.800000004"],
    ["go on day by day", byDay, byDay, "0.4"],
    ["begin anew where it says so", smallPlan, anew, "0.500000001"],
    ["begin anew where they count by day from then on", smallPlan, byDay, "0.4"],
    ["begin anew, and once, where they counted by day", byDay, smallPlan, "0.500000001"],
    ["begin anew where they count by period from then on", smallPlan, byPeriod, "0.500000001"],
    ["begin anew where they counted by period", byPeriod, smallPlan, "0.500000001"],
  ] as const)("%s", (_, first, second, cost) => {
    expect(secondCost(first, second)).toBe(cost);
  });
});

describe("a late read under a flat version", () => {
  const flat = { ...smallPlan, periods: [[{ price: "0.5", bound: null, isDaily: false }]] };
  const never = smallPlan.weekday.map((hours) => hours.map(() => 0));
  const plain = { ...flat, weekday: never, weekend: never };

  it.each([
    ["with tiers under the next one", [plain, smallPlan], 2_800_000],
    ["with tiers that begin anew in it", [plain, anew], 2_500_000],
    [
      "with tiers after one that begins them anew",
      [plain, { ...plain, restartsTiers: true }, smallPlan],
      3_300_000,
    ],
    [
      "of days, with tiers under the next one",
      [{ ...plain, tierReset: "day" as const }, byDay],
      2_400_000,
    ],
    [
      "of days, with another flat one next",
      [{ ...plain, tierReset: "day" as const }, plain],
      4_000_000,
    ],
  ])("%s costs what it costs in time", (_, plans, units) => {
    const versions = plans.map((plan, at): RatingVersion => ({
      name: String(at),
      compiled: compile(plan, "UTC", ONE),
      fromMs: at === 0 ? -Infinity : CHANGE_MS + (at - 1) * DAY_MS,
      untilMs: at === plans.length - 1 ? Infinity : CHANGE_MS + at * DAY_MS,
    }));
    for (const order of [
      [0, 1, 2, 3],
      [1, 2, 3, 0],
      [2, 3, 0, 1],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
    ]) {
      expect(postedUnits(versions, order)).toBe(units);
    }
  });
});
