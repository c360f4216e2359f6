import type { AccountBalances } from "./balances.ts";
import {
  allocated,
  clearing,
  credit,
  debit,
  type Header,
  merged,
  received,
  type Share,
  transferOf,
} from "./postings.ts";
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
    readonly balances: Pick<AccountBalances, "prepaidFreeUnits" | "emergencyUsedUnits">;
    /** Why; a payment that came back whole where nothing is said. */
    readonly code?: "refund" | "dispute_lost";
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

/** A refund that never arrived: the processor has the money again, and it is the account's as any other that comes. */
export function refundFailed(
  header: Header,
  back: {
    readonly processor: string;
    readonly amountUnits: number;
    readonly targets: readonly Share[];
  },
): Transfer[] {
  const entries = received(clearing(back.processor), back);
  const taking = transferOf(header, "posted", "refund", entries);
  return [taking, ...allocated(header, back.amountUnits, back.targets)];
}

/** What a bank disputes is out of the processor's reach until it has decided. */
export function disputeHeld(
  header: Header,
  { processor, amountUnits }: { readonly processor: string; readonly amountUnits: number },
): Transfer {
  return transferOf(header, "posted", "dispute", [
    debit("disputes_held", amountUnits),
    credit(clearing(processor), amountUnits),
  ]);
}

/** A dispute that was won: the money is the processor's again. */
export function disputeReleased(
  header: Header,
  { processor, amountUnits }: { readonly processor: string; readonly amountUnits: number },
): Transfer {
  return transferOf(header, "posted", "dispute", [
    debit(clearing(processor), amountUnits),
    credit("disputes_held", amountUnits),
  ]);
}
