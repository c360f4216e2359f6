import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysLeft, unitsPerDay } from "./forecast.ts";

describe("days left", () => {
  it.each([
    ["no days at all", 5_000, [], null],
    ["two days are too few", 5_000, [1_000, 1_000], null],
    ["days that cost nothing", 5_000, [0, 0, 0], null],
    ["corrections outweigh the use", 5_000, [100, -300, 100], null],
    ["nothing left", 0, [1_000, 1_000, 1_000], 0],
    ["already below", -1, [1_000, 1_000, 1_000], 0],
    ["less than a day", 999, [1_000, 1_000, 1_000], 0],
    ["an exact number of days", 5_000, [1_000, 1_000, 1_000], 5],
    ["rounded down", 5_999, [1_000, 1_000, 1_000], 5],
    ["an uneven week", 10_000, [500, 700, 1_800], 10],
    ["at most a year", 1_000_000_000, [1, 1, 1], 365],
    ["the newest fourteen days count", 14_000, [9_000_000, ...Array<number>(14).fill(1_000)], 14],
    ["the largest balance", Number.MAX_SAFE_INTEGER, [2 ** 52, 2 ** 52, 2 ** 52], 1],
  ])("%s", (_, balanceUnits, recentDays, expected) => {
    expect(daysLeft({ balanceUnits, recentDays })).toBe(expected);
  });

  it.each([
    [0.5, [1, 1, 1]],
    [Number.NaN, [1, 1, 1]],
    [1, [1, 1, 0.5]],
  ])("of %d is a fault", (balanceUnits, recentDays) => {
    expect(() => daysLeft({ balanceUnits, recentDays })).toThrow("integer");
  });

  it("are all paid for by the balance, at the average", () => {
    const days = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 3, maxLength: 14 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), days, (balanceUnits, recentDays) => {
        const left = daysLeft({ balanceUnits, recentDays });
        const perDay = unitsPerDay(recentDays);
        expect(left === null).toBe(perDay === null);
        const total = recentDays.reduce((sum, units) => sum + units, 0);
        const paid = Math.floor((balanceUnits * recentDays.length) / (total || 1));
        expect(left ?? 0).toBe(perDay === null ? 0 : Math.min(365, paid));
      }),
    );
  });
});

describe("units a day", () => {
  it.each([
    [[1, 1], null],
    [[0, 0, 0], null],
    [[1, 1, 2], 2],
    [[3, 3, 3], 3],
  ])("of %j is %s, rounded up", (recentDays, expected) => {
    expect(unitsPerDay(recentDays)).toBe(expected);
  });
});
