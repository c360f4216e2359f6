import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { smallPlan } from "../../test/support/small-plan.ts";
import { billFor, billOfDays } from "./bill.ts";
import { compile } from "./compiled.ts";
import { exactText } from "./exact.ts";
import { columnsOf } from "./read-columns.ts";
import { ONE } from "./units.ts";
import { addUse, type BillUse, type RatingVersion } from "./use.ts";

/** One day of January is a unit of money of the minimum; the 17th is the second version's first day. */
const minimum = { amount: "31", per: "month" } as const;
const first = { ...smallPlan, minimum, percent: [{ name: "tax", rate: "0.1" }] };
const second = { ...first, percent: [{ name: "tax", rate: "0.2" }] };
const changeMs = Date.UTC(2026, 0, 17);
const versions: RatingVersion[] = [
  { name: "a/1", compiled: compile(first, "UTC", ONE), fromMs: -Infinity, untilMs: changeMs },
  { name: "a/2", compiled: compile(second, "UTC", ONE), fromMs: changeMs, untilMs: Infinity },
];

function useOf(day: number, quantityMicro: number): BillUse {
  const uses = new Map<string, BillUse>();
  const startMs = Date.UTC(2026, 0, day, 1);
  addUse(versions, uses, columnsOf([{ startMs, quantityMicro }]));
  return must(uses.get("2026-01"), "a bill");
}

function textsOf(bill: ReturnType<typeof billFor>): string[] {
  const { units, energy, minimum: least, percent, total } = bill;
  return [units, energy, least, percent, total].map(exactText);
}

describe("a bill under two versions", () => {
  it.each([
    // What is lacking to the minimum is taxed by the version in force last: 0.3 x 0.1 + 30.7 x 0.2.
    { day: 5, micro: 3_000_000, texts: ["3", "0.3", "30.7", "6.17", "37.17"] },
    { day: 20, micro: 3_000_000, texts: ["3", "0.3", "30.7", "6.2", "37.2"] },
  ])("with use on day $day alone", ({ day, micro, texts }) => {
    expect(textsOf(billFor(versions, "2026-01", useOf(day, micro)))).toEqual(texts);
  });

  it("owes no minimum where more is used, and is taxed by the version of each use", () => {
    const texts = textsOf(billFor(versions, "2026-01", useOf(5, 203_000_000)));
    expect(texts).toEqual(["203", "40.3000002", "0", "4.03000002", "44.33000022"]);
  });

  it("of the days before the second version is the first one's alone", () => {
    const of = { bill: "2026-01", use: useOf(5, 3_000_000), fromDay: 1, throughDay: 10 };
    expect(textsOf(billOfDays(versions, of))).toEqual(["3", "0.3", "9.7", "1", "11"]);
  });
});
