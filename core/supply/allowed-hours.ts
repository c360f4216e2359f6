import { instantOf, type LocalDay, localTime, MINUTE_MS, nextDay, offsetMs } from "../instant.ts";
import { DAY_MINUTES, friendlyStretches, outside, type Stretch } from "./friendly.ts";
import type { SupplyPolicy } from "./policy.ts";

type Calendar = Pick<SupplyPolicy, "allowed" | "holidays">;

/** Further ahead than a year of holidays there is no opening to wait for. */
const SEARCH_DAYS_MAX = 400;

/**
 * The first instant at or after `fromMs` whose local clock reads allowed hours on a day that is no holiday; null when there
 * is none within the search. A clock reading decides, so an hour that is repeated is allowed, or not, both times, and one
 * that is skipped is neither.
 */
export function nextAllowedMs(calendar: Calendar, zone: string, fromMs: number): number | null {
  return firstReadingMs((day) => stretchesOf(calendar, day), zone, fromMs);
}

/** The first instant at or after `fromMs` that is in no friendly window; null when there is none within the search. */
export function friendlyEndMs(
  policy: Pick<SupplyPolicy, "friendly">,
  zone: string,
  fromMs: number,
): number | null {
  return firstReadingMs((day) => outside(friendlyStretches(policy.friendly, day)), zone, fromMs);
}

/** The first instant at or after `fromMs` that is in allowed hours and in no friendly window. */
export function nextOpenMs(
  policy: Calendar & Pick<SupplyPolicy, "friendly">,
  zone: string,
  fromMs: number,
): number | null {
  const open = (day: LocalDay): Stretch[] => {
    const others = outside(friendlyStretches(policy.friendly, day));
    return stretchesOf(policy, day).flatMap((allowed) =>
      others.flatMap((other) => {
        const fromMinute = Math.max(allowed.fromMinute, other.fromMinute);
        const toMinute = Math.min(allowed.toMinute, other.toMinute);
        return fromMinute < toMinute ? [{ fromMinute, toMinute }] : [];
      }),
    );
  };
  return firstReadingMs(open, zone, fromMs);
}

function firstReadingMs(
  stretchesOn: (day: LocalDay) => readonly Stretch[],
  zone: string,
  fromMs: number,
): number | null {
  let atMs = fromMs;
  let { day } = localTime(zone, fromMs);
  for (let searched = 0; searched <= SEARCH_DAYS_MAX; searched += 1) {
    const after = nextDay(day);
    const endMs = instantOf(zone, after);
    const stretches = stretchesOn(day);
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
  return nextOpenMs(policy, zone, deliveredAtMs + policy.noticeMs);
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
