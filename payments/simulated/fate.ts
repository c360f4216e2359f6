import type { Seeded } from "../../core/seeded.ts";

/** What becomes of one charge, and of what is told about it. */
export interface Fate {
  /** Why no money moves; null when it does. */
  readonly declineCode: string | null;
  /** The connection may break before the charge arrives, so that none exists, or after it, so that nobody knows. */
  readonly answer: "given" | "lost" | "never_arrived";
  /** Until the processor itself knows; a charge is pending as long. */
  readonly decidedAfterMs: number;
  /** Until the caller has its answer; the webhook may be quicker. */
  readonly answerAfterMs: number;
  readonly webhook: "once" | "twice" | "lost";
  /** From the decision until it is told. */
  readonly webhookAfterMs: number;
}

/** What goes wrong with a share of all charges (of a thousand, by the seed), and how slow it all is. */
export interface ProcessorFaults {
  readonly declinedPerMille: number;
  readonly slowPerMille: number;
  readonly answerLostPerMille: number;
  readonly neverArrivedPerMille: number;
  readonly webhookLostPerMille: number;
  readonly webhookTwicePerMille: number;
  readonly answerMs: number;
  readonly webhookMs: number;
  /** How long a slow charge is pending. */
  readonly slowMs: number;
}

export const noFaults: ProcessorFaults = {
  declinedPerMille: 0,
  slowPerMille: 0,
  answerLostPerMille: 0,
  neverArrivedPerMille: 0,
  webhookLostPerMille: 0,
  webhookTwicePerMille: 0,
  answerMs: 0,
  webhookMs: 0,
  slowMs: 5_000,
};

/**
 * Saved methods with a fate of their own. Any other name that starts with "sim_" is an ordinary card, and what does not is no
 * method of ours.
 */
const methods: Readonly<Record<string, (faults: ProcessorFaults) => Partial<Fate>>> = {
  sim_visa_4242: () => ({}),
  sim_decline: () => ({ declineCode: "card_declined" }),
  sim_slow: ({ slowMs }) => ({ decidedAfterMs: slowMs }),
  sim_lost_answer: () => ({ answer: "lost" }),
  sim_lost_webhook: ({ slowMs }) => ({ decidedAfterMs: slowMs, webhook: "lost" }),
  sim_duplicate: () => ({ webhook: "twice" }),
};

/** The fate that the method asks for, or else the one that the seed draws. */
export function fateOf(methodToken: string, faults: ProcessorFaults, chance: Seeded): Fate {
  const plain: Fate = {
    declineCode: null,
    answer: "given",
    decidedAfterMs: 0,
    answerAfterMs: faults.answerMs,
    webhook: "once",
    webhookAfterMs: faults.webhookMs,
  };
  if (!methodToken.startsWith("sim_")) return { ...plain, declineCode: "no_such_method" };
  if (Object.hasOwn(methods, methodToken) && methodToken !== "sim_visa_4242") {
    return { ...plain, ...methods[methodToken]?.(faults) };
  }
  return { ...plain, ...drawn(faults, chance) };
}

/** Each draw is made whether or not it counts, so that one share does not move the luck of the others. */
function drawn(faults: ProcessorFaults, chance: Seeded): Partial<Fate> {
  const declined = chance.chance(faults.declinedPerMille);
  const slow = chance.chance(faults.slowPerMille);
  const lost = chance.chance(faults.answerLostPerMille);
  const neverArrived = chance.chance(faults.neverArrivedPerMille);
  const webhookLost = chance.chance(faults.webhookLostPerMille);
  const twice = chance.chance(faults.webhookTwicePerMille);
  return {
    ...(declined ? { declineCode: "card_declined" } : {}),
    ...(slow ? { decidedAfterMs: faults.slowMs } : {}),
    ...(neverArrived ? { answer: "never_arrived" } : lost ? { answer: "lost" } : {}),
    ...(webhookLost ? { webhook: "lost" } : twice ? { webhook: "twice" } : {}),
  };
}
