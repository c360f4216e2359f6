import type { TalkOn, TalkStates, Telling } from "./talk.ts";

/** As many places as one text holds. */
const PLACES_TOLD_MAX = 2;

/** Where cash is taken; anybody may know. */
export const placesOn = { PLACES: { target: ".placesTold" } } satisfies TalkOn;

export const placesStates = { placesTold: {} } satisfies TalkStates;

export const placesTellings = {
  placesTold: {
    prompt: ({ facts: { utility } }) => ({
      utility: utility.name,
      key: "places",
      places: (utility.places ?? []).slice(0, PLACES_TOLD_MAX),
      phone: utility.phone,
    }),
  },
} satisfies Record<keyof typeof placesStates, Telling>;
