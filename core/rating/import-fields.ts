import { isZone } from "../instant.ts";
import { isRefusal } from "../refusal.ts";
import { type Exact, exactText, parseExact } from "./exact.ts";
import { JsonNumber } from "./exact-json.ts";
import type { LeftOut } from "./plan.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** The first whole amount that a price, a bound or a fixed charge may not reach: what is above it is a slip. */
const AMOUNT_LIMIT = 10n ** 9n;

/**
 * Notes what is wrong in a record while it is read, so that reading goes on and all of it is known at the end; what a wrong
 * field gives is never used.
 */
export class ImportNotes {
  readonly problems: { readonly field: string; readonly message: string }[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly taken: string[] = [];

  wrong(field: string, message: string): void {
    this.problems.push({ field, message });
  }

  leave(field: string, reason: string): void {
    this.leftOut.push({ field, reason });
  }

  take(field: string): void {
    this.taken.push(field);
  }
}

export function isFields(value: unknown): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JsonNumber)
  );
}

/** Absent, null, empty text, an empty list or object, or zero: it asks for nothing. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (value instanceof JsonNumber) return /^-?0*\.?0*(?:[eE].*)?$/.test(value.text);
  if (Array.isArray(value)) return value.every(isNothing);
  return typeof value === "object" && Object.values(value).every(isNothing);
}

/** Where a decimal may lie. */
export type Sign = "any" | "not_negative" | "positive";

/** A decimal from a JSON number or from text; noted as wrong, and null, where it is none. */
export function exactAt(notes: ImportNotes, field: string, raw: unknown, sign: Sign): Exact | null {
  const text = raw instanceof JsonNumber ? raw.text : typeof raw === "number" ? String(raw) : raw;
  if (typeof text !== "string") {
    notes.wrong(field, raw === undefined ? "is missing" : "is not a number");
    return null;
  }
  const value = parseExact(text);
  if (isRefusal(value)) {
    notes.wrong(field, value.message);
    return null;
  }
  const flaw = flawOf(value, sign);
  if (flaw !== null) notes.wrong(field, flaw);
  return flaw === null ? value : null;
}

function flawOf({ top, bottom }: Exact, sign: Sign): string | null {
  const limit = AMOUNT_LIMIT * bottom;
  if (top >= limit || -top >= limit) return `must be below ${String(AMOUNT_LIMIT)}`;
  if (sign === "any") return null;
  if (top < 0n) return "must not be below 0";
  return sign === "positive" && top === 0n ? "must be above 0" : null;
}

export function decimalAt(notes: ImportNotes, field: string, raw: unknown, sign: Sign): string {
  const value = exactAt(notes, field, raw, sign);
  return value === null ? "0" : exactText(value);
}

/** A whole number from `min` to `max`; noted as wrong, and `min`, where it is none. */
export function wholeAt(
  notes: ImportNotes,
  field: string,
  raw: unknown,
  [min, max]: readonly [number, number],
): number {
  const number = raw instanceof JsonNumber ? Number(raw.text) : raw;
  if (
    typeof number === "number" &&
    Number.isSafeInteger(number) &&
    number >= min &&
    number <= max
  ) {
    return number;
  }
  notes.wrong(field, `must be a whole number from ${String(min)} to ${String(max)}`);
  return min;
}

export function textAt(notes: ImportNotes, field: string, raw: unknown): string {
  if (typeof raw === "string" && raw !== "") return raw;
  notes.wrong(field, raw === undefined ? "is missing" : "must be text");
  return "";
}

export function oneOf<Word extends string>(
  notes: ImportNotes,
  field: string,
  raw: unknown,
  words: readonly [Word, ...Word[]],
): Word {
  const found = words.find((word) => word === raw);
  if (found !== undefined) return found;
  notes.wrong(field, raw === undefined ? "is missing" : `must be one of ${words.join(", ")}`);
  return words[0];
}

export function zoneAt(notes: ImportNotes, field: string, raw: unknown): string {
  const name = textAt(notes, field, raw);
  if (name !== "" && isZone(name)) return name;
  if (name !== "")
    notes.wrong(field, `"${name.slice(0, 40)}" is not a zone of the time zone database`);
  return "UTC";
}

/** A calendar day that exists, so that 2026-02-30 is not read as the second of March. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}
