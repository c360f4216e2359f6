import { assign } from "xstate";
import { emergencyPhone } from "./facts.ts";
import { closeQuestion } from "./question.ts";
import type { TalkOn, TalkStates, Telling } from "./talk.ts";

/** CALL: a person calls this number back. Whoever is in danger is told to call themselves. */
export const callMeOn = {
  CALL_ME: {
    target: ".callMeNoted",
    actions: assign(({ context, event }) => ({
      ...closeQuestion(context),
      decidedTurn: event.moment.turn,
    })),
  },
} satisfies TalkOn;

export const callMeStates = { callMeNoted: {} } satisfies TalkStates;

export const callMeTellings = {
  callMeNoted: {
    prompt: ({ facts }) => ({
      utility: facts.utility.name,
      key: "call_me",
      phone: emergencyPhone(facts.utility),
    }),
    intent: () => ({ kind: "call_back", reason: "asked" }),
  },
} satisfies Record<keyof typeof callMeStates, Telling>;
