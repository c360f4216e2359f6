import { credit, debit, type Header, transferOf } from "./postings.ts";
import type { Transfer } from "./transfer.ts";

/** Old debt that an account brings along: from suspense, as all that comes out of an earlier system (open-account.ts). */
export function debtOwed(header: Header, amountUnits: number): Transfer {
  const entries = [debit("arrears", amountUnits), credit("suspense", amountUnits)];
  return transferOf(header, "posted", "debt_owed", entries);
}

/** What fell due of old debt by time, taken of the credit that there is. */
export function debtSlice(header: Header, amountUnits: number): Transfer {
  const entries = [debit("prepaid", amountUnits), credit("arrears", amountUnits)];
  return transferOf(header, "posted", "debt_slice", entries);
}

/** The earlier system says that less is owed: off the debt, and back to where it came from. */
export function debtTakenBack(header: Header, amountUnits: number): Transfer {
  const entries = [debit("suspense", amountUnits), credit("arrears", amountUnits)];
  return transferOf(header, "posted", "debt_taken_back", entries);
}
