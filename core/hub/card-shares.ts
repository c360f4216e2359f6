import { DAY_MS, type Now } from "../instant.ts";
import { minorToUnits, unitsToMinorFloor } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { newestSettled, type PaymentRow } from "../store/payments.ts";
import { isRefundInVain } from "../store/refunds-asked.ts";
import { isDisputed, takenBackMinor } from "../store/refunds.ts";
import { returnOf } from "../store/returns.ts";
import { leftToRefund } from "./ask-refund.ts";
import { givenBy } from "./given-by.ts";
import { mustSettings } from "./settings.ts";

/** Of how many payments credit may be left: beyond them it is of payments too old for their cards. */
const PAYMENTS_LOOKED_AT = 200;

/** Processors and banks take refunds of charges for half a year; of older ones too many never arrive. */
const REFUND_AGE_MAX_MS = 180 * DAY_MS;

export interface CardShare {
  readonly paymentId: string;
  readonly amountMinor: number;
}

/**
 * Which card payments credit came from, and how much of it each gave: what is left is of the payments that came last, so the newest
 * are asked first, up to what each gave as credit and can still be given back. The rest is of no card.
 */
export function cardSharesOf(sql: Sql, now: Now, home: Home, creditUnits: number): CardShare[] {
  const { currency } = mustSettings(sql, now.serviceMs);
  let leftUnits = creditUnits;
  return newestSettled(sql, home, PAYMENTS_LOOKED_AT).flatMap((payment): CardShare[] => {
    const shareUnits = Math.min(leftUnits, creditLeftUnits(sql, now, home, payment));
    leftUnits -= shareUnits;
    const shareMinor = unitsToMinorFloor(shareUnits, currency);
    const amountMinor = Math.min(shareMinor, refundableMinor(sql, now, home, payment));
    return amountMinor > 0 ? [{ paymentId: payment.id, amountMinor }] : [];
  });
}

/** What a payment gave as credit, less what of it is gone. What a bank disputes is in no credit that may leave. */
function creditLeftUnits(sql: Sql, now: Now, home: Home, payment: PaymentRow): number {
  const isGone = returnOf(sql, home, payment.id) !== undefined;
  if (isGone || isDisputed(sql, home, payment.id)) return 0;
  const { currency } = mustSettings(sql, now.serviceMs);
  const settledId = `payment/${payment.id}${payment.tender === "card" ? "/settled" : ""}`;
  const given = givenBy(sql, home, settledId, minorToUnits(payment.amountMinor, currency));
  const creditUnits = given
    .filter(({ account }) => account === "prepaid" || account === "unapplied")
    .reduce((sum, { amountUnits }) => sum + amountUnits, 0);
  const goneUnits = minorToUnits(takenBackMinor(sql, home, payment.id), currency);
  return Math.max(0, creditUnits - goneUnits);
}

function refundableMinor(sql: Sql, now: Now, home: Home, payment: PaymentRow): number {
  const { settings } = mustSettings(sql, now.serviceMs);
  const isOld = payment.createdAtMs < now.wallMs - REFUND_AGE_MAX_MS;
  // A card that others paid by a code with is theirs, and what they gave the customer's.
  const isTheirs = payment.payee === null && payment.processor === settings.payment.processor;
  if (!isTheirs || isOld || isRefundInVain(sql, home, payment.id)) return 0;
  const leftMinor = leftToRefund(sql, home, payment);
  return isRefusal(leftMinor) ? 0 : leftMinor;
}
