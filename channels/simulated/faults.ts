import type { Seeded } from "../../core/seeded.ts";

/** What goes wrong with a share of everything (of a thousand, by the seed), and how slow it all is. */
export interface CarrierFaults {
  /** No connection at all: nothing is accepted, and the sender knows. */
  readonly down: boolean;
  /** Until a send is answered. */
  readonly answerMs: number;
  /** Until an accepted message is reported sent, and again until it is reported delivered. */
  readonly reportMs: number;
  /** Until a customer's text is told. */
  readonly textMs: number;
  /** "Not now": over a rate. */
  readonly laterPerMille: number;
  /** "Never": the number can not take texts. */
  readonly refusedPerMille: number;
  /** The connection broke before the carrier accepted: nobody knows, and nothing was sent. */
  readonly lostPerMille: number;
  /** The connection broke after the carrier accepted: nobody knows, and it was sent. */
  readonly answerLostPerMille: number;
  /** Accepted, but it never reached the phone. */
  readonly undeliveredPerMille: number;
  /** An event is told twice. */
  readonly duplicatedPerMille: number;
  /** Delivered is reported before sent, both before the send is answered; a text is told after the next one. */
  readonly reorderedPerMille: number;
}

export const noFaults: CarrierFaults = {
  down: false,
  answerMs: 0,
  reportMs: 0,
  textMs: 0,
  laterPerMille: 0,
  refusedPerMille: 0,
  lostPerMille: 0,
  answerLostPerMille: 0,
  undeliveredPerMille: 0,
  duplicatedPerMille: 0,
  reorderedPerMille: 0,
};

/** What becomes of one send. */
export type SendFate =
  | { readonly kind: "delivered" | "lost" | "answer_lost" }
  | { readonly kind: "later" | "refused" | "undelivered"; readonly code: string };

/** Too many requests; not routable; the phone's own carrier did not take it: the real carrier's codes. */
const codes = { later: "10011", refused: "40001", undelivered: "40008" } as const;

/** One draw decides, so that shares add up and none hides another. */
export function drawFate(faults: CarrierFaults, chance: Seeded): SendFate {
  let left = chance.below(1000);
  const falls = (share: number): boolean => {
    left -= share;
    return left < 0;
  };
  if (falls(faults.laterPerMille)) return { kind: "later", code: codes.later };
  if (falls(faults.refusedPerMille)) return { kind: "refused", code: codes.refused };
  if (falls(faults.lostPerMille)) return { kind: "lost" };
  if (falls(faults.answerLostPerMille)) return { kind: "answer_lost" };
  if (falls(faults.undeliveredPerMille)) return { kind: "undelivered", code: codes.undelivered };
  return { kind: "delivered" };
}
