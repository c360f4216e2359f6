import { assign } from "xstate";
import { offeredBy } from "../wording/language.ts";
import type { Prompt } from "./prompt.ts";
import type { TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** ESPANOL and ENGLISH choose; IDIOMA and LANGUAGE alone ask, each language in its own words. An open question stays open. */
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

function says(key: "language_ask" | "language_set") {
  return ({ facts: { utility } }: View): Prompt => ({
    utility: utility.name,
    key,
    languages: offeredBy(utility),
  });
}

export const languageTellings = {
  languageAsk: { prompt: says("language_ask") },
  languageSet: {
    prompt: says("language_set"),
    intent: ({ language }) => (language === null ? undefined : { kind: "set_language", language }),
  },
} satisfies Record<keyof typeof languageStates, Telling>;
