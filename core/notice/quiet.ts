import { must } from "../assert.ts";
import {
  HOUR_MS,
  type LocalDay,
  MINUTE_MS,
  instantOf,
  localTime,
  nextDay,
  offsetMs,
} from "../instant.ts";

/** Local minutes of the day: quiet from the first up to, not with, the second, over midnight too; equal is never quiet. */
export interface QuietHours {
  readonly quietFromMinute: number;
  readonly quietToMinute: number;
}

export const MINUTES_A_DAY = 1_440;

export function isQuiet(quiet: QuietHours, zone: string, atMs: number): boolean {
  const { hour, minute } = localTime(zone, atMs);
  const at = hour * 60 + minute;
  const { quietFromMinute: from, quietToMinute: to } = quiet;
  return from <= to ? at >= from && at < to : at >= from || at < to;
}

/** The instant itself, or where that is quiet, the next at which the local clock reads the end of the quiet hours. */
export function afterQuiet(quiet: QuietHours, zone: string, atMs: number): number {
  if (!isQuiet(quiet, zone, atMs)) return atMs;
  const { day } = localTime(zone, atMs);
  const tomorrow = nextDay(day);
  // The third day is for a clock that jumps over the whole time between one quiet night and the next.
  const ends = [day, tomorrow, nextDay(tomorrow)].flatMap((on) =>
    readingsOf(zone, on, quiet.quietToMinute),
  );
  const end = ends.find((endMs) => endMs > atMs && !isQuiet(quiet, zone, endMs));
  return must(end, `no end of the quiet hours after ${String(atMs)} in ${zone}`);
}

/** No zone sets its clock back by more than this, nor twice in so short a time. */
const SET_BACK_MAX_MS = 3 * HOUR_MS;

/** When the local clock reads a minute of a day: once, or twice where it is set back over it. */
function readingsOf(zone: string, day: LocalDay, minuteOfDay: number): readonly number[] {
  const firstMs = instantOf(zone, day, minuteOfDay);
  const setBackMs = offsetMs(zone, firstMs) - offsetMs(zone, firstMs + SET_BACK_MAX_MS);
  const secondMs = firstMs + setBackMs;
  if (setBackMs < MINUTE_MS) return [firstMs];
  const { hour, minute } = localTime(zone, secondMs);
  return hour * 60 + minute === minuteOfDay ? [firstMs, secondMs] : [firstMs];
}
