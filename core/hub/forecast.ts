import { DAY_MS, HOUR_MS, instantOf, localDay, type LocalDay, type Now } from "../instant.ts";
import type { Currency } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Futures, futuresOf } from "../rating/forecast/futures.ts";
import { likelyDays, type RunOut, runOut } from "../rating/forecast/run-out.ts";
import { historyOfDays } from "../rating/forecast/use-history.ts";
import { KnownReads } from "../rating/known-reads.ts";
import { unpack } from "../rating/packed.ts";
import { emptyState, rate, type RatingState } from "../rating/rate.ts";
import type { TariffVersion } from "../rating/tariff.ts";
import { isRefusal } from "../refusal.ts";
import type { ServiceRow } from "../store/accounts.ts";
import type { RatingRow } from "../store/reads.ts";
import { type AccountUse, accountUse, asOfMs } from "./account-use.ts";
import { tariffsInForce } from "./service-tariffs.ts";
import type { SettingsInForce } from "./settings.ts";
import { knownBetween, registeredTime, rowsBetween } from "./stored-reads.ts";

/** Two days say nothing of a week: a weekend is not a working day. */
const DAYS_MIN = 3;

/** Days of estimates looked at: past this an estimate is no statement about today's balance. */
const ESTIMATED_DAYS_MAX = 40;

/** What use is counted by; what whoever asks has not read is read. */
interface RecentUse {
  readonly inForce: SettingsInForce;
  readonly use?: AccountUse;
  readonly tariffs?: ReadonlyMap<string, readonly TariffVersion[]>;
}

/**
 * Whole days for which the balance above the disconnect level is likely to last, by the newest full days; at most a year,
 * null where they are too few or cost nothing; what such a day costs; and each of those days. For showing only: no decision rests
 * on it.
 */
export function forecastOf(
  sql: Sql,
  now: Now,
  home: Home,
  of: RecentUse & { readonly balanceUnits: number },
): {
  readonly daysLeft: number | null;
  readonly perDayUnits: number | null;
  readonly days: ReadonlyMap<LocalDay, number>;
} {
  const { inForce, balanceUnits } = of;
  const aboveUnits = balanceUnits - inForce.settings.supply.disconnectLevelUnits;
  const days = recentDayUnits(sql, now, home, of);
  return { daysLeft: daysLeft(days, aboveUnits), perDayUnits: meanUnits(days), days };
}

/**
 * When the balance above the disconnect level is likely used up: before `earlyMs` one time of ten, after `lateMs` one of ten, at
 * most a year on. By the same days as `daysLeft`, counted from the newest read that every service has; null where those are
 * too few or cost nothing.
 */
export function runOutOf(
  sql: Sql,
  now: Now,
  home: Home,
  of: { readonly inForce: SettingsInForce; readonly balanceUnits: number },
): RunOut | null {
  const use = accountUse(sql, home);
  const throughMs = asOfMs(use);
  if (throughMs === null) return null;
  const { futures } = recentUse(sql, now, home, { inForce: of.inForce, use });
  if (futures === null) return null;
  const aboveUnits = of.balanceUnits - of.inForce.settings.supply.disconnectLevelUnits;
  const { earlyMs, likelyMs, lateMs } = runOut(futures, aboveUnits);
  return {
    earlyMs: throughMs + earlyMs,
    likelyMs: throughMs + likelyMs,
    lateMs: throughMs + lateMs,
  };
}

/** What the newest full days came to, and for how long from the newest read on a balance above a level may last by them. */
export function recentUse(
  sql: Sql,
  now: Now,
  home: Home,
  of: { readonly inForce: SettingsInForce; readonly use: AccountUse },
): { readonly days: readonly DayUnits[]; readonly futures: Futures | null } {
  const unitsByDay = recentDayUnits(sql, now, home, of);
  const days = inOrder(unitsByDay);
  return {
    days,
    futures: meanUnits(unitsByDay) === null ? null : futuresOf(historyOfDays(0, days)),
  };
}

interface DayUnits {
  readonly day: LocalDay;
  readonly amount: number;
}

function inOrder(unitsByDay: ReadonlyMap<LocalDay, number>): DayUnits[] {
  return Array.from(unitsByDay, ([day, amount]) => ({ day, amount })).toSorted((one, other) =>
    one.day < other.day ? -1 : 1,
  );
}

/** What a day is likely to cost, the mean of the newest full days rounded up; null where they are too few or cost nothing. */
export function likelyDayUnits(
  sql: Sql,
  now: Now,
  home: Home,
  inForce: SettingsInForce,
): number | null {
  return meanUnits(recentDayUnits(sql, now, home, { inForce }));
}

function meanUnits(unitsByDay: ReadonlyMap<LocalDay, number>): number | null {
  const sum = [...unitsByDay.values()].reduce((total, units) => total + units, 0);
  return unitsByDay.size < DAYS_MIN || sum <= 0 ? null : Math.ceil(sum / unitsByDay.size);
}

/** What the newest full days of all services come to by the tariffs of now. */
function recentDayUnits(
  sql: Sql,
  now: Now,
  home: Home,
  of: RecentUse,
): ReadonlyMap<LocalDay, number> {
  const days = new Map<LocalDay, number>();
  for (const { day, units } of pricedDays(sql, now, home, of)) {
    days.set(day, (days.get(day) ?? 0) + units);
  }
  return days;
}

/** A full local day of one service: what it used, and what that comes to. */
export interface PricedDay {
  readonly service: ServiceRow;
  readonly day: LocalDay;
  readonly quantityMicro: number;
  readonly units: number;
}

/** The newest full days of each service by the tariffs of now. */
export function pricedDays(
  sql: Sql,
  now: Now,
  home: Home,
  { inForce, use = accountUse(sql, home), tariffs = tariffsInForce(sql, home) }: RecentUse,
): PricedDay[] {
  const services = new Map(use.services.map((service) => [service.id, service]));
  const days: PricedDay[] = [];
  for (const row of use.rating) {
    const service = services.get(row.serviceId);
    const version = (tariffs.get(row.serviceId) ?? []).findLast(
      (tariff) => tariff.effectiveFromMs <= now.serviceMs,
    );
    if (service === undefined || version === undefined || row.throughMs === null) continue;
    // The day that the newest read is in has only begun.
    const unfinished = localDay(service.zone, row.throughMs);
    const used = JSON.parse(row.recentDays) as Record<LocalDay, number>;
    for (const [day, quantityMicro] of Object.entries(used)) {
      if (day >= unfinished) continue;
      const units = dayUnits(version, { zone: service.zone, day, quantityMicro }, inForce.currency);
      days.push({ service, day, quantityMicro, units });
    }
  }
  return days;
}

function daysLeft(unitsByDay: ReadonlyMap<LocalDay, number>, aboveUnits: number): number | null {
  const days = inOrder(unitsByDay);
  const costNothing = days.reduce((sum, { amount }) => sum + amount, 0) <= 0;
  if (days.length < DAYS_MIN || costNothing) return null;
  // Only the span is asked for, so it is counted from 0.
  const futures = futuresOf(historyOfDays(0, days));
  return futures === null ? null : likelyDays(futures, aboveUnits);
}

/** What a day of use comes to by one version, in whole units: for a forecast, so rounding is no matter. */
function dayUnits(
  version: TariffVersion,
  { zone, day, quantityMicro }: { zone: string; day: LocalDay; quantityMicro: number },
  currency: Currency,
): number {
  if (version.plan === undefined) {
    const perUnit = 10 ** (version.priceScale - currency.ledgerDigits);
    const used = (quantityMicro / 1e6) * (version.pricePerUnit / perUnit);
    return Math.round(used + version.fixedPerDay / perUnit);
  }
  // Prices change by the hour, and of a past day only the sum is kept: it counts as used evenly.
  const fromMs = instantOf(zone, day);
  const intervals = Array.from({ length: 24 }, (_, hour) => ({
    startMs: fromMs + hour * HOUR_MS,
    durationMs: HOUR_MS,
    quantityMicro: Math.round(quantityMicro / 24),
  }));
  const always = { ...version, effectiveFromMs: 0 };
  const rated = rate([always], emptyState, { zone, currency, intervals, movedInDay: day });
  return isRefusal(rated) ? 0 : rated.charges.reduce((sum, charge) => sum + charge.amountUnits, 0);
}

/** What estimated reads that no metered read has replaced would cost: shown beside the balance, never in it. */
export function estimatedUnits(
  sql: Sql,
  home: Home,
  { use, currency }: { readonly use: AccountUse; readonly currency: Currency },
): number {
  const services = new Map(use.services.map((service) => [service.id, service]));
  let units = 0;
  for (const row of use.rating) {
    const service = services.get(row.serviceId);
    if (service !== undefined && row.estimatedThroughMs !== null) {
      units += serviceEstimateUnits(sql, home, { row, service, currency });
    }
  }
  return units;
}

function serviceEstimateUnits(
  sql: Sql,
  home: Home,
  { row, service, currency }: { row: RatingRow; service: ServiceRow; currency: Currency },
): number {
  const lastMs = (row.estimatedThroughMs ?? 0) - 1;
  const newestMs = Math.max(lastMs, row.throughMs ?? 0);
  const fromMs = Math.max(service.fromMs, newestMs - ESTIMATED_DAYS_MAX * DAY_MS);
  if (lastMs < fromMs) return 0;
  const rows = rowsBetween(sql, home, service, [fromMs, lastMs + 1]);
  const known = new KnownReads(rows.flatMap(({ packed }) => unpack(packed)));
  for (const span of registeredTime(sql, home, service.id)) known.add(span);
  const standing = [...known.estimatedSince(fromMs)];
  if (standing.length === 0) return 0;
  const versions = tariffsInForce(sql, home).get(service.id) ?? [];
  // As if they were metered: after all that is charged they go on in the tiers where that ended, and in a gap they shift what follows.
  const { open } = JSON.parse(row.state) as RatingState;
  const state = open === undefined ? emptyState : { ...emptyState, open };
  const rated = rate(versions, state, {
    zone: service.zone,
    currency,
    intervals: standing,
    movedInDay: localDay(service.zone, fromMs),
    known: (sinceMs, toMs) => knownBetween(sql, home, service, [sinceMs, toMs]),
  });
  if (isRefusal(rated)) return 0;
  return rated.charges.reduce(
    (sum, { component, amountUnits }) => (component === "usage" ? sum + amountUnits : sum),
    0,
  );
}
