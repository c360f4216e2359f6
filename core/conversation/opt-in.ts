import { assign } from "xstate";
import { kioskSentences } from "../wording/kiosk-words.ts";
import { languageOf } from "../wording/language.ts";
import { sentences } from "../wording/message.ts";
import { speeches } from "../wording/speech.ts";
import type { Channel } from "./facts.ts";
import { askConsent, closeQuestion } from "./question.ts";
import { askingPrompt } from "./asking-prompt.ts";
import { type TalkOn, type TalkStates, type Telling } from "./talk.ts";

const askedBy = { account: "consent_ask", calls: "calls_ask", second: "told_ask" } as const;

/** The words that a consent follows, as they stand in the language of the talk: what proves it later. */
export function consentWording(
  channel: Channel,
  tag: string,
  purpose: "account" | "calls" | "second" = "account",
): string {
  const language = languageOf(tag);
  const key = askedBy[purpose];
  if (channel === "ivr") return speeches[language][key];
  if (channel !== "kiosk" && channel !== "portal") return sentences[language][key];
  const { alerts_ask: ask, alerts_terms: terms } = kioskSentences[language];
  return `${ask} ${terms}`;
}

/** JOIN asks, a digit agrees: consent is written down only after its whole text was shown. */
export const optInOn = {
  JOIN: [
    {
      guard: ({ event }) => event.moment.facts.line.consent === "granted",
      target: ".alreadyJoined",
    },
    {
      target: ".joinAsk",
      actions: assign(({ context, event }) => askConsent(context, event.moment)),
    },
  ],
  CONSENT: {
    target: ".joined",
    actions: assign(({ context, event }) => ({
      ...closeQuestion(context),
      decidedTurn: event.moment.turn,
    })),
  },
} satisfies TalkOn;

export const optInStates = { joinAsk: {}, joined: {}, alreadyJoined: {} } satisfies TalkStates;

export const optInTellings = {
  joinAsk: { prompt: askingPrompt },
  joined: {
    prompt: ({ facts }) => ({ utility: facts.utility.name, key: "consent_granted" }),
    intent: ({ kiosk }) => ({ kind: "grant_consent", accountId: kiosk?.accountId ?? null }),
  },
  alreadyJoined: {
    prompt: ({ facts }) => ({ utility: facts.utility.name, key: "already_joined" }),
  },
} satisfies Record<keyof typeof optInStates, Telling>;
