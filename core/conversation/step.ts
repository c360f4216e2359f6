import { type AnyActorScope, createActor } from "xstate";
import { talkMachine, type TalkState } from "./machine.ts";
import { type Choices, freshChoices } from "./talk.ts";
import { type TalkEvent } from "./talk-event.ts";

export type PaymentState = "none" | "requested" | "slow";

export interface TalkValue {
  readonly talk: TalkState;
  readonly payment: PaymentState;
}

/** Where a talk stands: the saved part of a machine's snapshot. */
export interface Standing {
  readonly value: TalkValue;
  readonly context: Choices;
}

export type TalkSnapshot = ReturnType<typeof talkMachine.resolveState>;

export const freshStanding: Standing = {
  value: { talk: "idle", payment: "none" },
  context: freshChoices,
};

/**
 * XState's own `transition()` builds an inert actor for every call, which costs more than the turn itself. One is kept here:
 * the machine invokes and spawns nothing and its actions only assign, so nothing of one turn can stay in it for the next.
 */
const self = createActor(talkMachine);
const scope: AnyActorScope = {
  self,
  id: "",
  sessionId: "",
  system: self.system,
  logger: () => undefined,
  defer: () => undefined,
  stopChild: () => undefined,
  emit: () => undefined,
  actionExecutor: () => undefined,
};

/** Resolved snapshots by state value, without their context; bounded by the number of states. */
const resolved = new Map<string, TalkSnapshot>();

/** The machine's snapshot at this standing. Throws on a state the machine does not have. */
export function snapshotAt({ value, context }: Standing): TalkSnapshot {
  const key = `${value.talk} ${value.payment}`;
  let snapshot = resolved.get(key);
  if (snapshot === undefined) {
    snapshot = talkMachine.resolveState({ value: { ...value }, context });
    resolved.set(key, snapshot);
  }
  return { ...snapshot, context };
}

/** One event taken, with nothing else done. */
export function step(standing: Standing, event: TalkEvent): Standing {
  const { value, context } = talkMachine.transition(snapshotAt(standing), event, scope);
  return { value, context };
}
