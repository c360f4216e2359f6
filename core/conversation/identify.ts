import { assign } from "xstate";
import { accountNamed } from "./payee.ts";
import type { Prompt } from "./prompt.ts";
import { isOnPage, isPage, signIn } from "./page.ts";
import type { ProofOf } from "./open-question.ts";
import { askAccountNumber, askPin, closeQuestion } from "./question.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";
import type { EventOf, Moment } from "./talk-event.ts";

/** A PIN of the shortest and the longest kind in use. */
export const PIN_DIGITS_MIN = 4;
export const PIN_DIGITS_MAX = 8;

/** Digits of the code that a text brings in place of a PIN. */
export const PROOF_CODE_DIGITS = 6;

function asksProof({ context }: { readonly context: Choices }): boolean {
  return context.question?.kind === "pin";
}

function asksCode({ context: { question } }: { readonly context: Choices }): boolean {
  return question?.kind === "pin" && question.by === "code";
}

/** Another code each time it is asked for; what goes on once it is right stays. */
function wantCode({ context, event: { moment } }: Seen<"CODE_WANTED">): Partial<Choices> {
  const { question } = context;
  if (question?.kind !== "pin") return {};
  const { number, accountId, next, amountMinor } = question;
  const asked = askPin(context, moment, { number, accountId, next, amountMinor, by: "code" });
  return { ...asked, decidedTurn: moment.turn };
}

function askOfNumber({
  context,
  event: { moment, number },
}: Seen<"ACCOUNT_NUMBER">): Partial<Choices> {
  return askProof(context, moment, { number, accountId: null, next: null, amountMinor: null });
}

function askOfAccount({
  context,
  event: { moment, accountId, next, amountMinor },
}: Seen<"PROOF_NEEDED">): Partial<Choices> {
  return askProof(context, moment, { number: null, accountId, next, amountMinor });
}

/** A page is proved by the code of a text alone, and it goes at once: whoever guesses has all the time there, and no PIN stands that. */
function askProof(context: Choices, moment: Moment, whose: ProofOf): Partial<Choices> {
  if (!isPage(moment.facts)) return askPin(context, moment, whose);
  return { ...askPin(context, moment, { ...whose, by: "code" }), decidedTurn: moment.turn };
}

function close({ context }: { readonly context: Choices; event: EventOf<"LOCKED"> }) {
  return closeQuestion(context);
}

/**
 * Who calls: the caller's number or an account number identifies, a PIN proves, or in its place a code that goes as text to a
 * number on the account. Nothing is told of an account number before its proof, and an unknown number is asked like any other.
 */
export const identifyOn = {
  OTHER_ACCOUNT: {
    target: ".askAccountNumber",
    actions: assign(({ context, event }) => askAccountNumber(context, event.moment)),
  },
  ACCOUNT_NUMBER: [
    { guard: isOnPage, target: ".askProofCode", actions: assign(askOfNumber) },
    { target: ".askPin", actions: assign(askOfNumber) },
  ],
  PROOF_NEEDED: [
    { guard: isOnPage, target: ".askProofCode", actions: assign(askOfAccount) },
    { target: ".askPin", actions: assign(askOfAccount) },
  ],
  PROVED: { target: ".identified", actions: assign(signIn) },
  CODE_WANTED: { guard: asksProof, target: ".askProofCode", actions: assign(wantCode) },
  NOT_PROVED: [{ guard: asksCode, target: ".proofCodeWrong" }, { target: ".pinWrong" }],
  LOCKED: [
    { guard: asksCode, target: ".proofCodeOver", actions: assign(close) },
    { target: ".pinLocked", actions: assign(close) },
  ],
} satisfies TalkOn;

export const identifyStates = {
  askAccountNumber: {},
  askPin: {},
  identified: {},
  pinWrong: {},
  pinLocked: {},
  askProofCode: {},
  proofCodeWrong: {},
  proofCodeOver: {},
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
  askProofCode: {
    prompt: elsewhere,
    intent: ({ question }) =>
      question?.kind === "pin"
        ? {
            kind: "send_proof_code",
            number: question.number,
            accountId: accountNamed(question.accountId),
          }
        : undefined,
  },
  proofCodeWrong: { prompt: elsewhere },
  proofCodeOver: { prompt: elsewhere },
} satisfies Record<keyof typeof identifyStates, Telling>;
