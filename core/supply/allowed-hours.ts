import { instantOf, type LocalDay, localTime, MINUTE_MS, nextDay, offsetMs } from "../instant.ts";
import type { SupplyPolicy } from "./policy.ts";

type Calendar = Pick<SupplyPolicy, "allowed" | "holidays">;

/** Minutes of one local day: from the first, up to and without the last. */
interface Stretch {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const DAY_MINUTES = 1440;

/** Further ahead than a year of holidays there is no opening to wait for. */
const SEARCH_DAYS_MAX = 400;

/**
 * The first instant at or after `fromMs` whose local clock reads allowed hours on a day that is no holiday; null when there
 * is none within the search. A clock reading decides, so an hour that is repeated is allowed, or not, both times, and one
 * that is skipped is neither.
 */
export function nextAllowedMs(calendar: Calendar, zone: string, fromMs: number): number | null {
  let atMs = fromMs;
  let { day } = localTime(zone, fromMs);
  for (let searched = 0; searched <= SEARCH_DAYS_MAX; searched += 1) {
    const after = nextDay(day);
    const endMs = instantOf(zone, after);
    const stretches = stretchesOf(calendar, day);
    const foundMs = stretches.length === 0 ? null : firstInMs(stretches, zone, atMs, endMs);
    if (foundMs !== null) return foundMs;
    atMs = endMs;
    day = after;
  }
  return null;
}

/** The earliest a disconnection could come after a notice delivered at this instant; null when none is ever allowed. */
export function earliestCutMs(
  policy: SupplyPolicy,
  zone: string,
  deliveredAtMs: number,
): number | null {
  return nextAllowedMs(policy, zone, deliveredAtMs + policy.noticeMs);
}

function stretchesOf(calendar: Calendar, day: LocalDay): Stretch[] {
  const atMs = Date.parse(`${day}T00:00:00Z`);
  const before = new Date(atMs - DAY_MINUTES * MINUTE_MS);
  if (calendar.holidays.includes(day)) return [];
  const weekday = new Date(atMs).getUTCDay();
  // Hours that would have begun on a holiday have not begun, so nothing of them is left after midnight either.
  const isAfterHoliday = calendar.holidays.includes(before.toISOString().slice(0, 10));
  const stretches: Stretch[] = [];
  for (const { days, fromMinute, toMinute } of calendar.allowed) {
    const isOverMidnight = toMinute <= fromMinute;
    if (days.includes(weekday)) {
      stretches.push({ fromMinute, toMinute: isOverMidnight ? DAY_MINUTES : toMinute });
    }
    if (isOverMidnight && !isAfterHoliday && days.includes(before.getUTCDay())) {
      stretches.push({ fromMinute: 0, toMinute });
    }
  }
  return stretches;
}

/** The first instant in [fromMs, endMs) of one local day that reads one of the stretches. */
function firstInMs(
  stretches: readonly Stretch[],
  zone: string,
  fromMs: number,
  endMs: number,
): number | null {
  const isEven = offsetMs(zone, fromMs) === offsetMs(zone, endMs - 1);
  let firstMs: number | null = null;
  for (const stretch of stretches) {
    const foundMs = isEven
      ? byReckoning(stretch, zone, fromMs)
      : byMinutes(stretch, zone, fromMs, endMs);
    if (foundMs !== null && (firstMs === null || foundMs < firstMs)) firstMs = foundMs;
  }
  return firstMs;
}

function byReckoning(stretch: Stretch, zone: string, fromMs: number): number | null {
  const intoDayMs = (fromMs + offsetMs(zone, fromMs)) % (DAY_MINUTES * MINUTE_MS);
  if (intoDayMs >= stretch.toMinute * MINUTE_MS) return null;
  return fromMs + Math.max(0, stretch.fromMinute * MINUTE_MS - intoDayMs);
}

/** On the two days a year when the clock changes, minute by minute: a repeated hour may open twice. */
function byMinutes(stretch: Stretch, zone: string, fromMs: number, endMs: number): number | null {
  let atMs = fromMs;
  while (atMs < endMs) {
    const { hour, minute } = localTime(zone, atMs);
    const reading = hour * 60 + minute;
    if (reading >= stretch.fromMinute && reading < stretch.toMinute) return atMs;
    atMs = (Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS;
  }
  return null;
}
