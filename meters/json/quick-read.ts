/**
 * The form in which nearly every read comes, taken without the schema, which costs ten times as much. What has any other
 * form, wrong or only unusual, is left to the schema: it alone refuses.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { INTERVAL_MINUTES_MAX, type ParsedRead, REVISION_MAX } from "./schema.ts";

const fields = new Set(["meter", "start", "minutes", "quantity", "revision", "estimated"]);
export const meterText = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const WHOLE_DIGITS_MAX = 9;
const DECIMALS_MAX = 6;

/** Null where the read has another form. */
export function quickRead(raw: unknown): ParsedRead | null {
  if (!isOfFields(raw)) return null;
  const { meter, start, minutes, quantity, revision = 0, estimated = false } = raw;
  if (!isMeter(meter)) return null;
  if (typeof start !== "string" || typeof quantity !== "string") return null;
  if (typeof estimated !== "boolean") return null;
  if (!isWhole(minutes, 1, INTERVAL_MINUTES_MAX) || !isWhole(revision, 0, REVISION_MAX))
    return null;
  const startMs = minuteOf(start, 0, start.length);
  const quantityMicro = microOf(quantity, 0, quantity.length);
  if (startMs === null || quantityMicro === null) return null;
  const durationMs = minutes * MINUTE_MS;
  return { meterId: meter, startMs, durationMs, quantityMicro, revision, estimated };
}

function isOfFields(raw: unknown): raw is Readonly<Record<string, unknown>> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return false;
  for (const name of Object.keys(raw)) if (!fields.has(name)) return false;
  return true;
}

function isMeter(value: unknown): value is string {
  return typeof value === "string" && meterText.test(value);
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
}

const ZERO_CODE = 48;
const NINE_CODE = 57;
const POINT_CODE = 46;
const DASH_CODE = 45;
const COLON_CODE = 58;
const T_CODE = 84;

/** The digits of a text from one place to before another as a number; NaN where one of them is none. */
export function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO_CODE || code > NINE_CODE) return Number.NaN;
    value = value * 10 + code - ZERO_CODE;
  }
  return value;
}

/** Whether the marks between the digits are those of a minute of UTC, with seconds of 00 or 00.000. */
function isOfMarks(text: string, from: number, to: number): boolean {
  return (
    text.charCodeAt(from + 4) === DASH_CODE &&
    text.charCodeAt(from + 7) === DASH_CODE &&
    text.charCodeAt(from + 10) === T_CODE &&
    text.charCodeAt(from + 13) === COLON_CODE &&
    ((to - from === 24 && text.startsWith(":00.000Z", from + 16)) ||
      (to - from === 20 && text.startsWith(":00Z", from + 16)))
  );
}

const EPOCH_YEAR = 1970;

/** The whole minute of UTC from 1970 on that a part of the text is, or null. By hand, because of all that a read costs the calendar's own parsing is the most. */
export function minuteOf(text: string, from: number, to: number): number | null {
  if (!isOfMarks(text, from, to)) return null;
  const year = digits(text, from, from + 4);
  const month = digits(text, from + 5, from + 7);
  const day = digits(text, from + 8, from + 10);
  const hour = digits(text, from + 11, from + 13);
  const minute = digits(text, from + 14, from + 16);
  // What is not a number is within no bounds.
  if (!(year >= EPOCH_YEAR && month >= 1 && month <= 12 && hour <= 23 && minute <= 59)) return null;
  if (!(day >= 1 && day <= daysIn(year, month))) return null;
  const days = daysBefore(year, month) + day - 1;
  return days * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
}

/** By month: days of a year without a leap day that are before it. */
const monthStarts: readonly number[] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  const plain = (monthStarts[month] ?? 0) - (monthStarts[month - 1] ?? 0);
  return month === 2 && isLeap(year) ? plain + 1 : plain;
}

/** Leap days of all years before this one. */
function leapDays(year: number): number {
  const before = year - 1;
  return Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}

/** Days from 1970 to the month. */
function daysBefore(year: number, month: number): number {
  const ofYears = (year - EPOCH_YEAR) * 365 + leapDays(year) - leapDays(EPOCH_YEAR);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return ofYears + (monthStarts[month - 1] ?? 0) + leapDay;
}

/** The power of ten that millionths with so many decimals are counted by. */
const scales: readonly number[] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/** Null where the text is no decimal of at most nine digits before the point and six after it. */
export function microOf(text: string, from: number, to: number): number | null {
  let point = from;
  while (point < to && text.charCodeAt(point) !== POINT_CODE) point += 1;
  if (point === from || point - from > WHOLE_DIGITS_MAX) return null;
  const decimals = point === to ? 0 : to - point - 1;
  if (decimals > DECIMALS_MAX || (decimals === 0 && point < to)) return null;
  const fraction = digits(text, point + 1, to) * (scales[decimals] ?? Number.NaN);
  const micro = digits(text, from, point) * 1_000_000 + fraction;
  return Number.isNaN(micro) ? null : micro;
}
