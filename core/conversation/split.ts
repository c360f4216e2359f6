import { must } from "../assert.ts";
import { currencyOf, minorToUnits, unitsPerMinor } from "../money.ts";
import { allocate } from "../payment/allocate.ts";
import type { AccountFacts } from "./facts.ts";

/**
 * What of a payment goes to what is long owed (old debt, payments that came back and their fees), in minor units: told before
 * it is paid, so that nobody wonders afterwards where the rest is. A part of a cent counts whole.
 */
export function toOldDebt(
  { mode, split }: Pick<AccountFacts, "mode" | "split">,
  amountMinor: number,
  code: string,
): number {
  // A bill is paid as a bill: nothing of it is credit.
  if (mode === "postpay") return 0;
  const currency = must(currencyOf(code), `no scale is kept for currency ${code}`);
  const parts = allocate(minorToUnits(amountMinor, currency), split.dues, split.policy, currency);
  const oldUnits = parts
    .filter(({ account }) => account === "arrears" || account === "returned_payments")
    .reduce((sum, part) => sum + part.amountUnits, 0);
  return Math.ceil(oldUnits / unitsPerMinor(currency));
}
