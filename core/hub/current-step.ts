import { idOfHome } from "../ids.ts";
import type { Home, OutgoingCallStep, Sql } from "../ports.ts";
import { callOf } from "../store/calls.ts";
import { newestCallMessage } from "../store/talks.ts";
import type { CallStepBody } from "./call-step.ts";

/**
 * What a call plays now, for a carrier that asks instead of being told: the same again until a turn has something else to play. Null
 * for a call that is not up.
 */
export function currentStep(sql: Sql, home: Home, callId: string): OutgoingCallStep | null {
  if (callOf(sql, home, callId)?.state !== "up") return null;
  const message = newestCallMessage(sql, home, callId);
  if (message === undefined) return null;
  const body = JSON.parse(message.body) as CallStepBody;
  return {
    id: message.id,
    ...body,
    from: message.numberUsed,
    to: idOfHome(home),
    language: message.language,
  };
}
