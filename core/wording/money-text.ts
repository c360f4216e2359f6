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

/** How one language writes amounts of one currency, and how it writes the ones below a thousand, which it never groups. */
interface AmountFormat {
  readonly how: Intl.NumberFormat;
  readonly positive: Marks;
  readonly negative: Marks;
}

/** What stands around the digits of an amount. */
interface Marks {
  readonly before: string;
  readonly point: string;
  readonly after: string;
}

const formats = new Map<string, AmountFormat>();

function formatOf(
  language: Language,
  currency: Currency,
  style: "currency" | "decimal",
): AmountFormat {
  const key = `${language} ${currency.code} ${style}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = newFormat(language, currency, style);
    formats.set(key, format);
  }
  return format;
}

function newFormat(
  language: Language,
  { code, minorDigits }: Currency,
  style: "currency" | "decimal",
): AmountFormat {
  const shared = { minimumFractionDigits: minorDigits, maximumFractionDigits: minorDigits };
  const display = symbolled.has(code) ? "narrowSymbol" : "code";
  const how = new Intl.NumberFormat(
    localeOf(language, code),
    style === "decimal"
      ? { ...shared, useGrouping: false }
      : { ...shared, style, currency: code, currencyDisplay: display },
  );
  return { how, positive: marksOf(how, 1), negative: marksOf(how, -1) };
}

function marksOf(how: Intl.NumberFormat, sign: 1 | -1): Marks {
  const parts = how.formatToParts(sign);
  const texts = (some: typeof parts) => plainSpaces(some.map(({ value }) => value).join(""));
  const first = parts.findIndex(({ type }) => type === "integer");
  const last = parts.findLastIndex(({ type }) => type === "integer" || type === "fraction");
  const point = parts.filter(({ type }) => type === "decimal");
  return {
    before: texts(parts.slice(0, first)),
    point: texts(point),
    after: texts(parts.slice(last + 1)),
  };
}

/** Number formats part with no-break spaces, which GSM-7 lacks. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

/** The first amount that a language may group by thousands, in major units. */
const GROUPED_FROM = 1_000;

/**
 * An amount in whole minor units. Most are small, and put together from their marks: the runtime's own format costs ten times as
 * much, and writes the others.
 */
function amountText(
  minor: number,
  currency: Currency,
  style: "currency" | "decimal",
  language: Language,
): string {
  const format = formatOf(language, currency, style);
  const decimal = minorToDecimal(minor, currency);
  const { minorDigits: digits } = currency;
  if (Math.abs(minor) >= GROUPED_FROM * 10 ** digits) return written(decimal, format.how);
  const { before, point, after } = minor < 0 ? format.negative : format.positive;
  const figures = minor < 0 ? decimal.slice(1) : decimal;
  if (digits === 0) return `${before}${figures}${after}`;
  return `${before}${figures.slice(0, -digits - 1)}${point}${figures.slice(-digits)}${after}`;
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
  return plainSpaces(how.format(decimal as Intl.StringNumericLiteral));
}

/** "$20.00" from minor units. */
export function moneyText(minor: number, code: string, language: Language): string {
  return amountText(minor, known(code), "currency", language);
}

/** "20.00", as the customer types it after PAY. */
export function typedAmount(minor: number, code: string, language: Language): string {
  return amountText(minor, known(code), "decimal", language);
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
