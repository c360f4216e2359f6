import { type AnyActorScope, createActor, type SnapshotFrom } from "xstate";
import { talkMachine, type TalkState } from "./machine.ts";
import { paymentMachine } from "./pending-payment.ts";
import { type Choices, freshChoices } from "./talk.ts";
import { type TalkEvent } from "./talk-event.ts";

export type PaymentState = "none" | "requested" | "slow";

export interface TalkValue {
  readonly talk: TalkState;
  readonly payment: PaymentState;
}

/** Where a talk stands: the saved part of its machines' snapshots. */
export interface Standing {
  readonly value: TalkValue;
  readonly context: Choices;
}

export const freshStanding: Standing = {
  value: { talk: "idle", payment: "none" },
  context: freshChoices,
};

/**
 * XState's own `transition()` builds an inert actor for every call, which costs more than the turn itself. One is kept here:
 * the machines invoke and spawn nothing and their actions only assign, so nothing of one turn can stay in it for the next.
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

/** Resolved snapshots by state, without their context; bounded by the number of states. */
const talks = new Map<TalkState, SnapshotFrom<typeof talkMachine>>();
const payments = new Map<PaymentState, SnapshotFrom<typeof paymentMachine>>();

/** The talk machine's snapshot at this standing. Throws on a state the machine does not have. */
export function talkAt({ value, context }: Standing): SnapshotFrom<typeof talkMachine> {
  let snapshot = talks.get(value.talk);
  if (snapshot === undefined) {
    snapshot = talkMachine.resolveState({ value: value.talk, context });
    talks.set(value.talk, snapshot);
  }
  return { ...snapshot, context };
}

/** The payment machine's snapshot at this standing. */
export function paymentAt({ value, context }: Standing): SnapshotFrom<typeof paymentMachine> {
  let snapshot = payments.get(value.payment);
  if (snapshot === undefined) {
    snapshot = paymentMachine.resolveState({ value: value.payment, context });
    payments.set(value.payment, snapshot);
  }
  return { ...snapshot, context };
}

/** One event taken by the talk and then by the payment, with nothing else done. */
export function step(standing: Standing, event: TalkEvent): Standing {
  const { value: talk, context } = talkMachine.transition(talkAt(standing), event, scope);
  const { payment } = standing.value;
  const spoken: Standing = { value: { talk, payment }, context };
  // Most turns are about no payment: without a request there is nothing to follow.
  if (payment === "none" && context.request === null) return spoken;
  const moved = paymentMachine.transition(paymentAt(spoken), event, scope);
  return { value: { talk, payment: moved.value }, context: moved.context };
}
