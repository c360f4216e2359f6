import { DAY_MS, type LocalDay } from "../instant.ts";

/** Minutes of one local day: from the first, up to and without the last. */
export interface Stretch {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export const DAY_MINUTES = 1_440;

/**
 * Hours in which nobody is turned off: a week profile, and special days on which the whole day is friendly whatever the
 * profile says. A special day is "2026-12-25", or "12-25" of every year.
 */
export interface FriendlyTable {
  /** The first local day on which the table is in force: a future table is published before its day. */
  readonly fromDay: LocalDay;
  /** As allowed hours: windows that end before they begin run past midnight. 0 is Sunday. */
  readonly week: readonly (Stretch & { readonly days: readonly number[] })[];
  readonly specialDays: readonly string[];
}

/** The friendly hours of one local day, by the tables in force on it and on the day before. */
export function friendlyStretches(tables: readonly FriendlyTable[], day: LocalDay): Stretch[] {
  const table = tableOn(tables, day);
  if (table !== undefined && isSpecial(table, day)) {
    return [{ fromMinute: 0, toMinute: DAY_MINUTES }];
  }
  const before = dayBefore(day);
  const begun = (table?.week ?? [])
    .filter(({ days }) => days.includes(weekdayOf(day)))
    .map(({ fromMinute, toMinute }) => ({
      fromMinute,
      toMinute: toMinute <= fromMinute ? DAY_MINUTES : toMinute,
    }));
  // A window that began on the evening of the day before keeps its word, also when another table begins today.
  const left = (tableOn(tables, before)?.week ?? [])
    .filter(({ days, fromMinute, toMinute }) => {
      return toMinute <= fromMinute && days.includes(weekdayOf(before));
    })
    .map(({ toMinute }) => ({ fromMinute: 0, toMinute }));
  return [...left, ...begun];
}

function tableOn(tables: readonly FriendlyTable[], day: LocalDay): FriendlyTable | undefined {
  let found: FriendlyTable | undefined;
  for (const table of tables) {
    const isBegun = table.fromDay <= day;
    if (isBegun && (found === undefined || table.fromDay > found.fromDay)) found = table;
  }
  return found;
}

function isSpecial(table: FriendlyTable, day: LocalDay): boolean {
  return table.specialDays.includes(day) || table.specialDays.includes(day.slice(5));
}

function weekdayOf(day: LocalDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function dayBefore(day: LocalDay): LocalDay {
  const atMs = Date.parse(`${day}T00:00:00Z`) - DAY_MS;
  return new Date(atMs).toISOString().slice(0, 10);
}

/** What of a day lies in none of the stretches. */
export function outside(stretches: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = [];
  let atMinute = 0;
  for (const { fromMinute, toMinute } of stretches.toSorted(
    (one, other) => one.fromMinute - other.fromMinute,
  )) {
    if (fromMinute > atMinute) gaps.push({ fromMinute: atMinute, toMinute: fromMinute });
    atMinute = Math.max(atMinute, toMinute);
  }
  if (atMinute < DAY_MINUTES) gaps.push({ fromMinute: atMinute, toMinute: DAY_MINUTES });
  return gaps;
}
