import { assign } from "xstate";
import type { Prompt } from "./prompt.ts";
import { closeQuestion } from "./question.ts";
import { type Choices, type Seen, type TalkOn, type TalkStates, type Telling } from "./talk.ts";

/** Whatever was open is closed: a person who wants no more texts is not asked anything. */
function revoke({ context, event }: Seen<"OPT_OUT">): Partial<Choices> {
  return { ...closeQuestion(context), decidedTurn: event.moment.turn };
}

/** One kind alone: what was asked of something else goes on being asked. */
function endKind({ event: { moment, kind } }: Seen<"KIND_ENDED">): Partial<Choices> {
  return { endedKind: kind, decidedTurn: moment.turn };
}

/**
 * Revokes at once and confirms once (47 CFR 64.1200(a)(10) and (12)); where the carrier's own keyword reached us, the carrier
 * has confirmed it already, and who says it again has been told: a second confirmation would be one too many.
 */
export const optOutOn = {
  OPT_OUT: [
    {
      guard: ({ event }) => event.by === "carrier" || event.moment.facts.line.consent === "revoked",
      target: ".optedOutByCarrier",
      actions: assign(revoke),
    },
    { target: ".optedOut", actions: assign(revoke) },
  ],
  KIND_ENDED: { target: ".kindEnded", actions: assign(endKind) },
} satisfies TalkOn;

export const optOutStates = {
  optedOut: {},
  optedOutByCarrier: {},
  kindEnded: {},
} satisfies TalkStates;

const optedOut = {
  prompt: ({ facts }) => ({ utility: facts.utility.name, key: "opted_out" }),
  intent: () => ({ kind: "revoke_consent", scope: "all" }),
} satisfies Telling;

export const optOutTellings = {
  optedOut,
  optedOutByCarrier: { ...optedOut, quietByText: true },
  kindEnded: {
    prompt: ({ choices: { endedKind: kind }, facts: { utility } }): Prompt => {
      if (kind === undefined) return { utility: utility.name, key: "help", phone: utility.phone };
      return { utility: utility.name, key: "kind_off", kind };
    },
    intent: ({ endedKind }) =>
      endedKind === undefined ? undefined : { kind: "revoke_consent", scope: endedKind },
  },
} satisfies Record<keyof typeof optOutStates, Telling>;
