import { idOfHome, keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import { minorToDecimal } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { addToOutbox } from "../store/outbox.ts";
import { paymentOf, type PaymentRow } from "../store/payments.ts";
import { isDisputed, takenBackMinor } from "../store/refunds.ts";
import {
  addRefundAsked,
  askedForMinor,
  refundAskedOf,
  type RefundAskedRow,
} from "../store/refunds-asked.ts";
import { returnOf } from "../store/returns.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { mustSettings } from "./settings.ts";

export interface AskRefund {
  /** Made by who asks: the same id is the same refund. */
  readonly refundId: string;
  readonly paymentId: string;
  /** Null is all that is left of the payment. */
  readonly amountMinor: number | null;
  /** What the amount is in, as who asks believes. */
  readonly currency: string;
  /** Why, in a word of the utility's; kept for the books, and told to nobody. */
  readonly reason: string;
  readonly actor: string;
  readonly channel: string;
}

export interface AskedRefund {
  readonly kind: "asked" | "repeated";
  readonly refund: RefundAskedRow;
}

export type AskRefundRefusal =
  | "no_such_account"
  | "no_such_payment"
  | "id_reused"
  | "wrong_currency"
  | "bad_amount"
  | "not_by_card"
  | RefundRefusal;

export type RefundRefusal = "not_settled" | "already_returned" | "disputed" | "over_refunded";

/**
 * Asks for some or all of a settled card payment to be given back: it is kept, with the key that it will be sent under, before
 * anything leaves (send-refund.ts). Nothing is booked until the processor says that it made the refund (note-refund.ts); until
 * then what is asked for counts against what may still be asked. The same id again answers how it stands.
 */
export function askRefund(
  sql: Sql,
  now: Now,
  home: Home,
  input: AskRefund,
): AskedRefund | Refusal<AskRefundRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const { currency } = mustSettings(sql, now.serviceMs);
  if (input.currency !== currency.code) {
    return refuse("wrong_currency", `the utility's payments are in ${currency.code}`);
  }
  const before = refundAskedOf(sql, home, input.refundId);
  if (before !== undefined) return repeated(before, input);
  const payment = paymentOf(sql, home, input.paymentId);
  if (payment === undefined) return refuse("no_such_payment", "no payment has this id here");
  const leftMinor = leftToRefund(sql, home, payment);
  if (isRefusal(leftMinor)) return leftMinor;
  const amountMinor = input.amountMinor ?? leftMinor;
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || input.amountMinor === 0) {
    return refuse("bad_amount", "an amount to give back is more than nothing");
  }
  if (leftMinor === 0 || amountMinor > leftMinor) {
    const left = minorToDecimal(leftMinor, currency);
    return refuse("over_refunded", `of this payment ${left} ${currency.code} can be given back`);
  }
  const happening = beginHappening(sql, home);
  const { refundId: id, paymentId, reason, actor } = input;
  const refund = oweRefund(sql, now, home, {
    id,
    paymentId,
    amountMinor,
    reason,
    actor,
    utilityId: account.utilityId,
  });
  recordHappening(sql, now, happening, {
    kind: "refund-asked",
    actor,
    channel: input.channel,
    cause: id,
    facts: { paymentId, refund: id, amountMinor, reason },
  });
  return { kind: "asked", refund };
}

/** Keeps a refund and leaves it for its processor, inside the happening that asks for it. */
export function oweRefund(
  sql: Sql,
  now: Now,
  home: Home,
  {
    utilityId,
    ...asked
  }: Pick<RefundAskedRow, "id" | "paymentId" | "amountMinor" | "reason" | "actor"> & {
    readonly utilityId: string;
  },
): RefundAskedRow {
  const refund: RefundAskedRow = {
    ...asked,
    key: keyOf("refund", utilityId, idOfHome(home), asked.id),
    state: "asked",
    refundId: null,
    code: null,
    askedAtMs: now.wallMs,
    resolvedAtMs: null,
  };
  addRefundAsked(sql, home, refund);
  addToOutbox(sql, {
    home,
    kind: "charge",
    target: refundLane(asked.id),
    key: refund.key,
    payload: JSON.stringify({ refundId: asked.id }),
    nowMs: now.wallMs,
  });
  return refund;
}

/** A refund has a lane of its own among the charges: none waits for another. */
export function refundLane(refundId: string): string {
  return `refund/${refundId}`;
}

/** What may be asked for of a payment, in minor units; or why nothing may. */
export function leftToRefund(
  sql: Sql,
  home: Home,
  payment: PaymentRow,
): number | Refusal<RefundRefusal | "not_by_card"> {
  if (payment.tender !== "card" || payment.processor === null) {
    return refuse("not_by_card", "no processor took this payment, so none can give it back");
  }
  if (payment.state !== "settled") {
    return refuse("not_settled", "a payment that never arrived can't be given back");
  }
  if (returnOf(sql, home, payment.id) !== undefined) {
    return refuse("already_returned", "the whole payment came back before");
  }
  if (isDisputed(sql, home, payment.id)) {
    return refuse("disputed", "the customer's bank has the payment in dispute, and decides there");
  }
  const goneMinor = takenBackMinor(sql, home, payment.id);
  return payment.amountMinor - goneMinor - askedForMinor(sql, home, payment.id);
}

function repeated(before: RefundAskedRow, input: AskRefund): AskedRefund | Refusal<"id_reused"> {
  const isSame =
    before.paymentId === input.paymentId &&
    (input.amountMinor === null || input.amountMinor === before.amountMinor);
  return isSame
    ? { kind: "repeated", refund: before }
    : refuse("id_reused", "the id belongs to another refund");
}
