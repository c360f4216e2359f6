import { assert } from "../assert.ts";
import { type Currency, minorToUnits } from "../money.ts";
import {
  type Allocated,
  allocate,
  type AllocationPolicy,
  type Dues,
  type Measure,
  raisedUnits,
} from "./allocate.ts";

/** Where an account stands before a payment; units are ledger units. */
export interface Before {
  readonly dues: Dues;
  /** Prepaid less shortfall less emergency credit used. */
  readonly balanceUnits: number;
  /** What the reconnect level is compared with: the balance, emergency credit counted as money (emergency.ts). */
  readonly levelUnits: number;
  /** What raises that level. */
  readonly measure: Measure;
  readonly reconnectLevelUnits: number;
}

/** What a payment would do, told before it is made. */
export interface Offer {
  readonly amountMinor: number;
  readonly parts: readonly Allocated[];
  readonly balanceAfterUnits: number;
  /** Whether supply is on, or is turned on, after it: the account stands at its reconnect level or above. */
  readonly reaches: boolean;
}

export function offerOf(
  amountMinor: number,
  before: Before,
  policy: AllocationPolicy,
  currency: Currency,
): Offer {
  const parts = allocate(minorToUnits(amountMinor, currency), before.dues, policy, currency);
  return {
    amountMinor,
    parts,
    balanceAfterUnits: before.balanceUnits + raisedUnits(parts, "balance"),
    reaches: before.levelUnits + raisedUnits(parts, before.measure) >= before.reconnectLevelUnits,
  };
}

/** What a quote promised: paid in time, its amount brings the account from the level it stood at to the target. */
export interface Promised {
  readonly levelUnits: number;
  readonly targetUnits: number;
}

/**
 * What the utility gives so that a promise holds: the use that accrued since, as far as the payment does not cover it. Whatever
 * else came meanwhile (a payment that was returned, a fee) was never promised away.
 */
export function honouredUnits(
  promised: Promised,
  now: { readonly levelBeforeUnits: number; readonly levelAfterUnits: number },
): number {
  const accruedUnits = promised.levelUnits - now.levelBeforeUnits;
  const missingUnits = promised.targetUnits - now.levelAfterUnits;
  const units = Math.max(0, Math.min(accruedUnits, missingUnits));
  assert(Number.isSafeInteger(units), `a quote honoured by ${String(units)} units`);
  return units;
}
