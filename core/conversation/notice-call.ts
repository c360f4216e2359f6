import { assign } from "xstate";
import { emergencyPhone } from "./facts.ts";
import type { PickedUpBy } from "./input.ts";
import type { Prompt } from "./prompt.ts";
import { askNotice, closeQuestion } from "./question.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";
import type { EventOf } from "./talk-event.ts";

function by(picker: PickedUpBy) {
  return ({ event }: { readonly event: EventOf<"PICKED_UP"> }): boolean => event.by === picker;
}

function begin({ context, event }: Seen<"PICKED_UP">): Partial<Choices> {
  return askNotice(context, event.moment);
}

/**
 * A call that we make, about a notice. A person hears it whole; a machine is told no more than who called; and who can't be told from
 * a machine is told nothing private before a key was pressed.
 */
export const noticeCallOn = {
  PICKED_UP: [
    { guard: by("human"), target: ".noticeTold", actions: assign(begin) },
    { guard: by("unknown"), target: ".noticeAsked", actions: assign(begin) },
    { target: ".noticeLeft", actions: assign(({ context }) => closeQuestion(context)) },
  ],
  NOTICE_ASKED: {
    target: ".noticeTold",
    actions: assign(({ context, event }) => askNotice(context, event.moment)),
  },
  NOTICE_HEARD: {
    target: ".noticeHeard",
    actions: assign(({ event }) => ({ decidedTurn: event.moment.turn })),
  },
  CALLS_ENDED: {
    target: ".callsEnded",
    actions: assign(({ context, event }) => ({
      ...closeQuestion(context),
      decidedTurn: event.moment.turn,
    })),
  },
} satisfies TalkOn;

export const noticeCallStates = {
  noticeTold: {},
  /** Heard to its end: the call goes on like any other. */
  noticeHeard: {},
  noticeAsked: {},
  noticeLeft: {},
  callsEnded: {},
} satisfies TalkStates;

/** Only a call comes here. */
function elsewhere({ facts }: View): Prompt {
  return { utility: facts.utility.name, key: "help", phone: emergencyPhone(facts.utility) };
}

export const noticeCallTellings = {
  noticeTold: { prompt: elsewhere },
  noticeHeard: { prompt: elsewhere, intent: () => ({ kind: "notice_heard" }) },
  noticeAsked: { prompt: elsewhere },
  noticeLeft: { prompt: elsewhere },
  callsEnded: {
    prompt: elsewhere,
    intent: () => ({ kind: "revoke_consent", scope: "calls" }),
  },
} satisfies Record<keyof typeof noticeCallStates, Telling>;
