import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { compile, spanAt } from "./compiled.ts";
import { ratio } from "./exact.ts";
import { ONE } from "./units.ts";

/** The small plan with other prices of its three tiers. */
function priced(first: string, second: string, third: string) {
  return {
    ...smallPlan,
    periods: [
      [
        { price: first, bound: "3", isDaily: false },
        { price: second, bound: null, isDaily: false },
      ],
      [{ price: third, bound: null, isDaily: false }],
    ],
  };
}

describe("compile", () => {
  it("keeps prices as doubles where they are whole numbers of one scale", () => {
    const { small, tierCount, cellCount } = compile(smallPlan, "UTC", ONE);
    expect([tierCount, cellCount]).toEqual([2, 4]);
    expect(small?.bottom).toBe(1e15);
    expect([...(small?.tops ?? [])]).toEqual([100_000_000, 200_000_001, 300_000_000, 0]);
  });

  it.each([
    ["9007199.254740991", "0.1", "0.1", true],
    ["9007199.254740992", "0.1", "0.1", false],
    ["-9007199.254740991", "0.1", "0.1", true],
    ["-9007199.254740992", "0.1", "0.1", false],
    ["0.1", "0.1", "9999999999.000000001", false],
    ["0.1", "0.123456789012", "0.1", false],
  ])("of prices %s, %s and %s: doubles hold them is %s", (first, second, third, holds) => {
    expect(compile(priced(first, second, third), "UTC", ONE).small !== null).toBe(holds);
  });

  it("keeps no doubles where a bound falls within a millionth", () => {
    const compiled = compile(smallPlan, "UTC", ratio(7n, 1n));
    expect(compiled.partsPerMicro).toBe(7);
    expect(compiled.small).toBeNull();
  });

  it("is made once for a plan, a zone and a factor", () => {
    const one = compile(smallPlan, "Europe/Lisbon", ONE);
    expect(compile(smallPlan, "Europe/Lisbon", ratio(1n, 1n))).toBe(one);
    expect(compile(smallPlan, "Europe/Madrid", ONE)).not.toBe(one);
    expect(compile(smallPlan, "Europe/Lisbon", ratio(2n, 1n))).not.toBe(one);
    expect(compile({ ...smallPlan }, "Europe/Lisbon", ONE)).not.toBe(one);
    const atMs = Date.UTC(2026, 5, 5);
    expect(spanAt(one, atMs)).toBe(spanAt(one, atMs + 1));
  });

  it("says whether the order of reads matters", () => {
    expect(compile(smallPlan, "UTC", ONE).isOrderFree).toBe(false);
    const flat = { ...smallPlan, periods: [[{ price: "0.1", bound: null, isDaily: false }]] };
    expect(compile(flat, "UTC", ONE).isOrderFree).toBe(true);
  });
});
