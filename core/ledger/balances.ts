import { type LedgerBalance, availableUnits } from "./effect.ts";

/** Where an account's money stands. All are zero or more, but `balanceUnits`. */
export interface AccountBalances {
  /** What the customer is told: prepaid - shortfall - emergency credit used. */
  readonly balanceUnits: number;
  readonly prepaidUnits: number;
  /** Prepaid that nothing pending has reserved. */
  readonly prepaidFreeUnits: number;
  readonly shortfallUnits: number;
  readonly emergencyUsedUnits: number;
  /** Shown beside the balance, never inside it. */
  readonly arrearsUnits: number;
  readonly returnedPaymentsUnits: number;
  readonly receivableUnits: number;
  readonly depositUnits: number;
  /** Received and not allocated. */
  readonly unappliedUnits: number;
  /** Payments under way: not received yet. */
  readonly pendingUnits: number;
}

/** Reads an account home's balances out of its rows; the utility's accounts among them are passed over. */
export function balancesOf(rows: readonly LedgerBalance[]): AccountBalances {
  const row = (account: string): LedgerBalance | undefined =>
    rows.find((balance) => balance.account === account);
  // An asset stands at its debits, a liability at its credits.
  const asset = (account: string): number => row(account)?.postedUnits ?? 0;
  const liability = (account: string): number => 0 - (row(account)?.postedUnits ?? 0);
  const prepaid = row("prepaid");
  const prepaidUnits = liability("prepaid");
  const shortfallUnits = asset("shortfall");
  const emergencyUsedUnits = asset("emergency_credit");
  return {
    balanceUnits: prepaidUnits - shortfallUnits - emergencyUsedUnits,
    prepaidUnits,
    prepaidFreeUnits: prepaid === undefined ? 0 : availableUnits(prepaid),
    shortfallUnits,
    emergencyUsedUnits,
    arrearsUnits: asset("arrears"),
    returnedPaymentsUnits: asset("returned_payments"),
    receivableUnits: asset("receivable"),
    depositUnits: liability("deposit"),
    unappliedUnits: liability("unapplied"),
    pendingUnits: row("unapplied")?.pendingCreditUnits ?? 0,
  };
}
