import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { compile } from "./compiled.ts";
import { exactText } from "./exact.ts";
import type { Plan, Standing } from "./plan.ts";
import { dayOfBill, fixedOfDay, standingShares } from "./standing.ts";
import { ONE } from "./units.ts";
import type { RatingVersion } from "./use.ts";

function planWith(changes: Partial<Plan>): Plan {
  return { ...smallPlan, ...changes };
}

function version(plan: Plan, changes: Partial<RatingVersion> = {}, zone = "UTC"): RatingVersion {
  const compiled = compile(plan, zone, ONE);
  return { name: "a/1", compiled, fromMs: -Infinity, untilMs: Infinity, ...changes };
}

/** Each version's fixed charge and minimum. */
function shared(versions: readonly RatingVersion[], bill: string, fromDay: number, last: number) {
  const shares = standingShares(versions, { bill, fromDay, throughDay: last });
  return [...shares].map(([name, { fixed, minimum }]) =>
    [name, exactText(fixed), exactText(minimum)].join(" "),
  );
}

function owing(...all: readonly Standing[]): Partial<Plan> {
  return { fixed: all };
}

describe("what days of a bill owe", () => {
  const ten = { amount: "62", per: "month" } as const;
  it.each([
    { name: "of all days", plan: owing(ten), from: 1, last: 31, owed: "62 0" },
    { name: "of one day", plan: owing(ten), from: 31, last: 31, owed: "2 0" },
    { name: "of some days", plan: owing(ten), from: 3, last: 5, owed: "6 0" },
    {
      name: "of each kind, added up",
      plan: owing(ten, { amount: "0.5", per: "day" }, { amount: "31", per: "bill" }),
      from: 1,
      last: 2,
      owed: "7 0",
    },
    {
      name: "of a minimum beside it",
      plan: { ...owing(ten), minimum: { amount: "3.1", per: "month" } as const },
      from: 1,
      last: 10,
      owed: "20 1",
    },
    { name: "of nothing", plan: {}, from: 1, last: 31, owed: "0 0" },
  ])("$name", ({ plan, from, last, owed }) => {
    expect(shared([version(planWith(plan))], "2026-01", from, last)).toEqual([`a/1 ${owed}`]);
  });

  it.each([
    { name: "before the first", from: 1, last: 0 },
    { name: "backward", from: 5, last: 4 },
    { name: "past the last", from: 32, last: 40 },
  ])("nobody owes days $name", ({ from, last }) => {
    expect(shared([version(planWith({}))], "2026-01", from, last)).toEqual([]);
  });

  it("is nothing without a version", () => {
    expect(shared([], "2026-01", 1, 31)).toEqual([]);
    expect(fixedOfDay([], "2026-01-05", 6)).toBe(0);
  });
});

describe("what days of a bill of three months owe", () => {
  // January has 31 days, February 28 and March 31.
  const monthly = version(planWith({ billMonths: 3, ...owing({ amount: "868", per: "month" }) }));
  const once = version(planWith({ billMonths: 3, ...owing({ amount: "90", per: "bill" }) }));
  it.each([
    { from: 1, last: 90, monthly: "2604", once: "90" },
    { from: 1, last: 31, monthly: "868", once: "30" },
    // A day of February is the 28th part of its month, and the 84th of three like it.
    { from: 32, last: 32, monthly: "31", once: "1.071428571428571" },
    { from: 31, last: 32, monthly: "59", once: "2.039170506912442" },
    { from: 59, last: 60, monthly: "59", once: "2.039170506912442" },
    { from: 90, last: 90, monthly: "28", once: "0.967741935483871" },
  ])("for days $from to $last", ({ from, last, ...owed }) => {
    expect(shared([monthly], "2026-01", from, last)).toEqual([`a/1 ${owed.monthly} 0`]);
    expect(shared([once], "2026-01", from, last)).toEqual([`a/1 ${owed.once} 0`]);
  });
});

describe("what days owe where a version begins within the bill", () => {
  const first = planWith({ ...owing({ amount: "31", per: "month" }) });
  const second = planWith({ ...owing({ amount: "2", per: "day" }) });
  function pair(changeMs: number, zone = "UTC"): RatingVersion[] {
    return [
      version(first, { untilMs: changeMs }, zone),
      version(second, { name: "a/2", fromMs: changeMs }, zone),
    ];
  }
  it.each([
    { name: "at a midnight", at: "2026-01-17T00:00Z", shares: ["a/1 16 0", "a/2 30 0"] },
    { name: "within a day", at: "2026-01-17T00:01Z", shares: ["a/1 17 0", "a/2 28 0"] },
    { name: "before the bill", at: "2025-12-31T23:59Z", shares: ["a/2 62 0"] },
    { name: "after it", at: "2026-01-31T00:01Z", shares: ["a/1 31 0"] },
    {
      name: "by the zone's midnight",
      at: "2026-01-16T18:15Z",
      zone: "Asia/Kathmandu",
      shares: ["a/1 16 0", "a/2 30 0"],
    },
    {
      name: "just after the zone's",
      at: "2026-01-16T18:16Z",
      zone: "Asia/Kathmandu",
      shares: ["a/1 17 0", "a/2 28 0"],
    },
  ])("$name", ({ at, zone, shares }) => {
    expect(shared(pair(Date.parse(at), zone), "2026-01", 1, 31)).toEqual(shares);
  });

  it.each([
    { name: "that began", bounds: { fromMs: Date.UTC(2026, 0, 10) }, shares: ["a/1 22 0"] },
    { name: "that ended", bounds: { untilMs: Date.UTC(2026, 0, 10) }, shares: ["a/1 9 0"] },
    { name: "that was over", bounds: { untilMs: Date.UTC(2026, 0, 1) }, shares: [] },
  ])("owes only the days of one version $name", ({ bounds, shares }) => {
    expect(shared([version(first, bounds)], "2026-01", 1, 31)).toEqual(shares);
  });

  it("counts the days of each month of the bill by its own length", () => {
    const two = { ...first, billMonths: 2 };
    const changeMs = Date.UTC(2026, 1, 15);
    const versions = [
      version(two, { untilMs: changeMs }),
      version({ ...second, billMonths: 2 }, { name: "a/2", fromMs: changeMs }),
    ];
    // The whole of January and 14 of February's 28 days, each a 28th of 31; then 14 days at 2.
    expect(shared(versions, "2026-01", 1, 59)).toEqual(["a/1 46.5 0", "a/2 28 0"]);
  });

  it("charges a day by the version of its first instant, in ledger units", () => {
    const versions = pair(Date.parse("2026-01-17T00:01Z"));
    expect(fixedOfDay(versions, "2026-01-17", 6)).toBe(1_000_000);
    expect(fixedOfDay(versions, "2026-01-18", 6)).toBe(2_000_000);
  });
});

describe("the fixed charge of a day", () => {
  it("differs from the others by a unit at most, and all of a bill's sum to it", () => {
    const versions = [version(planWith(owing({ amount: "10", per: "month" })))];
    const days = Array.from({ length: 31 }, (_, index) =>
      fixedOfDay(versions, `2026-01-${String(index + 1).padStart(2, "0")}`, 2),
    );
    // A 31st of 10.00 is 0.3226.
    expect(new Set(days)).toEqual(new Set([32, 33]));
    expect(days.slice(0, 3)).toEqual([32, 33, 32]);
    expect(days.reduce((sum, units) => sum + units, 0)).toBe(1000);
  });

  it("of the second month of a bill goes on from the first", () => {
    const plan = planWith({ billMonths: 2, ...owing({ amount: "10", per: "month" }) });
    // A 28th of 10 is 0.357142857...
    const days = ["2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04"];
    const units = days.map((day) => fixedOfDay([version(plan)], day, 6));
    expect(units).toEqual([357_143, 357_143, 357_143, 357_142]);
  });
});

describe("the place of a day in its bill", () => {
  it.each([
    ["2026-01-01", "2026-01", 1, 1],
    ["2026-01-31", "2026-01", 1, 31],
    ["2026-02-01", "2026-01", 2, 32],
    ["2026-03-31", "2026-01", 3, 90],
    ["2028-03-01", "2028-01", 3, 61],
    ["2026-12-31", "2026-01", 12, 365],
  ])("of %s in %s with %i months is %i", (day, bill, months, place) => {
    expect(dayOfBill(day, bill, months)).toBe(place);
  });
});
