import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { detailsOf } from "./account-details.ts";
import { tells, toldOf } from "./told.ts";

/** What a payment goes to before it is credit: debt with its share, fees, what was used beyond nothing, emergency credit. */
export const owedOn = { OWED: tells<"OWED">(".owedTold") } satisfies TalkOn;

export const owedStates = { owedTold: {} } satisfies TalkStates;

export const owedTellings = {
  owedTold: toldOf((account, { facts }) => ({
    key: "owed",
    label: account.label,
    ...detailsOf(account).owed,
    currency: facts.utility.currency,
  })),
} satisfies Record<keyof typeof owedStates, Telling>;
