import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type CallRow, endOtherCalls, otherCalls } from "../store/calls.ts";
import { newestCallMessage } from "../store/talks.ts";
import { type CallStepBody, oweStep } from "./call-step.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/**
 * One talk a line: as a call begins, every older one of the number is answered no more, and its proof ends. It is hung up, so that
 * nobody is left in silence, but where its caller was put through to a person, whose talk is their own.
 */
export function endOvertaken(
  sql: Sql,
  now: Now,
  home: Home,
  begun: { readonly callId: string; readonly key: string },
): void {
  const overtaken = otherCalls(sql, home, begun.callId);
  for (const call of overtaken) {
    if (!isPutThrough(sql, home, call)) hangUp(sql, now, home, { call, cause: begun.key });
  }
  if (overtaken.length > 0) endOtherCalls(sql, home, begun.callId, now.wallMs);
}

function isPutThrough(sql: Sql, home: Home, { id }: CallRow): boolean {
  const message = newestCallMessage(sql, home, id);
  if (message === undefined) return false;
  const { act } = JSON.parse(message.body) as CallStepBody;
  return act.kind === "play" && act.script.wait.kind === "transfer";
}

function hangUp(
  sql: Sql,
  now: Now,
  home: Home,
  { call, cause }: { readonly call: CallRow; readonly cause: string },
): void {
  const happening = beginHappening(sql, home);
  const body = { callId: call.id, turn: call.turn, act: { kind: "end" } } as const;
  oweStep(sql, now, happening, { body, to: call.numberUsed, language: "" });
  recordHappening(sql, now, happening, {
    kind: "call-overtaken",
    actor: "hub",
    channel: "ivr",
    cause,
    facts: {},
  });
}
