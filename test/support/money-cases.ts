import fc from "fast-check";
import { must } from "../../core/assert.ts";
import { currencyCodes, currencyOf, type Currency, unitsPerMinor } from "../../core/money.ts";
import {
  type AllocationPolicy,
  allocationTargets,
  type Dues,
} from "../../core/payment/allocate.ts";

export interface MoneyCase {
  readonly dues: Dues;
  readonly policy: AllocationPolicy;
  readonly currency: Currency;
}

/** Each due is nothing, or up to `duesMaxMinor`, whole or finer than a minor unit; orders, shares and caps of every kind. */
export function moneyCases(duesMaxMinor: number): fc.Arbitrary<MoneyCase> {
  return fc.constantFrom(...currencyCodes).chain((code) => {
    const currency = must(currencyOf(code), code);
    const minorUnits = unitsPerMinor(currency);
    const finely = fc.nat({ max: duesMaxMinor * minorUnits });
    const wholly = fc.nat({ max: duesMaxMinor }).map((minor) => minor * minorUnits);
    const due = fc.oneof(fc.constant(0), finely, wholly);
    const dues = fc
      .record({
        returnedPaymentsUnits: due,
        shareableUnits: due,
        accumulatedUnits: due,
        arrearsTakenInPeriodUnits: due,
        shortfallUnits: due,
        emergencyUsedUnits: due,
        dayUnits: due,
      })
      .map(({ shareableUnits, ...rest }) => ({
        ...rest,
        arrearsUnits: rest.accumulatedUnits + shareableUnits,
      }));
    const policy = fc.record({
      order: fc.shuffledSubarray([...allocationTargets], { minLength: allocationTargets.length }),
      debtBasisPoints: fc.oneof(fc.nat({ max: 10_000 }), fc.constantFrom(0, 1_000, 9_999, 10_000)),
      debtCapUnits: fc.option(due),
      debtPeriod: fc.constantFrom("day" as const, "week" as const, "month" as const),
      daysGuaranteed: fc.oneof(fc.constant(0), fc.nat({ max: 7 })),
    });
    return fc.record({ dues, policy, currency: fc.constant(currency) });
  });
}
