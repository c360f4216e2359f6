import { DAY_MS, instantOf, type LocalDay, localDay, localTime, nextDay } from "../instant.ts";

/** The grain of the calendar: offsets and their changes are multiples of it in every zone in use since 2000. */
export const SLOT_MS = 900_000;

/** One local month by the clock of a zone: what holds for each quarter hour of it, so that no read asks for the time. */
export interface MonthCalendar {
  /** "2018-01". */
  readonly month: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly days: readonly LocalDay[];
  /** Where each day ends; as many as there are days. */
  readonly dayEndsMs: Float64Array;
  /** By quarter hour from `fromMs`: the hour of the local day, 24 more at a weekend. */
  readonly hours: Uint8Array;
}

const WEEKEND_HOURS = 24;

/** `month` is "2018-01"; holidays are local days taken as a weekend. */
export function monthCalendar(
  zone: string,
  month: string,
  holidays: ReadonlySet<LocalDay>,
): MonthCalendar {
  const days: LocalDay[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = nextDay(day)) days.push(day);
  const fromMs = instantOf(zone, `${month}-01`);
  const dayEndsMs = Float64Array.from(days, (day) => instantOf(zone, nextDay(day)));
  const toMs = dayEndsMs.at(-1) ?? fromMs;
  const hours = new Uint8Array(Math.ceil((toMs - fromMs) / SLOT_MS));
  let dayFromMs = fromMs;
  for (const [index, day] of days.entries()) {
    const dayToMs = dayEndsMs[index] ?? toMs;
    fillDay(hours, { zone, day, fromMs, dayFromMs, dayToMs, isHoliday: holidays.has(day) });
    dayFromMs = dayToMs;
  }
  return { month, fromMs, toMs, days, dayEndsMs, hours };
}

interface DayToFill {
  readonly zone: string;
  readonly day: LocalDay;
  readonly fromMs: number;
  readonly dayFromMs: number;
  readonly dayToMs: number;
  readonly isHoliday: boolean;
}

function fillDay(hours: Uint8Array, to: DayToFill): void {
  const weekday = new Date(`${to.day}T00:00:00Z`).getUTCDay();
  const add = to.isHoliday || weekday === 0 || weekday === 6 ? WEEKEND_HOURS : 0;
  // On a day of 24 hours that begins at its midnight the clock never jumps, as far as any zone's rules go.
  const isPlain =
    to.dayToMs - to.dayFromMs === DAY_MS && localTime(to.zone, to.dayFromMs).minute === 0;
  for (let atMs = to.dayFromMs; atMs < to.dayToMs; atMs += SLOT_MS) {
    const hour = isPlain
      ? Math.floor((atMs - to.dayFromMs) / 3_600_000)
      : localTime(to.zone, atMs).hour;
    hours[Math.round((atMs - to.fromMs) / SLOT_MS)] = hour + add;
  }
}

/** The bill that a local month is part of, by its first month: with 2 months a bill, February's is "2018-01". */
export function billOf(month: string, billMonths: number): string {
  const number = Number(month.slice(5));
  const first = number - ((number - 1) % billMonths);
  return `${month.slice(0, 4)}-${String(first).padStart(2, "0")}`;
}

/** The months of a bill, its own name first. */
export function monthsOf(bill: string, billMonths: number): string[] {
  const first = Number(bill.slice(5));
  return Array.from(
    { length: billMonths },
    (_, index) => `${bill.slice(0, 4)}-${String(first + index).padStart(2, "0")}`,
  );
}

/** The first local day after a bill. */
export function firstDayAfter(bill: string, billMonths: number): LocalDay {
  const month = Number(bill.slice(5)) - 1 + billMonths;
  return new Date(Date.UTC(Number(bill.slice(0, 4)), month, 1)).toISOString().slice(0, 10);
}

/** Days of a bill, whatever the zone: a day that a zone skipped counts, because allowances are made of calendar days. */
export function daysOf(bill: string, billMonths: number): number {
  const year = Number(bill.slice(0, 4));
  const month = Number(bill.slice(5)) - 1;
  return (Date.UTC(year, month + billMonths, 1) - Date.UTC(year, month, 1)) / DAY_MS;
}

export function monthAt(zone: string, atMs: number): string {
  return localDay(zone, atMs).slice(0, 7);
}
