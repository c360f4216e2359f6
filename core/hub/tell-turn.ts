import type { Turn } from "../conversation/converse.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import { isPhone } from "../phone.ts";
import type { Sql } from "../ports.ts";
import { type CallRow, saveCall } from "../store/calls.ts";
import { consentOf } from "../store/talks.ts";
import { playScript } from "./call-turn.ts";
import type { Happening } from "./journal.ts";
import { oweText } from "./owe-text.ts";
import { isScreen } from "../conversation/talk-channel.ts";
import type { IncomingTurn } from "./take-turn.ts";

/**
 * Leaves in the outbox what a turn says: a text for each prompt, or what its call plays. News of a payment goes as a text
 * where the caller has hung up, if the line takes texts from us.
 */
export function tellTurn(
  sql: Sql,
  now: Now,
  happening: Happening,
  { turn, result, call }: { turn: IncomingTurn; result: Turn; call: CallRow | null },
): void {
  if (turn.channel === "sms") {
    sayPrompts(sql, now, happening, { turn, result });
    return;
  }
  // A screen is read from where the talk stands, by whoever shows it.
  if (isScreen(turn.channel)) return;
  const { language, saved, call: script } = result;
  const mayText = isPhone(turn.from) && consentOf(sql, happening.home, "account") !== "revoked";
  if (call !== null && script !== null) {
    playScript(sql, now, happening, { call, to: turn.to, language, turn: saved.turn, script });
    if (isWritten(turn) && mayText) sayAsText(sql, now, happening, { turn, result });
    return;
  }
  // What the call plays, and what it waits for, stays as it is.
  if (call !== null) saveCall(sql, happening.home, call, now.wallMs);
  if (turn.input.kind === "result" && mayText) sayAsText(sql, now, happening, { turn, result });
}

/** Terms and links are for keeping: they come by text whatever was heard of them. */
function isWritten({ input }: IncomingTurn): boolean {
  return input.kind === "result" && input.result.task === "offer";
}

function sayAsText(
  sql: Sql,
  now: Now,
  happening: Happening,
  { turn, result }: { turn: IncomingTurn; result: Turn },
): void {
  sayPrompts(sql, now, happening, { turn: { ...turn, channel: "sms" }, result });
}

function sayPrompts(
  sql: Sql,
  now: Now,
  happening: Happening,
  { turn, result }: { turn: IncomingTurn; result: Turn },
): void {
  const { channel, to: numberUsed } = turn;
  // An invitation answers nobody: where texts are bounded it waits with what is told unasked.
  const unasked = turn.input.kind === "invited" ? ({ isUnasked: true } as const) : {};
  for (const [at, told] of result.prompts.entries()) {
    const prompt = { ...told, ...unasked };
    const text = { id: keyOf(happening.id, at), channel, numberUsed, prompt };
    oweText(sql, now, happening.home, { ...text, language: result.language });
  }
}
