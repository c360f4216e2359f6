import { assert } from "../assert.ts";
import { type Currency, minorToDecimal } from "../money.ts";
import { type Refusal, refuse } from "../refusal.ts";

export interface PaymentLimits {
  readonly minMinor: number;
  readonly maxMinor: number;
  /** The most that may be charged in a day by this channel; null is no cap. */
  readonly dailyMinor: number | null;
}

export interface PaymentAsked {
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly limits: PaymentLimits;
  /** What counts against the day's cap: charged, or under way and perhaps charged. */
  readonly chargedTodayMinor: number;
  readonly accountClosed: boolean;
}

export type PaymentRefused =
  | "account_closed"
  | "amount_too_small"
  | "amount_too_large"
  | "over_daily_limit";

/** Whether an amount may be charged, by the first bound that it breaks. A fraction of a minor unit was refused where it was read. */
export function checkPayment(asked: PaymentAsked): Refusal<PaymentRefused> | null {
  const { amountMinor, limits, chargedTodayMinor } = asked;
  assert(Number.isInteger(amountMinor), `an amount of ${String(amountMinor)} minor units`);
  const words = (minor: number): string =>
    `${minorToDecimal(minor, asked.currency)} ${asked.currency.code}`;
  if (asked.accountClosed) return refuse("account_closed", "the account is closed");
  // Nothing and less than nothing are no payments, whatever the utility's own bound is.
  const minMinor = Math.max(limits.minMinor, 1);
  if (amountMinor < minMinor) {
    return refuse("amount_too_small", `a payment is at least ${words(minMinor)}`);
  }
  if (amountMinor > limits.maxMinor) {
    return refuse("amount_too_large", `a payment is at most ${words(limits.maxMinor)}`);
  }
  if (limits.dailyMinor === null) return null;
  const leftMinor = Math.max(0, limits.dailyMinor - chargedTodayMinor);
  if (amountMinor > leftMinor) {
    const bound = `${words(leftMinor)} of a day's ${words(limits.dailyMinor)}`;
    return refuse("over_daily_limit", `only ${bound} may still be charged`);
  }
  return null;
}
