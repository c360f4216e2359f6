import { accountOf } from "./facts.ts";
import { assign } from "xstate";
import { speakOf } from "./balance.ts";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import { closeQuestion } from "./question.ts";
import type { TalkOn, TalkStates, Telling } from "./talk.ts";

export const minimumOn = {
  MINIMUM: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { target: ".minimumTold", actions: assign(speakOf) },
  ],
} satisfies TalkOn;

export const minimumStates = { minimumTold: {} } satisfies TalkStates;

/** The smallest amount that turns me on, in this moment's facts. */
export const minimumTellings = {
  minimumTold: {
    prompt: ({ choices, facts }) => {
      const { name: utility, currency, phone } = facts.utility;
      const account = accountOf(facts, choices.accountId);
      if (account === undefined) return { utility, key: "question_dropped" };
      const { label, supply, restoreMinor } = account;
      return { utility, key: "minimum", label, supply, restoreMinor, currency, phone };
    },
  },
} satisfies Record<keyof typeof minimumStates, Telling>;
