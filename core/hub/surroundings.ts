import { must } from "../assert.ts";
import { keyOf } from "../ids.ts";
import { DAY_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import type { MeterLink, ServiceRow } from "../store/accounts.ts";
import { configurationAt } from "../store/configuration.ts";
import { failedPaymentsSince, settledPayments } from "../store/payments.ts";
import { protectionsOf } from "../store/protections.ts";
import type { SupplyRow } from "../store/supply.ts";
import { type ChannelNews, EVERY_AREA } from "../supply/channel-news.ts";
import type { SupplyPolicy } from "../supply/policy.ts";
import {
  type ChannelHealth,
  type Household,
  type Protection,
  type Surroundings,
  unprotected,
} from "../supply/protect.ts";
import type { DecisionRecord } from "../supply/record.ts";
import type { SwitchRecord } from "../supply/state.ts";
import { viewSwitch } from "../supply/view.ts";
import type { Weather } from "../supply/weather.ts";
import type { RulesInForce } from "./rules.ts";

/**
 * What this store knows around one of an account's services: its other switches, when it was last decided on, who is
 * protected, the weather and the ways to pay of its area, and which payments came and failed.
 */
export function surroundingsOf(
  sql: Sql,
  now: Now,
  home: Home,
  of: {
    readonly row: SupplyRow;
    /** The last decision of that row; null where there is none. */
    readonly before: DecisionRecord | null;
    readonly rows: readonly SupplyRow[];
    readonly services: readonly ServiceRow[];
    readonly meters: readonly MeterLink[];
    readonly inForce: RulesInForce;
  },
): Surroundings {
  const { row, before, rows, services, meters, inForce } = of;
  const policy = inForce.settings.supply;
  const commodityOf = (serviceId: string): ServiceRow["commodity"] =>
    must(
      services.find(({ id }) => id === serviceId),
      `service ${serviceId} exists`,
    ).commodity;
  const others = rows.flatMap((other) => {
    const link = meters.findLast((meter) => meter.serviceId === other.serviceId);
    const isOther = other.serviceId !== row.serviceId && link?.remoteSwitch === 1;
    if (!isOther) return [];
    const { stage } = viewSwitch(JSON.parse(other.record) as SwitchRecord, true);
    return [{ commodity: commodityOf(other.serviceId), stage }];
  });
  const lastPayment = settledPayments(sql, home, 1)[0];
  const failed = failedPaymentsSince(sql, home, now.wallMs - policy.failedPayments.withinMs);
  return {
    ...unprotected(commodityOf(row.serviceId)),
    others,
    ...protectedBy(sql, now, home),
    weather: weatherOf(sql, now, inForce.area),
    channels: channelsOf(sql, now, policy, inForce.area),
    lastDecidedAtMs: before?.input.serviceMs ?? null,
    // A payment is of wall time. Where service time runs faster this holds for longer, never for less.
    lastPaymentAtMs:
      lastPayment === undefined ? null : now.serviceMs - (now.wallMs - lastPayment.atMs),
    failedPaymentsAtWallMs: failed.map(({ atMs }) => atMs),
  };
}

/** A year of age: it is counted up from the age on record, so a birthday is found within a few days. */
const YEAR_MS = 365 * DAY_MS;

function protectedBy(
  sql: Sql,
  now: Now,
  home: Home,
): { protections: readonly Protection[]; household: Household } {
  const protections: Protection[] = [];
  let oldestYears: number | null = null;
  let isDisabled = false;
  for (const { kind, fromMs, untilMs, liftUnits, years } of protectionsOf(sql, home)) {
    const isNow = fromMs <= now.serviceMs && (untilMs === null || untilMs > now.serviceMs);
    if (!isNow) continue;
    if (kind === "disabled") isDisabled = true;
    else if (kind === "age") {
      const age = (years ?? 0) + Math.floor((now.serviceMs - fromMs) / YEAR_MS);
      oldestYears = Math.max(oldestYears ?? 0, age);
    } else protections.push({ kind, fromMs, untilMs, liftUnits });
  }
  return { protections, household: { oldestYears, isDisabled } };
}

function weatherOf(sql: Sql, now: Now, area: string): Weather | null {
  const row = configurationAt(sql, "weather", area, now.serviceMs);
  return row === undefined ? null : (JSON.parse(row.body) as Weather);
}

/** Of each promised way to pay what is known here and what is known everywhere: either may hold. */
function channelsOf(sql: Sql, now: Now, policy: SupplyPolicy, area: string): ChannelHealth[] {
  return policy.channels.flatMap((channel) =>
    [area, EVERY_AREA].flatMap((where): ChannelHealth[] => {
      const row = configurationAt(sql, "channel", keyOf(where, channel), now.serviceMs);
      if (row === undefined) return [];
      const { state, sinceMs } = JSON.parse(row.body) as ChannelNews;
      return [{ channel, state, sinceMs }];
    }),
  );
}
