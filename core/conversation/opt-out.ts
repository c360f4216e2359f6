import { assign } from "xstate";
import { closeQuestion } from "./question.ts";
import { type Choices, type Seen, type TalkOn, type TalkStates, type Telling } from "./talk.ts";

/** Whatever was open is closed: a person who wants no more texts is not asked anything. */
function revoke({ context, event }: Seen<"OPT_OUT">): Partial<Choices> {
  return { ...closeQuestion(context), decidedTurn: event.moment.turn };
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
} satisfies TalkOn;

export const optOutStates = { optedOut: {}, optedOutByCarrier: {} } satisfies TalkStates;

const optedOut = {
  prompt: ({ facts }) => ({ utility: facts.utility.name, key: "opted_out" }),
  intent: () => ({ kind: "revoke_consent", scope: "all" }),
} satisfies Telling;

export const optOutTellings = {
  optedOut,
  optedOutByCarrier: { ...optedOut, quietByText: true },
} satisfies Record<keyof typeof optOutStates, Telling>;
