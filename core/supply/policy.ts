import { HOUR_MS, type LocalDay, MINUTE_MS } from "../instant.ts";

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
  /** When supply may be turned off, in the premise's zone. None means never. */
  readonly allowed: readonly AllowedHours[];
  /** Local days on which nobody is turned off, and on which no allowed hours begin. */
  readonly holidays: readonly LocalDay[];
  /** How long after it was asked for a pending payment may hold a disconnection (wall time). */
  readonly pendingPaymentHoldMs: Readonly<Record<Tender, number>>;
}

/**
 * What holds where a utility says nothing. Levels at zero: off below nothing, on again at nothing. One day: the oldest data
 * that a bill by the day can be based on, and the shortest notice that 16 TAC 25.498 allows. Weekdays from 8 to 15: when an
 * office is there to answer and a payment can still be taken. Pending money holds as long as its kind usually needs to
 * become certain: a card an hour, a bank debit five days, cash at an agent a day; a check is no money until it has cleared.
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
};
