import { expect, it } from "vitest";
import { at, rules, spentAt, weekdays } from "../../test/support/spent-account.ts";
import { decide } from "./decide.ts";
import type { SupplyPolicy } from "./policy.ts";

it.each<[string, string, string]>([
  ["the minute before friendly hours", "2026-11-24T21:59:59-05:00", "cut"],
  ["the first minute of friendly hours", "2026-11-24T22:00:00-05:00", "2026-11-25T06:00:00-05:00"],
  ["over midnight", "2026-11-25T00:00:00-05:00", "2026-11-25T06:00:00-05:00"],
  ["the last minute of friendly hours", "2026-11-25T05:59:59-05:00", "2026-11-25T06:00:00-05:00"],
  ["the first minute after them", "2026-11-25T06:00:00-05:00", "cut"],
  ["the night that has one more hour", "2026-10-31T23:00:00-04:00", "2026-11-01T06:00:00-05:00"],
  ["the repeated hour, first pass", "2026-11-01T01:30:00-04:00", "2026-11-01T06:00:00-05:00"],
  ["the repeated hour, second pass", "2026-11-01T01:30:00-05:00", "2026-11-01T06:00:00-05:00"],
  ["the night that lacks an hour", "2026-03-07T23:00:00-05:00", "2026-03-08T06:00:00-04:00"],
  [
    "a special day of that year, with the nights beside it",
    "2026-12-30T23:00:00-05:00",
    "2027-01-01T06:00:00-05:00",
  ],
  ["a special day of every year", "2026-12-25T12:00:00-05:00", "2026-12-26T06:00:00-05:00"],
  ["before the later table is in force", "2026-12-28T11:00:00-05:00", "cut"],
  ["when the later table is in force", "2027-01-04T11:00:00-05:00", "2027-01-04T12:00:00-05:00"],
  ["what the later table no longer names", "2027-01-05T23:00:00-05:00", "cut"],
])("friendly windows: %s", (_, now, expected) => {
  const { verdict, untilMs } = decide(spentAt(at(now)), { ...rules, seasons: [] });
  expect(untilMs === null ? verdict : untilMs).toBe(expected === "cut" ? "cut" : at(expected));
});

it.each<[string, string, string]>([
  ["the last evening before winter", "2026-11-30T21:59:00-05:00", "cut"],
  ["the first day of winter", "2026-12-01T07:00:00-05:00", "2027-03-01T00:00:00-05:00"],
  ["New Year's Day", "2027-01-01T07:00:00-05:00", "2027-03-01T00:00:00-05:00"],
  ["the last day of winter", "2027-02-28T23:59:00-05:00", "2027-03-01T00:00:00-05:00"],
  ["the leap day before spring", "2028-02-28T12:00:00-05:00", "2028-02-29T00:00:00-05:00"],
  ["the leap day, which the rules do not name", "2028-02-29T12:00:00-05:00", "cut"],
])("seasons: %s", (_, now, expected) => {
  const policy = { ...rules, friendly: [] };
  const { verdict, guards, again } = decide(spentAt(at(now)), policy);
  const standing = guards.filter((guard) => guard.verdict !== "passes").map(({ guard }) => guard);
  expect(standing).toEqual(expected === "cut" ? [] : ["season"]);
  expect(again === null ? verdict : again.atMs).toBe(expected === "cut" ? "cut" : at(expected));
});

it.each<[string, string, Partial<SupplyPolicy>, string | null]>([
  [
    "hours begin at the end of a window",
    "2026-11-24T05:00:00-05:00",
    { allowed: weekdays },
    "2026-11-24T08:00:00-05:00",
  ],
  [
    "Friday evening",
    "2026-11-20T16:00:00-05:00",
    { allowed: weekdays },
    "2026-11-23T08:00:00-05:00",
  ],
  [
    "a Thursday of holiday",
    "2026-11-26T09:00:00-05:00",
    { allowed: weekdays, holidays: ["2026-11-26"] },
    "2026-11-27T08:00:00-05:00",
  ],
  [
    "hours that are all friendly",
    "2026-11-24T05:00:00-05:00",
    { allowed: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 0, toMinute: 300 }] },
    "2027-01-02T00:00:00-05:00",
  ],
])("waits end where hours are open and no window is: %s", (_, now, change, expected) => {
  const { untilMs } = decide(spentAt(at(now)), { ...rules, seasons: [], ...change });
  expect(untilMs).toBe(expected === null ? null : at(expected));
});
