import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { tells, toldOf } from "./told.ts";

/** Whether a payment is on its way, and how far the supply is. */
export const statusOn = { STATUS: tells<"STATUS">(".statusTold") } satisfies TalkOn;

export const statusStates = { statusTold: {} } satisfies TalkStates;

export const statusTellings = {
  statusTold: toldOf(({ label, pendingUnits, supply }, { facts }) => ({
    key: "status",
    label,
    pendingUnits,
    supply,
    currency: facts.utility.currency,
  })),
} satisfies Record<keyof typeof statusStates, Telling>;
