/** What a back-test is made of: homes, meters, weather, the log and the comparison. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { dayNumber, HOUR_MS, localTime } from "../../core/instant.ts";
import { ONE } from "../../core/rating/units.ts";
import { isRefusal } from "../../core/refusal.ts";
import { usualSupplyPolicy } from "../../core/supply/policy.ts";
import { unprotected } from "../../core/supply/protect.ts";
import { decide } from "../../core/supply/decide.ts";
import { decisionRecord, decisionText } from "../../core/supply/record.ts";
import { steadyReads } from "../../test/support/backtest-town.ts";
import { readIntervals } from "../import/interval-file.ts";
import { calendarOf, hourStartMs } from "./calendar.ts";
import { DecisionLog, replayLog } from "./decision-log.ts";
import { homeOf, type RealHome, useBy } from "./home.ts";
import { Meter } from "./meter.ts";
import { DECIDED_BY, sha256 } from "./review.ts";
import { readWeather, weatherKnown } from "./weather-file.ts";

const zone = "America/Chicago";

function homeFrom(text: string): RealHome {
  const file = readIntervals(new TextEncoder().encode(text));
  const home = isRefusal(file) ? file : homeOf("one", zone, file, ONE);
  return must(isRefusal(home) ? null : home, "a home");
}

describe("a home's days", () => {
  it.each([
    [40, 35],
    [28, 28],
    [363, 357],
    [400, 364],
    [760, 728],
  ])("of %i days %i are gone through", (days, cycleDays) => {
    expect(homeFrom(steadyReads("2025-01-06", days, "0.5")).cycleDays).toBe(cycleDays);
  });

  it("are lived on days of their own weekday and time of the year", () => {
    const hours = Float64Array.from({ length: 364 * 24 }, (_, hour) => Math.floor(hour / 24));
    const home: RealHome = { id: "one", firstDay: "2016-08-01", cycleDays: 364, hours };
    const calendar = calendarOf(zone, "2026-01-01", 365);
    const use = useBy(home, calendar, 0);
    for (const hour of [0, 1_000, 4_321, 9_000]) {
      const { day } = localTime(zone, hourStartMs(calendar, hour));
      const lived = dayNumber(home.firstDay) + (use[hour] ?? 0);
      expect((dayNumber(day) - lived) % 7).toBe(0);
      const apart = (dayNumber(day) - lived) % 364;
      expect(Math.min(apart, 364 - apart)).toBeLessThan(21);
    }
    const shifted = useBy(home, calendar, 2);
    expect(((shifted[500] ?? 0) - (use[500] ?? 0) + 364) % 364).toBe(14);
  });

  it("skip the hour that the clock skips and live one twice that it repeats", () => {
    const hours = Float64Array.from({ length: 28 * 24 }, (_, hour) => hour % 24);
    const home: RealHome = { id: "one", firstDay: "2025-03-03", cycleDays: 28, hours };
    const clockOf = (day: string): number[] => {
      const calendar = calendarOf(zone, day, 28);
      const use = useBy(home, calendar, 0);
      const from = (calendar.beginsMs - calendar.firstMs) / HOUR_MS;
      return [...use.subarray(from, from + 5)];
    };
    expect(clockOf("2026-03-08")).toEqual([0, 1, 3, 4, 5]);
    expect(clockOf("2026-11-01")).toEqual([0, 1, 1, 2, 3]);
  });
});

describe("a meter", () => {
  const calendar = calendarOf(zone, "2026-02-02", 28);
  const at = (hours: number): number => calendar.firstMs + hours * HOUR_MS;

  it.each([
    ["is on throughout", [], 3, 1_000],
    [
      "is off for half of the hour",
      [
        ["open", 2.5],
        ["closed", 3],
      ],
      3,
      500,
    ],
    ["is off for good", [["open", 2.5]], 9, 500],
    [
      "is armed and not pressed",
      [
        ["open", 2.5],
        ["armed", 2.75],
      ],
      9,
      500,
    ],
    [
      "is off and on twice",
      [
        ["open", 2.1],
        ["closed", 2.3],
        ["open", 2.5],
        ["closed", 2.8],
      ],
      3,
      500,
    ],
    ["is asked in the middle of the hour", [], 2.25, 250],
    [
      "is off over midnight and more",
      [
        ["open", 1.5],
        ["closed", 30.5],
      ],
      31,
      0,
    ],
  ] as const)("that %s counts what ran", (_, moves, atHour, used) => {
    const meter = new Meter(calendar, new Float64Array(48).fill(1_000));
    for (const [position, hour] of moves) meter.move(position, at(hour));
    expect(meter.usedMicro(2, at(atHour))).toBe(used);
  });
});

describe("a file of weather", () => {
  const header = "date,low,high,advisory\n";
  it.each([
    ["an empty file", "", "line 1 must be"],
    ["another header", "day,low,high\n", "line 1 must be"],
    ["no days", header, "there are no days"],
    ["a cell too few", `${header}2026-01-01,1,2\n`, "line 2: has not 4 cells"],
    ["a day that is none", `${header}2026-02-30,1,2,\n`, 'line 2: "2026-02-30" is no day'],
    ["a temperature in words", `${header}2026-01-01,cold,2,\n`, "line 2: a temperature is"],
    ["Fahrenheit", `${header}2026-01-01,80,99,\n`, "line 2: a temperature is"],
    ["a low above the high", `${header}2026-01-01,5,2,\n`, "line 2: the low is above the high"],
    ["an advisory in words", `${header}2026-01-01,1,2,Heat Advisory\n`, "line 2: an advisory is"],
  ])("with %s is refused", (_, text, message) => {
    const read = readWeather(text);
    expect(isRefusal(read) && read.message).toContain(message);
  });

  it("tells the days that the rules look at, and not one that it lacks", () => {
    const days = readWeather(`${header}2026-01-01,-5,1.5,\n2026-01-03,,,heat_advisory;flood\n`);
    const test = { measure: "low", side: "at_or_below", limitDeciC: 0, days: 3 } as const;
    const rule = {
      code: "a",
      households: "all",
      observed: null,
      forecast: test,
      advisory: null,
    } as const;
    const known = weatherKnown(isRefusal(days) ? null : days, zone, [rule]);
    expect(known(Date.parse("2026-01-01T18:00:00Z"))?.days).toEqual([
      { day: "2026-01-01", lowDeciC: -50, highDeciC: 15, advisories: [] },
      {
        day: "2026-01-03",
        lowDeciC: null,
        highDeciC: null,
        advisories: ["heat_advisory", "flood"],
      },
    ]);
    expect(weatherKnown(null, zone, [rule])(0)).toBeNull();
  });
});

describe("a log of decisions", () => {
  const folder = mkdtempSync(join(tmpdir(), "switchboard-log-"));
  const path = join(folder, "log.gz");
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function textsOf(balances: readonly number[]): string[] {
    const texts: string[] = [];
    for (const [at, balanceUnits] of balances.entries()) {
      const input = {
        ...unprotected("electricity"),
        serviceMs: at,
        wallMs: at,
        zone,
        mode: "prepaid" as const,
        switch: { stage: "supplied" as const, readiness: "ready" as const },
        balanceUnits,
        estimatedUnits: 0,
        emergencyUsedUnits: 0,
        emergencyRemainingUnits: 0,
        newestActualAtMs: at,
        pendings: [],
        noticeDeliveredAtMs: null,
        holds: [],
      };
      const before = texts.at(-1);
      const previousHash = before === undefined ? null : sha256(before);
      const decision = decide(input, usualSupplyPolicy);
      texts.push(decisionText(decisionRecord(input, DECIDED_BY, { decision, previousHash })));
    }
    return texts;
  }

  function write(): void {
    const log = new DecisionLog(path);
    for (const household of ["one", 'the "other"']) {
      const keep = log.keeper(household);
      for (const text of textsOf([5, -5, 7])) keep(text);
    }
    log.close();
  }

  it("is recomputed whole", async () => {
    write();
    const whole = { decisions: 6, same: 6, notReproduced: 0, chainBroken: 0 };
    expect(await replayLog(path, usualSupplyPolicy)).toMatchObject(whole);
  });

  it.each([
    [
      "a balance changed",
      (text: string) => text.replace('"balanceUnits":-5', '"balanceUnits":-6'),
      1,
      1,
    ],
    [
      "a verdict changed",
      (text: string) => text.replace('"verdict":"hold"', '"verdict":"cut"'),
      1,
      1,
    ],
    ["a line taken out", (text: string) => text.split("\n").toSpliced(1, 1).join("\n"), 0, 1],
    ["two lines changed over", (text: string) => swapped(text.split("\n")).join("\n"), 0, 3],
    [
      "another version of the settings",
      (text: string) => text.replace('"policyVersion":1', '"policyVersion":2'),
      1,
      1,
    ],
  ])("tells of %s", async (_, spoil, notReproduced, chainBroken) => {
    write();
    const text = gunzipSync(readFileSync(path)).toString("utf8");
    const spoilt = spoil(text);
    expect(spoilt).not.toBe(text);
    writeFileSync(path, gzipSync(spoilt));
    expect(await replayLog(path, usualSupplyPolicy)).toMatchObject({ notReproduced, chainBroken });
  });

  function swapped([first = "", second = "", ...rest]: readonly string[]): string[] {
    return [second, first, ...rest];
  }
});
