import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { detailsOf } from "./account-details.ts";
import { tells, toldOf } from "./told.ts";

/** What was used of late, as money: the newest full day, and the newest week beside the one before. */
export const useOn = { USE: tells<"USE">(".useTold") } satisfies TalkOn;

export const useStates = { useTold: {} } satisfies TalkStates;

export const useTellings = {
  useTold: toldOf((account, { facts }) => {
    const { use } = detailsOf(account);
    return {
      key: "use",
      label: account.label,
      zone: account.zone,
      dayAtMs: use?.dayAtMs ?? null,
      dayUnits: use?.dayUnits ?? 0,
      weekUnits: use?.weekUnits ?? null,
      weekBeforeUnits: use?.weekBeforeUnits ?? null,
      currency: facts.utility.currency,
    };
  }),
} satisfies Record<keyof typeof useStates, Telling>;
