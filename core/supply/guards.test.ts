import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOW_MS, rules, spentAt } from "../../test/support/spent-account.ts";
import { DAY_MS } from "../instant.ts";
import { decide } from "./decide.ts";
import type { DecideInput, Protection } from "./protect.ts";

describe("in any state", () => {
  const anyProtection: fc.Arbitrary<Protection> = fc.record({
    kind: fc.constantFrom("medical", "critical_care", "dispute", "plan", "pledge"),
    fromMs: fc.integer({ min: NOW_MS - 80 * DAY_MS, max: NOW_MS }),
    untilMs: fc.option(fc.integer({ min: NOW_MS - DAY_MS, max: NOW_MS + DAY_MS })),
    liftUnits: fc.integer({ min: 0, max: 9_000_000 }),
  });
  const anyChange = fc.record({
    balanceUnits: fc.integer({ min: -9_000_000, max: 9_000_000 }),
    estimatedUnits: fc.integer({ min: -9_000_000, max: 9_000_000 }),
    protections: fc.array(anyProtection, { maxLength: 3 }),
    household: fc.record({
      oldestYears: fc.option(fc.integer({ min: 0, max: 110 })),
      isDisabled: fc.boolean(),
    }),
    weather: fc.constantFrom(null, spentAt(NOW_MS).weather),
    lastPaymentAtMs: fc.option(fc.integer({ min: NOW_MS - 3 * DAY_MS, max: NOW_MS })),
    failedPaymentsAtWallMs: fc.array(fc.integer({ min: NOW_MS - 60 * DAY_MS, max: NOW_MS })),
  });

  it("nobody held, ill, in dispute, unknown to the weather or above the level by actual use is cut", () => {
    let cuts = 0;
    fc.assert(
      fc.property(anyChange, (change) => {
        const input = { ...spentAt(NOW_MS), ...change };
        if (decide(input, rules).verdict !== "cut") return;
        cuts += 1;
        expect(input.balanceUnits).toBeLessThan(0);
        expect(input.weather).not.toBeNull();
        const held = input.protections.filter(
          ({ kind, untilMs, liftUnits }) =>
            ["critical_care", "dispute", "plan"].includes(kind) &&
            (untilMs === null || untilMs > NOW_MS) &&
            (kind !== "dispute" || liftUnits === 0),
        );
        expect(held).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(cuts).toBeGreaterThan(0);
  });

  it("a protection, a hold or bad weather more never makes a cut", () => {
    fc.assert(
      fc.property(anyChange, anyProtection, (change, more) => {
        const input = { ...spentAt(NOW_MS), ...change };
        const safer = { ...input, protections: [...input.protections, more] };
        const isCut = (one: DecideInput): boolean => decide(one, rules).verdict === "cut";
        expect(isCut(safer) && !isCut(input)).toBe(false);
        expect(isCut({ ...input, weather: null })).toBe(false);
        expect(isCut({ ...input, holds: [{ code: "staff", untilMs: null }] })).toBe(false);
      }),
    );
  });
});
