import type { Prompt } from "../conversation/prompt.ts";
import { assert, must } from "../assert.ts";
import { idOfHome, utilityHome } from "../ids.ts";
import { DAY_MS, type Now } from "../instant.ts";
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
import { consentOf, markMessage, type MessageRow, messageOf } from "../store/talks.ts";
import { admitText, classOf, type TextAsked, type TextVerdict } from "./admit-text.ts";
import { BACK_OFF_MAX_MS, backOffMs } from "./back-off.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { PROOF_CODE_VALID_MS } from "./code-use.ts";
import { settingsAt } from "./settings.ts";
import { carrierKey, revokeByCarrier, strikeSpentCode, tellAccount } from "./note-delivery.ts";

/** Sends of one message whose outcome was a definite "later": about an hour with back-off, then staff. */
const SEND_ATTEMPTS_MAX = 12;

/**
 * Sends of one message whose outcome is unknown. A carrier has no idempotency for messages, so one repeat is the most: a
 * second copy of a text is a nuisance, a receipt that never comes is worse.
 */
const UNKNOWN_ATTEMPTS_MAX = 2;

/** How long a carrier's own report may take to settle an unknown send before it is repeated. */
const UNKNOWN_WAIT_MS = 30_000;

type Begun =
  | { kind: "send"; message: OutgoingMessage }
  | { kind: "ask"; asked: TextAsked }
  | { kind: "done" };

/** How a row that waits for its slot names it, and the longest that it is put off at once: the drain looks at none further off. */
const SLOT = "slot:";
const SLOT_WAIT_MAX_MS = BACK_OFF_MAX_MS;

/** Hands one message to the carrier and keeps what came of it. */
export async function sendMessage(hub: Hub, carrier: Carrier, row: OutboxRow): Promise<void> {
  const begun = await beginOrWait(hub, row);
  if (begun.kind !== "send") return;
  const outcome = await carrier.say(begun.message).catch((): SayOutcome => ({ kind: "unknown" }));
  await hub.store.transact(row.home, (sql) => finish(sql, hub.clock.now(), row, outcome));
  hub.wake();
}

/** A text leaves once the utility lets it; where nothing bounds texts nobody is asked. */
async function beginOrWait(hub: Hub, row: OutboxRow): Promise<Begun> {
  const begun = await hub.store.transact(row.home, (sql) =>
    begin(sql, hub.clock.now(), row, false),
  );
  if (begun.kind !== "ask") return begun;
  const home = utilityHome(hub.utilityId);
  const verdict = await hub.store.transact(home, (sql) =>
    admitText(sql, hub.clock.now(), home, begun.asked),
  );
  return hub.store.transact(row.home, (sql) => {
    const now = hub.clock.now();
    return verdict.kind === "now" ? begin(sql, now, row, true) : putOff(sql, now, row, verdict);
  });
}

/** Waits for its slot, or is told to nobody: whoever owes it tells it another way. */
function putOff(
  sql: Sql,
  now: Now,
  read: OutboxRow,
  verdict: Exclude<TextVerdict, { kind: "now" }>,
): Begun {
  const row = outboxRow(sql, read.id);
  if (row === undefined) return { kind: "done" };
  if (verdict.kind === "at") {
    waitFor(sql, now, row, verdict.atMs);
    return { kind: "done" };
  }
  const message = must(messageOf(sql, row.home, messageIdOf(row)), "a message that is owed exists");
  settle(sql, now, row, { message, state: "refused", code: verdict.code });
  removeFromOutbox(sql, row);
  return { kind: "done" };
}

function waitFor(sql: Sql, now: Now, row: OutboxRow, atMs: number): void {
  const dueAtMs = Math.min(atMs, now.wallMs + SLOT_WAIT_MAX_MS);
  retryLater(sql, row, dueAtMs, `${SLOT}${String(atMs)}`);
}

/** The slot that a row was given; null where it has none, or one of a clock that ran ahead. */
function slotOf({ code }: OutboxRow, { wallMs }: Now): number | null {
  if (code?.startsWith(SLOT) !== true) return null;
  const atMs = Number(code.slice(SLOT.length));
  return atMs - wallMs > DAY_MS ? null : atMs;
}

/** Null where it may leave at once: its slot has come, or nothing bounds texts here. */
function waitOrAsk(sql: Sql, now: Now, row: OutboxRow, message: MessageRow): Begun | null {
  const slotMs = slotOf(row, now);
  if (slotMs !== null) {
    if (slotMs <= now.wallMs) return null;
    waitFor(sql, now, row, slotMs);
    return { kind: "done" };
  }
  // Where no settings are at hand the utility's own home knows.
  const inForce = settingsAt(sql, now.serviceMs);
  if (inForce !== null && (inForce.settings.texting ?? null) === null) return null;
  return {
    kind: "ask",
    asked: {
      from: message.numberUsed,
      to: idOfHome(row.home),
      class: classOf(keyOfPrompt(message), isUnasked(message)),
      isAgain: row.attempts > 0,
    },
  };
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

/** A notice, or what was asked for by somebody else. */
function isUnasked({ noticeId, body }: MessageRow): boolean {
  return noticeId !== null || (JSON.parse(body) as Pick<Prompt, "isUnasked">).isUnasked === true;
}

function keyOfPrompt({ body }: MessageRow): Prompt["key"] {
  return (JSON.parse(body) as Pick<Prompt, "key">).key;
}

/** What a text that is not to be sent any more comes to; null where it is. */
function overBy(
  sql: Sql,
  now: Now,
  row: OutboxRow,
  message: MessageRow,
): { readonly state: "failed" | "refused"; readonly code: string } | null {
  // A code that waited until it is good no more would only puzzle whoever reads it.
  const isOld = now.wallMs - row.createdAtMs >= PROOF_CODE_VALID_MS;
  if (isOld && keyOfPrompt(message) === "proof_code") return { state: "failed", code: "expired" };
  const isEnded = message.noticeId !== null && consentOf(sql, row.home, "account") === "revoked";
  return isEnded ? { state: "refused", code: "no_consent" } : null;
}

function begin(sql: Sql, now: Now, read: OutboxRow, isAdmitted: boolean): Begun {
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
  const over = overBy(sql, now, row, message);
  if (over !== null) {
    settle(sql, now, row, { message, ...over });
    removeFromOutbox(sql, row);
    return { kind: "done" };
  }
  const waits = isAdmitted ? null : waitOrAsk(sql, now, row, message);
  if (waits !== null) return waits;
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
      revokeByCarrier(sql, now, { home: row.home, key: row.key, occurredAtMs: null });
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
  strikeSpentCode(sql, row.home, fate.message);
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
