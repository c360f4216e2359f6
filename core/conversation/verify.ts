import { assign } from "xstate";
import type { SentText } from "./facts.ts";
import { askTextCode, closeQuestion } from "./question.ts";
import type { Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** Digits of the code that ends a notice of ours: one in a million is guessed, and a guess only tells when we wrote. */
export const TEXT_CODE_DIGITS = 6;

function sentWith({ line }: View["facts"], code: string | null): SentText | undefined {
  return line.sent?.find((text) => text.code === code);
}

function isOurs({ event }: Seen<"VERIFY">): boolean {
  return sentWith(event.moment.facts, event.code) !== undefined;
}

/**
 * Whether a text came from us: its code is one that this very line was sent. Of a text to another line nothing is told, and who
 * can't name the code is told how.
 */
export const verifyOn = {
  VERIFY: [
    {
      guard: ({ event }) => event.code === null,
      target: ".verifyAsk",
      actions: assign(({ context, event }) => askTextCode(context, event.moment)),
    },
    {
      guard: isOurs,
      target: ".verifyYes",
      actions: assign(({ context, event }) => ({
        ...closeQuestion(context),
        textAtMs: sentWith(event.moment.facts, event.code)?.atMs ?? null,
      })),
    },
    { target: ".verifyNo", actions: assign(({ context }) => closeQuestion(context)) },
  ],
} satisfies TalkOn;

export const verifyStates = { verifyAsk: {}, verifyYes: {}, verifyNo: {} } satisfies TalkStates;

export const verifyTellings = {
  verifyAsk: { prompt: ({ facts }) => ({ utility: facts.utility.name, key: "verify_ask" }) },
  verifyYes: {
    prompt: ({ choices: { textAtMs = null }, facts: { utility } }) => {
      const { name, phone, zone, currency } = utility;
      if (textAtMs === null) return { utility: name, key: "verify_no", phone };
      return { utility: name, key: "verify_yes", atMs: textAtMs, zone, currency };
    },
  },
  verifyNo: {
    prompt: ({ facts: { utility } }) => ({
      utility: utility.name,
      key: "verify_no",
      phone: utility.phone,
    }),
  },
} satisfies Record<keyof typeof verifyStates, Telling>;
