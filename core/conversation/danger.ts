import { assign } from "xstate";
import type { Understood } from "./allowed.ts";
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

/** What is said there comes before anything else. */
export function isOfDanger(state: string): boolean {
  return Object.hasOwn(dangerStates, state);
}

/** Who asks for a person at its menu, or answers nothing that fits, is in danger as far as we know. */
export function forDanger(understood: Understood): Understood {
  const { event } = understood;
  return event?.type === "AGENT"
    ? { ...understood, event: { ...event, reason: "danger" } }
    : understood;
}

function failed({ event }: Seen<"TRANSFER_FAILED">): Partial<Choices> {
  return { decidedTurn: event.moment.turn };
}

export const dangerStates = {
  dangerAsk: {},
  dangerGas: {
    on: { TRANSFER_FAILED: { target: "dangerGasUnreached", actions: assign(failed) } },
  },
  dangerWire: {
    on: { TRANSFER_FAILED: { target: "dangerWireUnreached", actions: assign(failed) } },
  },
  /** Whoever is there for it did not answer: what to do is told again, and a person calls back at once. */
  dangerGasUnreached: {},
  dangerWireUnreached: {},
} satisfies TalkStates;

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
  dangerGasUnreached: {
    prompt: withPhone("danger_gas"),
    intent: ({ accountId }) => ({ kind: "call_back", reason: "danger", accountId, task: "gas" }),
  },
  dangerWireUnreached: {
    prompt: withPhone("danger_wire"),
    intent: ({ accountId }) => ({ kind: "call_back", reason: "danger", accountId, task: "wire" }),
  },
} satisfies Record<keyof typeof dangerStates, Telling>;
