import type { TalkOn, TalkStates, Telling } from "./talk.ts";
import { tells, toldOf } from "./told.ts";

/** ON: a meter that is armed is turned on by whoever stands before it, once all that may burn or spill there is shut. */
export const turnOnOn = { TURN_ON: tells<"TURN_ON">(".turnOnTold") } satisfies TalkOn;

export const turnOnStates = { turnOnTold: {} } satisfies TalkStates;

export const turnOnTellings = {
  turnOnTold: toldOf(({ label, supply, restoreMinor }, { facts }) => ({
    key: "turn_on",
    label,
    supply,
    restoreMinor,
    currency: facts.utility.currency,
    phone: facts.utility.phone,
  })),
} satisfies Record<keyof typeof turnOnStates, Telling>;
