import { must } from "../assert.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { ChargeOutcome, ChargeRequest, Hub, Processor, Sql } from "../ports.ts";
import { accountAt } from "../store/accounts.ts";
import {
  countSend,
  outboxRow,
  type OutboxRow,
  park,
  removeFromOutbox,
  retryLater,
} from "../store/outbox.ts";
import { paymentOf } from "../store/payments.ts";
import { backOffMs } from "./back-off.ts";
import { beginAttempt, RESEND_MAX_MS, sendOrLook } from "./resend.ts";
import { settlePayment } from "./settle-payment.ts";

/** How soon a processor that has taken a charge is asked about it: its webhook usually comes within seconds. */
const PENDING_ASK_MS = 15_000;

type Begun =
  | { kind: ReturnType<typeof beginAttempt>; request: ChargeRequest; ageMs: number }
  | { kind: "done" };

type Answer = ChargeOutcome | { kind: "absent" };

/**
 * Sends one charge, or asks what became of it. A charge that may have left before is looked up first, and is sent again only
 * when the processor is sure that it never came and it can't come any more, under the same key.
 */
export async function sendCharge(hub: Hub, processor: Processor, row: OutboxRow): Promise<void> {
  const { underWayMs } = processor;
  const begun = await hub.store.transact(row.home, (sql) =>
    begin(sql, hub.clock.now(), row, underWayMs),
  );
  if (begun.kind === "done") return;
  const { request } = begun;
  const answer: Answer = await sendOrLook(begun, {
    send: () => processor.charge(request),
    find: () => processor.find(request),
    again: () => hub.store.transact(row.home, (sql) => sendAgain(sql, hub.clock.now(), row)),
  });
  await hub.store.transact(row.home, (sql) =>
    finish(sql, hub.clock.now(), row, { answer, ageMs: begun.ageMs }),
  );
  hub.wake();
}

/** Whether it is still to be sent: what was heard of it meanwhile comes first. */
function sendAgain(sql: Sql, now: Now, read: OutboxRow): boolean {
  const row = outboxRow(sql, read.id);
  if (row === undefined || paymentOf(sql, row.home, row.target)?.state !== "pending") return false;
  countSend(sql, row, now.wallMs);
  return true;
}

function begin(sql: Sql, now: Now, read: OutboxRow, underWayMs: number): Begun {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return { kind: "done" };
  const payment = must(paymentOf(sql, row.home, row.target), "a charge has its payment");
  if (payment.state !== "pending") {
    removeFromOutbox(sql, row);
    return { kind: "done" };
  }
  const account = must(accountAt(sql, row.home), "a payment has its account");
  const ageMs = now.wallMs - payment.createdAtMs;
  if (row.attempts === 0 && ageMs >= RESEND_MAX_MS) {
    // It has never left, and nobody expects any more to be charged for it.
    const outcome = { kind: "declined", processorId: null, code: "not_sent" } as const;
    const key = keyOf("answer", row.id, row.attempts);
    settlePayment(sql, now, row.home, { paymentId: payment.id, key, outcome });
    removeFromOutbox(sql, row);
    return { kind: "done" };
  }
  return {
    kind: beginAttempt(sql, row, { nowMs: now.wallMs, underWayMs }),
    ageMs,
    request: {
      key: must(payment.chargeKey, "a card payment has a charge key"),
      paymentId: payment.id,
      accountId: account.id,
      amountMinor: payment.amountMinor,
      currency: account.currency,
      methodToken: must(payment.chargeToken, "a card payment has a method"),
      askedAtMs: payment.createdAtMs,
    },
  };
}

function finish(
  sql: Sql,
  now: Now,
  read: OutboxRow,
  { answer, ageMs }: { answer: Answer; ageMs: number },
): void {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return;
  const settle = (outcome: Parameters<typeof settlePayment>[3]["outcome"]): void => {
    const key = keyOf("answer", row.id, row.attempts);
    settlePayment(sql, now, row.home, { paymentId: row.target, key, outcome });
    removeFromOutbox(sql, row);
  };
  switch (answer.kind) {
    case "succeeded":
      settle({ kind: "succeeded", processorId: answer.processorId });
      return;
    case "declined":
      settle({ kind: "declined", processorId: answer.processorId, code: answer.code });
      return;
    case "pending":
      // Its webhook will tell, and then this row finds the payment resolved; if none comes, it asks.
      retryLater(
        sql,
        row,
        now.wallMs + Math.max(PENDING_ASK_MS, backOffMs(row.attempts)),
        "pending",
      );
      return;
    case "unknown":
    case "absent":
      if (ageMs >= RESEND_MAX_MS) leaveToStaff(sql, now, row);
      else retryLater(sql, row, now.wallMs + backOffMs(row.attempts), codeOf(answer));
      return;
  }
}

/** Nobody can say what became of it: the row stays, parked where staff see it, and no charge is sent again. */
function leaveToStaff(sql: Sql, now: Now, row: OutboxRow): void {
  const key = keyOf("answer", row.id, row.attempts);
  settlePayment(sql, now, row.home, {
    paymentId: row.target,
    key,
    outcome: { kind: "unresolved" },
  });
  park(sql, row, "outcome_unknown");
}

function codeOf(answer: Answer): string {
  return answer.kind === "unknown" && answer.code !== undefined ? answer.code : "unknown";
}
