import { must } from "../assert.ts";
import { type Currency, currencyOf, minorToDecimal, unitsToMinorFloor } from "../money.ts";
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

/** Spanish writes dollars as in the Americas ($1,234.50) and all else as in Spain (1234,50 €). */
export function localeOf(language: Language, currency: string): string {
  if (language === "en") return "en-US";
  return currency === "USD" ? "es-US" : "es-ES";
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

/** The exact decimal is handed over as text, so that no amount passes through a float. */
function written(minor: number, currency: Currency, how: Intl.NumberFormat): string {
  const decimal = minorToDecimal(minor, currency) as Intl.StringNumericLiteral;
  // Number formats part with no-break spaces, which GSM-7 lacks.
  return how.format(decimal).replace(/[\u00a0\u202f]/g, " ");
}

/** "$20.00" from minor units. */
export function moneyText(minor: number, code: string, language: Language): string {
  const currency = known(code);
  return written(minor, currency, formatOf(language, currency, "currency"));
}

/** "20.00", as the customer types it after PAY. */
export function typedAmount(minor: number, code: string, language: Language): string {
  const currency = known(code);
  return written(minor, currency, formatOf(language, currency, "decimal"));
}

/** Whole minor units of a signed balance: credit is floored and what is owed is ceiled, which for a signed number is one floor. */
export function shownMinor(units: number, code: string): number {
  return unitsToMinorFloor(units, known(code));
}
