import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MoneyCase, moneyCases } from "../../test/support/money-cases.ts";
import { must } from "../assert.ts";
import { type Currency, currencyOf, unitsPerMinor } from "../money.ts";
import {
  noDues,
  type AllocationPolicy,
  type Dues,
  type Measure,
  allocate,
  defaultAllocation,
  raisedUnits,
} from "./allocate.ts";
import { smallestToReach } from "./smallest.ts";

const usd = must(currencyOf("USD"), "USD");
const CENT = 10_000;

/** How far a tender raises the measure, by the waterfall itself. */
function raised(minor: number, { dues, policy, currency }: MoneyCase, measure: Measure): number {
  return raisedUnits(allocate(minor * unitsPerMinor(currency), dues, policy, currency), measure);
}

/** Tries every tender from the smallest. */
function bruteForce(neededUnits: number, money: MoneyCase, measure: Measure): number {
  let minor = 1;
  while (raised(minor, money, measure) < neededUnits) minor += 1;
  return minor;
}

const measures = fc.constantFrom<Measure>("balance", "level");

const policy: AllocationPolicy = { ...defaultAllocation, debtCapUnits: 500 * CENT };
const inDebt: Dues = {
  ...noDues,
  arrearsUnits: 1_701 * CENT,
  accumulatedUnits: 200 * CENT,
  shortfallUnits: 320 * CENT,
  emergencyUsedUnits: 400 * CENT,
};

describe("the smallest tender", () => {
  it.each<[string, Partial<Dues>, number, number | null]>([
    ["to one cent of credit", {}, 1 * CENT, 1_023],
    ["with most of the cap used", { arrearsTakenInPeriodUnits: 450 * CENT }, 1 * CENT, 971],
    ["with all of the cap used", { arrearsTakenInPeriodUnits: 500 * CENT }, 1 * CENT, 921],
    ["to zero", {}, 0, 1_022],
    ["to a level below zero", {}, -400 * CENT, 577],
    ["to one ledger unit above the balance", {}, -720 * CENT + 1, 223],
    ["with a fee to pay first", { returnedPaymentsUnits: 2_500 * CENT }, 1 * CENT, 3_801],
    ["to the balance itself", {}, -720 * CENT, null],
    ["to below the balance", {}, -721 * CENT, null],
  ])("%s", (_, change, targetUnits, expected) => {
    const dues = { ...inDebt, ...change };
    const reach = { balanceUnits: -720 * CENT, targetUnits, currency: usd };
    expect(smallestToReach(dues, policy, reach)).toBe(expected);
  });

  it("is the whole debt first where the share is the whole payment", () => {
    const dues = { ...noDues, arrearsUnits: 5_000 * CENT };
    const reach = { balanceUnits: 0, targetUnits: 1, currency: usd };
    const whole = { ...defaultAllocation, debtBasisPoints: 10_000 };
    expect(smallestToReach(dues, whole, reach)).toBe(5_001);
  });

  it.each<[number, number]>([
    [-100 * CENT, 466],
    [0, 577],
    [CENT, 1_023],
  ])(
    "to a level of %i pays emergency credit back only on its way past it",
    (targetUnits, expected) => {
      const reach = {
        balanceUnits: -320 * CENT,
        targetUnits,
        currency: usd,
        measure: "level",
      } as const;
      expect(smallestToReach(inDebt, policy, reach)).toBe(expected);
    },
  );

  it("owes nothing to targets that stand behind the last unit needed", () => {
    const order = [
      "shortfall",
      "emergency_credit",
      "accumulated",
      "debt_share",
      "returned_payments",
    ];
    const reach = { balanceUnits: -720 * CENT, targetUnits: 0, currency: usd };
    const later = { ...policy, order } as AllocationPolicy;
    expect(smallestToReach(inDebt, later, reach)).toBe(720);
    expect(smallestToReach(inDebt, later, { ...reach, targetUnits: CENT })).toBe(1_023);
  });

  it("is what trying every tender finds", () => {
    const needed = fc.nat({ max: 60 });
    fc.assert(
      fc.property(
        moneyCases(40),
        measures,
        needed,
        fc.nat(),
        (money, ...[measure, neededMinor, fine]) => {
          const minorUnits = unitsPerMinor(money.currency);
          const neededUnits = neededMinor * minorUnits + (fine % minorUnits);
          const found = smallest(money, measure, neededUnits);
          expect(found).toBe(neededUnits === 0 ? null : bruteForce(neededUnits, money, measure));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("is enough, and one minor unit less is not, for sums near the largest", () => {
    const neededUnits = fc.integer({ min: 1, max: 2 ** 49 });
    fc.assert(
      fc.property(moneyCases(2 ** 34), measures, neededUnits, (money, measure, needed) => {
        fc.pre(money.policy.debtBasisPoints < 10_000);
        const found = must(smallest(money, measure, needed), "something is needed");
        expect(raised(found, money, measure)).toBeGreaterThanOrEqual(needed);
        expect(raised(found - 1, money, measure)).toBeLessThan(needed);
      }),
      { numRuns: 2_000 },
    );
  });

  it("past what can be tendered is a fault", () => {
    const reach = { balanceUnits: -(2 ** 52), targetUnits: 2 ** 52, currency: finest };
    expect(() => smallestToReach(noDues, defaultAllocation, reach)).not.toThrow();
    const far = { ...reach, currency: { ...finest, ledgerDigits: 0 }, targetUnits: 2 ** 53 };
    expect(() => smallestToReach(noDues, defaultAllocation, far)).toThrow(/tender/);
  });
});

const finest: Currency = must(currencyOf("VND"), "VND");

/** The smallest tender from wherever the dues leave the measure. */
function smallest(money: MoneyCase, measure: Measure, neededUnits: number): number | null {
  const { dues, currency } = money;
  const usedUnits = measure === "balance" ? dues.emergencyUsedUnits : 0;
  const balanceUnits = 0 - dues.shortfallUnits - usedUnits;
  const targetUnits = balanceUnits + neededUnits;
  return smallestToReach(dues, money.policy, { balanceUnits, targetUnits, currency, measure });
}
