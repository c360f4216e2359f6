import { idOfHome, keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { callOf } from "../store/calls.ts";
import { waitingKey } from "../store/outbox.ts";
import type { MessageRow } from "../store/talks.ts";
import { type CallStepBody, oweStep } from "./call-step.ts";
import { type Delivery, sendHappening } from "./delivery.ts";
import type { Happening } from "./journal.ts";

/** The carrier's codes for a call that is over, or that it does not have. */
const callOver: ReadonlySet<string | null> = new Set(["90018", "90015"]);

/**
 * What follows on a step that the carrier did not do, for a caller who hears nothing meanwhile: another way to pay than the card it
 * should have taken, a call back by the person it should have put them through to, and else the end of a call that can say nothing.
 */
export function standIn(
  sql: Sql,
  now: Now,
  happening: Happening,
  { message, code }: { readonly message: MessageRow; readonly code: string | null },
): void {
  const { act, callId, turn } = JSON.parse(message.body) as CallStepBody;
  if (act.kind !== "play") return;
  const { kind } = act.script.wait;
  if (kind === "card" || kind === "transfer") {
    const delivery = instead(kind, message, idOfHome(happening.home));
    sendHappening(sql, now, happening, { to: happening.home, delivery, part: delivery.kind });
    return;
  }
  if (callOver.has(code) || callOf(sql, happening.home, callId)?.state !== "up") return;
  const lane = { home: happening.home, kind: "say", target: keyOf("call", callId) } as const;
  // What is newer may be done yet.
  if (waitingKey(sql, lane) !== undefined) return;
  const body = { callId, turn, act: { kind: "end" } } as const;
  oweStep(sql, now, happening, { body, to: message.numberUsed, language: "" });
}

function instead(
  kind: "card" | "transfer",
  { numberUsed: to }: MessageRow,
  from: string,
): Delivery {
  const turn = { channel: "ivr", from, to } as const;
  return kind === "card"
    ? { kind: "tell-no-card", input: { ...turn, input: { kind: "card_captured", methodId: null } } }
    : { kind: "tell-unreached", input: { ...turn, input: { kind: "transfer_failed" } } };
}
