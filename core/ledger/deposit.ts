import { credit, debit, type Header, type Share, transferOf } from "./postings.ts";
import type { Transfer } from "./transfer.ts";

/** A deposit in cash: it is the customer's, and held. */
export function depositTaken(
  header: Header,
  { drawer, amountUnits }: { readonly drawer: string; readonly amountUnits: number },
): Transfer {
  const entries = [debit(`drawer.${drawer}`, amountUnits), credit("deposit", amountUnits)];
  return transferOf(header, "posted", "deposit", entries);
}

/** A deposit is given back out of a drawer. */
export function depositReturned(
  header: Header,
  { drawer, amountUnits }: { readonly drawer: string; readonly amountUnits: number },
): Transfer {
  const entries = [debit("deposit", amountUnits), credit(`drawer.${drawer}`, amountUnits)];
  return transferOf(header, "posted", "deposit_returned", entries);
}

/** A deposit pays what is owed, by the same split as a payment. */
export function depositApplied(
  header: Header,
  { amountUnits, targets }: { readonly amountUnits: number; readonly targets: readonly Share[] },
): Transfer {
  return transferOf(header, "posted", "deposit_applied", [
    debit("deposit", amountUnits),
    ...targets.map((share) => credit(share.account, share.amountUnits)),
  ]);
}
