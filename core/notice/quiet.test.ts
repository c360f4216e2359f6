import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, localTime } from "../instant.ts";
import { afterQuiet, isQuiet, type QuietHours } from "./quiet.ts";

const newYork = "America/New_York";

function hours(from: string, to: string): QuietHours {
  return { quietFromMinute: minuteOf(from), quietToMinute: minuteOf(to) };
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

const night = hours("21:00", "08:00");

describe("what falls due", () => {
  it.each<[string, string, QuietHours, string, string]>([
    [
      "in the evening waits for the morning",
      newYork,
      night,
      "2026-06-02T03:00Z",
      "2026-06-02T12:00Z",
    ],
    ["before midnight waits over it", newYork, night, "2026-06-02T01:30Z", "2026-06-02T12:00Z"],
    ["in the first quiet minute waits", newYork, night, "2026-06-02T01:00Z", "2026-06-02T12:00Z"],
    ["a minute before that goes", newYork, night, "2026-06-02T00:59Z", "2026-06-02T00:59Z"],
    [
      "in the last quiet minute waits a minute",
      newYork,
      night,
      "2026-06-02T11:59Z",
      "2026-06-02T12:00Z",
    ],
    ["at the end goes", newYork, night, "2026-06-02T12:00Z", "2026-06-02T12:00Z"],
    [
      "on New Year's Eve waits for the year",
      newYork,
      night,
      "2027-01-01T03:00Z",
      "2027-01-01T13:00Z",
    ],
    [
      "inside a day's rest waits for its end",
      newYork,
      hours("12:00", "14:00"),
      "2026-06-02T16:30Z",
      "2026-06-02T18:00Z",
    ],
    [
      "to midnight's end waits to midnight",
      newYork,
      hours("20:00", "00:00"),
      "2026-06-02T00:30Z",
      "2026-06-02T04:00Z",
    ],
    [
      "where no hour is quiet goes",
      newYork,
      hours("08:00", "08:00"),
      "2026-06-02T12:00Z",
      "2026-06-02T12:00Z",
    ],
    // 2026-03-08: 02:00 EST is 03:00 EDT. 2026-11-01: 02:00 EDT is 01:00 EST.
    [
      "in a night of one hour less waits one hour less",
      newYork,
      night,
      "2026-03-08T02:30Z",
      "2026-03-08T12:00Z",
    ],
    [
      "in a night of one hour more waits one hour more",
      newYork,
      night,
      "2026-11-01T01:30Z",
      "2026-11-01T13:00Z",
    ],
    [
      "waits for the jump where the end is jumped over",
      newYork,
      hours("23:00", "02:30"),
      "2026-03-08T06:30Z",
      "2026-03-08T07:00Z",
    ],
    [
      "goes at the first pass of a repeated end",
      newYork,
      hours("23:00", "01:30"),
      "2026-11-01T05:10Z",
      "2026-11-01T05:30Z",
    ],
    [
      "in the second pass waits for the second end",
      newYork,
      hours("23:00", "01:30"),
      "2026-11-01T06:10Z",
      "2026-11-01T06:30Z",
    ],
    [
      "waits for the next day where the jump leads into the next quiet time",
      newYork,
      hours("02:45", "02:30"),
      "2026-03-08T06:30Z",
      "2026-03-09T06:30Z",
    ],
    [
      "reads the clock of the premise",
      "Asia/Tokyo",
      night,
      "2026-06-02T12:00Z",
      "2026-06-02T23:00Z",
    ],
    [
      "minds half-hour changes",
      "Australia/Lord_Howe",
      night,
      "2026-10-03T12:00Z",
      "2026-10-03T21:00Z",
    ],
  ])("%s", (_, ...[zone, quiet, at, expected]) => {
    const dueAtMs = afterQuiet(quiet, zone, Date.parse(at));
    expect(new Date(dueAtMs).toISOString().slice(0, 16)).toBe(expected.slice(0, 16));
  });

  it("is never before now nor in quiet hours, and at the end of them where it waited", () => {
    const minute = fc.nat({ max: 1_439 });
    const zones = fc.constantFrom(
      newYork,
      "Europe/Madrid",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
    );
    const at = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2028-01-01") });
    // Half of the instants are about a change of the clock in New York and in Madrid.
    const near = fc
      .tuple(
        fc.constantFrom("2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25"),
        fc.integer({ min: -12 * HOUR_MS, max: 24 * HOUR_MS }),
      )
      .map(([day, offset]) => Date.parse(day) + offset);
    fc.assert(
      fc.property(minute, minute, zones, fc.oneof(at, near), (from, to, zone, atMs) => {
        const quiet = { quietFromMinute: from, quietToMinute: to };
        const dueAtMs = afterQuiet(quiet, zone, atMs);
        expect(isQuiet(quiet, zone, dueAtMs)).toBe(false);
        expect(dueAtMs === atMs).toBe(!isQuiet(quiet, zone, atMs));
        expect(dueAtMs - atMs).toBeGreaterThanOrEqual(0);
        expect(dueAtMs - atMs).toBeLessThan(2 * DAY_MS + 2 * HOUR_MS);
        const local = localTime(zone, dueAtMs);
        const isJump =
          localTime(zone, dueAtMs - MINUTE_MS).hour * 60 + 61 < local.hour * 60 + local.minute;
        const isEnd = local.hour * 60 + local.minute === to;
        expect(dueAtMs === atMs || isEnd || isJump).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
