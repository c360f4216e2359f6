import { instantOf, localDay, type LocalDay } from "../instant.ts";

/** Months in which some households are not turned off: from the first day, through the last, of every year. */
export interface Season {
  readonly code: string;
  /** "10-01". Where it is after `lastDay`, the season runs over the new year. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly households: Households;
}

/** `protected`: those with somebody of a protected age, disabled, ill, or on critical care. */
export type Households = "all" | "protected";

/** The end of the season that holds an instant: midnight after its last day. Null outside it. */
export function seasonEndMs(season: Season, zone: string, atMs: number): number | null {
  const today = localDay(zone, atMs);
  const { firstDay, lastDay } = season;
  const at = today.slice(5);
  const isOverNewYear = lastDay < firstDay;
  const isIn = isOverNewYear ? at >= firstDay || at <= lastDay : at >= firstDay && at <= lastDay;
  if (!isIn) return null;
  const year = Number(today.slice(0, 4)) + (isOverNewYear && at >= firstDay ? 1 : 0);
  return instantOf(zone, dayAfter(year, lastDay));
}

/** The day after a month and day of a year; after "02-29" it is the first of March in every year. */
function dayAfter(year: number, monthDay: string): LocalDay {
  const [month = 1, day = 1] = monthDay.split("-").map(Number);
  if (month === 2 && day >= 28) {
    const last = new Date(Date.UTC(year, 2, 0)).getUTCDate();
    if (day >= last) return `${String(year)}-03-01`;
  }
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}
