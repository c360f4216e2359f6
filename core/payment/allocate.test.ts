import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyOf, minorToUnits } from "../money.ts";
import { must } from "../assert.ts";
import {
  noDues,
  type AllocationPolicy,
  type Dues,
  allocate,
  allocationTargets,
  checkAllocation,
  defaultAllocation,
  policyFor,
} from "./allocate.ts";
import { moneyCases } from "../../test/support/money-cases.ts";

const cases = moneyCases(100);

const usd = must(currencyOf("USD"), "USD");
const jpy = must(currencyOf("JPY"), "JPY");

function units(minor: number): number {
  return minorToUnits(minor, usd);
}

const capped: AllocationPolicy = { ...defaultAllocation, debtCapUnits: units(500) };
const inDebt: Dues = {
  ...noDues,
  arrearsUnits: units(1_501 + 200),
  accumulatedUnits: units(200),
  shortfallUnits: units(320),
  emergencyUsedUnits: units(400),
};

/** The parts as minor units by their reason. */
function split(amountMinor: number, dues: Dues, policy = capped): Record<string, number> {
  const parts = allocate(units(amountMinor), dues, policy, usd);
  return Object.fromEntries(parts.map((part) => [part.target, part.amountUnits / units(1)]));
}

describe("a payment", () => {
  it("of seven in a week gives its tenth to debt up to the week's cap", () => {
    const taken: number[] = [];
    let debtUnits = 0;
    let elsewhereUnits = 0;
    for (let day = 0; day < 7; day += 1) {
      const dues = {
        ...noDues,
        arrearsUnits: units(10_000) - debtUnits,
        arrearsTakenInPeriodUnits: debtUnits,
      };
      const parts = allocate(units(1_000), dues, capped, usd);
      const debt = parts.find(({ account }) => account === "arrears")?.amountUnits ?? 0;
      taken.push(debt / units(1));
      debtUnits += debt;
      elsewhereUnits += units(1_000) - debt;
    }
    expect(taken).toEqual([100, 100, 100, 100, 100, 0, 0]);
    expect([debtUnits, elsewhereUnits]).toEqual([units(500), units(6_500)]);
  });

  it.each<[string, number, Partial<Dues>, Record<string, number>]>([
    [
      "runs through the whole order and leaves emergency credit owed",
      1_000,
      {},
      { debt_share: 100, accumulated: 200, shortfall: 320, emergency_credit: 380 },
    ],
    [
      "reaches credit",
      1_023,
      {},
      { debt_share: 102, accumulated: 200, shortfall: 320, emergency_credit: 400, credit: 1 },
    ],
    [
      "takes what is left of the cap",
      971,
      { arrearsTakenInPeriodUnits: units(450) },
      { debt_share: 50, accumulated: 200, shortfall: 320, emergency_credit: 400, credit: 1 },
    ],
    [
      "takes nothing past a cap that was lowered since",
      100,
      { arrearsTakenInPeriodUnits: units(900) },
      { accumulated: 100 },
    ],
    [
      "gives to what came back first, and its share of the whole then from the rest",
      1_000,
      { returnedPaymentsUnits: units(950) },
      { returned_payments: 950, debt_share: 50 },
    ],
    [
      "that is too small gets nowhere",
      5,
      { returnedPaymentsUnits: units(9) },
      { returned_payments: 5 },
    ],
    ["rounds the share down to nothing", 9, { accumulatedUnits: 0 }, { shortfall: 9 }],
    [
      "ends a debt that is less than the share",
      1_000,
      { ...noDues, arrearsUnits: units(3) },
      { debt_share: 3, credit: 997 },
    ],
  ])("%s", (_, amountMinor, dues, expected) => {
    expect(split(amountMinor, { ...inDebt, ...dues })).toEqual(expected);
  });

  it("takes debts finer than a minor unit to the last ledger unit", () => {
    const dues = { ...noDues, arrearsUnits: 12_345, shortfallUnits: 7 };
    expect(allocate(units(100), dues, defaultAllocation, usd)).toEqual([
      { target: "debt_share", account: "arrears", amountUnits: 12_345 },
      { target: "shortfall", account: "shortfall", amountUnits: 7 },
      { target: "credit", account: "prepaid", amountUnits: 1_000_000 - 12_352 },
    ]);
  });

  it("goes by the utility's own order", () => {
    const order = [
      "shortfall",
      "emergency_credit",
      "returned_payments",
      "accumulated",
      "debt_share",
    ];
    const policy = { ...capped, order } as AllocationPolicy;
    expect(split(1_000, inDebt, policy)).toEqual({
      shortfall: 320,
      emergency_credit: 400,
      accumulated: 200,
      debt_share: 80,
    });
  });

  it("takes no share where the policy has none", () => {
    const exempt = { ...defaultAllocation, debtBasisPoints: 0 };
    expect(split(100, { ...noDues, arrearsUnits: units(500) }, exempt)).toEqual({ credit: 100 });
  });

  it("takes the share exactly where the product passes 2^53", () => {
    const amountUnits = Number.MAX_SAFE_INTEGER - (Number.MAX_SAFE_INTEGER % 10_000) - 10_000;
    const dues = { ...noDues, arrearsUnits: amountUnits };
    const [share] = allocate(
      amountUnits,
      dues,
      { ...defaultAllocation, debtBasisPoints: 9_999 },
      jpy,
    );
    const exact = ((BigInt(amountUnits) * 9_999n) / (10_000n * 10_000n)) * 10_000n;
    expect(BigInt(share?.amountUnits ?? 0)).toBe(exact);
  });
});

describe("an allocation", () => {
  it("sums to the amount, takes no more than is due, and leaves no target behind another unpaid", () => {
    fc.assert(
      fc.property(cases, fc.nat({ max: 900_000 }), ({ dues, policy, currency }, amountUnits) => {
        const parts = allocate(amountUnits, dues, policy, currency);
        const sums = new Map<string, number>();
        for (const { account, amountUnits: partUnits } of parts) {
          expect(Number.isSafeInteger(partUnits) && partUnits > 0).toBe(true);
          sums.set(account, (sums.get(account) ?? 0) + partUnits);
        }
        const sum = parts.reduce((before, part) => before + part.amountUnits, 0);
        expect(sum).toBe(amountUnits);
        const taken = (account: string): number => sums.get(account) ?? 0;
        expect(taken("returned_payments")).toBeLessThanOrEqual(dues.returnedPaymentsUnits);
        expect(taken("arrears")).toBeLessThanOrEqual(dues.arrearsUnits);
        expect(taken("shortfall")).toBeLessThanOrEqual(dues.shortfallUnits);
        expect(taken("emergency_credit")).toBeLessThanOrEqual(dues.emergencyUsedUnits);
        const isUnpaid =
          taken("returned_payments") < dues.returnedPaymentsUnits ||
          taken("arrears") < dues.accumulatedUnits ||
          taken("shortfall") < dues.shortfallUnits ||
          taken("emergency_credit") < dues.emergencyUsedUnits;
        expect(isUnpaid && taken("prepaid") > 0).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps the debt share inside its percent and its cap", () => {
    fc.assert(
      fc.property(cases, fc.nat({ max: 900_000 }), ({ dues, policy, currency }, amountUnits) => {
        const share =
          allocate(amountUnits, dues, policy, currency).find(
            ({ target }) => target === "debt_share",
          )?.amountUnits ?? 0;
        expect(share * 10_000).toBeLessThanOrEqual(amountUnits * policy.debtBasisPoints);
        const before = dues.arrearsTakenInPeriodUnits;
        const capUnits = policy.debtCapUnits ?? Number.POSITIVE_INFINITY;
        expect(share === 0 || before + share <= capUnits).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, number, Partial<Dues>]>([
    ["a negative amount", -1, {}],
    ["half a unit", 0.5, {}],
    ["an amount that is no number", Number.NaN, {}],
    ["an amount past safe integers", 2 ** 53, {}],
    ["a negative shortfall", 10, { shortfallUnits: -1 }],
    ["half a unit of arrears", 10, { arrearsUnits: 0.5 }],
    ["emergency credit that is no number", 10, { emergencyUsedUnits: Number.NaN }],
    ["more accumulated than owed", 10, { arrearsUnits: 4, accumulatedUnits: 5 }],
  ])("of %s is a fault", (_, amountUnits, dues) => {
    expect(() => allocate(amountUnits, { ...noDues, ...dues }, defaultAllocation, usd)).toThrow(
      /./,
    );
  });
});

describe("a policy", () => {
  it("is read back from JSON as it was", () => {
    expect(JSON.parse(JSON.stringify(defaultAllocation))).toEqual(defaultAllocation);
    expect(checkAllocation(defaultAllocation)).toBeNull();
    expect(checkAllocation({ ...defaultAllocation, returnedFeeUnits: 1e12 })).toBeNull();
    expect(defaultAllocation).toMatchObject({ debtPeriod: "week", debtCapUnits: null });
    expect(policyFor(defaultAllocation, "customer")).toBe(defaultAllocation);
    expect(
      checkAllocation({ ...defaultAllocation, debtBasisPoints: 10_000, debtCapUnits: 0 }),
    ).toBeNull();
  });

  it.each<[string, Partial<AllocationPolicy>]>([
    ["order_incomplete", { order: [] }],
    ["order_incomplete", { order: allocationTargets.slice(1) }],
    ["order_incomplete", { order: [...allocationTargets, "shortfall"] }],
    ["order_incomplete", { order: allocationTargets.with(0, "shortfall") }],
    ["fee_out_of_bounds", { returnedFeeUnits: -1 }],
    ["fee_out_of_bounds", { returnedFeeUnits: 0.5 }],
    ["fee_out_of_bounds", { returnedFeeUnits: 1e12 + 1 }],
    ["share_out_of_bounds", { debtBasisPoints: 10_001 }],
    ["share_out_of_bounds", { debtBasisPoints: -1 }],
    ["share_out_of_bounds", { debtBasisPoints: 12.5 }],
    ["cap_negative", { debtCapUnits: -1 }],
    ["cap_negative", { debtCapUnits: Number.NaN }],
  ])("is refused: %s of %o", (code, change) => {
    expect(checkAllocation({ ...defaultAllocation, ...change })).toMatchObject({ code });
  });
});
