import { type CallRendering, callRenderings } from "./call-renderings.ts";
import type { TalkState } from "./machine.ts";
import type { CallScript, CallWait, Spoken } from "./prompt.ts";
import type { Misses, View } from "./talk.ts";

/** Choices that are still said after a second miss; every key of the menu counts all the same. */
const CHOICES_SAID_LAST = 2;

/**
 * What a call plays where the talk stands, in this moment's facts. After a silence or a wrong key it is told what went wrong,
 * shorter each time: first with the whole of it, then with no more than what most callers need.
 */
export function callScript(
  state: TalkState,
  view: View,
  missed: keyof Misses | null = null,
): CallScript {
  const rendering: CallRendering = callRenderings[state];
  const rendered = rendering(view, state);
  const { first = [], says, wait, interrupts = false } = rendered;
  const { noInput, noMatch } = view.choices.misses;
  const misses = noInput + noMatch;
  const isEnd = wait.kind === "hang_up" || wait.kind === "transfer";
  if (misses === 0 || missed === null || isEnd) return { ...rendered, first, interrupts };
  const miss: Spoken = { key: missed === "noMatch" ? "wrong_key" : "no_key" };
  if (misses === 1) return { first: [], says: [miss, ...says], wait, interrupts: false };
  // What an entry asks for is all there is to say of it.
  const asks =
    wait.kind === "digits" ? says.filter(({ key }) => key !== "proof_code_key").slice(-1) : [];
  return { first: [], says: [miss, ...asks], wait: fewerSaid(wait), interrupts: false };
}

function fewerSaid(wait: CallWait): CallWait {
  if (wait.kind !== "menu") return wait;
  const choices = wait.choices.map((choice, at) =>
    at < CHOICES_SAID_LAST || choice.option === "agent" ? choice : { ...choice, line: null },
  );
  return { kind: "menu", choices };
}
