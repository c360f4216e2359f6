import { localDay } from "../instant.ts";
import { foldToGsm } from "./gsm.ts";

type Shape = "time" | "day" | "day_time" | "weekday";

const shapes: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  time: { hour: "numeric", minute: "2-digit" },
  day: { month: "short", day: "numeric" },
  weekday: { weekday: "short", month: "short", day: "numeric" },
  day_time: { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock to read and the way to write it. */
export interface Place {
  readonly zone: string;
  readonly locale: string;
}

function formatIn({ zone, locale }: Place, shape: Shape): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${shape}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone: zone });
    formats.set(key, format);
  }
  return format;
}

function written(atMs: number, place: Place, shape: Shape): string {
  const text = formatIn(place, shape)
    .format(atMs)
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
    .format(atMs)
    .replace(/[\u00a0\u202f]/g, " ");
}
