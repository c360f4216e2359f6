import { clipToGsm, foldToGsm } from "./gsm.ts";
import type { Language } from "./language.ts";
import { moneyText, shownMinor } from "./money-text.ts";

/** Longest label of an account that is shown, in septets: five of them in a list are what one segment holds. */
export const LABEL_SHOWN_MAX = 18;

export function labelText(text: string): string {
  return clipToGsm(foldToGsm(text), LABEL_SHOWN_MAX);
}

/** A balance: credit floored, what is owed ceiled. */
export function balanceText(units: number, currency: string, language: Language): string {
  return moneyText(shownMinor(units, currency), currency, language);
}
