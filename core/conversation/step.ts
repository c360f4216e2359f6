import { Leaves } from "./leaves.ts";
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

export const talkLeaves = new Leaves(talkMachine);
export const paymentLeaves = new Leaves(paymentMachine);

/** One event taken by the talk and then by the payment, with nothing else done. */
export function step({ value, context }: Standing, event: TalkEvent): Standing {
  const said = talkLeaves.step({ state: value.talk, context }, event);
  const paid = paymentLeaves.step({ state: value.payment, context: said.context }, event);
  return { value: { talk: said.state, payment: paid.state }, context: paid.context };
}
