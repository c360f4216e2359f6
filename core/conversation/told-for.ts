import { assign } from "xstate";
import { askingPrompt } from "./asking-prompt.ts";
import { askTold, closeQuestion } from "./question.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** What this line is asked for, or told for, by the account that asked. */
export function toldFor({ line }: View["facts"], accountId: string | null | undefined) {
  return line.toldFor?.find((one) => one.accountId === accountId);
}

function isAsked({ event }: Seen<"TOLD_ASKED">): boolean {
  return toldFor(event.moment.facts, event.accountId)?.state === "asked";
}

/** The customer may have ended it, or the line our messages, since it was asked. */
function stillAsked({ context: { question }, event }: Seen<"TOLD_AGREED">): boolean {
  if (question?.kind !== "told" || event.moment.facts.line.consent === "revoked") return false;
  return toldFor(event.moment.facts, question.accountId)?.state === "asked";
}

function close({ context }: { readonly context: Choices }): Partial<Choices> {
  return closeQuestion(context);
}

/** Another's customer wants this number told when supply may go off: the number itself agrees, by the digit of its text, or does not. */
export const toldForOn = {
  TOLD_ASKED: [
    {
      guard: isAsked,
      target: ".toldAsk",
      actions: assign(({ context, event }) => askTold(context, event.moment, event.accountId)),
    },
    { target: ".questionDropped", actions: assign(close) },
  ],
  TOLD_AGREED: [
    {
      guard: stillAsked,
      target: ".toldAgreed",
      actions: assign(({ context, event }) => ({
        ...closeQuestion(context),
        toldFor: context.question?.kind === "told" ? context.question.accountId : null,
        decidedTurn: event.moment.turn,
      })),
    },
    { target: ".questionDropped", actions: assign(close) },
  ],
} satisfies TalkOn;

export const toldForStates = { toldAsk: {}, toldAgreed: {} } satisfies TalkStates;

export const toldForTellings = {
  toldAsk: { prompt: askingPrompt },
  toldAgreed: {
    prompt: ({ choices, facts }) => {
      const { name: utility, phone } = facts.utility;
      const row = toldFor(facts, choices.toldFor);
      if (row === undefined) return { utility, key: "question_dropped" };
      return { utility, key: "told_agreed", label: row.label, phone };
    },
    intent: ({ toldFor: accountId = null }) =>
      accountId === null ? undefined : { kind: "grant_consent", accountId, purpose: "second" },
  },
} satisfies Record<keyof typeof toldForStates, Telling>;
