import { assign } from "xstate";
import { askingPrompt } from "./asking-prompt.ts";
import type { Prompt } from "./prompt.ts";
import { askCallConsent, closeQuestion } from "./question.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** Whoever ended our messages is called with none until a JOIN of their own. */
function isBarred({ event }: Seen<"CALLS_WANTED" | "CALLS_AGREED">): boolean {
  return event.moment.facts.line.consent === "revoked";
}

function decided({ context, event }: Seen<"CALLS_AGREED" | "CALLS_UNWANTED">): Partial<Choices> {
  return { ...closeQuestion(context), decidedTurn: event.moment.turn };
}

function close({ context }: { readonly context: Choices }): Partial<Choices> {
  return closeQuestion(context);
}

/** CALLS asks, a digit agrees, and CALLS OFF ends it at once: being called by us with warnings, apart from texts. */
export const callConsentOn = {
  CALLS_WANTED: [
    { guard: isBarred, target: ".callsBarred", actions: assign(close) },
    {
      guard: ({ event }) => event.moment.facts.line.calls === "granted",
      target: ".callsAlready",
      actions: assign(close),
    },
    {
      target: ".callsAsk",
      actions: assign(({ context, event }) => askCallConsent(context, event.moment)),
    },
  ],
  CALLS_AGREED: [
    { guard: isBarred, target: ".callsBarred", actions: assign(close) },
    { target: ".callsAgreed", actions: assign(decided) },
  ],
  CALLS_UNWANTED: { target: ".callsOff", actions: assign(decided) },
} satisfies TalkOn;

export const callConsentStates = {
  callsAsk: {},
  callsAgreed: {},
  callsAlready: {},
  callsBarred: {},
  callsOff: {},
} satisfies TalkStates;

/** What ended: calls alone, or texts with them. */
export function callsOffPrompt({ facts }: View): Prompt {
  const key = facts.line.endsAll === true ? "all_off" : "calls_off";
  return { utility: facts.utility.name, key };
}

function says(key: Extract<Prompt["key"], "calls_agreed" | "calls_already" | "calls_barred">) {
  return ({ facts }: View): Prompt => ({ utility: facts.utility.name, key });
}

export const callConsentTellings = {
  callsAsk: { prompt: askingPrompt },
  callsAgreed: {
    prompt: says("calls_agreed"),
    intent: () => ({ kind: "grant_consent", accountId: null, purpose: "calls" }),
  },
  callsAlready: { prompt: says("calls_already") },
  callsBarred: { prompt: says("calls_barred") },
  callsOff: {
    prompt: callsOffPrompt,
    intent: () => ({ kind: "revoke_consent", scope: "calls" }),
  },
} satisfies Record<keyof typeof callConsentStates, Telling>;
