import { assign } from "xstate";
import type { Prompt } from "./prompt.ts";
import { askAccountNumber, askPin, closeQuestion } from "./question.ts";
import type { TalkOn, TalkStates, Telling, View } from "./talk.ts";

/**
 * Who calls: the caller's number or an account number identifies, a PIN proves. Nothing is told of an account number before
 * its PIN was right, and an unknown number is asked for its PIN like any other.
 */
export const identifyOn = {
  OTHER_ACCOUNT: {
    target: ".askAccountNumber",
    actions: assign(({ context, event }) => askAccountNumber(context, event.moment)),
  },
  ACCOUNT_NUMBER: {
    target: ".askPin",
    actions: assign(({ context, event: { moment, number } }) =>
      askPin(context, moment, { number, accountId: null, next: null, amountMinor: null }),
    ),
  },
  PROOF_NEEDED: {
    target: ".askPin",
    actions: assign(({ context, event: { moment, accountId, next, amountMinor } }) =>
      askPin(context, moment, { number: null, accountId, next, amountMinor }),
    ),
  },
  PROVED: { target: ".identified", actions: assign(({ context }) => closeQuestion(context)) },
  NOT_PROVED: { target: ".pinWrong" },
  LOCKED: { target: ".pinLocked", actions: assign(({ context }) => closeQuestion(context)) },
} satisfies TalkOn;

export const identifyStates = {
  askAccountNumber: {},
  askPin: {},
  identified: {},
  pinWrong: {},
  pinLocked: {},
} satisfies TalkStates;

/** By text, on a screen, nobody comes here: proof is given in other ways there, or by a call. */
function elsewhere({ facts }: View): Prompt {
  return { utility: facts.utility.name, key: "proof_needed", phone: facts.utility.phone };
}

export const identifyTellings = {
  askAccountNumber: { prompt: elsewhere },
  askPin: { prompt: elsewhere },
  identified: { prompt: elsewhere },
  pinWrong: { prompt: elsewhere },
  pinLocked: { prompt: elsewhere },
} satisfies Record<keyof typeof identifyStates, Telling>;
