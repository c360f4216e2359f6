import { assign } from "xstate";
import { MINUTE_MS } from "../instant.ts";
import type { Prompt } from "./prompt.ts";
import type { Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** One help line a minute (wall time), so that two machines which don't understand each other fall silent. */
export const UNKNOWN_QUIET_MS = MINUTE_MS;

function toldLately({ context, event }: Seen<"UNKNOWN">): boolean {
  if (context.unknownAtMs === null) return false;
  const ageMs = event.moment.now.wallMs - context.unknownAtMs;
  return ageMs >= 0 && ageMs < UNKNOWN_QUIET_MS;
}

export const unknownOn = {
  UNKNOWN: [
    { guard: toldLately, target: ".unknownAgain" },
    {
      target: ".unknownTold",
      actions: assign(({ event }) => ({ unknownAtMs: event.moment.now.wallMs })),
    },
  ],
  CARD_SEEN: { target: ".cardSeen" },
} satisfies TalkOn;

export const unknownStates = {
  unknownTold: {},
  unknownAgain: {},
  cardSeen: {},
} satisfies TalkStates;

function unknownPrompt({ facts }: View): Prompt {
  return { utility: facts.utility.name, key: "unknown", phone: facts.utility.phone };
}

export const unknownTellings = {
  unknownTold: { prompt: unknownPrompt },
  unknownAgain: { prompt: unknownPrompt, quietByText: true },
  cardSeen: {
    prompt: ({ facts }) => ({
      utility: facts.utility.name,
      key: "card_number_seen",
      phone: facts.utility.phone,
    }),
  },
} satisfies Record<keyof typeof unknownStates, Telling>;
