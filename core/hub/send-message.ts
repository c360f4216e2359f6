import type { Prompt } from "../conversation/prompt.ts";
import { assert, must } from "../assert.ts";
import { idOfHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Carrier, Hub, OutgoingMessage, SayOutcome, Sql } from "../ports.ts";
import { answerOf } from "../store/inbox.ts";
import {
  countAttempt,
  outboxRow,
  type OutboxRow,
  park,
  removeFromOutbox,
  retryLater,
} from "../store/outbox.ts";
import { consentOf, markMessage, type MessageRow, messageOf, strikeCode } from "../store/talks.ts";
import { backOffMs } from "./back-off.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { PROOF_CODE_VALID_MS } from "./send-proof-code.ts";
import { carrierKey, revokeByCarrier, tellAccount } from "./note-delivery.ts";

/** Sends of one message whose outcome was a definite "later": about an hour with back-off, then staff. */
const SEND_ATTEMPTS_MAX = 12;

/**
 * Sends of one message whose outcome is unknown. A carrier has no idempotency for messages, so one repeat is the most: a
 * second copy of a text is a nuisance, a receipt that never comes is worse.
 */
const UNKNOWN_ATTEMPTS_MAX = 2;

/** How long a carrier's own report may take to settle an unknown send before it is repeated. */
const UNKNOWN_WAIT_MS = 30_000;

type Begun = { kind: "send"; message: OutgoingMessage } | { kind: "done" };

/** Hands one message to the carrier and keeps what came of it. */
export async function sendMessage(hub: Hub, carrier: Carrier, row: OutboxRow): Promise<void> {
  const begun = await hub.store.transact(row.home, (sql) => begin(sql, hub.clock.now(), row));
  if (begun.kind === "done") return;
  const outcome = await carrier.say(begun.message).catch((): SayOutcome => ({ kind: "unknown" }));
  await hub.store.transact(row.home, (sql) => finish(sql, hub.clock.now(), row, outcome));
  hub.wake();
}

function messageIdOf(row: OutboxRow): string {
  const { messageId } = JSON.parse(row.payload) as { messageId: string };
  return messageId;
}

/** What is good for one use: sent twice, nobody could tell which of two is meant, and one may reach a stranger late. */
const onceOnly: ReadonlySet<Prompt["key"]> = new Set(["hand_over", "proof_code"]);

/** A receipt may repeat; a code may not. */
function attemptsMax(message: MessageRow): number {
  return onceOnly.has(keyOfPrompt(message)) ? 1 : UNKNOWN_ATTEMPTS_MAX;
}

function keyOfPrompt({ body }: MessageRow): Prompt["key"] {
  return (JSON.parse(body) as Pick<Prompt, "key">).key;
}

/** A code that waited until it is good no more would only puzzle whoever reads it. */
function isCodeOver(now: Now, row: OutboxRow, message: MessageRow): boolean {
  const isOld = now.wallMs - row.createdAtMs >= PROOF_CODE_VALID_MS;
  return isOld && keyOfPrompt(message) === "proof_code";
}

function begin(sql: Sql, now: Now, read: OutboxRow): Begun {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return { kind: "done" };
  const message = must(messageOf(sql, row.home, messageIdOf(row)), "a message that is owed exists");
  if (message.state !== "owed") {
    removeFromOutbox(sql, row);
    return { kind: "done" };
  }
  if (row.attempts > 0 && row.code === null) {
    // The last attempt left and no answer was kept: the carrier's own report may still tell.
    retryLater(sql, row, now.wallMs + UNKNOWN_WAIT_MS, "unknown");
    return { kind: "done" };
  }
  if (row.code === "unknown" && row.attempts >= attemptsMax(message)) {
    settle(sql, now, row, { message, state: "failed", code: "unknown" });
    park(sql, row, "unknown");
    return { kind: "done" };
  }
  if (isCodeOver(now, row, message)) {
    settle(sql, now, row, { message, state: "failed", code: "expired" });
    removeFromOutbox(sql, row);
    return { kind: "done" };
  }
  if (message.noticeId !== null && consentOf(sql, row.home, "account") === "revoked") {
    settle(sql, now, row, { message, state: "refused", code: "no_consent" });
    removeFromOutbox(sql, row);
    return { kind: "done" };
  }
  countAttempt(sql, row);
  assert(message.channel === "sms", "only texts are said through the outbox");
  return {
    kind: "send",
    message: {
      id: message.id,
      channel: "sms",
      from: message.numberUsed,
      to: idOfHome(row.home),
      language: message.language,
      prompt: JSON.parse(message.body) as Prompt,
    },
  };
}

function finish(sql: Sql, now: Now, read: OutboxRow, outcome: SayOutcome): void {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return;
  const message = must(messageOf(sql, row.home, messageIdOf(row)), "a message that is owed exists");
  switch (outcome.kind) {
    case "sent":
      settleSent(sql, now, row, { message, carrierId: outcome.carrierId });
      removeFromOutbox(sql, row);
      return;
    case "opted_out":
      revokeByCarrier(sql, row.home, row.key, now.wallMs);
      settle(sql, now, row, { message, state: "refused", code: "opted_out" });
      removeFromOutbox(sql, row);
      return;
    case "refused":
      settle(sql, now, row, { message, state: "failed", code: outcome.code });
      park(sql, row, outcome.code);
      return;
    case "retry":
      if (row.attempts >= SEND_ATTEMPTS_MAX) {
        settle(sql, now, row, { message, state: "failed", code: outcome.code });
        park(sql, row, outcome.code);
      } else {
        retryLater(sql, row, now.wallMs + backOffMs(row.attempts), outcome.code);
      }
      return;
    case "unknown":
      retryLater(sql, row, now.wallMs + UNKNOWN_WAIT_MS, "unknown");
      return;
  }
}

/** The carrier took it; where its final report overtook its answer, that report was kept and counts now. */
function settleSent(
  sql: Sql,
  now: Now,
  row: OutboxRow,
  sent: { message: MessageRow; carrierId: string },
): void {
  if (sent.message.state !== "owed") return;
  const early = answerOf(sql, row.home, carrierKey(sent.carrierId));
  const report = JSON.parse(early ?? "null") as {
    state: "delivered" | "failed";
    code: string | null;
  } | null;
  settle(sql, now, row, { ...sent, state: report?.state ?? "sent", code: report?.code ?? null });
}

function settle(
  sql: Sql,
  now: Now,
  row: OutboxRow,
  fate: {
    message: MessageRow;
    state: "sent" | "delivered" | "failed" | "refused";
    code: string | null;
    carrierId?: string;
  },
): void {
  const happening = beginHappening(sql, row.home);
  markMessage(sql, row.home, fate.message.id, {
    state: fate.state,
    carrierId: fate.carrierId ?? null,
    code: fate.code,
    nowMs: now.wallMs,
  });
  // Once it has left, or will not, no row holds it any more.
  if (keyOfPrompt(fate.message) === "proof_code") strikeCode(sql, row.home, fate.message.id);
  tellAccount(sql, now, happening, fate);
  recordHappening(sql, now, happening, {
    kind: `message-${fate.state}`,
    actor: "hub",
    channel: fate.message.channel,
    cause: row.key,
    facts: {
      messageId: fate.message.id,
      noticeId: fate.message.noticeId,
      carrierId: fate.carrierId ?? null,
      code: fate.code,
    },
  });
}
