/** The hours that a back-test runs through, and what the local clock reads at each. */
import {
  addDays,
  dayNumber,
  HOUR_MS,
  instantOf,
  type LocalDay,
  localTime,
} from "../../core/instant.ts";

export interface Calendar {
  readonly zone: string;
  /** The first local day of which use is known. */
  readonly firstDay: LocalDay;
  readonly firstMs: number;
  /** When accounts begin: after the days that are only known. */
  readonly beginsMs: number;
  readonly endsMs: number;
  readonly days: number;
  /** By hour from `firstMs`: its place in the local days, 24 a day whatever the clock does. */
  readonly slots: Int32Array;
}

/** A customer moves to prepay with four weeks of reads behind them. */
export const LEAD_DAYS = 28;

export function calendarOf(zone: string, beginDay: LocalDay, days: number): Calendar {
  const firstDay = addDays(beginDay, -LEAD_DAYS);
  const firstMs = instantOf(zone, firstDay);
  const endsMs = instantOf(zone, addDays(beginDay, days));
  const first = dayNumber(firstDay);
  const slots = Int32Array.from({ length: Math.floor((endsMs - firstMs) / HOUR_MS) }, (_, hour) => {
    const at = localTime(zone, firstMs + hour * HOUR_MS);
    return (dayNumber(at.day) - first) * 24 + at.hour;
  });
  return { zone, firstDay, firstMs, beginsMs: instantOf(zone, beginDay), endsMs, days, slots };
}

/** The hour that holds an instant, or that ends with it when it is asked which hours are over. */
export function hourAt({ firstMs }: Calendar, atMs: number): number {
  return Math.floor((atMs - firstMs) / HOUR_MS);
}

export function hourStartMs({ firstMs }: Calendar, hour: number): number {
  return firstMs + hour * HOUR_MS;
}
