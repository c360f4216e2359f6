/** Amounts and instants as this page writes them. Amounts stay decimal text or whole minor units; none is ever a fraction in binary. */
import { language } from "./language.ts";
import { session } from "./session.ts";

type Decimal = `${number}`;

function keyNow() {
  const now = session.value;
  return now.kind === "in" ? now.key : null;
}

/** As money of the utility. A balance is never shown better than it is: what is less than a coin counts against it. A part is rounded. */
export function moneyText(decimal: string, of: "balance" | "part" = "balance"): string {
  const { currency = "USD", minor_digits: digits = 2 } = keyNow() ?? {};
  return new Intl.NumberFormat(language.value === "es" ? "es-US" : "en-US", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    roundingMode: of === "balance" ? "floor" : "halfExpand",
  }).format(decimal as Decimal);
}

/** Without its sign: beside a word that says which way it goes. */
export function owedText(decimal: string): string {
  return moneyText(decimal).replace(/^[-−]/, "");
}

export function isNothing(decimal: string): boolean {
  return /^-?0*(?:\.0*)?$/.test(decimal);
}

export function isBelowZero(decimal: string): boolean {
  return decimal.startsWith("-") && !isNothing(decimal);
}

/** Nine digits before the point: more was never laid on a counter. */
const TYPED = /^(\d{1,9})(?:[.,](\d*))?$/;

/** What was typed, in minor units; null where it is no amount of this currency. A comma is a point. */
export function minorOf(typed: string): number | null {
  const [, whole, part = ""] = TYPED.exec(typed.trim()) ?? [];
  const digits = keyNow()?.minor_digits ?? 2;
  if (whole === undefined || part.length > digits) return null;
  return Number(`${whole}${part.padEnd(digits, "0")}`);
}

export function decimalOf(minor: number): string {
  const digits = keyNow()?.minor_digits ?? 2;
  const text = String(minor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** What a customer may lay down for an amount: the next sums that notes add up to. */
export function likelyNotes(minor: number): readonly number[] {
  const unit = 10 ** (keyNow()?.minor_digits ?? 2);
  const scale = unit * 10 ** Math.max(0, Math.floor(Math.log10(minor / unit)) - 1);
  const sums = [5, 10, 20, 50, 100].map((step) => Math.ceil(minor / (step * scale)) * step * scale);
  return [...new Set(sums)].filter((sum) => sum > minor).slice(0, 3);
}

const styles = {
  day: { weekday: "short", month: "short", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  both: { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** By the utility's own clock. */
export function whenText(instant: string, style: keyof typeof styles): string {
  const timeZone = keyNow()?.zone ?? "UTC";
  const locale = language.value === "es" ? "es-US" : "en-US";
  return new Intl.DateTimeFormat(locale, { timeZone, ...styles[style] }).format(new Date(instant));
}

/** A local day such as "2026-12-03", wherever it is read. */
export function dayText(day: string): string {
  const locale = language.value === "es" ? "es-US" : "en-US";
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...styles.day }).format(new Date(day));
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago, as coarsely as a queue is read: "12 min. ago". */
export function agoText(instant: string, nowMs: number): string {
  const format = new Intl.RelativeTimeFormat(language.value, { numeric: "auto", style: "short" });
  const passedMs = Math.max(0, nowMs - Date.parse(instant));
  if (passedMs < HOUR_MS) return format.format(-Math.floor(passedMs / MINUTE_MS), "minute");
  if (passedMs < 2 * DAY_MS) return format.format(-Math.floor(passedMs / HOUR_MS), "hour");
  return format.format(-Math.floor(passedMs / DAY_MS), "day");
}
