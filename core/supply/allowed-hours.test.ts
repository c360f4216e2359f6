import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, localTime, MINUTE_MS, nextDay } from "../instant.ts";
import { earliestCutMs, nextAllowedMs } from "./allowed-hours.ts";
import { type AllowedHours, usualSupplyPolicy } from "./policy.ts";

const weekdays = [1, 2, 3, 4, 5];
const office: AllowedHours = { days: weekdays, fromMinute: 480, toMinute: 900 };
const night: AllowedHours = { days: [5], fromMinute: 1320, toMinute: 360 };
const early: AllowedHours = { days: [0], fromMinute: 75, toMinute: 105 };
const newYork = "America/New_York";

/** The next opening in New York (UTC-5 in winter), as "Fri 2026-11-20T13:00". */
function opening(
  allowed: readonly AllowedHours[],
  from: string,
  holidays: readonly string[] = [],
): string | null {
  const atMs = nextAllowedMs({ allowed, holidays }, newYork, Date.parse(from));
  return atMs === null ? null : new Date(atMs).toISOString().replace(/:00(?:\.000)?Z$|\.000Z$/, "");
}

type Opening = [string, readonly AllowedHours[], string, string[], string | null];

describe("the next allowed hours", () => {
  it.each<Opening>([
    ["a Friday morning is open", [office], "2026-11-20T13:00:00Z", [], "2026-11-20T13:00"],
    ["its last minute too", [office], "2026-11-20T19:59:00Z", [], "2026-11-20T19:59"],
    ["before opening", [office], "2026-11-20T12:59:59Z", [], "2026-11-20T13:00"],
    ["at closing, over the weekend", [office], "2026-11-20T20:00:00Z", [], "2026-11-23T13:00"],
    ["over a holiday", [office], "2026-11-20T20:00:00Z", ["2026-11-23"], "2026-11-24T13:00"],
    ["on a holiday", [office], "2026-11-23T15:00:00Z", ["2026-11-23"], "2026-11-24T13:00"],
    [
      "the earlier of two",
      [{ ...office, fromMinute: 600 }, office],
      "2026-11-20T05:00:00Z",
      [],
      "2026-11-20T13:00",
    ],
    ["past midnight", [night], "2026-11-21T08:00:00Z", [], "2026-11-21T08:00"],
    ["a week on, when the night is over", [night], "2026-11-21T11:00:00Z", [], "2026-11-28T03:00"],
    [
      "a holiday at its evening takes the whole night",
      [night],
      "2026-11-20T05:00:00Z",
      ["2026-11-20"],
      "2026-11-28T03:00",
    ],
    [
      "a holiday at its morning takes that",
      [night],
      "2026-11-21T05:00:00Z",
      ["2026-11-21"],
      "2026-11-28T03:00",
    ],
    [
      "until 24:00",
      [{ days: [5], fromMinute: 0, toMinute: 1440 }],
      "2026-11-21T04:59:00Z",
      [],
      "2026-11-21T04:59",
    ],
    ["never without hours", [], "2026-11-20T13:00:00Z", [], null],
    [
      "summer time is an hour earlier in UTC",
      [office],
      "2026-07-10T05:00:00Z",
      [],
      "2026-07-10T12:00",
    ],
    [
      "skipped hours do not open",
      [{ days: [0], fromMinute: 120, toMinute: 180 }],
      "2026-03-08T05:00:00Z",
      [],
      "2026-03-15T06:00",
    ],
    [
      "hours begun in a skipped one open at the jump",
      [{ days: [0], fromMinute: 150, toMinute: 240 }],
      "2026-03-08T05:00:00Z",
      [],
      "2026-03-08T07:00",
    ],
    [
      "a repeated quarter opens first at its first pass",
      [early],
      "2026-11-01T04:00:00Z",
      [],
      "2026-11-01T05:15",
    ],
    ["closes with it", [early], "2026-11-01T05:44:00Z", [], "2026-11-01T05:44"],
    ["and opens again at its second", [early], "2026-11-01T05:45:00Z", [], "2026-11-01T06:15"],
  ])("%s", (...[, allowed, from, holidays, expected]) => {
    expect(opening(allowed, from, holidays)).toBe(expected);
  });

  it("are not looked for beyond a year of holidays", () => {
    const holidays = ["2026-11-20"];
    for (let day = 0; day < 500; day += 1) holidays.push(nextDay(holidays[day] ?? ""));
    expect(opening([office], "2026-11-20T13:00:00Z", holidays)).toBeNull();
  });

  it("come after the notice has had its time", () => {
    const delivered = Date.parse("2026-11-20T18:00:00Z");
    const opens = earliestCutMs({ ...usualSupplyPolicy, allowed: [office] }, newYork, delivered);
    expect(opens).toBe(Date.parse("2026-11-23T13:00:00Z"));
  });
});

/** Each with a change of its clocks near: by an hour, at midnight, by half an hour, and none at all. */
const turns = [
  [newYork, "2026-03-08T07:00:00Z"],
  [newYork, "2026-11-01T06:00:00Z"],
  ["America/Santiago", "2026-09-06T04:00:00Z"],
  ["America/Santiago", "2026-04-05T03:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["Asia/Kolkata", "2026-11-01T06:00:00Z"],
] as const;

const anyHours: fc.Arbitrary<AllowedHours> = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    fromMinute: fc.integer({ min: 0, max: 1439 }),
    toMinute: fc.integer({ min: 0, max: 1440 }),
  })
  .filter(({ fromMinute, toMinute }) => fromMinute !== toMinute);

/** Read straight off the clock, by the definition. */
function isAllowed(allowed: readonly AllowedHours[], zone: string, atMs: number): boolean {
  const { weekday, hour, minute } = localTime(zone, atMs);
  const reading = hour * 60 + minute;
  return allowed.some(({ days, fromMinute, toMinute }) => {
    if (fromMinute < toMinute) {
      return days.includes(weekday) && reading >= fromMinute && reading < toMinute;
    }
    const isEvening = days.includes(weekday) && reading >= fromMinute;
    return isEvening || (days.includes((weekday + 6) % 7) && reading < toMinute);
  });
}

function byMinutes(allowed: readonly AllowedHours[], zone: string, fromMs: number): number {
  let atMs = fromMs;
  while (!isAllowed(allowed, zone, atMs)) atMs = (Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS;
  return atMs;
}

describe("around changes of the clock", () => {
  it("the next opening is the first minute that reads allowed hours", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...turns),
        fc.array(anyHours, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: -2 * DAY_MS, max: DAY_MS }),
        ([zone, turn], allowed, awayMs) => {
          const fromMs = Date.parse(turn) + awayMs;
          const found = nextAllowedMs({ allowed, holidays: [] }, zone, fromMs);
          expect(found).toBe(byMinutes(allowed, zone, fromMs));
        },
      ),
      { numRuns: 300 },
    );
  });
});
