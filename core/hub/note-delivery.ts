import type { Now } from "../instant.ts";
import { accountHome, keyOf, lineHome } from "../ids.ts";
import type { Home, Sql } from "../ports.ts";
import { saveAnswer, takeKey } from "../store/inbox.ts";
import {
  addConsentEvent,
  markMessage,
  type MessageRow,
  messageByCarrier,
  messageOf,
} from "../store/talks.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";

export interface NoteDelivery {
  readonly line: string;
  /** The carrier's event id. */
  readonly key: string;
  /** Our id, where the carrier's event carries it back. */
  readonly messageId: string | null;
  readonly carrierId: string;
  readonly state: "sent" | "delivered" | "failed";
  readonly code: string | null;
}

/** The carrier's code for a number that has opted out (Telnyx 40300, "Blocked due to STOP message"). */
const OPTED_OUT_CODE = "40300";

/** A final state is never left again: `finalized` may come before `sent`. */
function moves(from: MessageRow["state"], to: NoteDelivery["state"]): boolean {
  if (from === "owed") return true;
  return from === "sent" && to !== "sent";
}

/** What the carrier says became of a message. Unknown messages and late, repeated or reordered events change nothing. */
export function noteDelivery(
  sql: Sql,
  now: Now,
  input: NoteDelivery,
): { kind: "noted" | "seen" | "unknown_message" | "stale" } {
  const home = lineHome(input.line);
  if (!takeKey(sql, home, input.key, now.wallMs)) return { kind: "seen" };
  const message =
    (input.messageId === null ? undefined : messageOf(sql, home, input.messageId)) ??
    messageByCarrier(sql, home, input.carrierId);
  if (message === undefined) {
    keepEarlyReport(sql, now, home, input);
    return { kind: "unknown_message" };
  }
  if (!moves(message.state, input.state)) return { kind: "stale" };
  const happening = beginHappening(sql, home);
  markMessage(sql, home, message.id, { ...input, nowMs: now.wallMs });
  if (input.code === OPTED_OUT_CODE) revokeByCarrier(sql, now, home, input.key);
  tellAccount(sql, now, happening, { message, state: input.state, code: input.code });
  recordHappening(sql, now, happening, {
    kind: `message-${input.state}`,
    actor: "carrier",
    channel: message.channel,
    cause: input.key,
    facts: { messageId: message.id, noticeId: message.noticeId, code: input.code },
  });
  return { kind: "noted" };
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

/** The carrier blocks this number: that is a revocation, however we learned of it. */
export function revokeByCarrier(sql: Sql, now: Now, home: Home, key: string): void {
  addConsentEvent(sql, home, {
    purpose: "account",
    key,
    state: "revoked",
    source: "carrier",
    evidence: `the carrier answers ${OPTED_OUT_CODE}: blocked by the customer's STOP`,
    atMs: now.wallMs,
  });
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
