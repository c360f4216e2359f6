import type { Prompt } from "../conversation/prompt.ts";
import type { Now } from "../instant.ts";
import { accountHome, idOfHome, keyOf, lineHome } from "../ids.ts";
import type { Home, Sql } from "../ports.ts";
import { saveAnswer, takeKey } from "../store/inbox.ts";
import { lookNow } from "../store/outbox.ts";
import {
  markMessage,
  type MessageRow,
  messageByCarrier,
  messageOf,
  strikeCode,
} from "../store/talks.ts";
import { takeConsent } from "./consent.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { happenedAtMs } from "./note-consent.ts";

export interface NoteDelivery {
  readonly line: string;
  /** The carrier's event id. */
  readonly key: string;
  /** Our id, where the carrier's event carries it back. */
  readonly messageId: string | null;
  readonly carrierId: string;
  readonly state: "sent" | "delivered" | "failed";
  readonly code: string | null;
  /** When it happened, by the carrier's clock; null where it did not say. */
  readonly occurredAtMs: number | null;
}

/** The carrier's code for a number that has opted out (Telnyx 40300, "Blocked due to STOP message"). */
const OPTED_OUT_CODE = "40300";

/** A final state is never left again: `finalized` may come before `sent`. */
function moves(from: MessageRow["state"], to: NoteDelivery["state"]): boolean {
  if (from === "owed") return true;
  return from === "sent" && to !== "sent";
}

/**
 * What the carrier says became of a message. Unknown messages and late, repeated or reordered events change nothing, but for
 * one thing: that the number is blocked is believed whatever message says so.
 */
export function noteDelivery(
  sql: Sql,
  now: Now,
  input: NoteDelivery,
): { kind: "noted" | "seen" | "unknown_message" | "stale" } {
  const home = lineHome(input.line);
  if (!takeKey(sql, home, input.key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, home);
  const revoked =
    input.code === OPTED_OUT_CODE &&
    revokeByCarrier(sql, now, { home, key: input.key, occurredAtMs: input.occurredAtMs });
  const message =
    (input.messageId === null ? undefined : messageOf(sql, home, input.messageId)) ??
    messageByCarrier(sql, home, input.carrierId);
  if (message !== undefined && moves(message.state, input.state)) {
    keepFate(sql, now, happening, { message, input, revoked });
    return { kind: "noted" };
  }
  if (revoked) recordRevoked(sql, now, happening, input);
  if (message !== undefined) return { kind: "stale" };
  keepEarlyReport(sql, now, home, input);
  return { kind: "unknown_message" };
}

function keepFate(
  sql: Sql,
  now: Now,
  happening: Happening,
  { message, input, revoked }: { message: MessageRow; input: NoteDelivery; revoked: boolean },
): void {
  const { state, code, carrierId } = input;
  const { home } = happening;
  markMessage(sql, home, message.id, { state, code, carrierId, nowMs: now.wallMs });
  strikeSpentCode(sql, home, message);
  if (message.state === "owed") {
    // A send whose answer was lost waits for this very report, and the number's next texts behind it.
    lookNow(sql, { home, kind: "say", target: idOfHome(home), key: message.id }, now.wallMs);
  }
  tellAccount(sql, now, happening, { message, state, code });
  recordHappening(sql, now, happening, {
    kind: `message-${state}`,
    actor: "carrier",
    channel: message.channel,
    cause: input.key,
    facts: { messageId: message.id, noticeId: message.noticeId, code, revoked },
  });
}

function recordRevoked(sql: Sql, now: Now, happening: Happening, input: NoteDelivery): void {
  recordHappening(sql, now, happening, {
    kind: "consent-revoked",
    actor: "carrier",
    channel: "sms",
    cause: input.key,
    facts: { purpose: "account", source: "carrier", changed: true },
  });
}

export function carrierKey(carrierId: string): string {
  return keyOf("carrier", carrierId);
}

/** A final report may overtake the answer that tells us the carrier's id: it is kept until the send knows its id. */
function keepEarlyReport(sql: Sql, now: Now, home: Home, input: NoteDelivery): void {
  if (input.state === "sent") return;
  const key = carrierKey(input.carrierId);
  takeKey(sql, home, key, now.wallMs);
  saveAnswer(sql, home, key, JSON.stringify({ state: input.state, code: input.code }));
}

/** The carrier blocks this number: that is a revocation, however we learned of it. True when it was news. */
export function revokeByCarrier(
  sql: Sql,
  now: Now,
  { home, key, occurredAtMs }: { home: Home; key: string; occurredAtMs: number | null },
): boolean {
  // The carrier blocks texts, whatever they are about; calls go another way.
  return takeConsent(sql, home, {
    purpose: "account",
    key,
    state: "revoked",
    source: "carrier",
    evidence: `the carrier answers ${OPTED_OUT_CODE}: blocked by the customer's STOP`,
    atMs: happenedAtMs(now, occurredAtMs),
    recordedAtMs: now.wallMs,
  });
}

/** Once a code has left, or will not, no row holds it any more. */
export function strikeSpentCode(sql: Sql, home: Home, { id, direction, body }: MessageRow): void {
  if (direction !== "out") return;
  const { key } = JSON.parse(body) as Pick<Prompt, "key">;
  if (key === "proof_code") strikeCode(sql, home, id);
}

/** A notice's fate goes back to the account that owes it. */
export function tellAccount(
  sql: Sql,
  now: Now,
  happening: Happening,
  fate: {
    message: MessageRow;
    state: "sent" | "delivered" | "failed" | "refused";
    code: string | null;
  },
): void {
  const { accountId, noticeId } = fate.message;
  if (accountId === null || noticeId === null) return;
  const delivery = {
    kind: "note-notice",
    input: { noticeId, state: fate.state, code: fate.code },
  } as const;
  sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part: fate.state });
}
