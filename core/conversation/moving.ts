import { meantAccount } from "./facts.ts";
import { assign } from "xstate";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import { askReport, closeQuestion } from "./question.ts";
import { askingPrompt } from "./asking-prompt.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling } from "./talk.ts";
import { toldOf } from "./told.ts";

function ask({ context, event }: Seen<"MOVE">): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  if (account === undefined) return closeQuestion(context);
  return askReport(context, event.moment, { what: "move", accountId: account.accountId });
}

/** Moving out ends an account and gives money back: the talk takes it down, and a person settles it. */
export const movingOn = {
  MOVE: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { target: ".moveAsk", actions: assign(ask) },
  ],
} satisfies TalkOn;

export const movingStates = { moveAsk: {}, moveNoted: {} } satisfies TalkStates;

export const movingTellings = {
  moveAsk: { prompt: askingPrompt },
  moveNoted: {
    ...toldOf(({ label }) => ({ key: "move_noted", label })),
    intent: () => ({ kind: "call_back", reason: "move" }),
  },
} satisfies Record<keyof typeof movingStates, Telling>;
