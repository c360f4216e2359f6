import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { detailsOf } from "./account-details.ts";
import { tells, toldOf } from "./told.ts";

/** What a unit costs now. Of several services the first is told: the rest, and every fee, is on paper and with a person. */
export const ratesOn = { RATES: tells<"RATES">(".ratesTold") } satisfies TalkOn;

export const ratesStates = { ratesTold: {} } satisfies TalkStates;

export const ratesTellings = {
  ratesTold: toldOf((account, { facts }) => {
    const { currency, phone } = facts.utility;
    const [rate = null] = detailsOf(account).rates;
    return { key: "rates", label: account.label, rate, currency, phone };
  }),
} satisfies Record<keyof typeof ratesStates, Telling>;
