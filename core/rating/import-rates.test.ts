import { describe, expect, it } from "vitest";
import { parseExactJson } from "./exact-json.ts";
import { type Fields, ImportNotes } from "./import-fields.ts";
import { readPeriods, readSchedules } from "./import-rates.ts";

const field = "urdb.energyratestructure";

function periodsOf(structure: unknown) {
  const notes = new ImportNotes();
  const urdb = parseExactJson(JSON.stringify({ energyratestructure: structure })) as Fields;
  const periods = readPeriods(notes, urdb, "kWh");
  expect(notes.taken).toEqual([field]);
  return { periods, problems: notes.problems, leftOut: notes.leftOut };
}

/** The tiers of one period. */
function tiersOf(...tiers: readonly unknown[]) {
  const { periods, ...noted } = periodsOf([tiers]);
  expect(periods).toHaveLength(1);
  return { tiers: periods[0], ...noted };
}

const flat = { price: "1", bound: null, isDaily: false };

describe("readPeriods", () => {
  it("takes as many periods and tiers as may be", () => {
    const periods = Array.from({ length: 250 }, () => [{ rate: 1 }]);
    expect(periodsOf(periods)).toEqual({
      periods: periods.map(() => [flat]),
      problems: [],
      leftOut: [],
    });
    const tiers = Array.from({ length: 40 }, (_, index) => ({ rate: 1, max: index + 1 }));
    const { problems, tiers: read } = tiersOf(...tiers.with(39, { rate: 1, max: 1e38 }));
    expect([problems, read?.length, read?.[38]?.bound, read?.[39]?.bound]).toEqual([
      [],
      40,
      "39",
      null,
    ]);
  });

  it.each([
    [undefined, "is missing"],
    [null, "must be a list of periods"],
    [[], "must be a list of periods"],
    ["x", "must be a list of periods"],
    [Array.from({ length: 251 }, () => [{ rate: 1 }]), "has more than 250 periods"],
  ])("takes no structure that is %j", (structure, message) => {
    expect(periodsOf(structure)).toEqual({
      periods: [],
      problems: [{ field, message }],
      leftOut: [],
    });
  });

  it.each([[[]], ["x"], [{}], [null], [Array.from({ length: 41 }, () => ({ rate: 1 }))]])(
    "takes no period that is %j, and reads on",
    (period) => {
      const { periods, problems } = periodsOf([period, [{ rate: 1 }]]);
      expect(periods).toEqual([[], [flat]]);
      expect(problems).toEqual([
        { field: `${field}[0]`, message: "must be a list of 1 to 40 tiers" },
      ]);
    },
  );
});

describe("a tier", () => {
  it.each([
    [{ rate: 0.2, adj: 0.01 }, "0.21"],
    [{ rate: 0.2 }, "0.2"],
    [{ rate: -0.05 }, "-0.05"],
    [{ rate: 0.2, adj: null }, "0.2"],
    [{ rate: null, adj: -0.01 }, "-0.01"],
    [{ adj: 0.5 }, "0.5"],
    [{ rate: 0 }, "0"],
  ])("of %j costs %s", (tier, price) => {
    expect(tiersOf(tier)).toEqual({ tiers: [{ ...flat, price }], problems: [], leftOut: [] });
  });

  it.each([
    [{}, "rate", "is missing"],
    [{ rate: null }, "rate", "is missing"],
    [{ rate: null, adj: null }, "rate", "is missing"],
    [{ rate: true, adj: 1 }, "rate", "is not a number"],
    [{ rate: 1, adj: "x" }, "adj", '"x"'],
    [{ rate: 1, max: -1 }, "max", "must not be below 0"],
    [{ rate: 1, max: 1e39 }, "max", "is too large"],
    [{ rate: 1, max: "1000000000" }, "max", "must be below 1000000000"],
    [{ rate: 1, max: "x" }, "max", '"x"'],
    [{ rate: 1, unit: "kWh/kW" }, "unit", 'counts by demand ("kWh/kW"), which interval reads'],
    [{ rate: 1, unit: "daily" }, "unit", 'must be "kWh" or "kWh daily", not "daily"'],
    [{ rate: 1, unit: "x".repeat(41) }, "unit", `, not "${"x".repeat(40)}"`],
    [{ rate: 1, unit: 5 }, "unit", 'must be "kWh" or "kWh daily", not this'],
    [{ rate: 1, unit: ["/kW"] }, "unit", 'must be "kWh" or "kWh daily", not this'],
  ])("of %j is wrong in its %s", (tier, name, words) => {
    const { problems, tiers } = tiersOf(tier);
    expect(problems).toEqual([
      { field: `${field}[0][0].${name}`, message: expect.stringContaining(words) as unknown },
    ]);
    expect(tiers?.[0]?.isDaily).toBe(false);
  });

  it.each([{ rate: true, adj: 1 }, { rate: 1, adj: "x" }, {}])("of %j has no price", (tier) => {
    expect(tiersOf(tier).tiers).toEqual([{ ...flat, price: "0" }]);
  });

  it.each([["x"], [null], [[]], [5]])("is no %j, and the next is read", (tier) => {
    expect(tiersOf(tier, { rate: 1 })).toEqual({
      tiers: [{ ...flat, price: "0" }, flat],
      problems: [{ field: `${field}[0][0]`, message: "must be an object of fields" }],
      leftOut: [],
    });
  });

  it.each([
    ["kWh", false],
    [null, false],
    [undefined, false],
    ["kWh daily", true],
  ])("counts by %j: %s", (unit, isDaily) => {
    expect(tiersOf({ rate: 1, unit })).toEqual({
      tiers: [{ ...flat, isDaily }],
      problems: [],
      leftOut: [],
    });
  });

  it.each([
    ["max", 900, "the last tier of a period has no upper bound"],
    ["max", 999_999_999, "the last tier of a period has no upper bound"],
    ["max", "900", "the last tier of a period has no upper bound"],
    ["max", 0, "the last tier of a period has no upper bound"],
    ["sell", 0.1, "energy sold back is not rated"],
    ["x", 1, "not a field of a tier"],
  ])("leaves a last %s of %j, by name", (name, value, reason) => {
    const { leftOut, problems, tiers } = tiersOf({ rate: 1, [name]: value });
    expect([leftOut, problems]).toEqual([[{ field: `${field}[0][0].${name}`, reason }], []]);
    expect(tiers).toEqual([flat]);
  });

  it.each([
    ["max", 1e9],
    ["max", 1e38],
    ["max", null],
    ["sell", 0],
    ["x", ""],
  ])("loses nothing by a last %s of %j", (name, value) => {
    expect(tiersOf({ rate: 1, [name]: value })).toEqual({
      tiers: [flat],
      problems: [],
      leftOut: [],
    });
  });
});

describe("bounds", () => {
  const bounds = (...all: readonly unknown[]) =>
    tiersOf(...all.map((max) => ({ rate: 1, max })), { rate: 1 });

  it("are kept as they are written, of nine decimals at most", () => {
    const { tiers, problems } = bounds("0.123456789", 0.5, 300);
    expect(problems).toEqual([]);
    expect(tiers?.map(({ bound }) => bound)).toEqual(["0.123456789", "0.5", "300", null]);
  });

  it.each([
    [["0.1234567891"], [0, "has more than 9 decimals"]],
    [
      [300, 300],
      [1, "must be above the bound before it"],
    ],
    [
      [300, 299.9],
      [1, "must be above the bound before it"],
    ],
    [[0], [0, "must be above 0"]],
    [[-1], [0, "must not be below 0"]],
    [[undefined], [0, "is missing"]],
    [[null], [0, "is not a number"]],
    [[1e38], [0, '"1e+38" is too large']],
    [[1e9], [0, "must be below 1000000000"]],
  ] as const)("%j are wrong", (all, [index, message]) => {
    expect(bounds(...all).problems).toEqual([
      { field: `${field}[0][${String(index)}].max`, message },
    ]);
  });
});

describe("readSchedules", () => {
  const of = (period: unknown): unknown[][] =>
    Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => period));

  function schedulesOf(weekday: unknown, weekend: unknown, periods: number) {
    const notes = new ImportNotes();
    const urdb = { energyweekdayschedule: weekday, energyweekendschedule: weekend };
    const schedules = readSchedules(notes, parseExactJson(JSON.stringify(urdb)) as Fields, periods);
    expect(notes.taken).toEqual(["urdb.energyweekdayschedule", "urdb.energyweekendschedule"]);
    return { schedules, problems: notes.problems };
  }

  it("keeps days of the week apart", () => {
    expect(schedulesOf(of(0), of(1), 2)).toEqual({
      schedules: { weekday: of(0), weekend: of(1) },
      problems: [],
    });
  });

  it("says nothing of periods where there is none to point at", () => {
    expect(schedulesOf(of(7), of(0), 0).problems).toEqual([]);
  });

  it.each([
    [undefined, "", "is missing"],
    [{}, "", "must have 12 months"],
    [of(0).slice(1), "", "must have 12 months"],
    [[...of(0), []], "", "must have 12 months"],
    [of(0).with(3, [0]), "[3]", "must have 24 hours"],
    [of(0).with(3, "x" as never), "[3]", "must have 24 hours"],
    [
      of(0).with(11, of(0)[0]?.with(23, 2) ?? []),
      "[11][23]",
      "points at period 2, and there are 2",
    ],
    [of(0).with(0, of(0)[0]?.with(0, -1) ?? []), "[0][0]", "must be a whole number from 0 to 250"],
    [of(0).with(0, of(0)[0]?.with(0, 251) ?? []), "[0][0]", "must be a whole number from 0 to 250"],
  ])("takes no schedule that is wrong at its end", (schedule, place, message) => {
    for (const [name, problems] of [
      ["urdb.energyweekdayschedule", schedulesOf(schedule, of(0), 2).problems],
      ["urdb.energyweekendschedule", schedulesOf(of(0), schedule, 2).problems],
    ] as const) {
      expect(problems).toEqual([{ field: `${name}${place}`, message }]);
    }
  });

  it("gives no hours for what is no schedule", () => {
    expect(schedulesOf([], of(0).with(2, []), 1).schedules).toEqual({
      weekday: [],
      weekend: of(0).with(2, []),
    });
  });
});
