import { assert } from "../assert.ts";
import type { LocalDay } from "../instant.ts";

/** A post-pay bill of which something is unpaid. */
export interface OpenBill {
  /** Unique in its account, whoever made the bill. */
  readonly key: string;
  readonly issuedDay: LocalDay;
  readonly dueDay: LocalDay;
  /** What is still unpaid; more than zero. */
  readonly leftUnits: number;
}

/** What a bill is paid by one payment or credit; never zero. */
export interface BillPart {
  readonly key: string;
  readonly amountUnits: number;
}

/** Due first, paid first; of two that are due together the older, and of two of one day the one whose key comes first. */
export function byDue(one: OpenBill, other: OpenBill): number {
  return (
    compare(one.dueDay, other.dueDay) ||
    compare(one.issuedDay, other.issuedDay) ||
    compare(one.key, other.key)
  );
}

/**
 * Pays bills by an amount: the named one first, then the one that is due first. What no bill takes is left, and is credit of
 * the account that no bill has used. The parts and what is left sum to the amount.
 */
export function payBills(
  amountUnits: number,
  open: readonly OpenBill[],
  named: string | null,
): { readonly parts: readonly BillPart[]; readonly leftUnits: number } {
  assert(Number.isSafeInteger(amountUnits) && amountUnits >= 0, "bills are paid by whole units");
  const isNamed = (bill: OpenBill): boolean => bill.key === named;
  const dueFirst = open.toSorted(byDue);
  const ordered = [
    ...dueFirst.filter((bill) => isNamed(bill)),
    ...dueFirst.filter((bill) => !isNamed(bill)),
  ];
  const parts: BillPart[] = [];
  let leftUnits = amountUnits;
  for (const { key, leftUnits: openUnits } of ordered) {
    assert(openUnits > 0, `the open bill ${key} has something unpaid`);
    const paidUnits = Math.min(openUnits, leftUnits);
    leftUnits -= paidUnits;
    if (paidUnits > 0) parts.push({ key, amountUnits: paidUnits });
  }
  return { parts, leftUnits };
}

/** All that is billed and unpaid. */
export function unpaidUnits(open: readonly OpenBill[]): number {
  return open.reduce((sum, { leftUnits }) => sum + leftUnits, 0);
}

/** The day on which the oldest unpaid bill is due; null while none is unpaid. */
export function oldestDueDay(open: readonly OpenBill[]): LocalDay | null {
  return open.toSorted(byDue)[0]?.dueDay ?? null;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
