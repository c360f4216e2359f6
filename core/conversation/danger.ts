import { assign } from "xstate";
import { emergencyPhone } from "./facts.ts";
import type { Prompt } from "./prompt.ts";
import { closeQuestion } from "./question.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

function tell({ context, event }: Seen<"DANGER">): Partial<Choices> {
  return { ...closeQuestion(context), decidedTurn: event.moment.turn };
}

/** Gas that is smelled, a wire that is down: told at once to whoever says so, known or not, and people are told of it. */
export const dangerOn = {
  DANGER: [
    { guard: ({ event }) => event.what === "gas", target: ".dangerGas", actions: assign(tell) },
    { guard: ({ event }) => event.what === "wire", target: ".dangerWire", actions: assign(tell) },
    { target: ".dangerAsk", actions: assign(({ context }) => closeQuestion(context)) },
  ],
} satisfies TalkOn;

export const dangerStates = { dangerAsk: {}, dangerGas: {}, dangerWire: {} } satisfies TalkStates;

function withPhone(key: "danger_ask" | "danger_gas" | "danger_wire") {
  return ({ facts }: View): Prompt => ({
    utility: facts.utility.name,
    key,
    phone: emergencyPhone(facts.utility),
  });
}

export const dangerTellings = {
  dangerAsk: { prompt: withPhone("danger_ask") },
  dangerGas: {
    prompt: withPhone("danger_gas"),
    intent: ({ accountId }) => ({ kind: "report", what: "gas_leak", accountId }),
  },
  dangerWire: {
    prompt: withPhone("danger_wire"),
    intent: ({ accountId }) => ({ kind: "report", what: "wire_down", accountId }),
  },
} satisfies Record<keyof typeof dangerStates, Telling>;
