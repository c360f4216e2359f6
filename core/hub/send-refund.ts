import { must } from "../assert.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Hub, Processor, RefundOutcome, RefundRequest, Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import {
  countSend,
  outboxRow,
  type OutboxRow,
  park,
  removeFromOutbox,
  retryLater,
} from "../store/outbox.ts";
import { paymentOf, type PaymentRow } from "../store/payments.ts";
import { refundAskedOf, type RefundAskedRow, resolveRefundAsked } from "../store/refunds-asked.ts";
import { isDisputed, takenBackMinor } from "../store/refunds.ts";
import { returnOf } from "../store/returns.ts";
import { mustAccount } from "./account-facts.ts";
import { backOffMs } from "./back-off.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { noteRefund } from "./note-refund.ts";
import { reviewAccount } from "./review-account.ts";
import { beginAttempt, RESEND_MAX_MS, sendOrLook } from "./resend.ts";

type Begun =
  | { kind: ReturnType<typeof beginAttempt>; request: RefundRequest; ageMs: number }
  | { kind: "done" };

type Answer = RefundOutcome | { kind: "absent" };

/**
 * Has a refund made that was asked for, or asks what became of it. One that may have left before is looked up first, and is sent
 * again only when the processor is sure that it never came and it can't come any more, under the same key.
 */
export async function sendRefund(hub: Hub, processor: Processor, row: OutboxRow): Promise<void> {
  const begun = await hub.store.transact(row.home, (sql) =>
    begin(sql, hub.clock.now(), row, processor),
  );
  if (begun.kind === "done") return;
  const { request } = begun;
  const answer: Answer = await sendOrLook(begun, {
    send: () => processor.refund(request),
    find: () => processor.findRefund(request),
    again: () => hub.store.transact(row.home, (sql) => sendAgain(sql, hub.clock.now(), row)),
  });
  await hub.store.transact(row.home, (sql) =>
    finish(sql, hub.clock.now(), row, { answer, ageMs: begun.ageMs, actor: processor.name }),
  );
  hub.wake();
}

function begin(sql: Sql, now: Now, read: OutboxRow, processor: Processor): Begun {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return { kind: "done" };
  const asked = askedBy(sql, row);
  if (asked.state !== "asked") {
    removeFromOutbox(sql, row);
    return { kind: "done" };
  }
  const payment = must(paymentOf(sql, row.home, asked.paymentId), "a refund has its payment");
  const ageMs = now.wallMs - asked.askedAtMs;
  const code = row.attempts === 0 ? whyNot(sql, row, { asked, payment, ageMs }) : null;
  const isOther = payment.processor !== processor.name;
  if (code !== null || isOther) {
    refused(sql, now, row, { asked, code: code ?? "other_processor", actor: "hub" });
    return { kind: "done" };
  }
  const { underWayMs } = processor;
  const account = must(accountAt(sql, row.home), "a payment has its account");
  return {
    kind: beginAttempt(sql, row, { nowMs: now.wallMs, underWayMs }),
    ageMs,
    request: {
      key: asked.key,
      refundId: asked.id,
      paymentId: asked.paymentId,
      accountId: account.id,
      chargeId: must(payment.processorId, "a settled charge has a name at its processor"),
      amountMinor: asked.amountMinor,
      currency: account.currency,
    },
  };
}

/** What present truth has against sending it at all; null: nothing. It was judged when it was asked for, which may be a while ago. */
function whyNot(
  sql: Sql,
  { home }: OutboxRow,
  of: { readonly asked: RefundAskedRow; readonly payment: PaymentRow; readonly ageMs: number },
): string | null {
  const { asked, payment, ageMs } = of;
  if (returnOf(sql, home, asked.paymentId) !== undefined) return "already_returned";
  if (isDisputed(sql, home, asked.paymentId)) return "disputed";
  // Somebody gave it back in the processor's own pages meanwhile.
  const goneMinor = takenBackMinor(sql, home, payment.id);
  if (goneMinor + asked.amountMinor > payment.amountMinor) return "over_refunded";
  return ageMs >= RESEND_MAX_MS ? "not_sent" : null;
}

/** Whether it is still to be sent: what was heard of it meanwhile comes first. */
function sendAgain(sql: Sql, now: Now, read: OutboxRow): boolean {
  const row = outboxRow(sql, read.id);
  if (row === undefined || askedBy(sql, row).state !== "asked") return false;
  countSend(sql, row, now.wallMs);
  return true;
}

function finish(
  sql: Sql,
  now: Now,
  read: OutboxRow,
  { answer, ageMs, actor }: { answer: Answer; ageMs: number; actor: string },
): void {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return;
  const asked = askedBy(sql, row);
  switch (answer.kind) {
    case "made":
      made(sql, now, row, { asked, answer, actor });
      return;
    case "refused":
      // A webhook that told of it in the meantime knows better.
      if (asked.state === "made") removeFromOutbox(sql, row);
      else refused(sql, now, row, { asked, code: answer.code, actor });
      return;
    case "unknown":
    case "absent": {
      const code = (answer.kind === "unknown" ? answer.code : undefined) ?? "unknown";
      if (asked.state === "made") removeFromOutbox(sql, row);
      else if (ageMs >= RESEND_MAX_MS)
        leaveToStaff(sql, now, row, { asked, code: "outcome_unknown" });
      else retryLater(sql, row, now.wallMs + backOffMs(row.attempts), code);
      return;
    }
  }
}

interface Came {
  readonly asked: RefundAskedRow;
  readonly code: string;
}

/** Books it, unless its webhook was quicker. Where the books can't take it, it has left all the same: staff look. */
function made(
  sql: Sql,
  now: Now,
  row: OutboxRow,
  of: {
    readonly asked: RefundAskedRow;
    readonly answer: Extract<Answer, { kind: "made" }>;
    readonly actor: string;
  },
): void {
  const { asked, answer, actor } = of;
  const noted = noteRefund(sql, now, row.home, {
    paymentId: asked.paymentId,
    refundId: answer.processorId,
    key: keyOf("answer", row.id, row.attempts),
    actor,
    state: answer.state,
    amountMinor: answer.amountMinor,
    askedId: asked.id,
  });
  if (isRefusal(noted)) leaveToStaff(sql, now, row, { asked, code: noted.code });
  else removeFromOutbox(sql, row);
}

function refused(
  sql: Sql,
  now: Now,
  row: OutboxRow,
  { asked, code, actor }: Came & { readonly actor: string },
): void {
  const { home } = row;
  const outcome = { state: "refused", refundId: null, code } as const;
  resolveRefundAsked(sql, home, asked.id, { ...outcome, nowMs: now.wallMs });
  removeFromOutbox(sql, row);
  record(sql, now, row, { asked, code, actor, kind: "refund-refused" });
  // What no card took back of an account that is closed goes another way.
  if (mustAccount(sql, home).closedAtMs !== null) reviewAccount(sql, now, home, row.key);
}

/** Nobody can say what became of it: the row stays, parked where staff see it, and no refund is sent again. */
function leaveToStaff(sql: Sql, now: Now, row: OutboxRow, { asked, code }: Came): void {
  const outcome = { state: "unresolved", refundId: null, code } as const;
  resolveRefundAsked(sql, row.home, asked.id, { ...outcome, nowMs: now.wallMs });
  park(sql, row, code);
  record(sql, now, row, { asked, code, actor: "hub", kind: "refund-unresolved" });
}

function record(
  sql: Sql,
  now: Now,
  row: OutboxRow,
  { asked, code, actor, kind }: Came & { readonly actor: string; readonly kind: string },
): void {
  const { id, paymentId, amountMinor } = asked;
  recordHappening(sql, now, beginHappening(sql, row.home), {
    kind,
    actor,
    channel: null,
    cause: row.key,
    facts: { paymentId, refund: id, amountMinor, code },
  });
}

function askedBy(sql: Sql, row: OutboxRow): RefundAskedRow {
  const { refundId } = JSON.parse(row.payload) as { readonly refundId: string };
  return must(refundAskedOf(sql, row.home, refundId), "what is sent was asked for");
}
