import type { Prompt } from "../conversation/prompt.ts";
import { clipToGsm, foldToGsm } from "./gsm.ts";
import { languageOf } from "./language.ts";
import { body } from "./values.ts";

/** Longest name of a utility that is shown, in septets; every sentence fits one SMS segment behind it. */
export const UTILITY_SHOWN_MAX = 24;

/**
 * The prompt in words, the utility's name first: one SMS segment of GSM-7, whatever its values (names longer than the limits
 * of values.ts are cut, accents GSM-7 lacks are dropped). A language we have no sentences in is told in English.
 */
export function sentence(prompt: Prompt, language: string): string {
  const name = clipToGsm(foldToGsm(prompt.utility), UTILITY_SHOWN_MAX);
  const words = `${name}: ${body(prompt, languageOf(language))}`;
  return prompt.askCode === undefined ? words : `${words} #${prompt.askCode}`;
}
