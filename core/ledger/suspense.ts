import type { AccountName } from "./chart.ts";
import { credit, debit, type Header, transferOf } from "./postings.ts";
import type { Transfer } from "./transfer.ts";

/** Money that nobody's account is known for: it lies where it was taken, and the utility owes it to whoever paid it. */
export function moneyHeld(
  header: Header,
  held: { readonly heldIn: AccountName; readonly amountUnits: number },
): Transfer {
  const entries = [debit(held.heldIn, held.amountUnits), credit("suspense", held.amountUnits)];
  return transferOf(header, "posted", "money_held", entries);
}

/** The account that it was assigned to could not take it: it waits again. */
export function moneyCameBack(header: Header, amountUnits: number): Transfer {
  const entries = [debit("between_homes", amountUnits), credit("suspense", amountUnits)];
  return transferOf(header, "posted", "between_homes", entries);
}
