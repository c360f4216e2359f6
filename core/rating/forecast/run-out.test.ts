import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, instantOf } from "../../instant.ts";
import { type Futures, futuresOf } from "./futures.ts";
import { likelyDays, RUN_OUT_DAYS_MAX, runOut } from "./run-out.ts";
import { historyOfDays, historyOfReads, type Used } from "./use-history.ts";

const zone = "Europe/Berlin";
const fromMs = instantOf(zone, "2026-01-05");

function hoursOf(costs: readonly number[]): Used[] {
  return costs.map((amount, hour) => ({
    startMs: fromMs + hour * HOUR_MS,
    durationMs: HOUR_MS,
    amount,
  }));
}

function futuresAfter(costs: readonly number[]): Futures | null {
  return futuresOf(historyOfReads(zone, fromMs + costs.length * HOUR_MS, hoursOf(costs)));
}

function certain(costs: readonly number[]): Futures {
  const futures = futuresAfter(costs);
  if (futures === null) throw new Error("a past without a whole day");
  return futures;
}

/** Use in the evening only: from 18 to 22 local time in winter. */
const evenings = Array.from({ length: 40 * 24 }, (_, hour) =>
  hour % 24 >= 18 && hour % 24 < 22 ? 100 : 0,
);
const steady = Array<number>(40 * 24).fill(100);

describe("a run-out", () => {
  it.each([
    ["no reads", []],
    ["less than a day", steady.slice(0, 20)],
  ])("is not told from %s", (_, costs) => {
    expect(futuresAfter(costs)).toBeNull();
  });

  it.each([
    ["nothing left", steady, 0, 0],
    ["below the level already", steady, -500, 0],
    ["half an hour at a steady use", steady, 50, 0.5],
    ["two days at a steady use", steady, 4_800, 48],
    ["one evening's use, from midnight", evenings, 400, 22],
    ["a little more than one evening's use", evenings, 401, 42.01],
    ["an hour of an evening, from 20:30", evenings.slice(0, 39 * 24 + 20), 100, 1],
    ["from one day's past", steady.slice(0, 24), 2_400, 24],
  ])("is likely when it should be: %s", (_, costs, aboveUnits, hours) => {
    const futures = certain(costs);
    const { likelyMs } = runOut(futures, aboveUnits);
    expect((likelyMs - futures.throughMs) / HOUR_MS).toBeCloseTo(hours, 2);
  });

  it("is a year away at most, also where nothing is used", () => {
    const yearMs = RUN_OUT_DAYS_MAX * DAY_MS;
    for (const [costs, aboveUnits] of [
      [Array<number>(240).fill(0), 1],
      [steady, Number.MAX_SAFE_INTEGER],
    ] as const) {
      const futures = certain(costs);
      const latestMs = futures.throughMs + yearMs;
      expect(runOut(futures, aboveUnits)).toEqual({
        earlyMs: latestMs,
        likelyMs: latestMs,
        lateMs: latestMs,
      });
    }
  });

  it("is less sure the further away it is", () => {
    const futures = certain(steady);
    const spreads = [2_400, 9_600, 38_400].map((aboveUnits) => {
      const { earlyMs, lateMs } = runOut(futures, aboveUnits);
      return lateMs - earlyMs;
    });
    expect(spreads).toEqual(spreads.toSorted((one, other) => one - other));
    expect(spreads[0]).toBeGreaterThan(0);
  });

  it("comes earlier when cold days are ahead", () => {
    const days = Array.from({ length: 60 }, (_, place) => ({
      day: new Date(fromMs + (place + 1) * DAY_MS).toISOString().slice(0, 10),
      amount: 1_000 + ((place * 5) % 13) * 500,
    }));
    const celsius = new Map(days.map(({ day, amount }) => [day, 18 - amount / 500]));
    const history = historyOfDays(fromMs, days);
    const ahead = (at: number): Map<string, number> => {
      const coming = Array.from({ length: 14 }, (_, place): [string, number] => [
        new Date(fromMs + (place + 61) * DAY_MS).toISOString().slice(0, 10),
        at,
      ]);
      return new Map([...celsius, ...coming]);
    };
    const likelyAt = (at: number): number => {
      const futures = futuresOf(history, ahead(at));
      return futures === null ? Number.NaN : runOut(futures, 20_000).likelyMs;
    };
    expect(likelyAt(3)).toBeLessThan(likelyAt(10));
  });

  it.each([0.5, Number.NaN, 2 ** 53])("of %d units is a fault", (units) => {
    expect(() => runOut(certain(steady), units)).toThrow("integer");
    expect(() => likelyDays(certain(steady), units)).toThrow("integer");
  });

  it("is a whole instant, early before likely before late, for any past", () => {
    const cost = fc.oneof(fc.nat(1_000_000), fc.constant(0));
    const costs = fc.array(cost, { minLength: 24, maxLength: 400 });
    fc.assert(
      fc.property(costs, fc.nat(50_000_000), (past, aboveUnits) => {
        const futures = futuresAfter(past);
        if (futures === null) return;
        const { earlyMs, likelyMs, lateMs } = runOut(futures, aboveUnits);
        for (const atMs of [earlyMs, likelyMs, lateMs])
          expect(atMs).toSatisfy(Number.isSafeInteger);
        expect(earlyMs).toBeGreaterThanOrEqual(futures.throughMs);
        expect(earlyMs).toBeLessThanOrEqual(likelyMs);
        expect(likelyMs).toBeLessThanOrEqual(lateMs);
      }),
    );
  });

  it("never comes earlier for more money", () => {
    const costs = fc.array(fc.nat(1_000_000), { minLength: 24, maxLength: 400 });
    fc.assert(
      fc.property(costs, fc.nat(50_000_000), fc.nat(50_000_000), (past, units, more) => {
        const futures = futuresAfter(past);
        if (futures === null) return;
        const less = runOut(futures, units);
        const later = runOut(futures, units + more);
        expect(later.earlyMs).toBeGreaterThanOrEqual(less.earlyMs);
        expect(later.likelyMs).toBeGreaterThanOrEqual(less.likelyMs);
        expect(later.lateMs).toBeGreaterThanOrEqual(less.lateMs);
      }),
    );
  });

  it("is the same span over a change of the clock", () => {
    const toSpring = certain(Array<number>(81 * 24 - 12).fill(100));
    const { likelyMs } = runOut(toSpring, 4_800);
    expect(likelyMs - toSpring.throughMs).toBe(48 * HOUR_MS);
  });
});

describe("days left", () => {
  it.each([
    ["nothing left", 0, 0],
    ["already below", -1, 0],
    ["a day's cost less one", 2_399, 0],
    ["a day's cost", 2_400, 1],
    ["rounded down", 11_999, 4],
    ["at most a year", 1_000_000_000, 365],
  ])("%s", (_, aboveUnits, days) => {
    expect(likelyDays(certain(steady), aboveUnits)).toBe(days);
  });

  it("of whole days that cost about the same", () => {
    const days = ["2026-01-05", "2026-01-06", "2026-01-07"].map((day) => ({ day, amount: 1_000 }));
    const futures = futuresOf(historyOfDays(0, days));
    expect(futures === null ? null : likelyDays(futures, 5_000)).toBe(5);
  });
});
