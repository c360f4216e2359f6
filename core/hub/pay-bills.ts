import type { AccountBalances } from "../ledger/balances.ts";
import type { Allocated } from "../payment/allocate.ts";
import { type BillPart, payBills, unpaidUnits } from "../payment/bills.ts";
import type { Home, Sql } from "../ports.ts";
import { addBillPart, openBills } from "../store/bills.ts";

/** A post-pay account's money: what it goes to in the ledger, and which bills that pays. */
export interface BillAllocation {
  /** What is left of the amount is in none of them: it stays unapplied, credit for the next bill. */
  readonly parts: readonly Allocated[];
  readonly bills: readonly BillPart[];
}

/**
 * How a payment to a post-pay account is taken: what came back from a bank, the bill that was named, the others as they are
 * due, old debt; the rest is credit that the next bill takes.
 */
export function allocateToBills(
  sql: Sql,
  home: Home,
  money: {
    readonly amountUnits: number;
    readonly balances: AccountBalances;
    readonly billKey: string | null;
  },
): BillAllocation {
  const { amountUnits, balances, billKey } = money;
  const returnedUnits = Math.min(balances.returnedPaymentsUnits, amountUnits);
  const { parts: bills, leftUnits } = payBills(
    amountUnits - returnedUnits,
    openBills(sql, home),
    billKey,
  );
  const billedUnits = amountUnits - returnedUnits - leftUnits;
  const arrearsUnits = Math.min(balances.arrearsUnits, leftUnits);
  const parts: Allocated[] = [
    { target: "returned_payments", account: "returned_payments", amountUnits: returnedUnits },
    { target: "bill", account: "receivable", amountUnits: billedUnits },
    { target: "accumulated", account: "arrears", amountUnits: arrearsUnits },
  ];
  return { parts: parts.filter((part) => part.amountUnits > 0), bills };
}

/** Counts what a transfer paid to the bills that it paid. */
export function notePaid(
  sql: Sql,
  home: Home,
  transferId: string,
  parts: readonly BillPart[],
): void {
  for (const part of parts) addBillPart(sql, home, transferId, part);
}

/** What of the receivable no bill says yet: use since the last one. */
export function unbilledUnits(sql: Sql, home: Home, balances: AccountBalances): number {
  return balances.receivableUnits - unpaidUnits(openBills(sql, home));
}
