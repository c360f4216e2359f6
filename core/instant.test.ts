import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "./assert.ts";
import {
  DAY_MS,
  HOUR_MS,
  instantOf,
  isOnStep,
  isZone,
  localDay,
  localMonth,
  localTime,
  MINUTE_MS,
  nextDay,
  nextMidnightMs,
  offsetMs,
} from "./instant.ts";

/** Whole and half hours of change, a quarter-hour offset, both hemispheres, midnights that do not exist or come twice, a change at one past. */
const zones = [
  "UTC",
  "Europe/London",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "America/Santiago",
  "America/Havana",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Tokyo",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Antarctica/Casey",
  "Antarctica/Troll",
];

const calendars = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-22 09:05" by the runtime's own calendar, in another locale and by another method than ours. */
function clockByRuntime(zone: string, atMs: number): string {
  let calendar = calendars.get(zone);
  calendar ??= new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  calendars.set(zone, calendar);
  return calendar.format(atMs);
}

function clockByUs(zone: string, atMs: number): string {
  const { day, hour, minute } = localTime(zone, atMs);
  return `${day} ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2037, 11, 31) });

/** Instants within two days of a change of the zone's offset, where there is one in that year; else any. */
const nearChange = fc
  .tuple(zone, instant, fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS }))
  .map(([name, atMs, shiftMs]) => ({ name, atMs: changeAfter(name, atMs) + shiftMs }));

function changeAfter(name: string, fromMs: number): number {
  const offset = offsetMs(name, fromMs);
  for (let atMs = fromMs; atMs < fromMs + 370 * DAY_MS; atMs += DAY_MS) {
    if (offsetMs(name, atMs) !== offset) return atMs;
  }
  return fromMs;
}

describe("localTime", () => {
  it("reads the clock that the runtime reads", () => {
    fc.assert(
      fc.property(zone, instant, (name, atMs) => {
        expect(clockByUs(name, atMs)).toBe(clockByRuntime(name, atMs));
      }),
      { numRuns: 500 },
    );
  });

  it("reads it around changes too", () => {
    fc.assert(
      fc.property(nearChange, ({ name, atMs }) => {
        expect(clockByUs(name, atMs)).toBe(clockByRuntime(name, atMs));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    { at: "2026-03-29T00:59:59.999Z", zone: "Europe/London", day: "2026-03-29", clock: [0, 59, 0] },
    { at: "2026-03-29T01:00Z", zone: "Europe/London", day: "2026-03-29", clock: [2, 0, 0] },
    { at: "2026-10-03T15:30Z", zone: "Australia/Lord_Howe", day: "2026-10-04", clock: [2, 30, 0] },
    { at: "2020-10-03T16:00Z", zone: "Antarctica/Casey", day: "2020-10-04", clock: [0, 0, 0] },
    { at: "2020-10-03T16:01Z", zone: "Antarctica/Casey", day: "2020-10-04", clock: [3, 1, 0] },
    { at: "2026-11-22T18:15Z", zone: "Asia/Kathmandu", day: "2026-11-23", clock: [0, 0, 1] },
    { at: "1969-12-31T23:59:59.999Z", zone: "UTC", day: "1969-12-31", clock: [23, 59, 3] },
  ])("reads $clock on $day for $at in $zone", ({ at, zone: name, day, clock }) => {
    const [hour, minute, weekday] = clock;
    expect(localTime(name, Date.parse(at))).toEqual({ day, hour, minute, weekday });
  });
});

describe("instantOf", () => {
  it("is the first instant at which the clock shows it or later on that day", () => {
    const minute = fc.nat({ max: 1439 });
    fc.assert(
      fc.property(nearChange, minute, ({ name, atMs }, minuteOfDay) => {
        const day = localDay(name, atMs);
        const found = instantOf(name, day, minuteOfDay);
        const wanted = `${day} ${new Date(minuteOfDay * MINUTE_MS).toISOString().slice(11, 16)}`;
        expect(clockByRuntime(name, found) >= wanted).toBe(true);
        // No minute of that day before it shows the wanted time or a later one.
        for (let before = found - MINUTE_MS; before > found - 3 * HOUR_MS; before -= MINUTE_MS) {
          const shown = clockByRuntime(name, before);
          expect(shown < wanted || !shown.startsWith(day)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    { name: "a plain time", zone: "Europe/London", local: "2026-06-01 08:00", at: "07:00" },
    {
      name: "an hour that is skipped",
      zone: "Europe/London",
      local: "2026-03-29 01:30",
      at: "01:00",
    },
    {
      name: "an hour that is repeated",
      zone: "Europe/London",
      local: "2026-10-25 01:30",
      at: "00:30",
    },
    {
      name: "half an hour that is skipped",
      zone: "Australia/Lord_Howe",
      local: "2026-10-04 02:15",
      at: "15:30",
    },
    {
      name: "half an hour that is repeated",
      zone: "Australia/Lord_Howe",
      local: "2026-04-05 01:45",
      at: "14:45",
    },
    {
      name: "a midnight that is skipped",
      zone: "America/Santiago",
      local: "2026-09-06 00:00",
      at: "04:00",
    },
    {
      name: "a midnight that comes twice",
      zone: "America/Havana",
      local: "2026-11-01 00:00",
      at: "04:00",
    },
    {
      name: "a midnight after a repeated hour",
      zone: "America/Santiago",
      local: "2026-04-05 00:00",
      at: "04:00",
    },
    {
      name: "a quarter-hour offset",
      zone: "Asia/Kathmandu",
      local: "2026-06-01 00:00",
      at: "18:15",
    },
    {
      name: "a day that the zone skipped",
      zone: "Pacific/Apia",
      local: "2011-12-30 09:00",
      at: "10:00",
    },
  ])("finds $name", ({ zone: name, local, at }) => {
    const [day = "", clock = ""] = local.split(" ");
    const minuteOfDay = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
    expect(new Date(instantOf(name, day, minuteOfDay)).toISOString().slice(11, 16)).toBe(at);
  });

  it.each(["2026-13-01", "2026-1-1", "", "yesterday", "20261122"])("faults on %j", (day) => {
    expect(() => instantOf("UTC", day)).toThrow(Fault);
    expect(() => nextDay(day)).toThrow(Fault);
  });
});

describe("nextMidnightMs", () => {
  it("is the first instant of a later day, and no instant before it is", () => {
    fc.assert(
      fc.property(nearChange, ({ name, atMs }) => {
        const midnightMs = nextMidnightMs(name, atMs);
        const today = clockByRuntime(name, atMs).slice(0, 10);
        expect(midnightMs).toBeGreaterThan(atMs);
        expect(clockByRuntime(name, midnightMs).slice(0, 10) > today).toBe(true);
        expect(clockByRuntime(name, midnightMs - 1).slice(0, 10)).toBe(today);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    { zone: "Europe/London", day: "2026-03-29", hours: 23 },
    { zone: "Europe/London", day: "2026-10-25", hours: 25 },
    { zone: "America/Los_Angeles", day: "2026-03-08", hours: 23 },
    { zone: "America/Los_Angeles", day: "2026-11-01", hours: 25 },
    { zone: "America/Santiago", day: "2026-09-06", hours: 23 },
    { zone: "America/Santiago", day: "2026-04-04", hours: 25 },
    { zone: "Australia/Lord_Howe", day: "2026-10-04", hours: 23.5 },
    { zone: "Australia/Lord_Howe", day: "2026-04-05", hours: 24.5 },
    { zone: "Antarctica/Troll", day: "2026-03-29", hours: 22 },
    { zone: "Asia/Kathmandu", day: "2026-03-29", hours: 24 },
  ])("gives $day in $zone $hours hours", ({ zone: name, day, hours }) => {
    const fromMs = instantOf(name, day);
    expect(localDay(name, fromMs)).toBe(day);
    expect((nextMidnightMs(name, fromMs) - fromMs) / HOUR_MS).toBe(hours);
  });
});

describe("days, months and zones", () => {
  it.each([
    ["2026-02-28", "2026-03-01"],
    ["2028-02-28", "2028-02-29"],
    ["2026-12-31", "2027-01-01"],
  ])("puts %s before %s", (day, after) => {
    expect(nextDay(day)).toBe(after);
  });

  it("names the month of the local day", () => {
    expect(localMonth("America/Los_Angeles", Date.parse("2026-03-01T07:59Z"))).toBe("2026-02");
    expect(localMonth("America/Los_Angeles", Date.parse("2026-03-01T08:00Z"))).toBe("2026-03");
  });

  it("knows the runtime's zones and no others", () => {
    expect(zones.filter((name) => !isZone(name))).toEqual([]);
    expect(["", "Mars/Olympus", "Europe", "GMT+25", "__proto__"].filter(isZone)).toEqual([]);
    expect(() => offsetMs("Mars/Olympus", 0)).toThrow(RangeError);
  });
});

describe("isOnStep", () => {
  it("says what the remainder says", () => {
    const instants = fc.maxSafeInteger().filter((atMs) => atMs >= 0);
    const steps = fc.oneof(
      fc.integer({ min: 1, max: DAY_MS }),
      fc.constantFrom(MINUTE_MS, HOUR_MS),
    );
    fc.assert(
      fc.property(instants, steps, (atMs, stepMs) => {
        expect(isOnStep(atMs, stepMs)).toBe(atMs % stepMs === 0);
        const onStepMs = atMs - (atMs % stepMs);
        expect(isOnStep(onStepMs, stepMs)).toBe(true);
        expect(isOnStep(onStepMs - 1, stepMs)).toBe(stepMs === 1);
      }),
    );
  });
});
