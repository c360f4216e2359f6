import { lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { callOf, saveCall } from "../store/calls.ts";
import { takeKey } from "../store/inbox.ts";
import { oweStep } from "./call-step.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface AnswerCall {
  readonly line: string;
  /** The carrier's event id. */
  readonly key: string;
  readonly callId: string;
  /** Our number that was called. */
  readonly to: string;
}

/** A call rings: it is answered. One that was answered or is over already stays as it is, as events come in any order. */
export function answerCall(
  sql: Sql,
  now: Now,
  input: AnswerCall,
): { readonly kind: "answered" | "seen" | "stale" } {
  const home = lineHome(input.line);
  if (!takeKey(sql, home, input.key, now.wallMs)) return { kind: "seen" };
  if (callOf(sql, home, input.callId) !== undefined) return { kind: "stale" };
  const happening = beginHappening(sql, home);
  const call = { id: input.callId, numberUsed: input.to, turn: 0, provedCustomer: null };
  saveCall(sql, home, { ...call, state: "ringing" }, now.wallMs);
  const body = { callId: input.callId, turn: 0, act: { kind: "answer" } } as const;
  oweStep(sql, now, happening, { body, to: input.to, language: "" });
  recordHappening(sql, now, happening, {
    kind: "call-rang",
    actor: "customer",
    channel: "ivr",
    cause: input.key,
    facts: {},
  });
  return { kind: "answered" };
}
