import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LocalDay, nextDay } from "../../instant.ts";
import { seeded } from "../../seeded.ts";
import { type DayBand, dayBands, DAYS_AHEAD_MAX } from "./day-bands.ts";
import { historyOfDays } from "./use-history.ts";

/** 2026-01-05 is a Monday. */
const MONDAY = "2026-01-05";

function daysFrom(first: LocalDay, length: number): LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = first; days.length < length; day = nextDay(day)) days.push(day);
  return days;
}

/** Null is a day that was not read. */
function bandsOf(amounts: readonly (number | null)[], ahead = 1): DayBand[] {
  const days = daysFrom(MONDAY, amounts.length).flatMap((day, place) => {
    const amount = amounts[place] ?? null;
    return amount === null ? [] : [{ day, amount }];
  });
  return dayBands(historyOfDays(0, days), ahead);
}

function expectBand(band: DayBand): void {
  for (const amount of [band.low, band.likely, band.high])
    expect(amount).toSatisfy(Number.isSafeInteger);
  expect(band.low).toBeGreaterThanOrEqual(0);
  expect(band.low).toBeLessThanOrEqual(band.likely);
  expect(band.likely).toBeLessThanOrEqual(band.high);
}

describe("the bands of coming days", () => {
  it.each([
    ["no days", []],
    ["days that were not read", [null, null]],
  ])("are none after %s", (_, amounts) => {
    expect(bandsOf(amounts, 3)).toEqual([]);
  });

  it.each([
    ["one day", [24_000_000]],
    ["two days", [24_000_000, 24_000_000]],
    ["a day that used nothing", [0]],
  ])("are wide after %s, but there", (_, amounts) => {
    const [band] = bandsOf(amounts);
    const [used = 0] = amounts;
    expect(band?.likely).toBe(used);
    expect(band?.low).toBeLessThanOrEqual(used / 2);
    expect(band?.high).toBeGreaterThanOrEqual(used * 2);
  });

  it.each([0, 1, 24_000_000, 2 ** 52])("of a home that always uses %d are just that", (amount) => {
    expect(bandsOf(Array<number>(60).fill(amount), 2)).toEqual([
      { day: "2026-03-06", low: amount, likely: amount, high: amount },
      { day: "2026-03-07", low: amount, likely: amount, high: amount },
    ]);
  });

  it("narrow as days come in", () => {
    const widths = [1, 5, 10, 21].map((length) => {
      const [band] = bandsOf(Array<number>(length).fill(1_000_000));
      return (band?.high ?? 0) - (band?.low ?? 0);
    });
    expect(widths).toEqual(widths.toSorted((one, other) => other - one));
    expect(widths.at(-1)).toBe(0);
  });

  it("know a Sunday", () => {
    const amounts = daysFrom(MONDAY, 70).map((_, place) => (place % 7 === 6 ? 50 : 10) * 1_000_000);
    const week = bandsOf(amounts, 7);
    const highs = week.map(({ high }) => high);
    expect(highs.at(-1)).toBe(Math.max(...highs));
    expect(week.at(-1)?.high).toBeGreaterThanOrEqual(50_000_000);
  });

  it("follow a level that falls", () => {
    const amounts = [...Array<number>(40).fill(30_000_000), ...Array<number>(20).fill(10_000_000)];
    const [band] = bandsOf(amounts);
    expect(band?.likely).toBeLessThan(15_000_000);
    expect(band?.high).toBeLessThan(30_000_000);
  });

  it("hold across gaps", () => {
    const amounts = daysFrom(MONDAY, 60).map((_, place) => (place % 3 === 0 ? null : 5_000_000));
    expect(bandsOf(amounts)[0]).toMatchObject({ low: 5_000_000, high: 5_000_000 });
  });

  it.each([0, DAYS_AHEAD_MAX + 1])("are not made %d days ahead", (ahead) => {
    expect(() => bandsOf([1, 2, 3], ahead)).toThrow("fourteen");
  });

  it("are integers in order for any past", () => {
    const amount = fc.option(fc.oneof(fc.nat(2_000_000_000), fc.constant(0), fc.nat(3)), {
      nil: null,
    });
    fc.assert(
      fc.property(
        fc.array(amount, { maxLength: 130 }),
        fc.integer({ min: 1, max: DAYS_AHEAD_MAX }),
        (amounts, ahead) => {
          const bands = bandsOf(amounts, ahead);
          bands.forEach(expectBand);
          const known = amounts.some((one) => one !== null);
          expect(bands.length).toBe(known ? ahead : 0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** A home that heats: 1 kWh a day and 2 more for each degree below 16, give or take a tenth. */
function heated(temperatures: readonly number[]): number[] {
  const chance = seeded("heated home");
  return temperatures.map((celsius) => {
    const used = 1_000_000 + Math.max(0, 16 - celsius) * 2_000_000;
    return Math.round((used * (900 + chance.below(201))) / 1000);
  });
}

describe("bands where the temperature is known", () => {
  const weather = seeded("weather");
  const celsius = Array.from({ length: 90 }, () => weather.below(17));
  const days = daysFrom(MONDAY, 92);
  const history = historyOfDays(
    0,
    heated(celsius).map((amount, place) => ({ day: days[place] ?? "", amount })),
  );
  const seen = new Map(celsius.map((at, place) => [days[place] ?? "", at]));
  const next = days[90] ?? "";
  const bandAt = (at: number): DayBand | undefined =>
    dayBands(history, 1, new Map([...seen, [next, at]]))[0];

  it.each([0, 4, 8, 12])("hold what %d degrees need, and are narrower for it", (at) => {
    const band = bandAt(at);
    const needed = 1_000_000 + (16 - at) * 2_000_000;
    expect(band?.low).toBeLessThanOrEqual(needed);
    expect(band?.high).toBeGreaterThanOrEqual(needed);
    const blind = dayBands(history, 1)[0];
    const widthOf = (one: DayBand | undefined): number => (one?.high ?? 0) - (one?.low ?? 0);
    expect(widthOf(band)).toBeLessThan(widthOf(blind) / 2);
  });

  it("do not hear of a temperature that the home does not follow", () => {
    const chance = seeded("unheated home");
    const steady = historyOfDays(
      0,
      days.slice(0, 90).map((day) => ({ day, amount: 5_000_000 + chance.below(1_000_000) })),
    );
    expect(dayBands(steady, 1, new Map([...seen, [next, -20]]))).toEqual(dayBands(steady, 1));
  });

  it.each([
    ["one cold day", new Map([[days[0] ?? "", -30]])],
    ["days all alike", new Map(days.map((day) => [day, 10]))],
    ["too few days", new Map([...seen].slice(0, 20))],
  ])("learn nothing from %s", (_, temperatures) => {
    expect(dayBands(history, 1, temperatures)).toEqual(dayBands(history, 1));
  });
});
