import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { Fault } from "../assert.ts";
import { DAY_MS, HOUR_MS } from "../instant.ts";
import { compile, spanAt } from "./compiled.ts";
import { type Exact, exactText, ratio, roundHalfAway } from "./exact.ts";
import type { Plan } from "./plan.ts";
import { columnsOf } from "./read-columns.ts";
import {
  addReads,
  type Cells,
  costOf,
  newCells,
  newTally,
  smallCostOf,
  unitsUsed,
} from "./tally.ts";
import { ONE } from "./units.ts";

const monthMs = Date.UTC(2026, 0, 1);

/** One period of tiers with these bounds and prices, the last without a bound. */
function tiered(bounds: readonly string[], prices: readonly string[], changes: Partial<Plan> = {}) {
  const periods = [
    prices.map((price, index) => ({ price, bound: bounds[index] ?? null, isDaily: false })),
  ];
  const all = Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => 0));
  return { ...smallPlan, periods, weekday: all, weekend: all, ...changes };
}

/** What reads from the month's start on, an hour apart, put in the cells, and where it stopped. */
function added(
  plan: Plan,
  quantities: readonly number[],
  { factor = ONE, at = 0, untilMs = Infinity, startMs = monthMs, stepMs = HOUR_MS } = {},
) {
  const of = compile(plan, "UTC", factor);
  const [cells, tally] = [newCells(of), newTally(of)];
  const reads = columnsOf(
    quantities.map((quantityMicro, index) => ({
      startMs: startMs + index * stepMs,
      quantityMicro,
    })),
  );
  const next = addReads({ of, span: spanAt(of, monthMs), cells, tally }, reads, at, untilMs);
  return { of, cells, tally, next };
}

function wholes({ whole }: Cells): number[] {
  return [...whole];
}

describe("reads in tiers", () => {
  const plan = tiered(["0.000010", "0.000015"], ["1", "2", "3"]);
  it.each([
    { name: "below a bound", quantities: [9], cells: [9, 0, 0] },
    { name: "up to it", quantities: [10], cells: [10, 0, 0] },
    { name: "up to it in parts", quantities: [4, 6], cells: [10, 0, 0] },
    { name: "past it in one", quantities: [11], cells: [10, 1, 0] },
    { name: "past it after it is full", quantities: [10, 1], cells: [10, 1, 0] },
    { name: "past both in one", quantities: [40], cells: [10, 5, 25] },
    { name: "up to the second", quantities: [12, 3], cells: [10, 5, 0] },
    { name: "past the second after it is full", quantities: [15, 2], cells: [10, 5, 2] },
    { name: "past both, and more", quantities: [8, 30, 7], cells: [10, 5, 30] },
    { name: "nothing", quantities: [0, 0], cells: [0, 0, 0] },
  ])("$name", ({ quantities, cells }) => {
    const result = added(plan, quantities);
    expect(wholes(result.cells)).toEqual(cells);
    expect([...result.tally.counters]).toEqual([quantities.reduce((sum, one) => sum + one, 0)]);
    expect(result.next).toBe(quantities.length);
  });

  it.each([
    // A bound of 1/3 and one of 2/3 of a millionth more, counted in thirds.
    { name: "within a millionth", quantities: [4], whole: [3, 0], parts: [1, 2] },
    {
      name: "within one, exactly to the end of it",
      quantities: [4, 1],
      whole: [3, 1],
      parts: [1, 2],
    },
    { name: "only up to it", quantities: [3], whole: [3, 0], parts: [0, 0] },
    { name: "from within it on", quantities: [3, 3], whole: [3, 2], parts: [1, 2] },
  ])(
    "a bound that falls within a millionth is split exactly: $name",
    ({ quantities, whole, parts }) => {
      const two = tiered(["0.000010"], ["1", "2"]);
      const { cells, of } = added(two, quantities, { factor: ratio(3n, 1n) });
      expect(of.partsPerMicro).toBe(3);
      expect([wholes(cells), [...cells.parts]]).toEqual([whole, parts]);
    },
  );

  it("splits one read that passes two bounds, the first within a millionth", () => {
    const three = tiered(["0.000010", "0.000015"], ["1", "2", "3"]);
    const { cells } = added(three, [10], { factor: ratio(3n, 1n) });
    expect([wholes(cells), [...cells.parts]]).toEqual([
      [3, 1, 5],
      [1, 2, 0],
    ]);
  });

  it("carries the parts of a cell into its millionths, day after day", () => {
    const daily = tiered(["0.000010"], ["1", "2"], { tierReset: "day" });
    const { cells } = added(daily, [4, 4, 4], { factor: ratio(3n, 1n), stepMs: DAY_MS });
    // Three times 10/3 is 10, and three times 2/3 is 2.
    expect([wholes(cells), [...cells.parts]]).toEqual([
      [10, 2],
      [0, 0],
    ]);
  });

  it("begin again at each local midnight where they count by day", () => {
    const daily = tiered(["0.000010"], ["1", "2"], { tierReset: "day" });
    const quantities = Array.from({ length: 72 }, () => 1);
    const { cells, tally } = added(daily, quantities);
    expect(wholes(cells)).toEqual([30, 42]);
    expect(tally.dayEndsMs).toBe(monthMs + 3 * DAY_MS);
    expect([...tally.counters]).toEqual([24]);
    // Half past, so that the day's end is found within the month as well as at its edges.
    const late = added(daily, quantities, { startMs: monthMs + 16.5 * DAY_MS });
    expect(wholes(late.cells)).toEqual([10 + 10 + 10 + 10, 2 + 14 + 14 + 2]);
    expect(late.tally.dayEndsMs).toBe(monthMs + 20 * DAY_MS);
  });

  it.each([
    ["2026-01", 31],
    ["2026-02", 28],
    ["2026-04", 30],
  ])("find the end of each day of %s", (month, days) => {
    const of = compile(tiered(["0.000010"], ["1", "2"], { tierReset: "day" }), "UTC", ONE);
    const firstMs = Date.parse(`${month}-01T00:00Z`);
    const span = spanAt(of, firstMs);
    const found = Array.from({ length: days }, (_, day) => {
      const tally = newTally(of);
      const startMs = firstMs + day * DAY_MS + 5 * HOUR_MS;
      const reads = columnsOf([{ startMs, quantityMicro: 1 }]);
      addReads({ of, span, cells: newCells(of), tally }, reads, 0, Infinity);
      return (tally.dayEndsMs - firstMs) / DAY_MS;
    });
    expect(found).toEqual(found.map((_, day) => day + 1));
  });

  it.each([
    { name: "before the month", changes: { startMs: monthMs - HOUR_MS }, next: 0 },
    { name: "at a place past them", changes: { at: 2 }, next: 3 },
    { name: "to the month's end", changes: { startMs: monthMs + 31 * DAY_MS - HOUR_MS }, next: 1 },
    { name: "after it", changes: { startMs: monthMs + 31 * DAY_MS }, next: 0 },
    { name: "to the version's end", changes: { untilMs: monthMs + 2 * HOUR_MS }, next: 2 },
    { name: "past a version's end", changes: { untilMs: monthMs }, next: 0 },
  ])("are taken only within month and version: $name", ({ changes, next }) => {
    const result = added(plan, [1, 1, 1], changes);
    expect(result.next).toBe(next);
    const at = "at" in changes ? changes.at : 0;
    expect(wholes(result.cells)).toEqual([next - at, 0, 0]);
  });

  it.each([
    { name: "the morning's last quarter hour", minute: 719, cells: [1, 0, 0, 0] },
    { name: "noon", minute: 720, cells: [0, 0, 1, 0] },
    { name: "the day's last minute", minute: 1439, cells: [0, 0, 1, 0] },
    { name: "the day's first", minute: 0, cells: [1, 0, 0, 0] },
  ])("are of the period at their start: $name", ({ minute, cells }) => {
    const result = added(smallPlan, [1], { startMs: monthMs + minute * 60_000 });
    expect(wholes(result.cells)).toEqual(cells);
  });

  it("count on the counter of their period where tiers count by it", () => {
    const byPeriod = { ...smallPlan, tierScope: "period" as const };
    const noonMs = monthMs + 10 * HOUR_MS;
    const quantities = [2_000_000, 2_000_000, 5_000_000, 1_000_000];
    const result = added(byPeriod, quantities, { startMs: noonMs });
    expect([...result.tally.counters]).toEqual([4_000_000, 6_000_000]);
    expect(wholes(result.cells)).toEqual([3_000_000, 1_000_000, 6_000_000, 0]);
  });

  it("fault where their sum is no whole number a double holds", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(() => added(plan, [most, 1])).toThrow(new Fault("use that can't be summed"));
    expect(added(plan, [most - 1, 1]).next).toBe(2);
  });
});

describe("what cells cost", () => {
  function costs(plan: Plan, quantities: readonly number[], factor: Exact = ONE) {
    const { of, cells } = added(plan, quantities, { factor });
    return { of, cells, exact: costOf(of, cells) };
  }

  it.each([
    { prices: ["0.1", "0.25"], quantities: [5], text: "0.0000005", used: "0.000005" },
    { prices: ["0.1", "0.25"], quantities: [14], text: "0.000002", used: "0.000014" },
    { prices: ["-0.1", "0.25"], quantities: [10], text: "-0.000001", used: "0.00001" },
    { prices: ["0", "0.25"], quantities: [10], text: "0", used: "0.00001" },
  ])("of $quantities at $prices is $text", ({ prices, quantities, text, used }) => {
    const { of, cells, exact } = costs(tiered(["0.000010"], prices), quantities);
    expect(exactText(exact)).toBe(text);
    expect(exactText(unitsUsed(of, cells))).toBe(used);
  });

  it("is exact where a bound falls within a millionth of the reads' unit", () => {
    const { of, cells, exact } = costs(tiered(["0.000010"], ["1", "2"]), [4], ratio(3n, 1n));
    // 4 millionths are 12 of the tariff's: ten at 1 and two at 2.
    expect(exactText(exact)).toBe("0.000014");
    expect(exactText(unitsUsed(of, cells))).toBe("0.000012");
    expect(smallCostOf(of, cells, 6)).toBeNull();
  });

  // A price of 0.25 and a ledger of 6 decimals: a millionth costs a quarter of a unit.
  it.each([
    { quantity: 1, units: 0 },
    { quantity: 2, units: 1 },
    { quantity: 3, units: 1 },
    { quantity: 4, units: 1 },
    { quantity: 5, units: 1 },
    { quantity: 6, units: 2 },
    { quantity: 0, units: 0 },
  ])("of $quantity quarters is $units, by doubles as by fractions", ({ quantity, units }) => {
    for (const [price, sign] of [
      ["0.25", 1],
      ["-0.25", -1],
    ] as const) {
      const { of, cells, exact } = costs(tiered([], [price]), [quantity]);
      const small = smallCostOf(of, cells, 6);
      expect(small).toBe(units === 0 ? 0 : sign * units);
      expect(small).toBe(Number(roundHalfAway(exact, 6)));
    }
  });

  it.each([
    { name: "the last safe sum", price: "1", quantity: Number.MAX_SAFE_INTEGER, by: "doubles" },
    { name: "one past it", price: "2", quantity: 2 ** 52, by: "fractions" },
    { name: "one past it below 0", price: "-2", quantity: 2 ** 52, by: "fractions" },
  ])("is for $name by $by alone", ({ price, quantity, by }) => {
    const { of, cells, exact } = costs(tiered([], [price]), [quantity]);
    const expected = by === "doubles" ? Number(roundHalfAway(exact, 6)) : null;
    expect(smallCostOf(of, cells, 6)).toBe(expected);
  });

  it("by doubles counts what cancels as it was before it did", () => {
    const plan = tiered(["4503599627.370496"], ["1.5", "-1.5"]);
    const { of, cells } = costs(plan, [2 ** 53 - 1]);
    expect(smallCostOf(of, cells, 6)).toBeNull();
  });

  it.each([
    { name: "more decimals than prices and millionths have", price: "1", decimals: 7, units: null },
    { name: "as many", price: "1", decimals: 6, units: 3 },
    { name: "fewer", price: "1", decimals: 0, units: 0 },
    { name: "fifteen fewer", price: "0.000000001", decimals: 0, units: 0 },
    // 4 x 10^15 and 5 x 10^15 to a unit: twice the rest of the second could be past the safe integers.
    { name: "a rest that twice is safe", price: "0.000000001", decimals: 0, over: 4n, units: 0 },
    { name: "a rest that twice is not", price: "0.000000001", decimals: 0, over: 5n, units: null },
  ])("by doubles at $name is $units", ({ price, decimals, over, units }) => {
    const { of, cells } = costs(tiered([], [price]), [3], ratio(1n, over ?? 1n));
    expect(smallCostOf(of, cells, decimals)).toBe(units);
  });
});
