import { DAY_MS, HOUR_MS, type LocalDay, MINUTE_MS } from "../instant.ts";
import type { FriendlyTable } from "./friendly.ts";
import type { Season } from "./season.ts";
import type { WeatherRule } from "./weather.ts";

export type Tender = "card" | "bank" | "cash" | "check";

/** Local minutes of some weekdays; where `toMinute` is not after `fromMinute`, the hours run past midnight into the next day. */
export interface AllowedHours {
  /** Weekdays on which the hours begin; 0 is Sunday. */
  readonly days: readonly number[];
  readonly fromMinute: number;
  /** Not included; 1440 is midnight. */
  readonly toMinute: number;
}

/** A utility's rules about its switches, as data. */
export interface SupplyPolicy {
  /** Supply may be turned off strictly below this. */
  readonly disconnectLevelUnits: number;
  /** Supply is turned on at or above this; never below the disconnect level, or a switch would flap. */
  readonly reconnectLevelUnits: number;
  readonly dataAgeMaxMs: number;
  /** How long before a disconnection its notice must have been delivered. */
  readonly noticeMs: number;
  /** How long a delivered notice serves; after it a new one must be delivered. Null where it does not lapse. */
  readonly noticeMostMs: number | null;
  /** When supply may be turned off, in the premise's zone. None means never. */
  readonly allowed: readonly AllowedHours[];
  /** Local days on which nobody is turned off, and on which no allowed hours begin. */
  readonly holidays: readonly LocalDay[];
  /** How long after it was asked for a pending payment may hold a disconnection (wall time). */
  readonly pendingPaymentHoldMs: Readonly<Record<Tender, number>>;
  /** After this many failed payments within the span, a pending one holds nothing: it may well fail too (wall time). */
  readonly failedPayments: { readonly most: number; readonly withinMs: number };
  /** When nobody is turned off although hours are allowed; the table in force is the one that began last. */
  readonly friendly: readonly FriendlyTable[];
  /** Services that may be turned off, in this order; null where each may be, in no order. */
  readonly services: readonly Commodity[] | null;
  readonly weather: readonly WeatherRule[];
  /** Weather known no longer ago than this is known; older is missing, and missing weather holds. */
  readonly weatherAgeMaxMs: number;
  readonly seasons: readonly Season[];
  /** How long one medical certificate holds at most; null where as long as it says. */
  readonly medicalMs: number | null;
  /** From this age on a household's oldest member protects it; null where age does not. */
  readonly protectedAgeYears: number | null;
  /** How long a pledge holds before it must be paid; null where as long as it says. */
  readonly pledgeMs: number | null;
  /** Nobody is turned off so soon after a payment. */
  readonly afterPaymentMs: number;
  /** Promised ways to pay: while one of them is down nobody is turned off, nor within the grace after it is up again. */
  readonly channels: readonly string[];
  readonly channelGraceMs: number;
}

export type Commodity = "electricity" | "gas" | "water";

/**
 * What holds where a utility says nothing. Levels at zero: off below nothing, on again at nothing. One day: the oldest data
 * that a bill by the day can be based on, and the shortest notice that 16 TAC 25.498 allows. Weekdays from 8 to 15: when an
 * office is there to answer and a payment can still be taken. Pending money holds as long as its kind usually needs to
 * become certain: a card an hour, a bank debit five days, cash at an agent a day; a check is no money until it has cleared.
 * What only some rules know (friendly windows, weather, seasons, age) protects nobody until a rule pack says so.
 */
export const usualSupplyPolicy: SupplyPolicy = {
  disconnectLevelUnits: 0,
  reconnectLevelUnits: 0,
  dataAgeMaxMs: 24 * HOUR_MS,
  noticeMs: 24 * HOUR_MS,
  allowed: [{ days: [1, 2, 3, 4, 5], fromMinute: 8 * 60, toMinute: 15 * 60 }],
  holidays: [],
  pendingPaymentHoldMs: {
    card: 60 * MINUTE_MS,
    bank: 120 * HOUR_MS,
    cash: 24 * HOUR_MS,
    check: 0,
  },
  noticeMostMs: null,
  failedPayments: { most: 2, withinMs: 30 * DAY_MS },
  friendly: [],
  services: null,
  weather: [],
  weatherAgeMaxMs: 24 * HOUR_MS,
  seasons: [],
  medicalMs: null,
  protectedAgeYears: null,
  pledgeMs: null,
  afterPaymentMs: 0,
  channels: [],
  channelGraceMs: 0,
};
