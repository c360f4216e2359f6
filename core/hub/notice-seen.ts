import { DAY_MS, HOUR_MS, localDay, type LocalDay, type Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import { nothingTold, type Seen, type UsualDay } from "../notice/crossings.ts";
import type { NoticeState } from "../notice/decide.ts";
import { noticeStanding } from "../notice/standing.ts";
import { warningSeen } from "../notice/warning.ts";
import type { Level } from "../payment/emergency.ts";
import type { Home, Sql } from "../ports.ts";
import { runOut } from "../rating/forecast/run-out.ts";
import type { Decision } from "../supply/decide.ts";
import { type AccountUse, asOfMs } from "./account-use.ts";
import { estimatedUnits, recentUse } from "./forecast.ts";
import { sentOf } from "./notice-told.ts";
import type { RulesInForce } from "./rules.ts";

/** How long before friendly hours end the customer is told what is short: time enough to pay, late enough to be read. */
export const WINDOW_TOLD_MS = 2 * HOUR_MS;
/** Further from the end than this many times the first telling, the forecast is not asked. */
const FAR_TIMES = 3;
/** Days that a warning looks ahead at the least, where nobody is told of days. */
const DAYS_LOOKED_AT = 14;
/** Days that a day is compared with. */
const DAYS_COMPARED_MIN = 3;

interface Account {
  readonly inForce: RulesInForce;
  readonly balances: AccountBalances;
  readonly level: Level;
  readonly use: AccountUse;
  readonly decisions: readonly Decision[];
  readonly prepaid: boolean;
}

/** What of an account its notices are decided by, as it stands in this transaction. */
export function noticeSeen(
  sql: Sql,
  now: Now,
  home: Home,
  account: Account & { readonly state: NoticeState },
): Seen {
  const { balances, decisions, inForce, use, state } = account;
  const told = state.told ?? nothingTold;
  const run = runOf(sql, now, home, { ...account, usual: told.usual });
  const window = decisions.find(
    ({ decidedBy, verdict, untilMs }) =>
      verdict === "wait_until" &&
      decidedBy === "friendly_window" &&
      (untilMs ?? 0) - now.serviceMs <= WINDOW_TOLD_MS,
  );
  return {
    daysLeft:
      run.earlyMs === null ? null : Math.max(0, Math.floor((run.earlyMs - now.serviceMs) / DAY_MS)),
    warning: account.prepaid
      ? warningOf(sql, now, home, { account, state, earlyMs: run.earlyMs })
      : "clear",
    windowEndsMs: window?.untilMs ?? null,
    isWeatherHeld: decisions.some(isHeldByWeather),
    owesDebt: balances.arrearsUnits > 0,
    emergency: lentOf(balances, account.level),
    isEstimated: estimatedUnits(sql, home, { use, currency: inForce.currency }) > 0,
    newestDay: run.newestDay,
    usual: run.usual,
  };
}

function lentOf({ emergencyUsedUnits }: AccountBalances, { remainingUnits }: Level) {
  if (emergencyUsedUnits === 0) return "none";
  return remainingUnits === 0 ? "exhausted" : "in_use";
}

/** Nobody is told of weather that is only not known. */
function isHeldByWeather({ decidedBy, verdict, guards }: Decision): boolean {
  if (verdict !== "hold" || decidedBy !== "weather") return false;
  return guards.find(({ guard }) => guard === "weather")?.detail["code"] !== "weather_missing";
}

interface Run {
  /** When money may be used up, by the early bound; null where nobody can say. */
  readonly earlyMs: number | null;
  readonly newestDay: Seen["newestDay"];
  readonly usual: UsualDay | null;
}

/** The forecast, where it is near enough to matter or a day has ended since it was last looked at. */
function runOf(
  sql: Sql,
  now: Now,
  home: Home,
  { inForce, level, use, usual }: Account & { readonly usual: UsualDay | null },
): Run {
  const throughMs = asOfMs(use);
  if (!isForecastWanted(inForce) || throughMs === null) {
    return { earlyMs: null, newestDay: null, usual };
  }
  const { supply, zone, notice } = inForce.settings;
  const aboveUnits = level.levelUnits - supply.disconnectLevelUnits;
  const day = localDay(zone, throughMs);
  const known = usual?.day === day ? usual : null;
  const farDays = FAR_TIMES * Math.max(DAYS_LOOKED_AT, ...(notice.daysLeft ?? []));
  if (known !== null && known.units > 0 && aboveUnits > farDays * known.units) {
    // Far from any telling: a coarse figure says as much.
    return { earlyMs: throughMs + farDays * DAY_MS, newestDay: null, usual };
  }
  const { days, futures } = recentUse(sql, now, home, { inForce, use });
  return {
    // The span is counted from the newest read on.
    earlyMs: futures === null ? null : throughMs + runOut(futures, aboveUnits).earlyMs,
    newestDay: newestOf(days),
    usual: known ?? { day, units: Math.ceil(meanOf(days)) },
  };
}

function isForecastWanted({ settings: { notice }, pack }: RulesInForce): boolean {
  const { daysLeft = [], highUsePercent = null } = notice;
  return daysLeft.length > 0 || highUsePercent !== null || pack !== null;
}

function meanOf(days: readonly { amount: number }[]): number {
  return days.reduce((sum, { amount }) => sum + amount, 0) / Math.max(1, days.length);
}

function newestOf(days: readonly { day: LocalDay; amount: number }[]): Seen["newestDay"] {
  const newest = days.at(-1);
  const before = days.slice(0, -1);
  const mean = meanOf(before);
  if (newest === undefined || before.length < DAYS_COMPARED_MIN || mean <= 0) return null;
  return { day: newest.day, percent: Math.round((100 * newest.amount) / mean) };
}

/** Without a pack the notice of a low balance is the warning. */
function warningOf(
  sql: Sql,
  now: Now,
  home: Home,
  of: {
    readonly account: Account;
    readonly state: NoticeState;
    readonly earlyMs: number | null;
  },
): Seen["warning"] {
  const { account, state, earlyMs } = of;
  const { pack, settings } = account.inForce;
  if (pack === null) return null;
  const { notifiedAtMs } = noticeStanding(sentOf(sql, home, "warning"), state, "warning");
  return warningSeen({
    ...settings.supply,
    levelUnits: account.level.levelUnits,
    rearmUnits: settings.notice.rearmUnits,
    leftMs: earlyMs === null ? null : earlyMs - now.serviceMs,
    notifiedAtMs,
    serviceNowMs: now.serviceMs,
  });
}
