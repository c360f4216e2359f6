import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { Fault, must } from "../assert.ts";
import { HOUR_MS } from "../instant.ts";
import { compile } from "./compiled.ts";
import type { Plan } from "./plan.ts";
import { columnsOf } from "./read-columns.ts";
import { ONE } from "./units.ts";
import { addUse, type BillUse, type RatingVersion, versionAt } from "./use.ts";

const changeMs = Date.UTC(2026, 0, 17);

function pair(first: Plan, second: Plan, gapMs = 0): RatingVersion[] {
  return [
    { name: "a/1", compiled: compile(first, "UTC", ONE), fromMs: 0, untilMs: changeMs - gapMs },
    { name: "a/2", compiled: compile(second, "UTC", ONE), fromMs: changeMs, untilMs: Infinity },
  ];
}

/** Reads of one kWh, at so many hours from the change. */
function used(versions: readonly RatingVersion[], ...hours: readonly number[]): BillUse[] {
  const uses = new Map<string, BillUse>();
  const reads = hours.map((hour) => ({
    startMs: changeMs + hour * HOUR_MS,
    quantityMicro: 1_000_000,
  }));
  addUse(versions, uses, columnsOf(reads));
  return [...uses.values()];
}

describe("the version in force", () => {
  const versions = pair(smallPlan, smallPlan, HOUR_MS);
  it.each([
    { atMs: -1, name: undefined },
    { atMs: 0, name: "a/1" },
    { atMs: changeMs - HOUR_MS - 1, name: "a/1" },
    { atMs: changeMs - HOUR_MS, name: undefined },
    { atMs: changeMs - 1, name: undefined },
    { atMs: changeMs, name: "a/2" },
    { atMs: 1e15, name: "a/2" },
  ])("at $atMs is $name", ({ atMs, name }) => {
    expect(versionAt(versions, atMs)?.name).toBe(name);
  });

  it("must be one for each read", () => {
    expect(() => used(versions, -1)).toThrow(new Fault("a read that no version rates"));
    expect(() => used(versions, -2, -1)).toThrow(Fault);
    expect(() => used([], 0)).toThrow(Fault);
  });
});

describe("use of a bill under two versions", () => {
  /** Whole units by cell of each version: before noon to 3 kWh, above, after noon, and a cell that nothing fills. */
  function cellsOf(use: BillUse): Record<string, number[]> {
    const all = [...use.cells].map(([name, { whole }]) => [
      name,
      [...whole].map((one) => one / 1e6),
    ]);
    return Object.fromEntries(all) as Record<string, number[]>;
  }
  const twoBefore = [-23, -22, 1, 2, 3];

  it("goes on counting its tiers", () => {
    const [use] = used(pair(smallPlan, smallPlan), ...twoBefore);
    expect(cellsOf(must(use, "a bill"))).toEqual({ "a/1": [2, 0, 0, 0], "a/2": [1, 2, 0, 0] });
    expect(use).toMatchObject({ version: "a/2", throughMs: changeMs + 3 * HOUR_MS });
  });

  it.each([
    { name: "the new version says so", plan: { ...smallPlan, restartsTiers: true } },
    { name: "it counts by period", plan: { ...smallPlan, tierScope: "period" as const } },
    { name: "it counts by day", plan: { ...smallPlan, tierReset: "day" as const } },
  ])("begins its tiers again where $name", ({ plan }) => {
    const [use] = used(pair(smallPlan, plan), ...twoBefore);
    expect(cellsOf(must(use, "a bill"))).toEqual({ "a/1": [2, 0, 0, 0], "a/2": [3, 0, 0, 0] });
  });

  it("goes on counting the day where both versions count by it, and one of them ends in the day", () => {
    const byDay = { ...smallPlan, tierReset: "day" as const };
    const versions = pair(byDay, byDay).map((one) => ({
      ...one,
      fromMs: one.fromMs + 2 * HOUR_MS,
      untilMs: one.untilMs + 2 * HOUR_MS,
    }));
    const [use] = used(versions, 0, 1, 2, 3);
    expect(cellsOf(must(use, "a bill"))).toEqual({ "a/1": [2, 0, 0, 0], "a/2": [1, 1, 0, 0] });
  });

  it("says which version rated last, and begins no tiers again at each batch of it", () => {
    const versions = pair(smallPlan, { ...smallPlan, restartsTiers: true });
    const uses = new Map<string, BillUse>();
    for (const hour of [-1, 1, 2, 3, 4]) {
      const startMs = changeMs + hour * HOUR_MS;
      addUse(versions, uses, columnsOf([{ startMs, quantityMicro: 1_000_000 }]));
    }
    const use = must(uses.get("2026-01"), "a bill");
    expect(cellsOf(use)).toEqual({ "a/1": [0, 0, 1, 0], "a/2": [3, 1, 0, 0] });
    expect(use.version).toBe("a/2");
  });

  it("keeps the newest start, whatever comes after it", () => {
    const uses = new Map<string, BillUse>();
    const versions = pair(smallPlan, smallPlan);
    for (const startMs of [changeMs, changeMs + 5, changeMs - 5]) {
      addUse(versions, uses, columnsOf([{ startMs, quantityMicro: 1 }]));
    }
    expect(uses.get("2026-01")?.throughMs).toBe(changeMs + 5);
  });

  it("is apart for each bill, and each begins with the version of its first read", () => {
    const uses = used(pair(smallPlan, smallPlan), -23, 24 * 15);
    expect(uses.map(cellsOf)).toEqual([{ "a/1": [1, 0, 0, 0] }, { "a/2": [1, 0, 0, 0] }]);
    expect(uses.map(({ version }) => version)).toEqual(["a/1", "a/2"]);
  });
});
