import { assign } from "xstate";
import { closeQuestion, isOpen } from "./question.ts";
import { askingPrompt, questionPrompt } from "./asking-prompt.ts";
import type { Prompt } from "./prompt.ts";
import type { TalkOn, TalkStates, Telling, View } from "./talk.ts";

function withPhone({ facts }: View, key: "unknown_number" | "proof_needed" | "apology"): Prompt {
  return { utility: facts.utility.name, key, phone: facts.utility.phone };
}

/** What becomes of replies that answer nothing, and of lines that may not ask: nothing is ever paid from here. */
export const answerOn = {
  // After a silence the talk stays where it is and says it again; a wrong answer is called one.
  MISS: [
    {
      // A caller hears the same menu again, shorter each time.
      guard: ({ event }) => event.moment.facts.line.channel === "ivr",
      actions: assign(({ event }) => ({ misses: event.misses })),
    },
    {
      guard: ({ event }) => event.which === "noMatch",
      target: ".wrongAnswer",
      actions: assign(({ event }) => ({ misses: event.misses })),
    },
    { actions: assign(({ event }) => ({ misses: event.misses })) },
  ],
  GIVE_UP: {
    target: ".questionDropped",
    actions: assign(({ context }) => closeQuestion(context)),
  },
  DECLINE: { target: ".nothingDone", actions: assign(({ context }) => closeQuestion(context)) },
  LATE: { target: ".lateAnswer", actions: assign(({ context }) => closeQuestion(context)) },
  EXPIRED: {
    guard: ({ context, event }) =>
      context.question !== null && !isOpen(context.question, event.moment.now),
    actions: assign(({ context }) => closeQuestion(context)),
  },
  NOT_ALLOWED: [
    {
      guard: ({ event }) => event.need === "number",
      target: ".unknownNumber",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { target: ".proofNeeded", actions: assign(({ context }) => closeQuestion(context)) },
  ],
} satisfies TalkOn;

export const answerStates = {
  wrongAnswer: {},
  questionDropped: {},
  nothingDone: {},
  lateAnswer: {},
  unknownNumber: {},
  proofNeeded: {},
  apology: {},
} satisfies TalkStates;

export const answerTellings = {
  wrongAnswer: {
    prompt: (view) => {
      const question = questionPrompt(view);
      if (question === undefined) return askingPrompt(view);
      return { utility: view.facts.utility.name, key: "wrong_answer", question };
    },
  },
  questionDropped: {
    prompt: ({ facts }) => ({ utility: facts.utility.name, key: "question_dropped" }),
  },
  nothingDone: { prompt: ({ facts }) => ({ utility: facts.utility.name, key: "nothing_done" }) },
  lateAnswer: { prompt: ({ facts }) => ({ utility: facts.utility.name, key: "late_answer" }) },
  // Whoever has left is no stranger: they are told how it stands, and what they asked for is not offered any more.
  unknownNumber: {
    prompt: (view) => view.facts.closed?.[0] ?? withPhone(view, "unknown_number"),
  },
  proofNeeded: { prompt: (view) => withPhone(view, "proof_needed") },
  apology: { prompt: (view) => withPhone(view, "apology") },
} satisfies Record<keyof typeof answerStates, Telling>;
