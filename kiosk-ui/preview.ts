/** What a number typed at the keypad is worth, by the figures that the hub sent with the screen. */
import type { AmountPreview } from "../channels/kiosk/protocol.ts";

const DAY_MS = 86_400_000;

export interface Previewed {
  /** "$35.00". */
  readonly amount: string;
  readonly amountMinor: number;
  readonly isInRange: boolean;
  /** Null where there are too few days of use to say. */
  readonly addedDays: number | null;
  /** "12 more days, to Wed, Dec 2"; null with the days. */
  readonly buys: string | null;
}

/** What is made for one language and one currency or zone takes long to make, and serves for good. */
function kept<Made>(make: (language: string, of: string) => Made) {
  const made = new Map<string, Made>();
  return (language: string, of: string): Made => {
    const key = `${language} ${of}`;
    const one = made.get(key) ?? make(language, of);
    made.set(key, one);
    return one;
  };
}

const moneyFormat = kept(
  (language, currency) => new Intl.NumberFormat(language, { style: "currency", currency }),
);
const dateFormat = kept(
  (language, timeZone) =>
    new Intl.DateTimeFormat(language, {
      weekday: "short",
      month: "short",
      day: "numeric",
      timeZone,
    }),
);

/** Of digits that mean whole units of the currency. */
export function previewOf(preview: AmountPreview, digits: string, language: string): Previewed {
  const { currency, minorDigits, minMinor, maxMinor } = preview;
  const amountMinor = Number(digits) * 10 ** minorDigits;
  const amount = moneyFormat(language, currency).format(amountMinor / 10 ** minorDigits);
  const isInRange = amountMinor >= minMinor && amountMinor <= maxMinor;
  const days = isInRange ? daysOf(preview, amountMinor) : null;
  if (days === null) return { amount, amountMinor, isInRange, addedDays: null, buys: null };
  const last = preview.serviceMs + days.last * DAY_MS;
  const date = dateFormat(language, preview.zone).format(last);
  const text = days.added === 1 ? preview.buysOneDay : preview.buysDays;
  const buys = text
    .replaceAll("{amount}", amount)
    .replaceAll("{days}", String(days.added))
    .replaceAll("{date}", date);
  return { amount, amountMinor, isInRange, addedDays: days.added, buys };
}

/** Days the amount adds to those already paid for, and the last of them counted from today. */
function daysOf(
  { balanceMinor, perDayMinor }: AmountPreview,
  amountMinor: number,
): { readonly added: number; readonly last: number } | null {
  if (balanceMinor === null || perDayMinor === null || perDayMinor <= 0) return null;
  const daysFor = (minor: number): number => Math.max(0, Math.floor(minor / perDayMinor));
  const last = daysFor(balanceMinor + amountMinor);
  return { added: last - daysFor(balanceMinor), last };
}
