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

/** A local calendar day as "2026-11-22". */
export type LocalDay = string;

export interface LocalTime {
  readonly day: LocalDay;
  readonly hour: number;
  readonly minute: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US-u-ca-iso8601", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The zone's offset from UTC at an instant, computed by the runtime's own time zone data. */
function offsetBySearchMs(zone: string, atMs: number): number {
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(atMs)) {
    if (part.type !== "literal") parts[part.type] = Number(part.value);
  }
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(atMs / 1000) * 1000;
}

/** Offsets change at whole quarter hours, and nearly never inside a UTC day: one look a day, or one a quarter hour on the days that change. */
const QUARTER_MS = 15 * MINUTE_MS;
/** Bounds the cache: three years of days and the quarter hours of their changes, for a few zones. */
const CACHED_OFFSETS_MAX = 20_000;
const offsets = new Map<string, number | "changes">();

function remember(key: string, value: number | "changes"): void {
  if (offsets.size >= CACHED_OFFSETS_MAX) offsets.clear();
  offsets.set(key, value);
}

/** Milliseconds to add to UTC to read a clock in the zone at this instant. Throws on a zone the runtime does not know. */
export function offsetMs(zone: string, atMs: number): number {
  const dayKey = `${zone} ${String(Math.floor(atMs / DAY_MS))}`;
  let offset = offsets.get(dayKey);
  if (offset === undefined) {
    const startMs = Math.floor(atMs / DAY_MS) * DAY_MS;
    const first = offsetBySearchMs(zone, startMs);
    offset = first === offsetBySearchMs(zone, startMs + DAY_MS) ? first : "changes";
    remember(dayKey, offset);
  }
  if (offset !== "changes") return offset;
  const quarter = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
  const quarterKey = `${zone} q${String(quarter)}`;
  let exact = offsets.get(quarterKey);
  if (exact === undefined || exact === "changes") {
    exact = offsetBySearchMs(zone, quarter);
    remember(quarterKey, exact);
  }
  return exact;
}

export function localTime(zone: string, atMs: number): LocalTime {
  const local = new Date(atMs + offsetMs(zone, atMs));
  return {
    day: local.toISOString().slice(0, 10),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    weekday: local.getUTCDay(),
  };
}

export function localDay(zone: string, atMs: number): LocalDay {
  return new Date(atMs + offsetMs(zone, atMs)).toISOString().slice(0, 10);
}

/**
 * The first instant whose local clock reads `minuteOfDay` or later on that local day; where the clock jumps over it, the
 * instant of the jump. Right on 23- and 25-hour days (a repeated hour gives its first pass).
 */
export function instantOf(zone: string, day: LocalDay, minuteOfDay = 0): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minuteOfDay * MINUTE_MS;
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
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** The first instant of the local day after the one that holds `atMs`. */
export function nextMidnightMs(zone: string, atMs: number): number {
  return instantOf(zone, nextDay(localDay(zone, atMs)));
}

/** "2026-11" of the local day. */
export function localMonth(zone: string, atMs: number): string {
  return localDay(zone, atMs).slice(0, 7);
}
