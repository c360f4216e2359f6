import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { type PaymentAsked, checkPayment } from "./limits.ts";

const usd = must(currencyOf("USD"), "USD");
const jpy = must(currencyOf("JPY"), "JPY");

const asked: PaymentAsked = {
  amountMinor: 2_000,
  currency: usd,
  limits: { minMinor: 500, maxMinor: 30_000, dailyMinor: 10_000 },
  chargedTodayMinor: 0,
  accountClosed: false,
};
const uncapped = { ...asked.limits, dailyMinor: null };

describe("a payment", () => {
  it.each<[string, Partial<PaymentAsked>]>([
    ["inside all bounds", {}],
    ["of the least", { amountMinor: 500 }],
    ["of the most", { amountMinor: 30_000, limits: uncapped }],
    ["of the last of the day", { chargedTodayMinor: 8_000 }],
    ["by a channel without a daily cap", { limits: uncapped, chargedTodayMinor: 9_000_000 }],
  ])("%s may be charged", (_, change) => {
    expect(checkPayment({ ...asked, ...change })).toBeNull();
  });

  it.each<[string, string, Partial<PaymentAsked>]>([
    ["account_closed", "the account is closed", { accountClosed: true }],
    ["account_closed", "the account is closed", { accountClosed: true, amountMinor: -1 }],
    ["amount_too_small", "a payment is at least 5.00 USD", { amountMinor: 499 }],
    ["amount_too_small", "a payment is at least 5.00 USD", { amountMinor: 0 }],
    ["amount_too_small", "a payment is at least 5.00 USD", { amountMinor: -2_000 }],
    [
      "amount_too_small",
      "a payment is at least 5.00 USD",
      { amountMinor: 1, chargedTodayMinor: 10_000 },
    ],
    [
      "amount_too_small",
      "a payment is at least 0.01 USD",
      { amountMinor: 0, limits: { ...asked.limits, minMinor: 0 } },
    ],
    ["amount_too_large", "a payment is at most 300.00 USD", { amountMinor: 30_001 }],
    ["amount_too_large", "a payment is at most 300.00 USD", { amountMinor: 2 ** 60 }],
    ["amount_too_large", "a payment is at most 30000 JPY", { amountMinor: 30_001, currency: jpy }],
    [
      "over_daily_limit",
      "only 19.99 USD of a day's 100.00 USD may still be charged",
      { chargedTodayMinor: 8_001 },
    ],
    [
      "over_daily_limit",
      "only 0.00 USD of a day's 100.00 USD may still be charged",
      { chargedTodayMinor: 12_000 },
    ],
  ])("is refused: %s, %s", (code, message, change) => {
    expect(checkPayment({ ...asked, ...change })).toMatchObject({ code, message });
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "of %f minor units is a fault",
    (amountMinor) => {
      expect(() => checkPayment({ ...asked, amountMinor })).toThrow(/minor units/);
    },
  );
});
