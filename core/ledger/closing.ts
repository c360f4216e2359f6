/** What is moved in the books when an account is closed. Balances were read in the transaction that posts. */
import {
  betweenHomesOut,
  credit,
  debit,
  type Header,
  merged,
  type Share,
  transferOf,
} from "./postings.ts";
import type { AccountName } from "./chart.ts";
import type { Transfer } from "./transfer.ts";

/** Credit pays what is owed, as far as it goes. */
export function setOff(header: Header, targets: readonly Share[]): Transfer {
  const shares = merged(targets);
  return transferOf(header, "posted", "set_off", [
    debit("unapplied", sumOf(shares)),
    ...shares.map(({ account, amountUnits }) => credit(account, amountUnits)),
  ]);
}

/** Credit is given back in whole minor units: what rounding adds to it, or takes away. Null where it is whole already. */
export function creditRounded(header: Header, roundingUnits: number): Transfer | null {
  if (roundingUnits === 0) return null;
  return transferOf(header, "posted", "credit_rounding", [
    debit("rounding", roundingUnits),
    credit("unapplied", roundingUnits),
  ]);
}

/** Credit that no card takes back is to be paid out by people. */
export function creditPayable(header: Header, amountUnits: number): Transfer {
  const entries = [debit("unapplied", amountUnits), credit("payable", amountUnits)];
  return transferOf(header, "posted", "payable", entries);
}

/** It was paid out: out of the bank, or of a drawer. */
export function paidOut(
  header: Header,
  { from, amountUnits }: { readonly from: AccountName; readonly amountUnits: number },
): Transfer {
  const entries = [debit("payable", amountUnits), credit(from, amountUnits)];
  return transferOf(header, "posted", "paid_out", entries);
}

/** Credit leaves for another account of the customer's. */
export function creditLeft(header: Header, amountUnits: number): Transfer {
  return betweenHomesOut(header, { from: "unapplied", amountUnits });
}

/** What is owed leaves for another account of the customer's, part by part. */
export function debtLeft(header: Header, owed: readonly Share[]): Transfer {
  const shares = merged(owed);
  return transferOf(header, "posted", "between_homes", [
    debit("between_homes", sumOf(shares)),
    ...shares.map(({ account, amountUnits }) => credit(account, amountUnits)),
  ]);
}

/** Where it arrives it is old debt. */
export function debtArrived(header: Header, amountUnits: number): Transfer {
  const entries = [debit("arrears", amountUnits), credit("between_homes", amountUnits)];
  return transferOf(header, "posted", "between_homes", entries);
}

function sumOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
}
