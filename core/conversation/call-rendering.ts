import { mainMenu } from "./call-choices.ts";
import { type TalkState, tellings } from "./machine.ts";
import type { CallScript, CallWait, Prompt, Spoken } from "./prompt.ts";
import type { View } from "./talk.ts";

/** What a state says on a call and waits for; what is not interrupted comes first. */
export type CallRendering = (view: View, state: TalkState) => Rendered;

export type Rendered = Pick<CallScript, "says" | "wait" | "atOnce"> &
  Partial<Pick<CallScript, "first" | "interrupts">> & {
    /** Said before the rest, and no more after a silence or a wrong key: nothing of it is asked. */
    readonly tells?: readonly Spoken[];
    /** The menu that is said after a silence or a wrong key, where it is another. */
    readonly again?: CallWait;
  };

export function toldHere(view: View, state: TalkState): Prompt {
  return tellings[state].prompt(view);
}

/** Says the state's prompt and offers the main menu. */
export const told: CallRendering = (view, state) => ({
  tells: [toldHere(view, state)],
  says: [],
  wait: mainMenu(view.facts),
});

/** Says one line of a call in its place. */
export function lineTold(line: Spoken): CallRendering {
  return ({ facts }) => ({ tells: [line], says: [], wait: mainMenu(facts) });
}

/** The main menu and nothing before it. */
export const menu: CallRendering = ({ facts }) => ({ says: [], wait: mainMenu(facts) });
