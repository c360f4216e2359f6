import type { AccountBalances } from "./balances.ts";
import { credit, debit, type Header, merged, type Share, transferOf } from "./postings.ts";
import type { Transfer } from "./transfer.ts";

/**
 * A payment that came back: what it was taken for is owed again, part by part, at once. Credit that it gave and that is spent
 * is a shortfall, so that the balance falls in this transaction. The fee is owed apart from use, and taken first.
 */
export function paymentReturned(
  header: Header,
  returned: {
    /** The utility's accounts that the money was in, and what each gave. */
    readonly from: readonly Share[];
    /** The parts that the account was given. */
    readonly given: readonly Share[];
    readonly feeUnits: number;
    /** Why, as one word of the books; a payment that came back, if no other is named. */
    readonly code?: string;
    readonly balances: Pick<AccountBalances, "prepaidFreeUnits" | "emergencyUsedUnits">;
  },
): Transfer {
  const { from, given, feeUnits, balances, code = "payment_returned" } = returned;
  const owed = merged(given).flatMap((part): Share[] => {
    if (part.account !== "prepaid") return [part];
    const heldUnits = Math.min(part.amountUnits, balances.prepaidFreeUnits);
    return [
      { account: "prepaid", amountUnits: heldUnits },
      { account: "shortfall", amountUnits: part.amountUnits - heldUnits },
    ];
  });
  const debits = merged([...owed, { account: "returned_payments", amountUnits: feeUnits }]);
  const entries = debits.map(({ account, amountUnits }) => ({
    ...debit(account, amountUnits),
    // It was used before the payment, under the limit of its grant.
    ...(account === "emergency_credit"
      ? { capUnits: balances.emergencyUsedUnits + amountUnits }
      : {}),
  }));
  const back = merged([...from, { account: "fees", amountUnits: feeUnits }]);
  return transferOf(header, "posted", code, [
    ...entries,
    ...back.map(({ account, amountUnits }) => credit(account, amountUnits)),
  ]);
}
