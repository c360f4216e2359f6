import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { detailsOf } from "./account-details.ts";
import { alertsOf } from "./alert-choice.ts";
import { tells, toldOf } from "./told.ts";

/** When and of what alerts tell, as it was chosen, and how to choose otherwise. */
export const alertsOn = { ALERTS: tells<"ALERTS">(".alertsTold") } satisfies TalkOn;

export const alertsStates = { alertsTold: {} } satisfies TalkStates;

export const alertsTellings = {
  alertsTold: toldOf((account, { facts }) => ({
    key: "alerts_told",
    label: account.label,
    ...alertsOf(detailsOf(account).alertsChosen ?? []),
    currency: facts.utility.currency,
  })),
} satisfies Record<keyof typeof alertsStates, Telling>;
