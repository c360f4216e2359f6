/** Pieces that the values of many messages are put together from. */
import type { Prompt, PromptKey } from "../conversation/prompt.ts";
import { clipToGsm, foldToGsm } from "./gsm.ts";
import type { Language } from "./language.ts";
import type { Values } from "./message.ts";
import { moneyText, shownMinor } from "./money-text.ts";

/** Longest label of an account that is shown, in septets: five of them in a list are what one segment holds. */
export const LABEL_SHOWN_MAX = 18;
/** Longest brand of a card, in septets: "Mastercard" whole, "American Exp" cut, four of them in a list. */
export const BRAND_SHOWN_MAX = 12;
/** Days left beyond this say no more. */
export const DAYS_SHOWN_MAX = 999;

/** What a message chooses by where there is nothing to show. */
export const NONE = "none";

export type OneOf<Any, Key> = Any extends { readonly key: infer Keys }
  ? Key extends Keys
    ? Any
    : never
  : never;

export type PromptOf<Key extends PromptKey> = OneOf<Prompt, Key>;

export type Writer<Key extends PromptKey> = (
  prompt: Omit<PromptOf<Key>, "utility">,
  language: Language,
) => Values;

export const noValues = (): Values => ({});
export const phoneOf = ({ phone }: { readonly phone: string }): Values => ({ phone });

export function labelText(text: string): string {
  return clipToGsm(foldToGsm(text), LABEL_SHOWN_MAX);
}

export function brandText(text: string): string {
  return clipToGsm(foldToGsm(text), BRAND_SHOWN_MAX);
}

/** A balance: credit floored, what is owed ceiled. */
export function balanceText(units: number, currency: string, language: Language): string {
  return moneyText(shownMinor(units, currency), currency, language);
}

/** An amount beside the balance, or none. */
export function besideText(minor: number, currency: string, language: Language): string {
  return minor === 0 ? NONE : moneyText(minor, currency, language);
}

export function orNone(minor: number | null, write: (minor: number) => string): string {
  return minor === null ? NONE : write(minor);
}
