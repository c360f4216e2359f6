import { assert } from "../../assert.ts";
import {
  DAY_MS,
  HOUR_MS,
  instantOf,
  type LocalDay,
  type LocalTime,
  localTime,
  MINUTE_MS,
  nextDay,
} from "../../instant.ts";

/**
 * What an interval used: 1e-6 of the unit, or what it cost in ledger units. A forecast speaks in the unit it is given; an
 * account with several services gives their cost. Whole numbers; what a correction made negative counts as nothing.
 */
export interface Used {
  readonly startMs: number;
  readonly durationMs: number;
  readonly amount: number;
}

/** A whole local day's use. */
export interface UsedDay {
  readonly day: LocalDay;
  readonly amount: number;
}

/**
 * An account's own past as a forecast reads it: statistics in floats, none of which reaches a posting. The arrays begin at
 * the first instant of `firstDay`.
 */
export interface UseHistory {
  readonly firstDay: LocalDay;
  /** Use of each local day; NaN where too little of it is known to say. */
  readonly days: Float64Array;
  /** Use of each hour of the local clock, 24 a day whatever the clock did that day; gaps are filled from a week before. */
  readonly hours: Float64Array;
  /** The use from some beginning to the start of each of `hours`, and to the end of the last. */
  readonly sums: Float64Array;
  /** The end of what is known, and the place of it in `hours`, with the part of the hour that has passed. */
  readonly throughMs: number;
  readonly throughHour: number;
}

/** Older days tell of another season or of another tenant, and a fair band needs no more than these. */
export const HISTORY_DAYS_MAX = 120;

/** Where no day is known, the first one is no matter. */
const NO_DAY: LocalDay = "1970-01-01";

const DAY_HOURS = 24;
const WEEK_HOURS = 168;

/** A day of which less than three quarters is known says little of a day; of more, the rest is taken to be alike. */
const DAY_KNOWN_MIN = 0.75;
/** An hour is known by half of it. */
const HOUR_KNOWN_MIN = 0.5;

/**
 * The past from interval reads in any order, each once (the newest revision), of the newest `daysMax` days. `throughMs` is
 * the end of what the balance holds. An interval belongs to the local day and hour in which it starts.
 */
export function historyOfReads(
  zone: string,
  throughMs: number,
  intervals: readonly Used[],
  daysMax: number = HISTORY_DAYS_MAX,
): UseHistory {
  const fromMs = throughMs - daysMax * DAY_MS;
  const recent = intervals.filter(({ startMs }) => startMs >= fromMs && startMs < throughMs);
  const firstMs = recent.reduce((first, { startMs }) => Math.min(first, startMs), throughMs);
  const first = localTime(zone, firstMs);
  const through = localTime(zone, throughMs);
  const places = placesFrom(first.day, through.day);
  const throughHour = hourOf(places, through) + pastHour(through, throughMs);
  const slots = Math.ceil(throughHour);
  const used = new Float64Array(slots);
  const knownMs = new Float64Array(slots);
  for (const { startMs, durationMs, amount } of recent) {
    assert(Number.isSafeInteger(amount), "a use is an integer");
    const hour = hourOf(places, localTime(zone, startMs));
    used[hour] = (used[hour] ?? 0) + Math.max(0, amount);
    knownMs[hour] = (knownMs[hour] ?? 0) + durationMs;
  }
  return {
    firstDay: first.day,
    days: wholeDays(used, knownMs, lengthsMs(zone, [...places.keys()].slice(0, -1))),
    ...filled(used, knownMs),
    throughMs,
    throughHour,
  };
}

/**
 * The past from whole local days in order, where no hours are kept: a day's use is taken to be even. `throughMs` is the end
 * of the last of them. A day that is left out is a gap.
 */
export function historyOfDays(throughMs: number, days: readonly UsedDay[]): UseHistory {
  const recent = days.slice(-HISTORY_DAYS_MAX);
  const firstDay = recent[0]?.day ?? NO_DAY;
  const lastDay = recent.at(-1)?.day ?? NO_DAY;
  const length = recent.length === 0 ? 0 : daysBetween(firstDay, lastDay) + 1;
  const amounts = new Float64Array(length).fill(Number.NaN);
  const used = new Float64Array(length * DAY_HOURS);
  const knownMs = new Float64Array(length * DAY_HOURS);
  let place = 0;
  let placeDay = firstDay;
  for (const { day, amount } of recent) {
    assert(Number.isSafeInteger(amount), "a use is an integer");
    for (; placeDay < day; place += 1) placeDay = nextDay(placeDay);
    amounts[place] = Math.max(0, amount);
    const hour = place * DAY_HOURS;
    used.fill(Math.max(0, amount) / DAY_HOURS, hour, hour + DAY_HOURS);
    knownMs.fill(HOUR_MS, hour, hour + DAY_HOURS);
  }
  const hours = filled(used, knownMs);
  return { firstDay, days: amounts, ...hours, throughMs, throughHour: length * DAY_HOURS };
}

/** The same past as it was known at an earlier instant, to see what would have been forecast then. */
export function historyUntil(history: UseHistory, zone: string, throughMs: number): UseHistory {
  const { firstDay, days, hours, sums } = history;
  const through = localTime(zone, throughMs);
  const known = daysBetween(firstDay, through.day);
  const from = Math.max(0, known - HISTORY_DAYS_MAX);
  const throughHour = (known - from) * DAY_HOURS + through.hour + pastHour(through, throughMs);
  const endHour = Math.ceil(from * DAY_HOURS + throughHour);
  return {
    firstDay: new Date(Date.parse(firstDay) + from * DAY_MS).toISOString().slice(0, 10),
    days: days.subarray(from, known),
    hours: hours.subarray(from * DAY_HOURS, endHour),
    sums: sums.subarray(from * DAY_HOURS, endHour + 1),
    throughMs,
    throughHour,
  };
}

/** The part of a local hour that has passed; zones differ by quarters of it. */
function pastHour({ minute }: LocalTime, atMs: number): number {
  return (minute * MINUTE_MS + (atMs % MINUTE_MS)) / HOUR_MS;
}

function daysBetween(first: LocalDay, last: LocalDay): number {
  return first === last ? 0 : Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
}

/** Local days from the first to the last, each with its number. */
function placesFrom(firstDay: LocalDay, lastDay: LocalDay): Map<LocalDay, number> {
  const places = new Map<LocalDay, number>();
  for (let day = firstDay; day <= lastDay; day = nextDay(day)) places.set(day, places.size);
  return places;
}

function hourOf(
  places: ReadonlyMap<LocalDay, number>,
  { day, hour }: { day: LocalDay; hour: number },
): number {
  return (places.get(day) ?? 0) * DAY_HOURS + hour;
}

/** The lengths of days in order, by their clock: 23, 24 or 25 hours. */
function lengthsMs(zone: string, days: Iterable<LocalDay>): number[] {
  return Array.from(days, (day) => instantOf(zone, nextDay(day)) - instantOf(zone, day));
}

/** Sums of days, made up for what is not known of them. */
function wholeDays(
  used: Float64Array,
  knownMs: Float64Array,
  dayLengthsMs: readonly number[],
): Float64Array {
  return Float64Array.from(dayLengthsMs, (lengthMs, place) => {
    const from = place * DAY_HOURS;
    const known = total(knownMs.subarray(from, from + DAY_HOURS)) / lengthMs;
    return known < DAY_KNOWN_MIN
      ? Number.NaN
      : total(used.subarray(from, from + DAY_HOURS)) / known;
  });
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Each hour's use at the pace of what is known of it; one that is not known is as a week before, or as the hours are. */
function filled(used: Float64Array, knownMs: Float64Array): Pick<UseHistory, "hours" | "sums"> {
  const knownHours = total(knownMs) / HOUR_MS;
  const usual = knownHours === 0 ? 0 : total(used) / knownHours;
  const hours = new Float64Array(used.length);
  const sums = new Float64Array(used.length + 1);
  for (let hour = 0; hour < hours.length; hour += 1) {
    const known = (knownMs[hour] ?? 0) / HOUR_MS;
    const before = hours[hour - WEEK_HOURS] ?? usual;
    const amount = known < HOUR_KNOWN_MIN ? before : (used[hour] ?? 0) / known;
    hours[hour] = amount;
    sums[hour + 1] = (sums[hour] ?? 0) + amount;
  }
  return { hours, sums };
}
