import { assert } from "../assert.ts";
import { type Currency, unitsPerMinor } from "../money.ts";
import {
  type AllocationPolicy,
  BASIS_POINTS,
  type Dues,
  type Measure,
  accountOf,
  debtLeftUnits,
  fixedDueUnits,
  raises,
  reservedMinor,
} from "./allocate.ts";

export interface Reach {
  /** Where the measure stands before the payment; the balance, if no other is named. */
  readonly balanceUnits: number;
  readonly targetUnits: number;
  readonly measure?: Measure;
  readonly currency: Currency;
}

/**
 * The smallest tender, in minor units, after whose allocation the measure is at or above the target: the waterfall read
 * backwards, in closed form. Null when it is there already, so that nobody is ever asked to pay nothing.
 */
export function smallestToReach(dues: Dues, policy: AllocationPolicy, reach: Reach): number | null {
  const neededUnits = reach.targetUnits - reach.balanceUnits;
  if (neededUnits <= 0) return null;
  const before = takenBefore(dues, policy, { neededUnits, measure: reach.measure ?? "balance" });
  const minorUnits = unitsPerMinor(reach.currency);
  const plainMinor = Math.ceil((before.fixedUnits + neededUnits) / minorUnits);
  if (!before.hasDebtShare) return checked(plainMinor);
  // The share takes the least of a part of the tender, what is left of debt and cap, and what the guarantee of days leaves
  // it; so the least tender is enough.
  const cappedUnits = before.fixedUnits + neededUnits + debtLeftUnits(dues, policy);
  const cappedMinor = Math.ceil(cappedUnits / minorUnits);
  const sharedMinor = beforeShareMinor(plainMinor, policy.debtBasisPoints);
  // Up to what is reserved the share takes nothing, and past it the guarantee adds nothing more.
  const reaches = reservedMinor(dues, policy, reach.currency) >= plainMinor;
  return checked(Math.min(cappedMinor, sharedMinor, reaches ? plainMinor : cappedMinor));
}

/**
 * What is taken off a tender on its way to the last unit that is needed, apart from what raises the measure itself: a
 * target that stands behind that unit in the order takes nothing from it.
 */
function takenBefore(
  dues: Dues,
  policy: AllocationPolicy,
  { neededUnits, measure }: { neededUnits: number; measure: Measure },
): { fixedUnits: number; hasDebtShare: boolean } {
  let missingUnits = neededUnits;
  let fixedUnits = 0;
  let hasDebtShare = false;
  for (const target of policy.order) {
    if (missingUnits <= 0) break;
    if (target === "debt_share") hasDebtShare = true;
    else if (raises(measure, accountOf(target))) {
      missingUnits -= fixedDueUnits(dues, target);
    } else fixedUnits += fixedDueUnits(dues, target);
  }
  return { fixedUnits, hasDebtShare };
}

/**
 * The smallest t for which t - floor(t x share) is `leftMinor`, one or more: with d the rest of the share it is
 * ceil(t x d) >= left, hence t > (left - 1) / d. Infinite where the share is the whole.
 */
function beforeShareMinor(leftMinor: number, debtBasisPoints: number): number {
  const keptBasisPoints = BASIS_POINTS - debtBasisPoints;
  if (keptBasisPoints === 0) return Number.POSITIVE_INFINITY;
  // In two steps, since (left - 1) x 10 000 can pass 2^53.
  const rest = (leftMinor - 1) % keptBasisPoints;
  const whole = (leftMinor - 1 - rest) / keptBasisPoints;
  return whole * BASIS_POINTS + Math.floor((rest * BASIS_POINTS) / keptBasisPoints) + 1;
}

function checked(minor: number): number {
  assert(Number.isSafeInteger(minor), `a tender of ${String(minor)} minor units`);
  return minor;
}
