/** What the waterfall owes to the days that each payment must buy, and to money that is not the customer's own. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moneyCases } from "../../test/support/money-cases.ts";
import { must } from "../assert.ts";
import { currencyOf, minorToUnits, unitsPerMinor } from "../money.ts";
import {
  noDues,
  allocate,
  type Allocated,
  type AllocationPolicy,
  checkAllocation,
  defaultAllocation,
  type Dues,
  policyFor,
} from "./allocate.ts";

const usd = must(currencyOf("USD"), "USD");
const cases = moneyCases(100);

function units(minor: number): number {
  return minorToUnits(minor, usd);
}

/** Half of each payment goes to a debt of 100.00; a day costs 2.50 and each payment buys four. */
const halved: AllocationPolicy = {
  ...defaultAllocation,
  debtBasisPoints: 5_000,
  daysGuaranteed: 4,
};
const owing: Dues = { ...noDues, arrearsUnits: units(10_000), dayUnits: units(250) };

function split(amountMinor: number, dues: Partial<Dues>, policy = halved): Record<string, number> {
  const parts = allocate(units(amountMinor), { ...owing, ...dues }, policy, usd);
  return Object.fromEntries(parts.map((part) => [part.target, part.amountUnits / units(1)]));
}

function of(parts: readonly Allocated[], target: Allocated["target"]): number {
  return parts.find((part) => part.target === target)?.amountUnits ?? 0;
}

describe("the guarantee of days", () => {
  it.each<[string, number, Partial<Dues>, Record<string, number>]>([
    ["leaves a large payment its whole share", 4_000, {}, { debt_share: 2_000, credit: 2_000 }],
    ["is just met by the share", 2_000, {}, { debt_share: 1_000, credit: 1_000 }],
    ["shrinks the share", 1_500, {}, { debt_share: 500, credit: 1_000 }],
    ["leaves one cent to debt", 1_001, {}, { debt_share: 1, credit: 1_000 }],
    ["takes no share of what buys just the days", 1_000, {}, { credit: 1_000 }],
    ["takes no share of what buys fewer", 999, {}, { credit: 999 }],
    [
      "stands behind what is due whole",
      1_500,
      { shortfallUnits: units(300), emergencyUsedUnits: units(100) },
      { debt_share: 100, shortfall: 300, emergency_credit: 100, credit: 1_000 },
    ],
    [
      "does not shrink what is due whole",
      600,
      { accumulatedUnits: units(200), shortfallUnits: units(500) },
      { accumulated: 200, shortfall: 400 },
    ],
    [
      "rounds a due finer than a cent up, so that the days are whole",
      1_500,
      { shortfallUnits: 1 },
      { debt_share: 499, shortfall: 0.0001, credit: 1_000.9999 },
    ],
    [
      "is none while nobody knows a day's cost",
      1_000,
      { dayUnits: 0 },
      { debt_share: 500, credit: 500 },
    ],
    [
      "of days dearer than any payment ends the share",
      1_000,
      { dayUnits: 2 ** 52 },
      { credit: 1_000 },
    ],
  ])("%s", (_, amountMinor, dues, expected) => {
    expect(split(amountMinor, dues)).toEqual(expected);
  });

  it("is none where the policy has none, or is from before there was one", () => {
    const expected = { debt_share: 500, credit: 500 };
    expect(split(1_000, {}, { ...halved, daysGuaranteed: 0 })).toEqual(expected);
    const { daysGuaranteed: _, ...before } = halved;
    expect(split(1_000, {}, before)).toEqual(expected);
  });

  it("is kept whenever a share is taken, and the share is never larger than without it", () => {
    fc.assert(
      fc.property(cases, fc.nat({ max: 900_000 }), ({ dues, policy, currency }, amountUnits) => {
        const parts = allocate(amountUnits, dues, policy, currency);
        const plain = allocate(amountUnits, dues, { ...policy, daysGuaranteed: 0 }, currency);
        const share = of(parts, "debt_share");
        expect(share).toBeLessThanOrEqual(of(plain, "debt_share"));
        const daysUnits = must(policy.daysGuaranteed, "days") * dues.dayUnits;
        expect(share === 0 || of(parts, "credit") >= daysUnits).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("assistance money", () => {
  it.each<[string, Partial<AllocationPolicy>, Record<string, number>]>([
    ["is exempt from the debt share by default", {}, { accumulated: 200, credit: 3_800 }],
    [
      "gives to debt where the utility says so",
      { assistanceGivesToDebt: true },
      { debt_share: 2_000, accumulated: 200, credit: 1_800 },
    ],
    [
      "is exempt under settings of before",
      { assistanceGivesToDebt: undefined as never },
      { accumulated: 200, credit: 3_800 },
    ],
  ])("%s", (_, change, expected) => {
    const policy = { ...halved, ...change };
    const dues = { accumulatedUnits: units(200) };
    expect(split(4_000, dues, policyFor(policy, "assistance"))).toEqual(expected);
    expect(split(4_000, dues, policyFor(policy, "customer"))).toMatchObject({ debt_share: 2_000 });
  });
});

describe("a larger payment", () => {
  it("takes for no target less than a smaller one", () => {
    const sums = fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 400 }));
    fc.assert(
      fc.property(cases, sums, ({ dues, policy, currency }, [smaller, more]) => {
        const minorUnits = unitsPerMinor(currency);
        const less = allocate(smaller * minorUnits, dues, policy, currency);
        const larger = allocate((smaller + more) * minorUnits, dues, policy, currency);
        for (const { target, amountUnits } of less) {
          expect(of(larger, target)).toBeGreaterThanOrEqual(amountUnits);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a policy's guarantee", () => {
  it.each([-1, 367, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("of %d days is refused", (days) => {
    const policy = { ...defaultAllocation, daysGuaranteed: days };
    expect(checkAllocation(policy)).toMatchObject({ code: "days_out_of_bounds" });
  });

  it.each([0, 1, 366])("of %d days is taken", (daysGuaranteed) => {
    expect(checkAllocation({ ...defaultAllocation, daysGuaranteed })).toBeNull();
  });

  it("counts nothing that is no amount", () => {
    expect(() => split(1_000, { dayUnits: -1 })).toThrow(/dayUnits/);
    expect(() => split(1_000, { dayUnits: 0.5 })).toThrow(/dayUnits/);
  });
});
