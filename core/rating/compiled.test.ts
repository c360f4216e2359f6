import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { Fault } from "../assert.ts";
import { compile, spanAt } from "./compiled.ts";
import { ratio } from "./exact.ts";
import type { Plan } from "./plan.ts";
import { ONE } from "./units.ts";

/** The small plan with other prices of its three tiers. */
function priced(first: string, second: string, third: string) {
  return {
    ...smallPlan,
    periods: [
      [
        { price: first, bound: "3", isDaily: false },
        { price: second, bound: null, isDaily: false },
      ],
      [{ price: third, bound: null, isDaily: false }],
    ],
  };
}

describe("compile", () => {
  it("keeps prices as doubles where they are whole numbers of one scale", () => {
    const { small, tierCount, cellCount } = compile(smallPlan, "UTC", ONE);
    expect([tierCount, cellCount]).toEqual([2, 4]);
    expect(small?.bottom).toBe(1e15);
    expect([...(small?.tops ?? [])]).toEqual([100_000_000, 200_000_001, 300_000_000, 0]);
  });

  it.each([
    ["9007199.254740991", "0.1", "0.1", true],
    ["9007199.254740992", "0.1", "0.1", false],
    ["-9007199.254740991", "0.1", "0.1", true],
    ["-9007199.254740992", "0.1", "0.1", false],
    ["0.1", "0.1", "9999999999.000000001", false],
    ["0.1", "0.123456789012", "0.1", false],
  ])("of prices %s, %s and %s: doubles hold them is %s", (first, second, third, holds) => {
    expect(compile(priced(first, second, third), "UTC", ONE).small !== null).toBe(holds);
  });

  it("keeps no doubles where a bound falls within a millionth", () => {
    const compiled = compile(smallPlan, "UTC", ratio(7n, 1n));
    expect(compiled.partsPerMicro).toBe(7);
    expect(compiled.small).toBeNull();
  });

  it("is made once for a plan, a zone and a factor", () => {
    const one = compile(smallPlan, "Europe/Lisbon", ONE);
    expect(compile(smallPlan, "Europe/Lisbon", ratio(1n, 1n))).toBe(one);
    expect(compile(smallPlan, "Europe/Madrid", ONE)).not.toBe(one);
    expect(compile(smallPlan, "Europe/Lisbon", ratio(2n, 1n))).not.toBe(one);
    expect(compile({ ...smallPlan }, "Europe/Lisbon", ONE)).not.toBe(one);
    const atMs = Date.UTC(2026, 5, 5);
    expect(spanAt(one, atMs)).toBe(spanAt(one, atMs + 1));
  });

  it("says whether the order of reads matters", () => {
    expect(compile(smallPlan, "UTC", ONE).isOrderFree).toBe(false);
    const flat = { ...smallPlan, periods: [[{ price: "0.1", bound: null, isDaily: false }]] };
    expect(compile(flat, "UTC", ONE).isOrderFree).toBe(true);
  });

  it("divides a millionth so that every bound falls on a part", () => {
    const tiers = ["1", "2", "3"].map((bound) => ({ price: "0.1", bound, isDaily: false }));
    const plan = { ...smallPlan, periods: [tiers, tiers.slice(0, 1)] };
    // In reads' units the bounds are 5/6, 10/6 and 15/6: thirds of a millionth and whole ones.
    const { partsPerMicro, counterOf, counterCount, tierCount, cellCount } = compile(
      plan,
      "UTC",
      ratio(6n, 5n),
    );
    expect({ partsPerMicro, counterCount, tierCount, cellCount }).toEqual({
      partsPerMicro: 3,
      counterCount: 1,
      tierCount: 3,
      cellCount: 6,
    });
    expect([...counterOf]).toEqual([0, 0]);
    const { counterOf: apart, counterCount: two } = compile(
      { ...plan, tierScope: "period" },
      "UTC",
      ONE,
    );
    expect([[...apart], two]).toEqual([[0, 1], 2]);
  });

  it("prices a part in the tariff's unit exactly", () => {
    const { priceTops, priceBottom } = compile(
      priced("0.5", "0.25", "0.125"),
      "UTC",
      ratio(7n, 2n),
    );
    // 3 units are 6/7 of the reads' unit: a millionth has 7 parts, and a part of it 7/2 / 7 of the price.
    expect(priceTops.map((top) => ratio(top, priceBottom))).toEqual([
      ratio(1n, 4_000_000n),
      ratio(1n, 8_000_000n),
      ratio(1n, 16_000_000n),
      { top: 0n, bottom: 1n },
    ]);
  });

  it("takes a factor of so many parts to a millionth, and no finer", () => {
    const plan = { ...smallPlan, periods: [[{ price: "0.1", bound: "1", isDaily: false }]] };
    const most = compile(plan, "UTC", ratio(4n * 10n ** 21n, 1n));
    expect(most.partsPerMicro).toBe(4_000_000_000_000_000);
    expect(() => compile(plan, "UTC", ratio(4n * 10n ** 15n + 1n, 1n))).toThrow(
      new Fault("a factor finer than any meter's"),
    );
  });

  it("faults on a plan with an amount that is no decimal", () => {
    expect(() => compile(priced("ten", "0.1", "0.1"), "UTC", ONE)).toThrow(
      new Fault("a plan with the amount ten"),
    );
  });
});

describe("the span of a month", () => {
  const tiers = [
    { price: "0.1", bound: "8.5", isDaily: true },
    { price: "0.2", bound: "400", isDaily: false },
    { price: "0.3", bound: null, isDaily: false },
  ];

  function bounds(changes: Partial<Plan>, day: string, factor = ONE) {
    const of = compile(
      { ...smallPlan, periods: [tiers, tiers.slice(2)], ...changes },
      "UTC",
      factor,
    );
    const { whole, parts, full } = spanAt(of, Date.parse(day)).bounds;
    return [[...whole], [...parts], [...full]];
  }

  it.each([
    { name: "for the days of the bill", changes: {}, day: "2026-01-20", first: 263_500_000 },
    { name: "for fewer days", changes: {}, day: "2026-02-20", first: 238_000_000 },
    { name: "for both months", changes: { billMonths: 2 }, day: "2026-02-20", first: 501_500_000 },
    {
      name: "for one day",
      changes: { tierReset: "day" as const },
      day: "2026-01-20",
      first: 8_500_000,
    },
  ])("has its allowances a day $name", ({ changes, day, first }) => {
    const whole = [first, 400_000_000, Infinity, Infinity, Infinity, Infinity];
    expect(bounds(changes, day)).toEqual([whole, [0, 0, 0, 0, 0, 0], whole]);
  });

  it("has the bounds of each period at its own cells", () => {
    const none = [Infinity, Infinity, Infinity];
    const whole = [...none, 263_500_000, 400_000_000, Infinity];
    const periods = [tiers.slice(2), tiers];
    expect(bounds({ periods }, "2026-01-20")).toEqual([whole, [0, 0, 0, 0, 0, 0], whole]);
  });

  it("has bounds in parts of a millionth of the reads' unit", () => {
    // 8.5 x 31 and 400 over 7 are 37,642,857 1/7 and 57,142,857 1/7 millionths.
    const none = [Infinity, Infinity, Infinity, Infinity];
    expect(bounds({}, "2026-01-20", ratio(7n, 1n))).toEqual([
      [37_642_857, 57_142_857, ...none],
      [1, 1, 0, 0, 0, 0],
      [37_642_858, 57_142_858, ...none],
    ]);
  });

  it.each([
    {
      zone: "UTC",
      months: 1,
      at: "2026-02-28T23:59Z",
      bill: "2026-02",
      from: "2026-02-01T00:00Z",
      to: "2026-03-01T00:00Z",
    },
    {
      zone: "UTC",
      months: 2,
      at: "2026-02-01T00:00Z",
      bill: "2026-01",
      from: "2026-01-01T00:00Z",
      to: "2026-03-01T00:00Z",
    },
    {
      zone: "America/Los_Angeles",
      months: 1,
      at: "2026-03-01T07:59Z",
      bill: "2026-02",
      from: "2026-02-01T08:00Z",
      to: "2026-03-01T08:00Z",
    },
  ])(
    "in $zone with $months months at $at is of bill $bill",
    ({ zone, months, at, bill, from, to }) => {
      const of = compile({ ...smallPlan, billMonths: months }, zone, ONE);
      const span = spanAt(of, Date.parse(at));
      expect([span.bill, span.billFromMs, span.billToMs]).toEqual([
        bill,
        Date.parse(from),
        Date.parse(to),
      ]);
      expect(span.calendar.month).toBe(at.slice(0, 7) === "2026-03" ? "2026-02" : at.slice(0, 7));
    },
  );

  it("has the periods of its own month, of weekdays, weekends and holidays", () => {
    const hours = (period: number): number[] => Array.from({ length: 24 }, () => period);
    const months = (of: (month: number) => number): number[][] =>
      Array.from({ length: 12 }, (_, month) => hours(of(month)));
    const flat = [{ price: "0.1", bound: null, isDaily: false }];
    const plan = {
      ...smallPlan,
      periods: Array.from({ length: 24 }, () => flat),
      weekday: months((month) => month),
      weekend: months((month) => month + 12),
      holidays: ["2026-03-03"],
    };
    const { periods } = spanAt(compile(plan, "UTC", ONE), Date.UTC(2026, 2, 15));
    const first = [1, 2, 3, 4, 7].map((day) => periods[(day - 1) * 96]);
    // March began on a Sunday.
    expect(first).toEqual([14, 2, 14, 2, 14]);
    expect(periods.length).toBe(31 * 96);
  });

  it("faults on a schedule that lacks an hour", () => {
    const weekday = smallPlan.weekday.map((day) => day.slice(0, 23));
    const of = compile({ ...smallPlan, weekday, weekend: [] }, "UTC", ONE);
    expect(() => spanAt(of, Date.UTC(2026, 0, 1))).toThrow(new Fault("an hour of the schedule"));
  });

  it("is kept for ten years of months, and made anew past them", () => {
    const of = compile({ ...smallPlan }, "UTC", ONE);
    const first = spanAt(of, Date.UTC(2000, 0, 1));
    for (let month = 1; month < 120; month += 1) spanAt(of, Date.UTC(2000, month, 1));
    expect(spanAt(of, Date.UTC(2000, 0, 1))).toBe(first);
    spanAt(of, Date.UTC(2010, 0, 1));
    expect(of.spans.size).toBe(1);
    expect(spanAt(of, Date.UTC(2000, 0, 1))).not.toBe(first);
    expect(spanAt(of, Date.UTC(2000, 0, 1))).toEqual(first);
  });
});
