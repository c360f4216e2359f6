/**
 * The form in which nearly every read comes, taken without the schema, which costs ten times as much. What has any other
 * form, wrong or only unusual, is left to the schema: it alone refuses.
 */
import { MINUTE_MS } from "../../core/instant.ts";
import { INTERVAL_MINUTES_MAX, type ParsedRead, REVISION_MAX } from "./schema.ts";

const fields = new Set(["meter", "start", "minutes", "quantity", "revision", "estimated"]);
const meterText = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** A whole minute of UTC from 1970 on, but for the days of its month. */
const minuteText =
  /^(?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:00(?:\.000)?Z$/;
const quantityText = /^\d{1,9}(?:\.\d{1,6})?$/;

/** Null where the read has another form. */
export function quickRead(raw: unknown): ParsedRead | null {
  if (!isOfFields(raw)) return null;
  const { meter, start, minutes, quantity, revision = 0, estimated = false } = raw;
  if (!isText(meter, meterText) || !isText(start, minuteText)) return null;
  if (!isText(quantity, quantityText) || typeof estimated !== "boolean") return null;
  if (!isWhole(minutes, 1, INTERVAL_MINUTES_MAX) || !isWhole(revision, 0, REVISION_MAX))
    return null;
  const startMs = minuteOf(start);
  if (startMs === null) return null;
  const durationMs = minutes * MINUTE_MS;
  const quantityMicro = microOf(quantity);
  return { meterId: meter, startMs, durationMs, quantityMicro, revision, estimated };
}

function isOfFields(raw: unknown): raw is Readonly<Record<string, unknown>> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return false;
  for (const name of Object.keys(raw)) if (!fields.has(name)) return false;
  return true;
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === "string" && form.test(value);
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
}

const ZERO_CODE = 48;

/** The digits of a text from one place to before another as a number. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - ZERO_CODE;
  return value;
}

/** Every month has as many days. */
const MONTH_DAYS_MIN = 28;

function minuteOf(text: string): number | null {
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const startMs = Date.UTC(year, month - 1, day, digits(text, 11, 13), digits(text, 14, 16));
  // The calendar takes the 30th of February for the second of March.
  return day <= MONTH_DAYS_MIN || new Date(startMs).getUTCDate() === day ? startMs : null;
}

function microOf(text: string): number {
  const point = text.indexOf(".");
  if (point === -1) return digits(text, 0, text.length) * 1_000_000;
  const decimals = text.length - point - 1;
  const fraction = digits(text, point + 1, text.length) * 10 ** (6 - decimals);
  return digits(text, 0, point) * 1_000_000 + fraction;
}
