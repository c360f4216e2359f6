/** A real home: what it used in every hour of its local days, and how a household of a back-test lives by it. */
import { addDays, dayNumber, HOUR_MS, type LocalDay, localTime } from "../../core/instant.ts";
import type { Exact } from "../../core/rating/exact.ts";
import { historyOfReads, type Used } from "../../core/rating/forecast/use-history.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import type { IntervalFile } from "../import/interval-file.ts";
import type { Calendar } from "./calendar.ts";

export interface RealHome {
  readonly id: string;
  readonly firstDay: LocalDay;
  /** Whole local days that are gone through, again from the first after the last: whole weeks, and whole years where there is one. */
  readonly cycleDays: number;
  /** Millionths of the tariff's unit, 24 a day. */
  readonly hours: Float64Array;
}

/** Fewer weeks than a forecast looks back on say little of a household. */
const DAYS_MIN = 28;
/** 52 weeks: a year in which every day is of its own weekday. */
const YEAR_DAYS = 364;
/** All of a home's reads: longer than any file. */
const EVERY_DAY = 40_000;
const DAY_HOURS = 24;
const YEAR_LENGTH_DAYS = 365.2425;

export type HomeRefusal = "too_few_reads" | "too_coarse";

/** A gap of the file is filled from a week before, as the meter counted on through it. `unitsEach` are tariff units in one of the file's. */
export function homeOf(
  id: string,
  zone: string,
  file: IntervalFile,
  unitsEach: Exact,
): RealHome | Refusal<HomeRefusal> {
  const { durationMs, reads } = intervalsOf(file, unitsEach);
  if (durationMs > HOUR_MS) return refuse("too_coarse", "its reads are more than an hour apart");
  const throughMs = (reads.at(-1)?.startMs ?? 0) + durationMs;
  const { firstDay, hours } = historyOfReads(zone, throughMs, reads, EVERY_DAY);
  const isPart = localTime(zone, reads[0]?.startMs ?? 0).hour > 0;
  const from = isPart ? 1 : 0;
  const days = Math.floor(hours.length / DAY_HOURS) - from;
  if (days < DAYS_MIN) {
    return refuse("too_few_reads", `it has fewer than ${String(DAYS_MIN)} whole days of reads`);
  }
  const whole = days >= YEAR_DAYS ? YEAR_DAYS : 7;
  const cycleDays = Math.floor(days / whole) * whole;
  return {
    id,
    firstDay: addDays(firstDay, from),
    cycleDays,
    hours: hours
      .slice(from * DAY_HOURS, (from + cycleDays) * DAY_HOURS)
      .map((amount) => Math.round(amount)),
  };
}

function intervalsOf(
  { startsMs, quantitiesMicro }: IntervalFile,
  { top, bottom }: Exact,
): { durationMs: number; reads: Used[] } {
  const factor = Number(top) / Number(bottom);
  const order = Array.from(startsMs.keys()).toSorted(
    (one, other) => (startsMs[one] ?? 0) - (startsMs[other] ?? 0),
  );
  const starts = order.map((at) => startsMs[at] ?? 0);
  const durationMs = usualStepMs(starts);
  const reads = order.map((at, place) => ({
    startMs: starts[place] ?? 0,
    durationMs,
    amount: Math.round((quantitiesMicro[at] ?? 0) * factor),
  }));
  return { durationMs, reads };
}

/** The step that most reads follow on by: a gap is a longer one, and says nothing of the meter. */
function usualStepMs(starts: readonly number[]): number {
  const counts = new Map<number, number>();
  for (let at = 1; at < starts.length; at += 1) {
    const step = (starts[at] ?? 0) - (starts[at - 1] ?? 0);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let [usual, most] = [HOUR_MS, 0];
  for (const [step, count] of counts) if (count > most) [usual, most] = [step, count];
  return usual;
}

/**
 * What a household that lives by this home uses in each hour of the calendar: the home's own days of the same weekday and
 * time of year, some weeks earlier or later. An hour that the local clock skips is not lived, one that it repeats is twice.
 */
export function useBy(home: RealHome, calendar: Calendar, shiftWeeks: number): Float64Array {
  const { cycleDays, hours } = home;
  const from = sameTimeOfYear(home, calendar.firstDay) + 7 * shiftWeeks;
  return Float64Array.from(calendar.slots, (slot) => {
    const day = (((from + Math.floor(slot / DAY_HOURS)) % cycleDays) + cycleDays) % cycleDays;
    return hours[day * DAY_HOURS + (slot % DAY_HOURS)] ?? 0;
  });
}

/** How many days after the home's first one lies the day of this weekday that is nearest to this time of the year. */
function sameTimeOfYear({ firstDay }: RealHome, day: LocalDay): number {
  const later = dayNumber(day) - dayNumber(firstDay);
  const years = Math.round(later / YEAR_LENGTH_DAYS);
  const near = later - Math.round(years * YEAR_LENGTH_DAYS);
  const off = (((later - near) % 7) + 7) % 7;
  return near + (off > 3 ? off - 7 : off);
}
