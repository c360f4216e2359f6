import { assert, must } from "../assert.ts";
import type { Now } from "../instant.ts";
import { paymentReturned, refundFailed } from "../ledger/returned.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { paymentOf, type PaymentRow } from "../store/payments.ts";
import { refundOf, type RefundRow, saveRefund, takenBackMinor } from "../store/refunds.ts";
import { unpark } from "../store/outbox.ts";
import { refundAskedOf, resolveRefundAsked } from "../store/refunds-asked.ts";
import { returnOf } from "../store/returns.ts";
import { allocateHere } from "./allocation.ts";
import { refundLane } from "./ask-refund.ts";
import { billingNow, givenBy, partOf, processorHeader } from "./given-by.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { balancesAt, post, postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";
import { tellMoney } from "./tell-money.ts";

export interface NoteRefund {
  readonly paymentId: string;
  /** The processor's name for the refund. */
  readonly refundId: string;
  /** What told of it, for the journal. */
  readonly key: string;
  readonly actor: string;
  readonly state: RefundRow["state"];
  readonly amountMinor: number;
  /** Our own name for it, where the processor says that we asked for it. */
  readonly askedId?: string;
}

/** A refund's state never goes back: what was asked a while ago may be told late. */
const stages: Readonly<Record<RefundRow["state"], number>> = {
  pending: 0,
  succeeded: 1,
  failed: 2,
};

export type NotedRefund = { readonly kind: "refunded" | "refund_failed" | "noted" | "seen" };

export type NoteRefundRefusal =
  | "no_such_payment"
  | "not_settled"
  | "already_returned"
  | "over_refunded";

/**
 * Takes what a processor says of a refund, in whatever order it says it. The money leaves the account when the refund is first
 * heard of, credit first, and comes back where it failed; a failure is the last word.
 */
export function noteRefund(
  sql: Sql,
  now: Now,
  home: Home,
  input: NoteRefund,
): NotedRefund | Refusal<NoteRefundRefusal> {
  const payment = paymentOf(sql, home, input.paymentId);
  if (payment === undefined) return refuse("no_such_payment", "no payment has this id here");
  const before = refundOf(sql, home, input.refundId);
  if (before !== undefined && stages[input.state] <= stages[before.state]) {
    noteMade(sql, now, home, input);
    return { kind: "seen" };
  }
  const refusal = before === undefined ? check(sql, home, { payment, input }) : null;
  if (isRefusal(refusal)) return refusal;
  const happening = beginHappening(sql, home);
  const kind = kindOf(input.state, before);
  if (kind === "refunded") giveBack(sql, now, happening, { payment, input });
  if (kind === "refund_failed") takeAgain(sql, now, happening, { payment, input });
  const { paymentId, refundId: id, state, amountMinor } = input;
  saveRefund(sql, home, { id, paymentId, state, amountMinor, notedAtMs: now.wallMs });
  noteMade(sql, now, home, input);
  if (kind === "refunded" || kind === "refund_failed") {
    tellMoney(sql, now, happening, { rule: kind, id, amountMinor, except: null });
  }
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: state === "failed" ? "refund-failed" : "payment-refunded",
    actor: input.actor,
    channel: payment.channel,
    cause: input.key,
    facts: { paymentId, refundId: id, state, amountMinor, ...reviewed },
  });
  return { kind };
}

/** What was asked for is made: the refund itself counts from here on, and nobody need look for it any more. */
function noteMade(
  sql: Sql,
  now: Now,
  home: Home,
  { askedId, refundId, paymentId }: NoteRefund,
): void {
  const asked = askedId === undefined ? undefined : refundAskedOf(sql, home, askedId);
  if (asked?.paymentId !== paymentId || asked.state === "made") return;
  const made = { state: "made", refundId, code: null } as const;
  resolveRefundAsked(sql, home, asked.id, { ...made, nowMs: now.wallMs });
  unpark(sql, { home, kind: "charge", target: refundLane(asked.id) });
}

function kindOf(state: RefundRow["state"], before: RefundRow | undefined): NotedRefund["kind"] {
  if (state === "failed") return before === undefined ? "noted" : "refund_failed";
  return before === undefined ? "refunded" : "noted";
}

function check(
  sql: Sql,
  home: Home,
  { payment, input }: { payment: PaymentRow; input: NoteRefund },
): Refusal<NoteRefundRefusal> | null {
  if (payment.state !== "settled") {
    return refuse("not_settled", "a payment that never arrived can't be given back");
  }
  if (returnOf(sql, home, payment.id) !== undefined) {
    return refuse("already_returned", "the whole payment came back before");
  }
  const goneMinor = takenBackMinor(sql, home, payment.id);
  return input.state !== "failed" && goneMinor + input.amountMinor > payment.amountMinor
    ? refuse("over_refunded", "more would be given back than was paid")
    : null;
}

type Of = { readonly payment: PaymentRow; readonly input: NoteRefund };

function giveBack(sql: Sql, now: Now, happening: Happening, { payment, input }: Of): void {
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  const settledId = `payment/${payment.id}/settled`;
  const amountUnits = minorToUnits(input.amountMinor, currency);
  const goneUnits = minorToUnits(takenBackMinor(sql, home, payment.id), currency);
  const processor = must(payment.processor, "a charge has a processor");
  const transfer = paymentReturned(
    processorHeader(sql, now, happening, {
      id: `payment/${payment.id}/refund/${input.refundId}`,
      corrects: settledId,
      actor: input.actor,
      payment,
    }),
    {
      from: [{ account: `clearing.${processor}`, amountUnits }],
      given: partOf(givenBy(sql, home, settledId, minorToUnits(payment.amountMinor, currency)), {
        goneUnits,
        amountUnits,
      }),
      feeUnits: 0,
      balances: balancesAt(sql, home),
      billing: billingNow(sql, now, home),
      code: "refund",
    },
  );
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a refund was not posted: ${JSON.stringify(posted)}`);
}

function takeAgain(sql: Sql, now: Now, happening: Happening, { payment, input }: Of): void {
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  const amountUnits = minorToUnits(input.amountMinor, currency);
  const refund = `payment/${payment.id}/refund/${input.refundId}`;
  const header = processorHeader(sql, now, happening, {
    id: `${refund}/failed`,
    corrects: refund,
    actor: input.actor,
    payment,
  });
  const transfers = refundFailed(header, {
    processor: must(payment.processor, "a charge has a processor"),
    amountUnits,
    targets: allocateHere(sql, now, home, {
      amountUnits,
      source: "customer",
      transferId: header.id,
    }),
  });
  const posted = postAll(sql, now, { home, currency }, transfers);
  assert(posted.kind === "posted", `a failed refund was not posted: ${JSON.stringify(posted)}`);
}
