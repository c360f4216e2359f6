import { assign } from "xstate";
import { leaveCall } from "./call-left.ts";
import { personFor } from "./call-person.ts";
import type { CallBackReason, Intent } from "./intent.ts";
import type { Prompt } from "./prompt.ts";
import { closeQuestion } from "./question.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";
import type { EventOf } from "./talk-event.ts";

function close({ context }: { readonly context: Choices }): Partial<Choices> {
  return closeQuestion(context);
}

function hasAgent({ event }: { readonly event: EventOf<"AGENT"> }): boolean {
  return personFor(event.reason === "danger", event.moment.facts.utility) !== null;
}

function because(reason: CallBackReason) {
  return ({ event }: Seen<"AGENT">): boolean => event.reason === reason;
}

function owe({ context, event }: Seen<"AGENT">): Partial<Choices> {
  const { reason, moment } = event;
  const { accountId, question } = context;
  const agent = { reason, accountId, task: question?.kind ?? "menu" };
  return { ...closeQuestion(context), decidedTurn: moment.turn, agent };
}

function failed({ event }: Seen<"TRANSFER_FAILED">): Partial<Choices> {
  return { decidedTurn: event.moment.turn };
}

/** Whose call it is and what it is about goes with the promise to call back; nothing comes before a danger. */
function callBackFor(reason: CallBackReason) {
  return ({ agent = null }: Choices): Intent => ({
    kind: "call_back",
    reason: agent?.reason === "danger" ? "danger" : reason,
    accountId: agent?.accountId ?? null,
    task: agent?.task ?? null,
  });
}

/** What only a call needs: a place to begin and to come back to, a person, and an end. Going anywhere closes what was asked. */
export const callMenuOn = {
  CALL_STARTED: { target: ".callBegun", actions: assign(close) },
  HANG_UP: {
    target: ".idle",
    actions: assign(({ context, event }) => ({
      ...closeQuestion(context),
      ...leaveCall(context, event.moment),
    })),
  },
  MENU: { target: ".callMenu", actions: assign(close) },
  MORE: { target: ".callMore", actions: assign(close) },
  GROUP: [
    {
      guard: ({ event }) => event.group === "supply",
      target: ".callSupply",
      actions: assign(close),
    },
    { guard: ({ event }) => event.group === "money", target: ".callMoney", actions: assign(close) },
    { guard: ({ event }) => event.group === "use", target: ".callUse", actions: assign(close) },
    {
      guard: ({ event }) => event.group === "messages",
      target: ".callMessages",
      actions: assign(close),
    },
    {
      guard: ({ event }) => event.group === "further",
      target: ".callFurther",
      actions: assign(close),
    },
    { target: ".callAccount", actions: assign(close) },
  ],
  AGENT: [
    { guard: hasAgent, target: ".agentTransfer", actions: assign(owe) },
    { guard: because("asked"), target: ".callBackTaken", actions: assign(owe) },
    { target: ".callBackOwed", actions: assign(owe) },
  ],
  GOODBYE: { target: ".goodbye", actions: assign(close) },
} satisfies TalkOn;

export const callMenuStates = {
  /** The call was just answered: whoever is off hears that before anything else. */
  callBegun: {},
  callMenu: {},
  callMore: {},
  callSupply: {},
  callMoney: {},
  callUse: {},
  callAccount: {},
  callMessages: {},
  callFurther: {},
  agentTransfer: {
    on: { TRANSFER_FAILED: { target: "callBackUnreached", actions: assign(failed) } },
  },
  /** Whoever it was put through to was busy, or did not answer. */
  callBackUnreached: {},
  /** Nobody can be put through: we promised to call back, because the caller asked. */
  callBackTaken: {},
  /** The same, because the caller and the menu did not understand each other. */
  callBackOwed: {},
  goodbye: {},
} satisfies TalkStates;

/** Any other channel shows what can be asked, which is what these menus are there. */
function elsewhere({ facts }: View): Prompt {
  return { utility: facts.utility.name, key: "help", phone: facts.utility.phone };
}

/** By text the words that its menus are made of. */
function more({ facts }: View): Prompt {
  return { utility: facts.utility.name, key: "help_more" };
}

export const callMenuTellings = {
  callBegun: { prompt: elsewhere },
  callMenu: { prompt: elsewhere },
  callMore: { prompt: more },
  callSupply: { prompt: more },
  callMoney: { prompt: more },
  callUse: { prompt: more },
  callAccount: { prompt: more },
  callMessages: { prompt: more },
  callFurther: { prompt: more },
  agentTransfer: {
    prompt: elsewhere,
    intent: ({ agent = null }) => (agent === null ? undefined : { kind: "put_through", ...agent }),
  },
  callBackUnreached: { prompt: elsewhere, intent: callBackFor("not_reached") },
  callBackTaken: { prompt: elsewhere, intent: callBackFor("asked") },
  callBackOwed: { prompt: elsewhere, intent: callBackFor("not_understood") },
  goodbye: { prompt: elsewhere },
} satisfies Record<keyof typeof callMenuStates, Telling>;
