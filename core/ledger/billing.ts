/** What post-pay bills and a change of billing move in the books. Balances were read in the transaction that posts. */
import { assert } from "../assert.ts";
import type { AccountBalances } from "./balances.ts";
import { credit, debit, type Header, transferOf } from "./postings.ts";
import type { Entry, Transfer } from "./transfer.ts";

/** A bill is of whole minor units: what rounding adds to the use behind it, or takes away. Null where it is whole already. */
export function billRounded(header: Header, roundingUnits: number): Transfer | null {
  if (roundingUnits === 0) return null;
  return transferOf(header, "posted", "bill_rounding", [
    debit("receivable", roundingUnits),
    credit("rounding", roundingUnits),
  ]);
}

/**
 * A bill that another system made, or by how much a later version of it differs. What a lower version takes off beyond what
 * is unpaid of the bill is the customer's credit.
 */
export function billImported(
  header: Header,
  bill: { readonly source: string; readonly deltaUnits: number; readonly unpaidUnits: number },
): Transfer | null {
  const { source, deltaUnits, unpaidUnits } = bill;
  if (deltaUnits === 0) return null;
  const owedUnits = Math.max(deltaUnits, 0 - unpaidUnits);
  return transferOf(
    header,
    "posted",
    "bill",
    some([
      debit("receivable", owedUnits),
      debit("unapplied", deltaUnits - owedUnits),
      credit(`billed.${source}`, deltaUnits),
    ]),
  );
}

/** Credit that no bill had used pays what has been billed since. */
export function creditApplied(header: Header, amountUnits: number): Transfer {
  return transferOf(header, "posted", "credit_applied", [
    debit("unapplied", amountUnits),
    credit("receivable", amountUnits),
  ]);
}

/** What a prepaid customer has and owes, as a post-pay customer's: credit for the next bills, and a first bill. */
export function toPostpay(
  header: Header,
  { prepaidUnits, shortfallUnits, emergencyUsedUnits }: AccountBalances,
): Transfer | null {
  return converted(header, [
    debit("prepaid", prepaidUnits),
    credit("unapplied", prepaidUnits),
    debit("receivable", shortfallUnits + emergencyUsedUnits),
    credit("shortfall", shortfallUnits),
    credit("emergency_credit", emergencyUsedUnits),
  ]);
}

/** What a post-pay customer has and owes, as a prepaid customer's: one set off against the other, the rest credit or old debt. */
export function toPrepaid(
  header: Header,
  { receivableUnits, unappliedUnits }: AccountBalances,
): Transfer | null {
  const creditUnits = unappliedUnits - receivableUnits;
  return converted(header, [
    debit("unapplied", unappliedUnits),
    credit("receivable", receivableUnits),
    credit("prepaid", Math.max(0, creditUnits)),
    debit("arrears", Math.max(0, 0 - creditUnits)),
  ]);
}

function converted(header: Header, entries: readonly Entry[]): Transfer | null {
  const moved = some(entries);
  const sumUnits = moved.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
  assert(sumUnits === 0, `a conversion carries over ${String(sumUnits)} units too many`);
  return moved.length === 0 ? null : transferOf(header, "posted", "conversion", moved);
}

function some(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ amountUnits }) => amountUnits !== 0);
}
