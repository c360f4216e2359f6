import type { CallRendering, Rendered } from "./call-rendering.ts";
import { callRenderings } from "./call-renderings.ts";
import type { TalkState } from "./machine.ts";
import type { CallScript, CallWait, Spoken } from "./prompt.ts";
import type { Misses, View } from "./talk.ts";

/** Choices that are still said after one miss, and after more; every key of the menu counts all the same. */
const CHOICES_SAID_AGAIN = 3;
const CHOICES_SAID_LAST = 2;

/**
 * What a call plays where the talk stands, in this moment's facts. After a silence or a wrong key it is told what went wrong, and
 * what is asked once more in fewer words each time; 9 says the whole of it again.
 */
export function callScript(
  state: TalkState,
  view: View,
  missed: keyof Misses | null = null,
): CallScript {
  const rendering: CallRendering = callRenderings[state];
  const rendered = rendering(view, state);
  const { noInput, noMatch } = view.choices.misses;
  const misses = noInput + noMatch;
  const { kind } = rendered.wait;
  const isEnd = kind === "hang_up" || kind === "transfer";
  return misses === 0 || missed === null || isEnd
    ? wholeOf(rendered)
    : askedAgain(rendered, { key: missed === "noMatch" ? "wrong_key" : "no_key" }, misses);
}

function wholeOf({ tells = [], says, first = [], interrupts = false, ...rest }: Rendered) {
  const { wait, atOnce } = rest;
  const script = { first, says: [...tells, ...says], wait, interrupts };
  return atOnce === undefined ? script : { ...script, atOnce };
}

function askedAgain({ says, wait, again = wait }: Rendered, miss: Spoken, misses: number) {
  const isFirst = misses === 1;
  const asks = isFirst ? says : lastAsked(says, wait);
  const said = isFirst ? CHOICES_SAID_AGAIN : CHOICES_SAID_LAST;
  return { first: [], says: [miss, ...asks], wait: fewerSaid(again, said), interrupts: false };
}

/** Of an entry what is to be keyed, and no hint after it; a menu says by itself what it asks. */
function lastAsked(says: readonly Spoken[], wait: CallWait): readonly Spoken[] {
  return wait.kind === "digits" ? says.slice(0, 1) : [];
}

function fewerSaid(wait: CallWait, said: number): CallWait {
  if (wait.kind !== "menu") return wait;
  const choices = wait.choices.map((choice, at) =>
    at < said || choice.option === "agent" ? choice : { ...choice, line: null },
  );
  return { kind: "menu", choices };
}
