/** What the file says of how a payment is split, as the waterfall's policy. */
import type { Currency } from "../core/money.ts";
import { isRefusal } from "../core/refusal.ts";
import {
  type AllocationPolicy,
  type AllocationRefused,
  type AllocationTarget,
  allocationTargets,
  checkAllocation,
} from "../core/payment/allocate.ts";
import { amountOf, type Note } from "./configuration-amount.ts";
import type { UtilityAsWritten } from "./configuration-file.ts";

/** Basis points are hundredths of a percent. */
const PERCENT_DECIMALS = 2;

/** Where in the file a refusal of the policy is put right. */
const places: Readonly<Record<AllocationRefused, string>> = {
  order_incomplete: "allocation.order",
  share_out_of_bounds: "allocation.debt_percent",
  cap_negative: "allocation.debt_cap",
  days_out_of_bounds: "allocation.days_guaranteed",
  fee_out_of_bounds: "allocation.returned_fee",
};

export function allocationOf(
  written: UtilityAsWritten["allocation"],
  currency: Currency,
  note: Note,
): AllocationPolicy {
  const { order, debt_percent: percent, debt_cap: cap } = written;
  for (const [index, target] of order.entries()) {
    if (isTarget(target)) continue;
    const message = `must be one of ${allocationTargets.join(", ")}`;
    note(`allocation.order[${String(index)}]`, "unknown_target", message);
  }
  const policy: AllocationPolicy = {
    order: order.filter(isTarget),
    debtBasisPoints: amountOf(percent, PERCENT_DECIMALS, "allocation.debt_percent", note),
    debtCapUnits:
      cap === "" ? null : amountOf(cap, currency.ledgerDigits, "allocation.debt_cap", note),
    debtPeriod: written.debt_period,
    daysGuaranteed: written.days_guaranteed,
    assistanceGivesToDebt: written.assistance_pays_debt,
    returnedFeeUnits: amountOf(
      written.returned_fee,
      currency.ledgerDigits,
      "allocation.returned_fee",
      note,
    ),
  };
  const refusal = checkAllocation(policy);
  // What could not be read as a number is noted already.
  if (isRefusal(refusal) && !hasNaN(policy))
    note(places[refusal.code], refusal.code, refusal.message);
  return policy;
}

function isTarget(target: string): target is AllocationTarget {
  return (allocationTargets as readonly string[]).includes(target);
}

function hasNaN(policy: AllocationPolicy): boolean {
  const { debtBasisPoints, debtCapUnits, returnedFeeUnits } = policy;
  return [debtBasisPoints, debtCapUnits, returnedFeeUnits].some((one) => Number.isNaN(one));
}
