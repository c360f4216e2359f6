import { assert } from "./assert.ts";

/**
 * Time comes in as an argument. Wall time drives signatures, codes, charges and commands; service time drives reads,
 * tariffs, windows and notices. In production they are equal; a sandbox may run service time faster.
 * An instant is integer milliseconds since 1970-01-01T00:00Z.
 */
export interface Now {
  readonly wallMs: number;
  readonly serviceMs: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Whether a safe integer instant is a whole number of steps from 1970; the remainder of numbers so large costs ten times as much. */
export function isOnStep(atMs: number, stepMs: number): boolean {
  return Math.floor(atMs / stepMs) * stepMs === atMs;
}

/** A local calendar day as "2026-11-22". */
export type LocalDay = string;

export interface LocalTime {
  readonly day: LocalDay;
  readonly hour: number;
  readonly minute: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** What is known of one zone; null where its offset changes within the UTC day or quarter hour, or at its end. */
interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly offsetsByDay: Map<number, number | null>;
  readonly offsetsByQuarter: Map<number, number | null>;
}

const zones = new Map<string, Zone>();

/** Throws on a zone the runtime does not know. */
function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat("en-US-u-ca-iso8601", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    zone = { format, offsetsByDay: new Map(), offsetsByQuarter: new Map() };
    zones.set(name, zone);
  }
  return zone;
}

export function isZone(zone: string): boolean {
  try {
    zoneOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The zone's offset from UTC at an instant, by the runtime's own time zone data. */
function searchOffsetMs(format: Intl.DateTimeFormat, atMs: number): number {
  const parts: Record<string, number> = {};
  for (const part of format.formatToParts(atMs)) {
    if (part.type !== "literal") parts[part.type] = Number(part.value);
  }
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(atMs / 1000) * 1000;
}

/** Nearly all changes of an offset come at a whole quarter hour of UTC; the few others are looked up each time. */
const QUARTER_MS = 15 * MINUTE_MS;
/** Bounds each cache of a zone or of the calendar: ten years of days. */
const CACHED_MAX = 4_000;

function remember<Key, Value>(cache: Map<Key, Value>, key: Key, value: Value): Value {
  if (cache.size >= CACHED_MAX) cache.clear();
  cache.set(key, value);
  return value;
}

/** The offset throughout the step of UTC that holds the instant, or null where it changes by the end of the step. */
function offsetThroughout(zone: Zone, of: "day" | "quarter", atMs: number): number | null {
  const stepMs = of === "day" ? DAY_MS : QUARTER_MS;
  const cache = of === "day" ? zone.offsetsByDay : zone.offsetsByQuarter;
  const step = Math.floor(atMs / stepMs);
  const known = cache.get(step);
  if (known !== undefined) return known;
  const first = searchOffsetMs(zone.format, step * stepMs);
  const next = searchOffsetMs(zone.format, (step + 1) * stepMs);
  return remember(cache, step, first === next ? first : null);
}

/** Milliseconds to add to UTC to read a clock in the zone at this instant. Throws on a zone the runtime does not know. */
export function offsetMs(zoneName: string, atMs: number): number {
  const zone = zoneOf(zoneName);
  return (
    offsetThroughout(zone, "day", atMs) ??
    offsetThroughout(zone, "quarter", atMs) ??
    searchOffsetMs(zone.format, atMs)
  );
}

const dayTexts = new Map<number, LocalDay>();
const dayNumbers = new Map<LocalDay, number>();

/** The day that begins `number` times 24 hours after 1970-01-01, of a calendar without a zone. */
export function dayText(number: number): LocalDay {
  return (
    dayTexts.get(number) ??
    remember(dayTexts, number, new Date(number * DAY_MS).toISOString().slice(0, 10))
  );
}

export function dayNumber(day: LocalDay): number {
  const known = dayNumbers.get(day);
  if (known !== undefined) return known;
  const atMs = Date.parse(`${day}T00:00:00Z`);
  assert(!Number.isNaN(atMs), `"${day}" is not a local day`);
  return remember(dayNumbers, day, atMs / DAY_MS);
}

export function localTime(zone: string, atMs: number): LocalTime {
  const localMs = atMs + offsetMs(zone, atMs);
  const number = Math.floor(localMs / DAY_MS);
  const minuteOfDay = Math.floor((localMs - number * DAY_MS) / MINUTE_MS);
  return {
    day: dayText(number),
    hour: Math.floor(minuteOfDay / 60),
    minute: minuteOfDay % 60,
    weekday: new Date(number * DAY_MS).getUTCDay(),
  };
}

export function localDay(zone: string, atMs: number): LocalDay {
  return dayText(Math.floor((atMs + offsetMs(zone, atMs)) / DAY_MS));
}

/**
 * The first instant whose local clock reads `minuteOfDay` or later on that local day; where the clock jumps over it, the
 * instant of the jump. Right on 23- and 25-hour days (a repeated hour gives its first pass).
 */
export function instantOf(zone: string, day: LocalDay, minuteOfDay = 0): number {
  const asUtc = dayNumber(day) * DAY_MS + minuteOfDay * MINUTE_MS;
  const before = asUtc - offsetMs(zone, asUtc - DAY_MS);
  const after = asUtc - offsetMs(zone, asUtc + DAY_MS);
  const early = Math.min(before, after);
  const late = Math.max(before, after);
  if (early + offsetMs(zone, early) === asUtc) return early;
  if (late + offsetMs(zone, late) === asUtc) return late;
  // The local time does not exist: search the instant of the jump between the two readings.
  let low = early;
  let high = late;
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (middle + offsetMs(zone, middle) >= asUtc) high = middle;
    else low = middle;
  }
  return high;
}

export function nextDay(day: LocalDay): LocalDay {
  return addDays(day, 1);
}

/** The local day so many days later; earlier where `days` is negative. */
export function addDays(day: LocalDay, days: number): LocalDay {
  return dayText(dayNumber(day) + days);
}

/** The first instant of the local day after the one that holds `atMs`. */
export function nextMidnightMs(zone: string, atMs: number): number {
  return instantOf(zone, nextDay(localDay(zone, atMs)));
}

/** "2026-11" of the local day. */
export function localMonth(zone: string, atMs: number): string {
  return localDay(zone, atMs).slice(0, 7);
}
