import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, instantOf } from "../../instant.ts";
import { askForRead, type ReadLevel, type Standing, usualReadRule } from "./ask-for-read.ts";
import { type Futures, futuresOf } from "./futures.ts";
import { historyOfReads } from "./use-history.ts";

const zone = "America/Chicago";
const fromMs = instantOf(zone, "2026-01-05");
const DAYS = 40;
const throughMs = fromMs + DAYS * DAY_MS;

function futuresFrom(costAt: (hour: number) => number): Futures | null {
  const reads = Array.from({ length: DAYS * 24 }, (_, hour) => ({
    startMs: fromMs + hour * HOUR_MS,
    durationMs: HOUR_MS,
    amount: costAt(hour),
  }));
  return futuresOf(historyOfReads(zone, throughMs, reads));
}

/** A tenth of a unit of money an hour. */
const steady = futuresFrom(() => 100);
const off: ReadLevel = { atUnits: 0, toleranceUnits: 1_000 };
const low: ReadLevel = { atUnits: 5_000, toleranceUnits: 5_000 };

function standing(balanceUnits: number, levels: readonly ReadLevel[] = [off]): Standing {
  return { balanceUnits, throughMs, levels };
}

function waitsHours(futures: Futures | null, of: Standing): number {
  const wish = askForRead(futures, of, of.throughMs);
  return wish.kind === "ask" ? 0 : (wish.untilMs - of.throughMs) / HOUR_MS;
}

describe("asking for a read", () => {
  it.each([
    ["waits the longest where no level is named", standing(9_000, []), 14 * 24, 14 * 24],
    ["waits the longest where every level is passed", standing(-10), 14 * 24, 14 * 24],
    ["waits the longest with more than can be used by then", standing(200_000), 14 * 24, 14 * 24],
    ["stops short of where the tolerance ends", standing(9_000), 50, 75],
    ["comes nearer with less money", standing(2_000), 15, 22.5],
    ["waits for the tolerance alone at the level", standing(1), 5, 7.6],
    ["heeds the higher of two levels", standing(6_000, [off, low]), 30, 45],
    ["heeds the lower when the higher is passed", standing(5_000, [off, low]), 30, 45],
  ])("%s", (_, of, least, most) => {
    const hours = waitsHours(steady, of);
    expect(hours).toBeGreaterThanOrEqual(least);
    expect(hours).toBeLessThanOrEqual(most);
  });

  it("waits a day where nothing is known", () => {
    expect(waitsHours(null, standing(9_000))).toBe(24);
  });

  it("never asks again within the hour", () => {
    const fast = futuresFrom(() => 1_000_000);
    expect(waitsHours(fast, standing(1))).toBe(1);
  });

  it("reads sooner where use has leapt before", () => {
    const leaps = futuresFrom((hour) => (Math.floor(hour / 24) % 5 === 0 ? 420 : 20));
    expect(waitsHours(leaps, standing(9_000))).toBeLessThan(waitsHours(steady, standing(9_000)));
  });

  it.each([
    ["a millisecond too early", -1, "wait"],
    ["at the moment", 0, "ask"],
    ["long after", 90 * DAY_MS, "ask"],
  ])("is decided by the age of the data: %s", (_, pastMs, kind) => {
    const of = standing(9_000);
    const dueMs = throughMs + waitsHours(steady, of) * HOUR_MS;
    expect(askForRead(steady, of, dueMs + pastMs).kind).toBe(kind);
  });

  it("does not let data grow older than the rule says", () => {
    const rule = { ...usualReadRule, ageMaxMs: 6 * HOUR_MS };
    const untilMs = throughMs + 6 * HOUR_MS;
    expect(askForRead(steady, standing(90_000), throughMs, rule)).toEqual({
      kind: "wait",
      untilMs,
    });
    expect(askForRead(null, standing(90_000), throughMs, rule)).toEqual({ kind: "wait", untilMs });
  });

  it.each([
    ["a balance that is no integer", standing(0.5), "integer"],
    ["a forecast from other reads", { ...standing(1), throughMs: throughMs + 1 }, "goes on"],
  ])("of %s is a fault", (_, of, message) => {
    expect(() => askForRead(steady, of, throughMs)).toThrow(message);
  });

  it("waits no shorter for more money above one level, and for a wider tolerance", () => {
    const units = fc.nat(1_000_000);
    fc.assert(
      fc.property(units, units, units, fc.nat(1_000), (balance, more, tolerance, seed) => {
        const futures = futuresFrom((hour) => ((hour * 7919 + seed) * 104_729) % 500);
        const at = (balanceUnits: number, toleranceUnits: number): number =>
          waitsHours(futures, standing(balanceUnits, [{ atUnits: 0, toleranceUnits }]));
        const hours = at(balance + 1, tolerance);
        expect(at(balance + 1 + more, tolerance)).toBeGreaterThanOrEqual(hours);
        expect(at(balance + 1, tolerance + more)).toBeGreaterThanOrEqual(hours);
        expect(hours).toBeGreaterThanOrEqual(1);
        expect(hours).toBeLessThanOrEqual(usualReadRule.ageMaxMs / HOUR_MS);
      }),
      { numRuns: 40 },
    );
  });
});
