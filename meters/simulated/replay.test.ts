import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { type Profile, readProfile } from "./profile.ts";
import { Replay } from "./replay.ts";

const WEEK_MS = 7 * DAY_MS;
const fileStartMs = Date.UTC(2016, 7, 1, 7);
const anchorMs = Date.UTC(2026, 10, 23, 14);

/** Three weeks and a day of hours, each with its own number as its quantity. */
const profile: Profile = Array.from({ length: 22 * 24 }, (_, at) => ({
  startMs: fileStartMs + at * HOUR_MS,
  durationMs: HOUR_MS,
  quantityMicro: at,
}));

function replay(
  closedMs = (_: string, fromMs: number, toMs: number): number => toMs - fromMs,
  one: Profile = profile,
): Replay {
  return new Replay({
    profileOf: (meterId) => (meterId === "E-1" ? one : undefined),
    anchorMs,
    closedMs,
  });
}

describe("an interval file", () => {
  it("is read in order, of two of the same start the first, with its gaps", () => {
    const text = [
      "start,kWh",
      "2016-08-01T08:00:00Z,1.5",
      "2016-08-01T07:00:00Z,0.000001",
      "2016-08-01T08:00:00Z,9",
      "2016-08-01T07:30:00Z,0",
      "2016-08-01T12:00:00+02:00,7.98748",
      "",
    ].join("\r\n");
    const at = (minutes: number, quantityMicro: number) => ({
      startMs: fileStartMs + minutes * 60_000,
      durationMs: 1_800_000,
      quantityMicro,
    });
    expect(readProfile(text)).toEqual([at(0, 1), at(30, 0), at(60, 1_500_000), at(180, 7_987_480)]);
  });

  const line = "2016-08-01T07:00:00Z,1";
  it.each([
    ["nothing", ""],
    ["a head alone", "start,kWh"],
    ["one interval", `start,kWh\n${line}`],
    ["a local time", `start,kWh\n${line}\n2016-08-01T08:00:00,1`],
    ["a day", `start,kWh\n${line}\n2016-08-02,1`],
    ["no time", `start,kWh\n${line}\nyesterdayTZ,1`],
    ["no quantity", `start,kWh\n${line}\n2016-08-01T08:00:00Z,`],
    ["a quantity below zero", `start,kWh\n${line}\n2016-08-01T08:00:00Z,-1`],
    ["a quantity with an exponent", `start,kWh\n${line}\n2016-08-01T08:00:00Z,1e-3`],
    ["too many decimals", `start,kWh\n${line}\n2016-08-01T08:00:00Z,0.0000001`],
    ["a third column", `start,kWh\n${line}\n2016-08-01T08:00:00Z,1,2`],
  ])("with %s is refused", (_, text) => {
    expect(isRefusal(readProfile(text))).toBe(true);
  });
});

describe("a replay", () => {
  it("starts the file in the week before the anchor, at the same hour of the same weekday", () => {
    const [first] = replay().readsBetween("E-1", anchorMs - WEEK_MS, anchorMs);
    const numbered = replay()
      .readsBetween("E-1", anchorMs - 2 * WEEK_MS, anchorMs)
      .filter(({ quantityMicro }) => quantityMicro === 0);
    expect(first).toBeDefined();
    const begins = numbered.map(({ startMs }) => startMs);
    expect(begins).toHaveLength(1);
    const [begin = 0] = begins;
    expect(begin).toBeLessThanOrEqual(anchorMs);
    expect(begin).toBeGreaterThan(anchorMs - WEEK_MS);
    expect((begin - fileStartMs) % WEEK_MS).toBe(0);
  });

  it("gives the reads that end after the one instant and not after the other", () => {
    const ends = (fromMs: number, toMs: number): number[] =>
      replay()
        .readsBetween("E-1", fromMs, toMs)
        .map(({ startMs, durationMs }) => startMs + durationMs);
    expect(ends(anchorMs, anchorMs)).toEqual([]);
    expect(ends(anchorMs - 1, anchorMs)).toEqual([anchorMs]);
    expect(ends(anchorMs, anchorMs + HOUR_MS - 1)).toEqual([]);
    expect(ends(anchorMs, anchorMs + 2 * HOUR_MS)).toEqual([
      anchorMs + HOUR_MS,
      anchorMs + 2 * HOUR_MS,
    ]);
    expect(ends(anchorMs + HOUR_MS, anchorMs)).toEqual([]);
  });

  it("begins again after whole weeks, without a gap and without the odd day at the end", () => {
    const reads = replay().readsBetween("E-1", anchorMs, anchorMs + 50 * DAY_MS);
    expect(reads).toHaveLength(50 * 24);
    for (const [at, read] of reads.entries()) {
      expect(read.startMs).toBe(anchorMs + at * HOUR_MS);
      expect(read.quantityMicro).toBe(((reads[0]?.quantityMicro ?? 0) + at) % (21 * 24));
    }
  });

  it("is the same however it is asked", () => {
    const hours = fc.integer({ min: -1_000, max: 3_000 });
    fc.assert(
      fc.property(fc.array(hours, { minLength: 2, maxLength: 6 }), (asked) => {
        const times = asked.map((hour) => anchorMs + hour * HOUR_MS + hour * 7_001);
        times.sort((one, other) => one - other);
        const parts = times
          .slice(1)
          .flatMap((toMs, at) => replay().readsBetween("E-1", times[at] ?? toMs, toMs));
        const whole = replay().readsBetween("E-1", times[0] ?? 0, times.at(-1) ?? 0);
        expect(parts).toEqual(whole);
      }),
    );
  });

  it("keeps the gaps of the file, and of a short file the rest of its week", () => {
    const short = profile.slice(0, 4).toSpliced(1, 1);
    const reads = replay(undefined, short).readsBetween("E-1", anchorMs, anchorMs + 2 * WEEK_MS);
    expect(reads.map(({ quantityMicro }) => quantityMicro)).toEqual([0, 2, 3, 0, 2, 3]);
  });

  it("of a meter without a household is empty", () => {
    expect(replay().readsBetween("E-2", anchorMs, anchorMs + DAY_MS)).toEqual([]);
    expect(replay(undefined, []).readsBetween("E-1", anchorMs, anchorMs + DAY_MS)).toEqual([]);
  });

  it("is zero while the switch is open, and a share of the hour in which it moved", () => {
    const whole = replay().readsBetween("E-1", anchorMs, anchorMs + 4 * HOUR_MS);
    const openedMs = anchorMs + HOUR_MS + HOUR_MS / 4;
    const closed = (_: string, fromMs: number, toMs: number): number =>
      Math.max(0, Math.min(toMs, openedMs) - fromMs);
    const cut = replay(closed).readsBetween("E-1", anchorMs, anchorMs + 4 * HOUR_MS);
    const quantities = whole.map(({ quantityMicro }) => quantityMicro);
    expect(cut.map(({ startMs }) => startMs)).toEqual(whole.map(({ startMs }) => startMs));
    expect(cut.map(({ quantityMicro }) => quantityMicro)).toEqual([
      quantities[0],
      Math.floor((quantities[1] ?? 0) / 4),
      0,
      0,
    ]);
  });
});
