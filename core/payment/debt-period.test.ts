import fc from "fast-check";
import { expect, it } from "vitest";
import { nextDay } from "../instant.ts";
import type { DebtPeriod } from "./allocate.ts";
import { debtPeriodFrom } from "./debt-period.ts";

it.each<[DebtPeriod, string, string]>([
  ["day", "2026-11-25", "2026-11-25"],
  ["week", "2026-11-25", "2026-11-23"],
  ["week", "2026-11-23", "2026-11-23"],
  ["week", "2026-11-29", "2026-11-23"],
  ["week", "2026-11-22", "2026-11-16"],
  ["week", "2027-01-01", "2026-12-28"],
  ["week", "1970-01-01", "1969-12-29"],
  ["week", "1969-12-28", "1969-12-22"],
  ["month", "2026-11-25", "2026-11-01"],
  ["month", "2028-02-29", "2028-02-01"],
])("the %s of %s begins on %s", (period, day, expected) => {
  expect(debtPeriodFrom(period, day)).toBe(expected);
});

it("changes on one weekday only, whatever the year", () => {
  const day = fc
    .integer({ min: 0, max: 4e12 })
    .map((atMs) => new Date(atMs).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, (one) => {
      const changes = debtPeriodFrom("week", one) !== debtPeriodFrom("week", nextDay(one));
      expect(changes).toBe(new Date(`${one}T00:00:00Z`).getUTCDay() === 0);
    }),
  );
});
