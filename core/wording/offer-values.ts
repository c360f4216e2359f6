/** Values of what a digit agrees to, and of help with paying. */
import type { AskedKey } from "../conversation/prompt.ts";
import type { Language } from "./language.ts";
import type { Values } from "./message.ts";
import { localeOf, moneyText, typedAmount } from "./money-text.ts";
import { MINUTE_MS } from "../instant.ts";
import { clockText, dayText } from "./time-text.ts";
import { clipToGsm, foldToGsm } from "./gsm.ts";
import {
  balanceText,
  brandText,
  labelText,
  NONE,
  noValues,
  orNone,
  type PromptOf,
  type Writer,
} from "./value-parts.ts";

type OfferWriters = { readonly [Key in AskedKey]?: Writer<Key> };

/** The terms of a plan, asked about or agreed to. */
export type Planned = Omit<PromptOf<"plan_agreed">, "utility" | "key">;

function planValues(plan: Planned, language: Language): Values {
  const { label, downMinor, downAtMs, count, eachMinor, everyDays, zone, currency } = plan;
  return {
    label: labelText(label),
    down: orNone(downMinor === 0 ? null : downMinor, (minor) =>
      moneyText(minor, currency, language),
    ),
    day: dayText(downAtMs, { zone, locale: localeOf(language, currency) }),
    count: String(count),
    each: moneyText(eachMinor, currency, language),
    every: String(everyDays),
  };
}

function paidValues(
  of: { readonly label: string; readonly amountMinor: number; readonly currency: string },
  language: Language,
): Values {
  return {
    label: labelText(of.label),
    amount: moneyText(of.amountMinor, of.currency, language),
  };
}

/** Longest name of a version of terms that is shown, in septets. */
export const TERMS_SHOWN_MAX = 12;

function untilValues(
  of: {
    readonly label: string;
    readonly untilAtMs: number;
    readonly zone: string;
    readonly currency: string;
  },
  language: Language,
): Values {
  const { label, untilAtMs, zone, currency } = of;
  const day = dayText(untilAtMs, { zone, locale: localeOf(language, currency) });
  return { label: labelText(label), day };
}

function disputeValues(
  of: Omit<PromptOf<"dispute_opened">, "utility" | "key">,
  language: Language,
): Values {
  const { label, standing, untilAtMs, payMinor, zone, currency } = of;
  const place = { zone, locale: localeOf(language, currency) };
  return {
    label: labelText(label),
    standing,
    day: orNone(untilAtMs, (atMs) => dayText(atMs, place)),
    pay: orNone(payMinor, (minor) => moneyText(minor, currency, language)),
  };
}

function clockOf(minute: number | null, locale: string): string {
  return minute === null ? NONE : clockText(minute * MINUTE_MS, { zone: "UTC", locale });
}

export function stateOf(isOn: boolean): string {
  return isOn ? "on" : "off";
}

export const offerWriters = {
  pay_link_ask: (prompt, language) => ({
    ...paidValues(prompt, language),
    digit: String(prompt.digit),
  }),
  payee_link_ask: (prompt, language) => ({
    ...paidValues(prompt, language),
    digit: String(prompt.digit),
  }),
  pay_link: (prompt, language) => ({ ...paidValues(prompt, language), url: prompt.url }),
  plan_ask: (prompt, language) => ({
    ...planValues(prompt, language),
    digit: String(prompt.digit),
  }),
  plan_agreed: planValues,
  plan_told: (prompt, language) => ({
    ...paidValues(prompt, language),
    day: dayText(prompt.dueAtMs, {
      zone: prompt.zone,
      locale: localeOf(language, prompt.currency),
    }),
  }),
  autopay_ask: (prompt, language) => ({
    ...paidValues(prompt, language),
    digit: String(prompt.digit),
    below: orNone(prompt.belowMinor, (minor) => moneyText(minor, prompt.currency, language)),
    month: moneyText(prompt.monthMinor, prompt.currency, language),
    brand: brandText(prompt.brand),
    last4: prompt.last4,
  }),
  autopay_told: ({ label, state, minMinor, maxMinor, currency }, language) => ({
    label: labelText(label),
    state,
    min: moneyText(minMinor, currency, language),
    max: moneyText(maxMinor, currency, language),
  }),
  autopay_set: (prompt, language) => ({
    ...paidValues(prompt, language),
    below: moneyText(prompt.belowMinor, prompt.currency, language),
  }),
  extension_ask: (prompt, language) => ({
    ...untilValues(prompt, language),
    digit: String(prompt.digit),
  }),
  extension_agreed: untilValues,
  medical_ask: ({ label, digit, days, phone }) => ({
    label: labelText(label),
    digit: String(digit),
    days: days === null ? NONE : String(days),
    phone,
  }),
  medical_noted: (prompt, language) => {
    const { label, untilAtMs, phone } = prompt;
    const until =
      untilAtMs === null ? null : untilValues({ ...prompt, untilAtMs }, language)["day"];
    return { label: labelText(label), day: until ?? NONE, phone };
  },
  alerts_set: ({ label, what, minute, isOn, levelMinor, currency }, language) => ({
    label: labelText(label),
    what,
    at: clockOf(minute, localeOf(language, currency)),
    state: stateOf(isOn),
    level: orNone(levelMinor, (minor) => moneyText(minor, currency, language)),
  }),
  alerts_told: ({ label, minute, use, payments, days, currency }, language) => ({
    label: labelText(label),
    at: clockOf(minute, localeOf(language, currency)),
    use: stateOf(use),
    payments: stateOf(payments),
    days: stateOf(days),
  }),
  second_ask: ({ label, digit, line }) => ({ label: labelText(label), digit: String(digit), line }),
  second_asked: ({ label }) => ({ label: labelText(label) }),
  second_ended: ({ label }) => ({ label: labelText(label) }),
  second_told: ({ label, state, ending }) => ({
    label: labelText(label),
    state,
    ending: ending ?? NONE,
  }),
  dispute_ask: (prompt, language) => ({
    ...disputeValues(prompt, language),
    digit: String(prompt.digit),
    held: moneyText(prompt.heldMinor, prompt.currency, language),
  }),
  dispute_opened: disputeValues,
  convert_ask: ({ label, digit, mode, terms, balanceUnits, currency }, language) => ({
    label: labelText(label),
    digit: String(digit),
    mode,
    terms: clipToGsm(foldToGsm(terms), TERMS_SHOWN_MAX),
    balance: balanceText(balanceUnits, currency, language),
  }),
  converted: ({ label, mode }) => ({ label: labelText(label), mode }),
  pay_code_ask: (prompt, language) => ({
    ...paidValues(prompt, language),
    digit: String(prompt.digit),
    uses: String(prompt.uses),
    days: String(prompt.days),
  }),
  pay_code_made: (prompt, language) => ({
    ...paidValues(prompt, language),
    ...untilValues(prompt, language),
    code: prompt.code,
  }),
  pay_code_told: ({ label, minMinor, maxMinor, currency }, language) => ({
    label: labelText(label),
    min: moneyText(minMinor, currency, language),
    max: moneyText(maxMinor, currency, language),
  }),
  autopay_ended: ({ label }) => ({ label: labelText(label) }),
  offer_none: ({ label, what, phone }) => ({ label: labelText(label), what, phone }),
  offer_agreed: noValues,
  aid: ({ label, pledgedMinor, currency, phone }, language) => ({
    label: labelText(label),
    pledged: orNone(pledgedMinor === 0 ? null : pledgedMinor, (minor) =>
      moneyText(minor, currency, language),
    ),
    phone,
  }),
  turn_on: ({ label, supply, restoreMinor, currency, phone }, language) => ({
    label: labelText(label),
    supply,
    typed: orNone(restoreMinor, (minor) => typedAmount(minor, currency, language)),
    phone,
  }),
} satisfies OfferWriters;
