import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { detailsOf } from "./account-details.ts";
import { tells, toldOf } from "./told.ts";

/** Why it is off: the decision that turned it off, as it was stored, and what turns it on; who disagrees calls. */
export const whyOn = { WHY: tells<"WHY">(".whyTold") } satisfies TalkOn;

export const whyStates = { whyTold: {} } satisfies TalkStates;

export const whyTellings = {
  whyTold: toldOf((account, { facts }) => {
    const { label, supply, zone, restoreMinor } = account;
    const { cut } = detailsOf(account);
    const { currency, phone } = facts.utility;
    return {
      key: "why",
      label,
      supply,
      cutAtMs: cut?.atMs ?? null,
      balanceUnits: cut?.balanceUnits ?? account.balanceUnits,
      restoreMinor,
      zone,
      currency,
      phone,
    };
  }),
} satisfies Record<keyof typeof whyStates, Telling>;
