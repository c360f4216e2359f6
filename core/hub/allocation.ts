import type { AccountBalances } from "../ledger/balances.ts";
import type { Now } from "../instant.ts";
import type { Dues } from "../payment/allocate.ts";
import type { Home, Sql } from "../ports.ts";

/** What an account owes that a payment must go to before it is credit, by the balances of this transaction. */
export function duesOf(_sql: Sql, _now: Now, _home: Home, balances: AccountBalances): Dues {
  return {
    returnedPaymentsUnits: balances.returnedPaymentsUnits,
    accumulatedUnits: 0,
    arrearsUnits: balances.arrearsUnits,
    arrearsTakenInPeriodUnits: 0,
    shortfallUnits: balances.shortfallUnits,
    emergencyUsedUnits: balances.emergencyUsedUnits,
  };
}

/** Letters and digits that are not taken for one another when read aloud. */
const CONFIRMATION_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CONFIRMATION_LENGTH = 8;

/** The code on a receipt: follows from the account and the payment, so that a repeated answer shows the same one. */
export function confirmationOf(sql: Sql, home: Home, paymentId: string): string {
  const hash = sql.sha256(`${home}/${paymentId}`);
  let rest = BigInt(`0x${hash.slice(0, 16)}`);
  let code = "";
  const base = BigInt(CONFIRMATION_ALPHABET.length);
  for (let at = 0; at < CONFIRMATION_LENGTH; at += 1) {
    code += CONFIRMATION_ALPHABET.charAt(Number(rest % base));
    rest /= base;
  }
  return code;
}
