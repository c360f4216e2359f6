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

/** A post-pay account says how much of the bills that the payment paid can be open again. */
export type Billing =
  | { readonly mode: "prepaid" }
  | { readonly mode: "postpay"; readonly reopenedUnits: number };

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
    readonly balances: Pick<
      AccountBalances,
      "prepaidFreeUnits" | "emergencyUsedUnits" | "unappliedUnits"
    >;
    /** How the account is billed now, which may not be how it was when it paid. */
    readonly billing: Billing;
    /** Why, as one word of the books; a payment that came back, if no other is named. */
    readonly code?: string;
  },
): Transfer {
  const { from, given, feeUnits, balances, billing, code = "payment_returned" } = returned;
  const owed = merged(given).flatMap((part) => owedAgain(part, balances, billing));
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

/** Where a part stands again. What the account's present billing has no place for is owed as what came back. */
function owedAgain(
  { account, amountUnits }: Share,
  balances: Pick<AccountBalances, "prepaidFreeUnits" | "unappliedUnits">,
  billing: Billing,
): Share[] {
  const some = (here: string, heldUnits: number, rest: string): Share[] => [
    { account: here, amountUnits: Math.min(amountUnits, heldUnits) },
    { account: rest, amountUnits: amountUnits - Math.min(amountUnits, heldUnits) },
  ];
  switch (account) {
    // Credit, by whichever name: it stands where the present billing has it.
    case "prepaid":
    case "unapplied":
      return billing.mode === "prepaid"
        ? some("prepaid", balances.prepaidFreeUnits, "shortfall")
        : some("unapplied", balances.unappliedUnits, "returned_payments");
    case "shortfall":
    case "emergency_credit":
      return some(account, billing.mode === "prepaid" ? amountUnits : 0, "returned_payments");
    case "receivable":
      return some(
        account,
        billing.mode === "postpay" ? billing.reopenedUnits : 0,
        "returned_payments",
      );
    default:
      return [{ account, amountUnits }];
  }
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
