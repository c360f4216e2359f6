import { must } from "../assert.ts";
import { type Currency, currencyOf, minorToDecimal, unitsToMinorFloor } from "../money.ts";
import { ways } from "./all-ways.ts";
import type { Language } from "./language.ts";

/** Symbols that GSM-7 has, or that are plain letters; another currency goes by its code. */
const symbolled: ReadonlySet<string> = new Set([
  "USD",
  "CAD",
  "AUD",
  "EUR",
  "GBP",
  "ZAR",
  "JPY",
  "KWD",
]);

/** The locale that a language's amounts and times are written by. */
export function localeOf(language: Language, currency: string): string {
  return ways[language].locale(currency);
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(
  language: Language,
  { code, minorDigits }: Currency,
  style: "currency" | "decimal",
): Intl.NumberFormat {
  const key = `${language} ${code} ${style}`;
  let format = formats.get(key);
  if (format === undefined) {
    const shared = { minimumFractionDigits: minorDigits, maximumFractionDigits: minorDigits };
    const display = symbolled.has(code) ? "narrowSymbol" : "code";
    format = new Intl.NumberFormat(
      localeOf(language, code),
      style === "decimal"
        ? { ...shared, useGrouping: false }
        : { ...shared, style, currency: code, currencyDisplay: display },
    );
    formats.set(key, format);
  }
  return format;
}

function known(code: string): Currency {
  return must(currencyOf(code), `no scale is kept for currency ${code}`);
}

/** Decimals of a price beyond those of the currency: enough for a tenth of a percent of a cheap unit. */
const PRICE_DIGITS_MORE = 3;

const priceFormats = new Map<string, Intl.NumberFormat>();

function priceFormat(language: Language, { code, minorDigits }: Currency): Intl.NumberFormat {
  const key = `${language} ${code}`;
  let format = priceFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(localeOf(language, code), {
      style: "currency",
      currency: code,
      currencyDisplay: symbolled.has(code) ? "narrowSymbol" : "code",
      minimumFractionDigits: minorDigits,
      maximumFractionDigits: minorDigits + PRICE_DIGITS_MORE,
    });
    priceFormats.set(key, format);
  }
  return format;
}

/** The exact decimal is handed over as text, so that no amount passes through a float. */
function written(decimal: string, how: Intl.NumberFormat): string {
  // Number formats part with no-break spaces, which GSM-7 lacks.
  return how.format(decimal as Intl.StringNumericLiteral).replace(/[\u00a0\u202f]/g, " ");
}

/** "$20.00" from minor units. */
export function moneyText(minor: number, code: string, language: Language): string {
  const currency = known(code);
  return written(minorToDecimal(minor, currency), formatOf(language, currency, "currency"));
}

/** "20.00", as the customer types it after PAY. */
export function typedAmount(minor: number, code: string, language: Language): string {
  const currency = known(code);
  return written(minorToDecimal(minor, currency), formatOf(language, currency, "decimal"));
}

/** "$0.1234" from an exact decimal of the currency: a price of one unit, with as many decimals as tell one price from another. */
export function priceText(decimal: string, code: string, language: Language): string {
  const currency = known(code);
  return written(decimal, priceFormat(language, currency));
}

/** Whole minor units of a signed balance: credit is floored and what is owed is ceiled, which for a signed number is one floor. */
export function shownMinor(units: number, code: string): number {
  return unitsToMinorFloor(units, known(code));
}
