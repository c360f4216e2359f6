import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { detailsOf } from "./account-details.ts";
import { tells, toldOf } from "./told.ts";

/** Whether a payment is on its way, and how far the supply is. */
export const statusOn = { STATUS: tells<"STATUS">(".statusTold") } satisfies TalkOn;

export const statusStates = { statusTold: {} } satisfies TalkStates;

export const statusTellings = {
  statusTold: toldOf((account, { facts }) => ({
    key: "status",
    label: account.label,
    pendingUnits: account.pendingUnits,
    supply: account.supply,
    step: detailsOf(account).powerBack ?? null,
    currency: facts.utility.currency,
  })),
} satisfies Record<keyof typeof statusStates, Telling>;
