import { addDays, localDay, type LocalDay, type Now } from "../instant.ts";
import type { Currency } from "../money.ts";
import { type Before, type Offer, offerOf } from "../payment/offer.ts";
import { checkPayment, type PaymentRefused } from "../payment/limits.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt, modeAt } from "../store/accounts.ts";
import { payToReach } from "./pay-to-reach.ts";
import { splitAt } from "./allocation.ts";
import { levelAt } from "./emergency-standing.ts";
import { forecastOf } from "./forecast.ts";
import { balancesAt } from "./post.ts";
import { accountRules } from "./rules.ts";

/** What a payment by the account would do now, with what any channel tells beside it. */
export interface AccountOffer extends Offer {
  readonly accountId: string;
  readonly currency: Currency;
  readonly before: Before;
  /** The smallest payment after which supply is on; null when none is needed. */
  readonly smallestMinor: number | null;
  /** Whole days that the balance after it will likely last, and the day on which it ends; null when not known. */
  readonly daysLeft: number | null;
  readonly lastsUntil: LocalDay | null;
}

export type OfferRefusal =
  | Exclude<PaymentRefused, "over_daily_limit">
  | "no_such_account"
  | "not_prepaid"
  | "nothing_needed";

/**
 * What an amount buys now, or with null the smallest amount that turns supply on. Reads only. Refused for an account that is
 * not there, closed or post-pay, for an amount outside the utility's bounds, and with null where nothing need be paid.
 */
export function offerAt(
  sql: Sql,
  now: Now,
  home: Home,
  askedMinor: number | null,
): AccountOffer | Refusal<OfferRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  if ((modeAt(sql, home, now.serviceMs) ?? "prepaid") !== "prepaid") {
    return refuse("not_prepaid", "the account is billed by cycle: there is nothing to turn on");
  }
  const inForce = accountRules(sql, home, now.serviceMs);
  const { settings, currency } = inForce;
  const balances = balancesAt(sql, home);
  const reconnectLevelUnits = settings.supply.reconnectLevelUnits;
  const smallestMinor = payToReach(sql, now, home, {
    inForce,
    balances,
    targetUnits: reconnectLevelUnits,
  });
  const amountMinor = askedMinor ?? smallestMinor;
  if (amountMinor === null) {
    return refuse("nothing_needed", "the account stands where supply is on; name an amount");
  }
  const { minMinor, maxMinor } = settings.payment;
  const refusal = checkPayment({
    amountMinor,
    currency,
    // The smallest amount may be more than one payment may be: it is told all the same, and paid in several.
    limits: {
      minMinor,
      maxMinor: askedMinor === null ? Math.max(maxMinor, amountMinor) : maxMinor,
      dailyMinor: null,
    },
    chargedTodayMinor: 0,
    accountClosed: account.closedAtMs !== null,
  });
  if (isRefusal(refusal)) return refuse(refusal.code as OfferRefusal, refusal.message);
  const { dues, policy } = splitAt(sql, now, home, { balances, inForce });
  const level = levelAt(sql, home, balances);
  const before: Before = {
    dues,
    balanceUnits: balances.balanceUnits,
    levelUnits: level.levelUnits,
    measure: level.measure,
    reconnectLevelUnits,
  };
  const offer = offerOf(amountMinor, before, policy, currency);
  const { daysLeft } = forecastOf(sql, now, home, {
    inForce,
    balanceUnits: offer.balanceAfterUnits,
  });
  const lastsUntil =
    daysLeft === null ? null : addDays(localDay(account.zone, now.serviceMs), daysLeft);
  const accountId = account.id;
  return { ...offer, accountId, currency, before, smallestMinor, daysLeft, lastsUntil };
}
