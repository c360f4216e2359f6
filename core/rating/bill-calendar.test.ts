import { describe, expect, it } from "vitest";
import { DAY_MS } from "../instant.ts";
import {
  billOf,
  daysOf,
  firstDayAfter,
  monthAt,
  monthCalendar,
  monthsOf,
  SLOT_MS,
} from "./bill-calendar.ts";

describe("the bill of a month", () => {
  it.each([
    {
      months: 1,
      month: "2026-01",
      bill: "2026-01",
      all: ["2026-01"],
      after: "2026-02-01",
      days: 31,
    },
    {
      months: 1,
      month: "2026-12",
      bill: "2026-12",
      all: ["2026-12"],
      after: "2027-01-01",
      days: 31,
    },
    {
      months: 2,
      month: "2026-02",
      bill: "2026-01",
      all: ["2026-01", "2026-02"],
      after: "2026-03-01",
      days: 59,
    },
    {
      months: 2,
      month: "2028-03",
      bill: "2028-03",
      all: ["2028-03", "2028-04"],
      after: "2028-05-01",
      days: 61,
    },
    {
      months: 3,
      month: "2028-03",
      bill: "2028-01",
      all: ["2028-01", "2028-02", "2028-03"],
      after: "2028-04-01",
      days: 91,
    },
    {
      months: 4,
      month: "2026-09",
      bill: "2026-09",
      all: ["2026-09", "2026-10", "2026-11", "2026-12"],
      after: "2027-01-01",
      days: 122,
    },
    {
      months: 6,
      month: "2026-06",
      bill: "2026-01",
      all: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
      after: "2026-07-01",
      days: 181,
    },
  ])("$month with $months months a bill", ({ months, month, bill, all, after, days }) => {
    expect(billOf(month, months)).toBe(bill);
    expect(monthsOf(bill, months)).toEqual(all);
    expect(firstDayAfter(bill, months)).toBe(after);
    expect(daysOf(bill, months)).toBe(days);
  });

  it("with twelve months is the year's", () => {
    expect(billOf("2028-12", 12)).toBe("2028-01");
    expect(monthsOf("2028-01", 12).at(-1)).toBe("2028-12");
    expect(firstDayAfter("2028-01", 12)).toBe("2029-01-01");
    expect(daysOf("2028-01", 12)).toBe(366);
  });

  it.each([
    ["UTC", "2026-02-01T00:00Z", "2026-02"],
    ["America/Los_Angeles", "2026-02-01T07:59Z", "2026-01"],
    ["Asia/Kathmandu", "2026-01-31T18:15Z", "2026-02"],
  ])("in %s at %s is %s", (zone, at, month) => {
    expect(monthAt(zone, Date.parse(at))).toBe(month);
  });
});

describe("the calendar of a month", () => {
  const none = new Set<string>();

  /** The hours of one day, a number each quarter hour; at a weekend 24 more. */
  function hoursOf(zone: string, day: string, holidays = none): number[] {
    const { fromMs, dayEndsMs, days, hours } = monthCalendar(zone, day.slice(0, 7), holidays);
    const index = days.indexOf(day);
    const from = ((dayEndsMs[index - 1] ?? fromMs) - fromMs) / SLOT_MS;
    return Array.from(hours.slice(from, ((dayEndsMs[index] ?? 0) - fromMs) / SLOT_MS));
  }

  /** Each number four times, for the quarters of an hour. */
  function quarters(...hours: readonly number[]): number[] {
    return hours.flatMap((hour) => [hour, hour, hour, hour]);
  }

  function range(from: number, to: number): number[] {
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }

  it("has the month's days and where each ends", () => {
    const { month, fromMs, toMs, days, dayEndsMs, hours } = monthCalendar("UTC", "2026-02", none);
    expect([month, fromMs, toMs]).toEqual(["2026-02", Date.UTC(2026, 1, 1), Date.UTC(2026, 2, 1)]);
    expect([days.length, days[0], days.at(-1)]).toEqual([28, "2026-02-01", "2026-02-28"]);
    expect([...dayEndsMs]).toEqual(range(1, 28).map((day) => fromMs + day * DAY_MS));
    expect(hours.length).toBe(28 * 96);
  });

  it.each([
    { name: "a Thursday", day: "2026-01-01", first: 0 },
    { name: "a Friday", day: "2026-01-02", first: 0 },
    { name: "a Saturday", day: "2026-01-03", first: 24 },
    { name: "a Sunday", day: "2026-01-04", first: 24 },
    { name: "a Monday", day: "2026-01-05", first: 0 },
    { name: "the month's last", day: "2026-01-31", first: 24 },
  ])("has the hours of $name", ({ day, first }) => {
    expect(hoursOf("UTC", day)).toEqual(quarters(...range(first, first + 23)));
  });

  it("takes a holiday as a weekend, and no other day", () => {
    const holidays = new Set(["2026-01-01", "2026-01-03"]);
    expect(hoursOf("UTC", "2026-01-01", holidays)).toEqual(quarters(...range(24, 47)));
    expect(hoursOf("UTC", "2026-01-03", holidays)).toEqual(quarters(...range(24, 47)));
    expect(hoursOf("UTC", "2026-01-02", holidays)).toEqual(quarters(...range(0, 23)));
  });

  it.each([
    { zone: "Europe/London", day: "2026-03-29", hours: quarters(24, ...range(26, 47)) },
    { zone: "Europe/London", day: "2026-10-25", hours: quarters(24, 25, 25, ...range(26, 47)) },
    // The clock jumps over midnight: the day begins at one.
    { zone: "America/Santiago", day: "2026-09-06", hours: quarters(...range(25, 47)) },
    // And goes back over it: the day before has 25 hours, the last of them twice.
    { zone: "America/Santiago", day: "2026-04-04", hours: quarters(...range(24, 47), 47) },
    {
      zone: "Australia/Lord_Howe",
      day: "2026-10-04",
      hours: [...quarters(24, 25), 26, 26, ...quarters(...range(27, 47))],
    },
    {
      zone: "Australia/Lord_Howe",
      day: "2026-04-05",
      hours: [...quarters(24, 25), 25, 25, ...quarters(...range(26, 47))],
    },
    { zone: "Asia/Kathmandu", day: "2026-06-01", hours: quarters(...range(0, 23)) },
  ])("has the hours that the clock of $zone showed on $day", ({ zone, day, hours }) => {
    expect(hoursOf(zone, day)).toEqual(hours);
  });

  it("has no hours for a day that its zone skipped", () => {
    const { days, dayEndsMs } = monthCalendar("Pacific/Apia", "2011-12", none);
    const index = days.indexOf("2011-12-30");
    expect((dayEndsMs[index] ?? 0) - (dayEndsMs[index - 1] ?? 0)).toBe(0);
    expect(hoursOf("Pacific/Apia", "2011-12-30")).toEqual([]);
    expect(hoursOf("Pacific/Apia", "2011-12-31")).toEqual(quarters(...range(24, 47)));
    expect(monthCalendar("Pacific/Apia", "2011-12", none).toMs).toBe(Date.UTC(2011, 11, 31, 10));
  });
});
