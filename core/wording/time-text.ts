import { localDay, MINUTE_MS } from "../instant.ts";
import { foldToGsm } from "./gsm.ts";

type Shape = "time" | "day" | "day_time" | "weekday";

const shapes: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  time: { hour: "numeric", minute: "2-digit" },
  day: { month: "short", day: "numeric" },
  weekday: { weekday: "short", month: "short", day: "numeric" },
  day_time: { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
};

/** One way to write instants, with what was written lately: the reads of one meter end at the same quarter hours as its neighbours'. */
interface TimeFormat {
  readonly how: Intl.DateTimeFormat;
  /** By the minute, which is the least that any shape shows. */
  readonly written: Map<number, string>;
}

const WRITTEN_MAX = 1_000;
const formats = new Map<string, TimeFormat>();

/** The clock to read and the way to write it. */
export interface Place {
  readonly zone: string;
  readonly locale: string;
}

function formatIn({ zone, locale }: Place, shape: Shape): TimeFormat {
  const key = `${locale} ${zone} ${shape}`;
  let format = formats.get(key);
  if (format === undefined) {
    const how = new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone: zone });
    format = { how, written: new Map() };
    formats.set(key, format);
  }
  return format;
}

function written(atMs: number, place: Place, shape: Shape): string {
  const { how, written: lately } = formatIn(place, shape);
  const minute = Math.floor(atMs / MINUTE_MS);
  let text = lately.get(minute);
  if (text === undefined) {
    text = tidied(how.format(atMs));
    if (lately.size >= WRITTEN_MAX) lately.clear();
    lately.set(minute, text);
  }
  return text;
}

function tidied(formatted: string): string {
  const text = formatted
    .replace(/[\u00a0\u202f]/g, " ")
    .replaceAll(",", "")
    .replace(/([ap])\. ?m\./i, "$1m")
    .replace(/[AP]M/, (half) => half.toLowerCase());
  // "août" has a letter that a text can't carry.
  return foldToGsm(text);
}

export function isSameDay(oneMs: number, otherMs: number, zone: string): boolean {
  return localDay(zone, oneMs) === localDay(zone, otherMs);
}

/** "2:15 pm" on the premise's clock. */
export function clockText(atMs: number, place: Place): string {
  return written(atMs, place, "time");
}

/** "Nov 22 2:15 pm" on the premise's clock. */
export function timeText(atMs: number, place: Place): string {
  return written(atMs, place, "day_time");
}

/** "Nov 22" on the premise's clock. */
export function dayText(atMs: number, place: Place): string {
  return written(atMs, place, "day");
}

/** "Sun, Nov 29" on the premise's clock: on a screen a comma has room. */
export function weekdayText(atMs: number, { zone, locale }: Place): string {
  return formatIn({ zone, locale }, "weekday")
    .how.format(atMs)
    .replace(/[\u00a0\u202f]/g, " ");
}
