import { type Refusal, refuse } from "./refusal.ts";

/**
 * Money is a safe integer of ledger units (10^-ledgerDigits of the currency); a tender (cash, card) is an integer of minor
 * units (10^-minorDigits). No float touches either.
 */
export interface Currency {
  readonly code: string;
  readonly minorDigits: number;
  readonly ledgerDigits: number;
}

const table: Readonly<Record<string, Currency>> = {
  USD: { code: "USD", minorDigits: 2, ledgerDigits: 6 },
  CAD: { code: "CAD", minorDigits: 2, ledgerDigits: 6 },
  AUD: { code: "AUD", minorDigits: 2, ledgerDigits: 6 },
  EUR: { code: "EUR", minorDigits: 2, ledgerDigits: 6 },
  GBP: { code: "GBP", minorDigits: 2, ledgerDigits: 6 },
  ZAR: { code: "ZAR", minorDigits: 2, ledgerDigits: 6 },
  JPY: { code: "JPY", minorDigits: 0, ledgerDigits: 4 },
  KWD: { code: "KWD", minorDigits: 3, ledgerDigits: 6 },
  VND: { code: "VND", minorDigits: 0, ledgerDigits: 2 },
};

export const currencyCodes: readonly string[] = Object.keys(table);

/** The currency of an ISO 4217 code we keep a scale for, or undefined. */
export function currencyOf(code: string): Currency | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

export function unitsPerMinor(currency: Currency): number {
  return 10 ** (currency.ledgerDigits - currency.minorDigits);
}

export function minorToUnits(minor: number, currency: Currency): number {
  return minor * unitsPerMinor(currency);
}

/** Whole minor units in `units`, rounded toward minus infinity: what a customer's credit is shown as. */
export function unitsToMinorFloor(units: number, currency: Currency): number {
  return Math.floor(units / unitsPerMinor(currency));
}

/** Whole minor units that cover `units`, rounded toward plus infinity: what a customer owes is shown as. */
export function unitsToMinorCeil(units: number, currency: Currency): number {
  // Taken from 0, because negating would make a minus zero of it.
  return 0 - unitsToMinorFloor(0 - units, currency);
}

/** "-20.05" from -2005 minor units of USD: plain decimal, no grouping, no symbol. */
export function minorToDecimal(minor: number, currency: Currency): string {
  return scaled(minor, currency.minorDigits);
}

/** The exact decimal of ledger units, for files and API answers. */
export function unitsToDecimal(units: number, currency: Currency): string {
  return scaled(units, currency.ledgerDigits);
}

/** The exact decimal of a quantity in 1e-6 of its unit. */
export function microToDecimal(micro: number): string {
  return scaled(micro, 6);
}

function scaled(value: number, digits: number): string {
  const sign = value < 0 ? "-" : "";
  const text = Math.abs(value)
    .toString()
    .padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * An exact integer of 10^-digits from a plain decimal such as "20", "-3.5" or "0.25". Refuses anything else, more decimals
 * than `digits`, and what does not fit a safe integer.
 */
export function parseDecimal(
  text: string,
  digits: number,
): number | Refusal<"not_a_decimal" | "too_many_decimals" | "too_large"> {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return refuse("not_a_decimal", `"${text}" is not a plain decimal`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > digits) {
    return refuse("too_many_decimals", `"${text}" has more than ${String(digits)} decimals`);
  }
  const value = Number(whole + kept.padEnd(digits, "0"));
  if (!Number.isSafeInteger(value)) return refuse("too_large", `"${text}" is too large`);
  return sign === "-" && value !== 0 ? -value : value;
}
