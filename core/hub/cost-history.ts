import { HOUR_MS, instantOf, type LocalDay, localDay, nextDay, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { historyOfReads, type Used, type UseHistory } from "../rating/forecast/use-history.ts";
import type { StoredInterval } from "../rating/packed.ts";
import type { ServiceRow } from "../store/accounts.ts";
import { type AccountUse, asOfMs } from "./account-use.ts";
import { type PricedDay, pricedDays } from "./forecast.ts";
import type { SettingsInForce } from "./settings.ts";
import { knownBetween } from "./stored-reads.ts";

/** Two days say nothing of a week. */
const DAYS_MIN = 3;

/**
 * What an account's hours have cost of late, up to the newest read that every service has: each full day's cost by the hours
 * in which it was used, and the hours since at the same price. For the forecast alone; null where too little is known.
 */
export function costHistory(
  sql: Sql,
  now: Now,
  home: Home,
  of: { readonly inForce: SettingsInForce; readonly use: AccountUse },
): UseHistory | null {
  const throughMs = asOfMs(of.use);
  if (throughMs === null) return null;
  const byService = Map.groupBy(pricedDays(sql, now, home, of), ({ service }) => service);
  const hours = new Map<number, number>();
  for (const [service, days] of byService) {
    for (const { startMs, units } of pricedHours(sql, home, { service, days, throughMs })) {
      hours.set(startMs, (hours.get(startMs) ?? 0) + units);
    }
  }
  const known = new Set([...byService.values()].flat().map(({ day }) => day));
  const cost = [...hours.values()].reduce((sum, units) => sum + units, 0);
  if (known.size < DAYS_MIN || cost <= 0) return null;
  const used = Array.from(hours, ([startMs, units]): Used => {
    return { startMs, durationMs: HOUR_MS, amount: Math.round(units) };
  });
  const zone = of.use.services[0]?.zone ?? of.inForce.settings.zone;
  return historyOfReads(zone, throughMs, used);
}

interface PricedHour {
  readonly startMs: number;
  readonly units: number;
}

function pricedHours(
  sql: Sql,
  home: Home,
  {
    service,
    days,
    throughMs,
  }: {
    readonly service: ServiceRow;
    readonly days: readonly PricedDay[];
    readonly throughMs: number;
  },
): PricedHour[] {
  const first = days.reduce<LocalDay>(
    (least, { day }) => (day < least ? day : least),
    "9999-12-31",
  );
  const fromMs = days.length === 0 ? throughMs : instantOf(service.zone, first);
  const microByHour = hourly(knownBetween(sql, home, service, [fromMs, throughMs]));
  const hours = days.flatMap((day) => hoursOfDay(service.zone, day, microByHour));
  const usedMicro = days.reduce((sum, { quantityMicro }) => sum + quantityMicro, 0);
  const units = days.reduce((sum, day) => sum + day.units, 0);
  const beganMs = instantOf(service.zone, localDay(service.zone, throughMs));
  // The day that has only begun is at the price of the full ones.
  for (const [startMs, micro] of microByHour) {
    if (startMs < beganMs || startMs + HOUR_MS > throughMs) continue;
    hours.push({ startMs, units: usedMicro === 0 ? 0 : (micro * units) / usedMicro });
  }
  return hours;
}

/** A day's cost as its hours were used; evenly where only a register says what the day came to. */
function hoursOfDay(
  zone: string,
  { day, units }: PricedDay,
  microByHour: ReadonlyMap<number, number>,
): PricedHour[] {
  const starts: number[] = [];
  const endMs = instantOf(zone, nextDay(day));
  for (let atMs = instantOf(zone, day); atMs < endMs; atMs += HOUR_MS) starts.push(atMs);
  const micros = starts.map((startMs) => microByHour.get(startMs) ?? 0);
  const sum = micros.reduce((total, micro) => total + micro, 0);
  return starts.map((startMs, at) => {
    const share = sum === 0 ? 1 / starts.length : (micros[at] ?? 0) / sum;
    return { startMs, units: units * share };
  });
}

/** Whole UTC hours: a zone that is a half hour off has its hours begin at the half, which is no matter to a forecast. */
function hourly(intervals: Iterable<StoredInterval>): Map<number, number> {
  const hours = new Map<number, number>();
  for (const { startMs, durationMs, quantityMicro } of intervals) {
    if (durationMs > HOUR_MS) continue;
    const hourMs = startMs - (startMs % HOUR_MS);
    hours.set(hourMs, (hours.get(hourMs) ?? 0) + quantityMicro);
  }
  return hours;
}
