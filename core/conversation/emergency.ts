import { assign } from "xstate";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import type { EmergencyResult } from "./input.ts";
import { accountOf, meantAccount, type Facts } from "./facts.ts";
import type { Prompt } from "./prompt.ts";
import { askEmergency, closeQuestion } from "./question.ts";
import { askingPrompt } from "./asking-prompt.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** The account is asked about and lends nothing now, whatever it lent when the customer read of it. */
function isNotOffered({ context, event }: Seen<"EMERGENCY" | "EMERGENCY_AGREED">): boolean {
  const { facts } = event.moment;
  const asked = context.question?.kind === "emergency" ? context.question.accountId : null;
  const account =
    event.type === "EMERGENCY" ? meantAccount(facts, event.accountId) : accountOf(facts, asked);
  return (account?.emergencyOfferUnits ?? null) === null;
}

function ask({ context, event }: Seen<"EMERGENCY">): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  if (account === undefined) return closeQuestion(context);
  return askEmergency(context, event.moment, account.accountId);
}

function speakOf({ context, event }: Seen<"EMERGENCY">): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  return { ...closeQuestion(context), accountId: account?.accountId ?? null };
}

function agree({ context, event }: Seen<"EMERGENCY_AGREED">): Partial<Choices> {
  return { ...closeQuestion(context), decidedTurn: event.moment.turn };
}

/** EC asks, a digit agrees: what is lent is owed, so it is never taken up by one word alone. */
export const emergencyOn = {
  EMERGENCY: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { guard: isNotOffered, target: ".emergencyNone", actions: assign(speakOf) },
    { target: ".emergencyAsk", actions: assign(ask) },
  ],
  EMERGENCY_AGREED: [
    {
      guard: isNotOffered,
      target: ".emergencyNone",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { target: ".emergencyAgreed", actions: assign(agree) },
  ],
} satisfies TalkOn;

export const emergencyStates = {
  emergencyAsk: {},
  emergencyNone: {},
  emergencyAgreed: {},
} satisfies TalkStates;

function nonePrompt({ choices, facts }: View): Prompt {
  const { name: utility, phone } = facts.utility;
  const account = accountOf(facts, choices.accountId);
  if (account === undefined) return { utility, key: "question_dropped" };
  return { utility, key: "emergency_none", label: account.label, phone };
}

export const emergencyTellings = {
  emergencyAsk: { prompt: askingPrompt },
  emergencyNone: { prompt: nonePrompt },
  emergencyAgreed: {
    prompt: ({ facts }) => ({ utility: facts.utility.name, key: "emergency_asked" }),
    quietByText: true,
    intent: ({ accountId }) =>
      accountId === null ? undefined : { kind: "invoke_emergency", accountId },
  },
} satisfies Record<keyof typeof emergencyStates, Telling>;

/** What became of a grant that was agreed to, by the account's own word. */
export function emergencyResultPrompt(result: EmergencyResult, facts: Facts): Prompt {
  const { name: utility, currency, phone } = facts.utility;
  const { label, supply, amountUnits } = result;
  return result.outcome === "given"
    ? { utility, key: "emergency_given", label, supply, amountUnits, currency }
    : { utility, key: "emergency_none", label, phone };
}
