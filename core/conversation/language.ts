import { assign } from "xstate";
import type { TalkOn, TalkStates, Telling } from "./talk.ts";

/** ESPANOL and ENGLISH choose; IDIOMA and LANGUAGE alone ask, in both languages. An open question stays open. */
export const languageOn = {
  LANGUAGE: [
    { guard: ({ event }) => event.language === null, target: ".languageAsk" },
    {
      target: ".languageSet",
      actions: assign(({ event }) => ({
        language: event.language,
        decidedTurn: event.moment.turn,
      })),
    },
  ],
} satisfies TalkOn;

export const languageStates = { languageAsk: {}, languageSet: {} } satisfies TalkStates;

export const languageTellings = {
  languageAsk: { prompt: ({ facts }) => ({ utility: facts.utility.name, key: "language_ask" }) },
  languageSet: {
    prompt: ({ facts }) => ({ utility: facts.utility.name, key: "language_set" }),
    intent: ({ language }) => (language === null ? undefined : { kind: "set_language", language }),
  },
} satisfies Record<keyof typeof languageStates, Telling>;
