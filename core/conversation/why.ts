import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import type { CutFacts } from "./supply-why.ts";
import { detailsOf } from "./account-details.ts";
import { tells, toldOf } from "./told.ts";

/** Why it is off, or may be turned off: what was decided, by which rule, when it was told, and what to pay; who disagrees disputes it. */
export const whyOn = { WHY: tells<"WHY">(".whyTold") } satisfies TalkOn;

export const whyStates = { whyTold: {} } satisfies TalkStates;

export const whyTellings = {
  whyTold: toldOf((account, { facts }) => {
    const { label, supply, zone, restoreMinor, balanceUnits } = account;
    const { cut, warned = null } = detailsOf(account);
    const { currency, phone } = facts.utility;
    const of = { key: "why", label, supply, zone, currency, phone } as const;
    if (cut !== null) return { ...of, ...cutTold(cut), payMinor: restoreMinor };
    if (warned !== null) return { ...of, ...warned, cutAtMs: null, balanceUnits };
    const known = { cutAtMs: null, offAfterMs: null, toldAtMs: null, rule: null } as const;
    return { ...of, ...known, balanceUnits, payMinor: restoreMinor };
  }),
} satisfies Record<keyof typeof whyStates, Telling>;

function cutTold({ atMs: cutAtMs, balanceUnits, toldAtMs = null, rule = null }: CutFacts) {
  return { cutAtMs, balanceUnits, toldAtMs, rule, offAfterMs: null };
}
