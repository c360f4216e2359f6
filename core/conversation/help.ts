import { offeredBy } from "../wording/language.ts";
import type { TalkOn, TalkStates, Telling, View } from "./talk.ts";
import type { Prompt } from "./prompt.ts";

/** What can be asked here, and the number of a person; an open question stays open. */
export const helpOn = { HELP: { target: ".helped" } } satisfies TalkOn;

export const helpStates = { idle: {}, helped: {} } satisfies TalkStates;

function helpPrompt({ facts }: View): Prompt {
  const { name, phone } = facts.utility;
  return { utility: name, key: "help", phone, languages: offeredBy(facts.utility) };
}

export const helpTellings = {
  idle: { prompt: helpPrompt },
  helped: { prompt: helpPrompt },
} satisfies Record<keyof typeof helpStates, Telling>;
