import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, instantOf, type LocalDay, nextDay } from "../../instant.ts";
import {
  HISTORY_DAYS_MAX,
  historyOfDays,
  historyOfReads,
  historyUntil,
  type Used,
} from "./use-history.ts";

const zone = "America/Los_Angeles";

/** One amount an hour from the first local midnight, up to another. */
function hourly(from: LocalDay, to: LocalDay, amountAt: (hour: number) => number): Used[] {
  const fromMs = instantOf(zone, from);
  const length = (instantOf(zone, to) - fromMs) / HOUR_MS;
  return Array.from({ length }, (_, hour) => ({
    startMs: fromMs + hour * HOUR_MS,
    durationMs: HOUR_MS,
    amount: amountAt(hour),
  }));
}

function past(reads: readonly Used[], through: LocalDay) {
  return historyOfReads(zone, instantOf(zone, through), reads);
}

describe("a history of reads", () => {
  it("sums whole local days and keeps the hours", () => {
    const history = past(
      hourly("2026-01-05", "2026-01-07", (hour) => hour),
      "2026-01-07",
    );
    expect([...history.days]).toEqual([276, 852]);
    expect(history.hours[30]).toBe(30);
    expect(history.throughHour).toBe(48);
    expect(history.firstDay).toBe("2026-01-05");
  });

  it("counts the hours that a day has: 23 in spring, 25 in autumn", () => {
    const spring = past(
      hourly("2026-03-07", "2026-03-10", () => 10),
      "2026-03-10",
    );
    expect([...spring.days]).toEqual([240, 230, 240]);
    expect(spring.hours.length).toBe(72);
    const autumn = past(
      hourly("2026-10-31", "2026-11-03", () => 10),
      "2026-11-03",
    );
    expect([...autumn.days]).toEqual([240, 250, 240]);
    expect([...autumn.hours].every((amount) => amount === 10)).toBe(true);
  });

  it("adds up shorter intervals, whichever way they come", () => {
    const quarters = hourly("2026-01-05", "2026-01-06", () => 4).flatMap(({ startMs }) =>
      [0, 1, 2, 3].map((part) => ({
        startMs: startMs + (part * HOUR_MS) / 4,
        durationMs: HOUR_MS / 4,
        amount: 1,
      })),
    );
    const history = past(quarters.toReversed(), "2026-01-06");
    expect([...history.days]).toEqual([96]);
    expect([...history.hours].every((amount) => amount === 4)).toBe(true);
  });

  it("fills a missing hour from a week before, and makes up for it in the day", () => {
    const reads = hourly("2026-01-05", "2026-01-13", () => 6).filter((_, at) => at !== 170);
    const history = past(reads, "2026-01-13");
    expect(history.hours[170]).toBe(6);
    expect(history.days[7]).toBeCloseTo(24 * 6, 9);
  });

  it("says nothing of a day that is mostly missing", () => {
    const reads = hourly("2026-01-05", "2026-01-08", () => 6).filter(
      (_, at) => at < 24 || at >= 40,
    );
    expect([...past(reads, "2026-01-08").days]).toEqual([144, Number.NaN, 144]);
  });

  it("ends in the middle of a day where the reads do", () => {
    const reads = hourly("2026-01-05", "2026-01-07", () => 6);
    const throughMs = instantOf(zone, "2026-01-06") + 10.5 * HOUR_MS;
    const history = historyOfReads(zone, throughMs, reads);
    expect(history.days.length).toBe(1);
    expect(history.throughHour).toBe(34.5);
  });

  it("counts hours by the clock of a zone that is half an hour off", () => {
    const india = "Asia/Kolkata";
    const midnightMs = instantOf(india, "2026-01-05");
    const reads = Array.from({ length: 48 }, (_, at) => ({
      startMs: midnightMs - HOUR_MS / 2 + at * HOUR_MS,
      durationMs: HOUR_MS,
      amount: 2,
    }));
    const history = historyOfReads(india, midnightMs + 36.5 * HOUR_MS, reads);
    expect(history.firstDay).toBe("2026-01-04");
    expect(history.throughHour).toBe(60.5);
    expect([...history.days]).toEqual([Number.NaN, 48]);
  });

  it.each([
    ["no reads", []],
    ["reads after its end only", hourly("2026-02-01", "2026-02-02", () => 1)],
    [
      "reads that are too old",
      hourly("2026-01-05", "2026-01-06", () => 1).map((read) => ({
        ...read,
        startMs: read.startMs - (HISTORY_DAYS_MAX + 40) * DAY_MS,
      })),
    ],
  ])("of %s knows no day", (_, reads) => {
    expect(past(reads, "2026-01-07").days.length).toBe(0);
  });

  it("takes what a correction made negative for nothing", () => {
    expect([
      ...past(
        hourly("2026-01-05", "2026-01-06", () => -5),
        "2026-01-06",
      ).days,
    ]).toEqual([0]);
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])("of a use of %d is a fault", (amount) => {
    expect(() =>
      past(
        hourly("2026-01-05", "2026-01-06", () => amount),
        "2026-01-06",
      ),
    ).toThrow("integer");
  });

  it("until an earlier hour is the history that was then", () => {
    const reads = hourly("2026-02-20", "2026-03-20", (hour) => (hour * 7919) % 100);
    const whole = past(reads, "2026-03-20");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: reads.length }), (hour) => {
        const throughMs = (reads[0]?.startMs ?? 0) + hour * HOUR_MS;
        const then = historyOfReads(zone, throughMs, reads);
        const until = historyUntil(whole, zone, throughMs);
        expect(until.firstDay).toBe(then.firstDay);
        expect([...until.days]).toEqual([...then.days]);
        expect(until.throughHour).toBe(then.throughHour);
        expect([...until.hours]).toEqual([...then.hours]);
      }),
    );
  });
});

describe("a history of days", () => {
  it("has each day's use, even over its hours, and a gap where a day is left out", () => {
    const history = historyOfDays(0, [
      { day: "2026-01-05", amount: 240 },
      { day: "2026-01-07", amount: 48 },
    ]);
    expect([...history.days]).toEqual([240, Number.NaN, 48]);
    expect([history.hours[0], history.hours[71]]).toEqual([10, 2]);
    expect(history.throughHour).toBe(72);
  });

  it("of no days is empty", () => {
    expect(historyOfDays(0, []).days.length).toBe(0);
  });

  it("keeps the newest days", () => {
    let day = "2026-01-01";
    const days = Array.from({ length: 200 }, (_, amount) => {
      day = nextDay(day);
      return { day, amount };
    });
    const history = historyOfDays(0, days);
    expect(history.days.length).toBe(HISTORY_DAYS_MAX);
    expect(history.days.at(-1)).toBe(199);
  });

  it.each([0.5, Number.NaN])("of a use of %d is a fault", (amount) => {
    expect(() => historyOfDays(0, [{ day: "2026-01-05", amount }])).toThrow("integer");
  });
});
