/** A low balance told of every day at the minute that its customer chose, and kinds of alerts that they left out. */
import { minorToUnits } from "../money.ts";
import type { AlertChoice } from "../conversation/alert-choice.ts";
import { keyOf } from "../ids.ts";
import { instantOf, localTime, nextDay, type Now } from "../instant.ts";
import { afterQuiet, isQuiet } from "../notice/quiet.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { modeAt } from "../store/accounts.ts";
import { alertChoices, saveAlertChoice } from "../store/alert-choices.ts";
import { saveAlertLevel } from "../store/alert-levels.ts";
import { clearTimer, setTimer } from "../store/timers.ts";
import { mustAccount } from "./account-facts.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { isLow } from "./low-balance.ts";
import { oweNotice } from "./owe-notice.ts";
import { reviewSupply } from "./review-account.ts";
import { accountRules } from "./rules.ts";

const TIMER = keyOf("daily-alert");

export interface ChooseAlert {
  readonly choice: AlertChoice;
  /** A level that is set beside a time; null where none is. */
  readonly amountMinor: number | null;
  readonly line: string;
  readonly channel: string;
  /** What names it, for the journal. */
  readonly cause: string;
}

export type ChooseAlertRefusal = "quiet_hours" | "not_prepaid";

/** Keeps a choice of alerts. A time within the quiet hours is refused, and any of an account that has no balance to be low. */
export function chooseAlert(
  sql: Sql,
  now: Now,
  home: Home,
  { choice, amountMinor, line, channel, cause }: ChooseAlert,
): { readonly kind: "set" } | Refusal<ChooseAlertRefusal> {
  const { zone } = mustAccount(sql, home);
  const { settings, currency } = accountRules(sql, home, now.serviceMs);
  const minute = choice.what === "daily" ? choice.minute : null;
  if (minute !== null) {
    if (modeAt(sql, home, now.serviceMs) === "postpay") {
      return refuse("not_prepaid", "the account has no balance that could be low");
    }
    if (isQuiet(settings.notice, zone, nextReadingMs(now.serviceMs, zone, minute))) {
      return refuse("quiet_hours", "nothing is told in the quiet hours");
    }
  }
  const happening = beginHappening(sql, home);
  const value = choice.what === "daily" ? choice.minute : choice.isOn ? null : 0;
  saveAlertChoice(sql, home, { what: choice.what, value, nowMs: now.wallMs });
  if (choice.what === "daily") wakeDaily(sql, now, home, { minute, zone });
  if (amountMinor !== null) {
    const belowUnits = minorToUnits(amountMinor, currency);
    saveAlertLevel(sql, home, { belowUnits, line, nowMs: now.wallMs });
  }
  recordHappening(sql, now, happening, {
    kind: "alert-chosen",
    actor: "customer",
    channel,
    cause,
    facts: { what: choice.what, value, amountMinor },
  });
  return { kind: "set" };
}

/** The next instant at which the local clock reads a minute of the day. */
function nextReadingMs(atMs: number, zone: string, minute: number): number {
  const { day } = localTime(zone, atMs);
  const todayMs = instantOf(zone, day, minute);
  return todayMs > atMs ? todayMs : instantOf(zone, nextDay(day), minute);
}

function wakeDaily(
  sql: Sql,
  now: Now,
  home: Home,
  { minute, zone }: { readonly minute: number | null; readonly zone: string },
): void {
  if (minute === null) {
    clearTimer(sql, home, TIMER);
    return;
  }
  const dueAtMs = nextReadingMs(now.serviceMs, zone, minute);
  setTimer(sql, {
    home,
    key: TIMER,
    clock: "service",
    dueAtMs,
    kind: "daily_alert",
    payload: "{}",
  });
}

export function clearDailyTimer(sql: Sql, home: Home): void {
  clearTimer(sql, home, TIMER);
}

/** The chosen minute has come: while the balance is low its contacts are told, and the next day is set. */
export function tellDaily(sql: Sql, now: Now, home: Home, cause: string): void {
  const minute = alertChoices(sql, home).find(({ what }) => what === "daily")?.value ?? null;
  const { zone } = mustAccount(sql, home);
  wakeDaily(sql, now, home, { minute, zone });
  if (minute === null || !isLow(sql, now, home)) return;
  const { settings } = accountRules(sql, home, now.serviceMs);
  const happening = beginHappening(sql, home);
  oweNotice(sql, now, happening, {
    rule: "daily",
    key: keyOf("daily", localTime(zone, now.serviceMs).day),
    dueAtMs: afterQuiet(settings.notice, zone, now.serviceMs),
    body: null,
  });
  recordHappening(sql, now, happening, {
    kind: "daily-alert-owed",
    actor: "hub",
    channel: null,
    cause,
    facts: { ...reviewSupply(sql, now, happening) },
  });
}
