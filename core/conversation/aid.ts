import { detailsOf } from "./account-details.ts";
import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { tells, toldOf } from "./told.ts";

/** Help with paying: what agencies pledged, and whom to ask for more. */
export const aidOn = { AID: tells<"AID">(".aidTold") } satisfies TalkOn;

export const aidStates = { aidTold: {} } satisfies TalkStates;

export const aidTellings = {
  aidTold: toldOf((account, { facts }) => ({
    key: "aid",
    label: account.label,
    pledgedMinor: detailsOf(account).pledgedMinor ?? 0,
    currency: facts.utility.currency,
    phone: facts.utility.phone,
  })),
} satisfies Record<keyof typeof aidStates, Telling>;
