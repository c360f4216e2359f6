import type { Prompt } from "../conversation/prompt.ts";
import { accountHome, idOfHome, keyOf } from "../ids.ts";
import { MINUTE_MS, type Now } from "../instant.ts";
import { isPhone } from "../phone.ts";
import type { Calls, Home, Hub, OutgoingCall, SayOutcome, Sql } from "../ports.ts";
import { liveCall } from "../store/calls.ts";
import { takeKey } from "../store/inbox.ts";
import {
  addNoticeCall,
  noticeCallBy,
  noticeCallOf,
  type NoticeCallRow,
  saveNoticeCall,
} from "../store/notice-calls.ts";
import {
  addToOutbox,
  countAttempt,
  outboxRow,
  type OutboxRow,
  removeFromOutbox,
  retryLater,
} from "../store/outbox.ts";
import { consentOf } from "../store/talks.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { backOffMs } from "./back-off.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import type { CallFailure, CallTurn } from "./take-turn.ts";

export interface PlaceNoticeCall {
  readonly noticeId: string;
  readonly accountId: string;
  readonly prompt: Prompt;
  readonly language: string;
  /** The number of ours that calls. */
  readonly from: string;
}

/** A notice that waits longer than this to be dialled is the account's to decide about anew: its hours may be over. */
const DIAL_LIFE_MS = 10 * MINUTE_MS;
/** A caller who is on the line already is called after that. */
const BUSY_LINE_MS = MINUTE_MS;

/** An account's notice is to be heard at this number: called, where it agreed to calls; else the account is told that it was refused. */
export function placeNoticeCall(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: PlaceNoticeCall,
): { kind: "owed" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, at.home);
  const { noticeId, accountId, language, from: numberUsed } = input;
  const cause = { actor: "hub", channel: "ivr", cause: at.key, facts: { noticeId, accountId } };
  if (!mayCall(sql, at.home)) {
    tellAccount(sql, now, happening, { ...input, state: "refused", code: "no_call_consent" });
    recordHappening(sql, now, happening, { ...cause, kind: "notice-call-refused" });
    return { kind: "refused" };
  }
  const { id } = happening;
  const prompt = JSON.stringify(input.prompt);
  const row = { id, noticeId, accountId, numberUsed, language, prompt };
  addNoticeCall(sql, at.home, row, now.wallMs);
  addToOutbox(sql, {
    home: at.home,
    kind: "say",
    target: keyOf("dial", id),
    key: id,
    payload: JSON.stringify({ dial: id }),
    nowMs: now.wallMs,
  });
  recordHappening(sql, now, happening, { ...cause, kind: "notice-call-owed" });
  return { kind: "owed" };
}

function mayCall(sql: Sql, home: Home): boolean {
  return isPhone(idOfHome(home)) && consentOf(sql, home, "calls") === "granted";
}

/** Dials, once: a call that may have left is not dialled again, and only its own events say what came of it. */
export async function placeCall(hub: Hub, calls: Calls | null, row: OutboxRow): Promise<void> {
  const begun = await hub.store.transact(row.home, (sql) => begin(sql, hub.clock.now(), row));
  if (begun === null) return;
  const outcome = await dial(calls, begun).catch((): SayOutcome => ({ kind: "unknown" }));
  await hub.store.transact(row.home, (sql) => finish(sql, hub.clock.now(), row, outcome));
  hub.wake();
}

function dial(calls: Calls | null, call: OutgoingCall): Promise<SayOutcome> {
  return calls?.place?.(call) ?? Promise.resolve({ kind: "refused", code: "no_end" });
}

function begin(sql: Sql, now: Now, read: OutboxRow): OutgoingCall | null {
  const row = outboxRow(sql, read.id);
  const call = row === undefined ? undefined : noticeCallOf(sql, row.home, row.key);
  if (row === undefined || call === undefined) return null;
  if (call.state !== "owed") {
    removeFromOutbox(sql, row);
    return null;
  }
  if (!mayCall(sql, row.home) || now.wallMs - row.createdAtMs >= DIAL_LIFE_MS) {
    const code = mayCall(sql, row.home) ? "expired" : "no_call_consent";
    end(sql, now, row.home, { call, code });
    removeFromOutbox(sql, row);
    return null;
  }
  if (liveCall(sql, row.home) !== undefined) {
    retryLater(sql, row, now.wallMs + BUSY_LINE_MS, "line_busy");
    return null;
  }
  countAttempt(sql, row);
  // Before it leaves: whatever stops this machine now, it is not dialled twice.
  saveNoticeCall(sql, row.home, { ...call, state: "dialled" });
  return { id: call.id, from: call.numberUsed, to: idOfHome(row.home) };
}

function finish(sql: Sql, now: Now, read: OutboxRow, outcome: SayOutcome): void {
  const row = outboxRow(sql, read.id);
  const call = noticeCallOf(sql, read.home, read.key);
  if (row === undefined || call === undefined) return;
  switch (outcome.kind) {
    case "sent":
      if (call.state === "dialled") {
        saveNoticeCall(sql, row.home, { ...call, callId: outcome.carrierId });
      }
      break;
    case "retry":
      saveNoticeCall(sql, row.home, { ...call, state: "owed" });
      retryLater(sql, row, now.wallMs + backOffMs(row.attempts), outcome.code);
      return;
    case "refused":
      end(sql, now, row.home, { call, code: outcome.code });
      break;
    case "opted_out":
      end(sql, now, row.home, { call, code: outcome.kind });
      break;
    case "unknown":
      // Its events bring its name, if it left; its account gives it up where none do.
      break;
  }
  removeFromOutbox(sql, row);
}

/** The carrier's name for a call of ours; null before its answer told. */
export function calledAs(sql: Sql, home: Home, id: string): string | null {
  return noticeCallOf(sql, home, id)?.callId ?? null;
}

/** The notice call that a turn is of, with the carrier's name for it kept, and who picked it up. */
export function pickedUp(
  sql: Sql,
  home: Home,
  { callId, noticeCallId = null }: CallTurn,
  pickedUpBy: string,
): NoticeCallRow | undefined {
  const call = noticeCallId === null ? undefined : noticeCallOf(sql, home, noticeCallId);
  if (call?.state !== "dialled" || (call.callId ?? callId) !== callId) return undefined;
  const named = { ...call, callId, pickedUpBy };
  saveNoticeCall(sql, home, named);
  return named;
}

/** A call that is over without having been heard: its account is told why. One that was heard, or is none of ours, stays as it is. */
export function endNoticeCall(
  sql: Sql,
  now: Now,
  home: Home,
  { callId, noticeCallId = null, failure = null }: CallTurn,
): void {
  const call =
    noticeCallBy(sql, home, callId) ??
    (noticeCallId === null ? undefined : noticeCallOf(sql, home, noticeCallId));
  if (call?.state !== "dialled" || (call.callId ?? callId) !== callId) return;
  end(sql, now, home, { call: { ...call, callId }, code: unheardBy(call, failure) });
}

function unheardBy({ pickedUpBy }: NoticeCallRow, failure: CallFailure | null): string {
  if (pickedUpBy === null) return failure ?? "no_answer";
  return pickedUpBy === "machine" ? "machine" : "not_heard";
}

/** Somebody heard it to its end: it counts as delivered from now. */
export function noticeHeard(sql: Sql, now: Now, happening: Happening, callId: string): void {
  const call = noticeCallBy(sql, happening.home, callId);
  if (call?.state !== "dialled") return;
  saveNoticeCall(sql, happening.home, { ...call, state: "over" });
  tellAccount(sql, now, happening, { ...call, state: "delivered", code: "heard" });
}

function end(
  sql: Sql,
  now: Now,
  home: Home,
  { call, code }: { readonly call: NoticeCallRow; readonly code: string },
): void {
  const happening = beginHappening(sql, home);
  saveNoticeCall(sql, home, { ...call, state: "over" });
  const { noticeId, accountId } = call;
  tellAccount(sql, now, happening, { noticeId, accountId, state: "failed", code });
  recordHappening(sql, now, happening, {
    kind: "notice-call-failed",
    actor: "hub",
    channel: "ivr",
    cause: call.id,
    facts: { noticeId, accountId, code },
  });
}

function tellAccount(
  sql: Sql,
  now: Now,
  happening: Happening,
  fate: {
    readonly noticeId: string;
    readonly accountId: string;
    readonly state: "delivered" | "failed" | "refused";
    readonly code: string;
  },
): void {
  const { noticeId, accountId, state, code } = fate;
  const delivery = { kind: "note-notice", input: { noticeId, state, code } } as const;
  sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part: state });
}
