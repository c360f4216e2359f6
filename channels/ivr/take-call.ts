import type { AnswerCall } from "../../core/hub/answer-call.ts";
import type { Received } from "../../core/hub/receive-input.ts";
import type { IncomingTurn } from "../../core/hub/take-turn.ts";
import type { Input } from "../../core/conversation/input.ts";
import { lineHome } from "../../core/ids.ts";
import type { Now } from "../../core/instant.ts";
import { isPhone } from "../../core/phone.ts";
import type { Hub, Sql } from "../../core/ports.ts";
import type { CallEvent } from "../telnyx/call-event.ts";

export interface CallEnd {
  /** The hub of the utility that has this number. */
  hubOf(number: string): Hub | undefined;
  /** Whether a caller's number is answered; all are when absent. */
  allow?(number: string): boolean;
  takeTurn(hub: Hub, turn: IncomingTurn): Promise<Received>;
  answerCall(
    sql: Sql,
    now: Now,
    input: AnswerCall,
  ): { readonly kind: "answered" | "seen" | "stale" };
}

/** The answer to one event: what came of it, or why it is none of ours. */
export type CallOutcome = Received["kind"] | "ignored" | "unknown_number" | "not_allowed";

/**
 * What an event of a call comes to. Whatever the carrier's order, and however often it tells, a turn is taken once and only
 * while it answers what the call still waits for; an event whose answer is nobody's is accepted and changes nothing.
 */
export async function takeCall(end: CallEnd, event: CallEvent): Promise<CallOutcome> {
  const hub = end.hubOf(event.to);
  if (hub === undefined) return "unknown_number";
  if (end.allow?.(event.from) === false) return "not_allowed";
  const line = lineOf(event);
  const key = `telnyx:${event.eventId}`;
  if (event.kind === "call_rings") {
    const now = hub.clock.now();
    const input = { line, key, callId: event.callId, to: event.to };
    const { kind } = await hub.store.transact(lineHome(line), (sql) =>
      end.answerCall(sql, now, input),
    );
    hub.wake();
    return kind === "answered" ? "taken" : kind;
  }
  const input = inputOf(event);
  if (input === null) return "ignored";
  const received = await end.takeTurn(hub, {
    channel: "ivr",
    key,
    from: line,
    to: event.to,
    input,
    ...capturedBy(event),
    call: {
      callId: event.callId,
      ofTurn: event.state?.turn ?? null,
      noticeCallId: event.state?.notice ?? null,
      failure: event.kind === "call_over" ? event.failure : null,
    },
  });
  return received.kind;
}

function capturedBy(event: CallEvent): Pick<IncomingTurn, "captured"> {
  return event.kind === "call_card" ? { captured: event.card } : {};
}

/** A caller who withholds their number is nobody's line: each of their calls is a line of its own. */
function lineOf({ from, callId }: CallEvent): string {
  return isPhone(from) ? from : `call-${callId}`;
}

/** What an event is to the talk; null for what is told it in another way. */
function inputOf(event: CallEvent): Input | null {
  switch (event.kind) {
    case "call_rings":
      return null;
    case "call_answered":
      return { kind: "start" };
    case "call_picked_up":
      return { kind: "picked_up", by: event.by };
    case "call_over":
      return { kind: "hang_up" };
    case "call_spoken":
      return { kind: "spoken" };
    case "call_unreached":
      return { kind: "transfer_failed" };
    case "call_card":
      // What it is kept as is known once it is kept.
      return { kind: "card_captured", methodId: null };
    case "call_keys":
      return event.keys === "" ? { kind: "no_input" } : { kind: "digits", keys: event.keys };
    case "call_key":
      return event.key !== "" && event.key === event.state?.atOnce
        ? { kind: "digits", keys: event.key }
        : null;
  }
}
