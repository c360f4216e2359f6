/** The smallest payment that reaches a level, by its closed form and by trying every one, on a million random states. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { currencyCodes, currencyOf, unitsPerMinor } from "../../core/money.ts";
import {
  allocate,
  type AllocationPolicy,
  allocationTargets,
  raisedUnits,
} from "../../core/payment/allocate.ts";
import { smallestToReach } from "../../core/payment/smallest.ts";
import { seeded } from "../../core/seeded.ts";

const STATES = 1_000_000;
const DUE_MINOR_MAX = 6;

it("agrees a million times", () => {
  const random = seeded("smallest");
  const upTo = (most: number): number => random.below(most + 1);
  let mismatches = 0;
  for (let state = 0; state < STATES; state += 1) {
    const code = currencyCodes[upTo(currencyCodes.length - 1)] ?? "USD";
    const currency = must(currencyOf(code), code);
    const minorUnits = unitsPerMinor(currency);
    const due = (): number =>
      [0, upTo(DUE_MINOR_MAX) * minorUnits, upTo(DUE_MINOR_MAX * minorUnits)][upTo(2)] ?? 0;
    const accumulatedUnits = due();
    const dues = {
      returnedPaymentsUnits: due(),
      accumulatedUnits,
      arrearsUnits: accumulatedUnits + due(),
      arrearsTakenInPeriodUnits: due(),
      shortfallUnits: due(),
      emergencyUsedUnits: due(),
      dayUnits: due(),
    };
    const order = allocationTargets
      .map((target) => ({ target, at: random.below(1_000_000) }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ target }) => target);
    const policy: AllocationPolicy = {
      order,
      debtBasisPoints: [0, 1_000, 10_000, upTo(10_000)][upTo(3)] ?? 0,
      debtCapUnits: upTo(1) === 0 ? null : due(),
      debtPeriod: "week",
      daysGuaranteed: upTo(3),
    };
    const measure = upTo(1) === 0 ? ("balance" as const) : ("level" as const);
    const neededUnits = 1 + upTo(5 * minorUnits);
    const raised = (minor: number): number =>
      raisedUnits(allocate(minor * minorUnits, dues, policy, currency), measure);
    let tried = 1;
    while (raised(tried) < neededUnits) tried += 1;
    const reach = { balanceUnits: 0, targetUnits: neededUnits, currency, measure };
    if (smallestToReach(dues, policy, reach) !== tried) mismatches += 1;
  }
  expect(mismatches).toBe(0);
});
