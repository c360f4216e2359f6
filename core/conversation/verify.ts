import { assign } from "xstate";
import type { SentText, TextAbout } from "./facts.ts";
import { askTextCode, closeQuestion } from "./question.ts";
import type { Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** Digits of the code that ends a notice of ours: one in a million is guessed, and a guess only tells when we wrote. */
export const TEXT_CODE_DIGITS = 6;

/** Kinds of notice by the key of their prompt. */
const abouts: Readonly<Record<string, TextAbout>> = {
  notice_low: "low",
  notice_days: "low",
  notice_warning: "low",
  notice_window: "low",
  notice_emergency: "low",
  notice_emergency_offer: "low",
  notice_second: "low",
  notice_off: "off",
  notice_on: "on",
  notice_payment: "payment",
  receipt: "payment",
  notice_returned: "returned",
  notice_bill: "owed",
  notice_plan_broken: "owed",
  notice_debt_cleared: "owed",
  notice_dispute: "owed",
  notice_high_use: "use",
  notice_trued_up: "use",
  notice_weather_on: "weather",
  notice_weather_off: "weather",
};

/** What a text with a prompt of this key was about, in kind. */
export function aboutOf(key: string): TextAbout {
  return Object.hasOwn(abouts, key) ? (abouts[key] ?? "other") : "other";
}

function sentWith({ line }: View["facts"], code: string | null): SentText | undefined {
  return line.sent?.find((text) => text.code === code);
}

function isOurs({ event }: Seen<"VERIFY">): boolean {
  return sentWith(event.moment.facts, event.code) !== undefined;
}

/**
 * Whether a text came from us, and what it was about in kind: its code is one that this very line was sent, or at a terminal the
 * account that was named there. Of any other text nothing is told, and who can't name the code is told how.
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
        textAbout: sentWith(event.moment.facts, event.code)?.about ?? "other",
      })),
    },
    { target: ".verifyNo", actions: assign(({ context }) => closeQuestion(context)) },
  ],
} satisfies TalkOn;

export const verifyStates = { verifyAsk: {}, verifyYes: {}, verifyNo: {} } satisfies TalkStates;

export const verifyTellings = {
  verifyAsk: { prompt: ({ facts }) => ({ utility: facts.utility.name, key: "verify_ask" }) },
  verifyYes: {
    prompt: ({ choices: { textAtMs = null, textAbout = "other" }, facts: { utility } }) => {
      const { name, phone, zone, currency } = utility;
      if (textAtMs === null) return { utility: name, key: "verify_no", phone };
      return { utility: name, key: "verify_yes", atMs: textAtMs, about: textAbout, zone, currency };
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
