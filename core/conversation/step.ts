import { type AnyActorScope, createActor, type SnapshotFrom } from "xstate";
import { assert, must } from "../assert.ts";
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

type TalkTransition = ReturnType<typeof talkMachine.getTransitionData>[number];

/** What `assign` keeps of the function it was given. */
interface Assignment {
  readonly assignment: (seen: { context: Choices; event: TalkEvent }) => Partial<Choices>;
}

function isAssignment(action: unknown): action is Assignment {
  return (
    typeof action === "function" &&
    "assignment" in action &&
    typeof action.assignment === "function"
  );
}

/** A transition as it is taken: the leaf that it leads to (null where it stays) and what it assigns. */
interface Taken {
  readonly to: TalkState | null;
  readonly assigns: readonly Assignment["assignment"][];
}

function takenBy({ target, actions, source }: TalkTransition): Taken {
  const [node] = target ?? [];
  const isLeaf = node === undefined || (node.type === "atomic" && node.parent === talkMachine.root);
  assert(isLeaf, `${source.id} leads to more than a leaf`);
  return {
    to: node === undefined ? null : (node.key as TalkState),
    assigns: actions.map((action: unknown) => {
      assert(isAssignment(action), `${source.id} does more than assign`);
      return action.assignment;
    }),
  };
}

/** Every transition of the talk machine, read once. A machine with more in it than leaves and assignments does not load. */
const taken: ReadonlyMap<TalkTransition, Taken> = new Map(
  [talkMachine.root, ...Object.values(talkMachine.states)].flatMap((node) => {
    const beside = [...node.entry, ...node.exit, ...node.invoke, ...(node.always ?? [])];
    assert(beside.length === 0, `${node.id} does more than stand`);
    return [...node.transitions.values()].flat().map((one) => [one, takenBy(one)] as const);
  }),
);

/**
 * One event taken by the talk. Which transition it is XState chooses; what `transition()` does besides (sets of states left and
 * entered, microsteps, a snapshot for each) comes to nothing in a machine of leaves, and would be half of a turn.
 */
function spokenOf(standing: Standing, event: TalkEvent): Standing {
  const { value, context: before } = standing;
  const [chosen] = talkMachine.getTransitionData(talkAt(standing), event);
  if (chosen === undefined) return standing;
  const { to, assigns } = must(taken.get(chosen), "every transition is known");
  let context = before;
  for (const assigned of assigns) context = { ...context, ...assigned({ context, event }) };
  return { value: { talk: to ?? value.talk, payment: value.payment }, context };
}

/** One event taken by the talk and then by the payment, with nothing else done. */
export function step(standing: Standing, event: TalkEvent): Standing {
  const spoken = spokenOf(standing, event);
  const { talk, payment } = spoken.value;
  // Most turns are about no payment: without a request there is nothing to follow.
  if (payment === "none" && spoken.context.request === null) return spoken;
  const moved = paymentMachine.transition(paymentAt(spoken), event, scope);
  return { value: { talk, payment: moved.value }, context: moved.context };
}
