/** What of a utility's file bounds its payments, by how they are made. */
import { AMOUNT_UNITS_MAX } from "../core/ledger/transfer.ts";
import { type Currency, unitsPerMinor } from "../core/money.ts";
import type { UtilityConfiguration } from "./configuration.ts";
import { amountOf, type Note } from "./configuration-amount.ts";
import type { UtilityAsWritten } from "./configuration-file.ts";

type Limits = Omit<UtilityConfiguration["payment"], "processor" | "stripeAccount">;

/** `min` and `max` are of what is charged to a card or an account at a bank; cash, which nobody takes back, has a bound of its own. */
export function limitsOf(
  written: UtilityAsWritten["payment"],
  currency: Currency,
  note: Note,
): Limits {
  const minor = (text: string, at: string): number =>
    amountOf(text, currency.minorDigits, at, note);
  const minMinor = minor(written.min, "payment.min");
  const maxMinor = minor(written.max, "payment.max");
  const dailyByTextMinor = minor(written.daily_by_text, "payment.daily_by_text");
  const dailyByCodesMinor =
    written.daily_by_codes === ""
      ? dailyByTextMinor
      : minor(written.daily_by_codes, "payment.daily_by_codes");
  const cashMaxMinor = written.cash_max === "" ? null : minor(written.cash_max, "payment.cash_max");
  if (minMinor <= 0) note("payment.min", "not_positive", "must be more than nothing");
  for (const [at, mostMinor] of [
    ["payment.max", maxMinor],
    ["payment.cash_max", cashMaxMinor ?? minMinor],
  ] as const) {
    if (mostMinor * unitsPerMinor(currency) > AMOUNT_UNITS_MAX) {
      note(at, "too_large", "is more than one payment can be");
    }
    if (mostMinor < minMinor) note(at, "below_min", "must not be below payment.min");
  }
  if (dailyByTextMinor < minMinor) {
    const words = "must not be below payment.min, or nobody could pay by text";
    note("payment.daily_by_text", "below_min", words);
  }
  if (dailyByCodesMinor < minMinor) {
    const words = "must not be below payment.min, or nobody could pay by a code";
    note("payment.daily_by_codes", "below_min", words);
  }
  return {
    minMinor,
    maxMinor,
    dailyByTextMinor,
    dailyByCodesMinor,
    cashMaxMinor,
    readers: written.readers,
    quoteMinutes: written.quote_minutes,
  };
}
