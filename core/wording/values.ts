import type { PromptBody, PromptKey } from "../conversation/prompt.ts";
import { DAY_MS } from "../instant.ts";
import { askedWriters } from "./asked-values.ts";
import { ways } from "./all-ways.ts";
import { type Language, languages as worded } from "./language.ts";
import { message, type Values } from "./message.ts";
import { localeOf, moneyText, shownMinor, typedAmount } from "./money-text.ts";
import { noticeWriters } from "./notice-values.ts";
import { clockText, dayText, isSameDay, type Place, timeText } from "./time-text.ts";
import {
  balanceText,
  besideText,
  brandText,
  DAYS_SHOWN_MAX,
  labelText,
  NONE,
  noValues,
  orNone,
  phoneOf,
  type PromptOf,
  type Writer,
} from "./value-parts.ts";

function chosenBy(languages: readonly Language[]): string {
  return languages.map((one) => ways[one].chosen).join(" ");
}

interface Owed {
  readonly amountMinor: number;
  readonly label: string;
  readonly currency: string;
}

function amountFor({ amountMinor, label, currency }: Owed, language: Language): Values {
  return { amount: moneyText(amountMinor, currency, language), label: labelText(label) };
}

/** What is lent is told floored: nobody is promised a part of a cent more than there is. */
function lentValues(
  { label, amountUnits, currency }: { label: string; amountUnits: number; currency: string },
  language: Language,
): Values {
  return { label: labelText(label), amount: balanceText(amountUnits, currency, language) };
}

function bound(minor: number, currency: string, language: Language): Values {
  return { bound: moneyText(minor, currency, language) };
}

function balanceValues(prompt: Omit<PromptOf<"balance">, "utility">, language: Language): Values {
  const { label, supply, currency, zone, daysLeft, balanceUnits } = prompt;
  const place = { zone, locale: localeOf(language, currency) };
  const isBill = prompt.mode === "postpay";
  const isDue = isBill && balanceUnits < 0;
  const minor = shownMinor(balanceUnits, currency);
  const days = supply === "on" && daysLeft !== null ? Math.min(daysLeft, DAYS_SHOWN_MAX) : -1;
  return {
    label: labelText(label),
    supply,
    kind: isDue ? "due" : isBill ? "credit" : "balance",
    amount: moneyText(isDue ? -minor : minor, currency, language),
    ...asOfValues(prompt.asOfMs, place, prompt.toldAtMs),
    days,
    until: dayText(prompt.toldAtMs + Math.max(days, 0) * DAY_MS, place),
    pending: besideText(shownMinor(prompt.pendingUnits, currency), currency, language),
    // An estimated charge is owed: ceiled, which is the floor of its negative.
    estimated: besideText(-shownMinor(-prompt.estimatedUnits, currency), currency, language),
    typed: orNone(supply === "off" ? prompt.restoreMinor : null, (restore) =>
      typedAmount(restore, currency, language),
    ),
  };
}

/** How old the balance is: the time alone where the read is of today. */
function asOfValues(asOfMs: number | null, place: Place, toldAtMs: number): Values {
  if (asOfMs === null) return { age: NONE, asOf: "" };
  const age = isSameDay(asOfMs, toldAtMs, place.zone) ? "today" : "earlier";
  return { age, asOf: age === "today" ? clockText(asOfMs, place) : timeText(asOfMs, place) };
}

/** The values each message needs, in the prompt's own terms: a prompt without a writer does not compile. */
const writers: { readonly [Key in PromptKey]: Writer<Key> } = {
  balance: balanceValues,
  minimum: ({ label, supply, restoreMinor, currency, phone }, language) => ({
    label: labelText(label),
    supply,
    phone,
    amount: moneyText(restoreMinor ?? 0, currency, language),
    typed: orNone(restoreMinor, (minor) => typedAmount(minor, currency, language)),
  }),
  choose_account: ({ options }) => ({
    options: options.map(({ digit, label }) => `${String(digit)}) ${labelText(label)}`).join(" "),
  }),
  how_much: ({ label, mode, minMinor, restoreMinor, currency }, language) => ({
    label: labelText(label),
    mode,
    typed: typedAmount(restoreMinor ?? minMinor, currency, language),
    restore: orNone(restoreMinor, (minor) => moneyText(minor, currency, language)),
  }),
  choose_method: ({ amountMinor, options, currency }, language) => ({
    amount: moneyText(amountMinor, currency, language),
    options: options
      .map(({ digit, brand, last4 }) => `${String(digit)}) ${brandText(brand)} ${last4}`)
      .join(" "),
  }),
  confirm_pay: (
    { digit, amountMinor, oldMinor, brand, last4, label, mode, currency },
    language,
  ) => ({
    ...amountFor({ amountMinor, label, currency }, language),
    digit: String(digit),
    brand: brandText(brand),
    last4,
    mode,
    old: besideText(oldMinor, currency, language),
    rest: moneyText(amountMinor - oldMinor, currency, language),
  }),
  emergency_ask: ({ digit, ...lent }, language) => ({
    digit: String(digit),
    ...lentValues(lent, language),
  }),
  emergency_asked: noValues,
  emergency_given: ({ supply, ...lent }, language) => ({ supply, ...lentValues(lent, language) }),
  emergency_none: ({ label, phone }) => ({ label: labelText(label), phone }),
  consent_ask: ({ digit }) => ({ digit: String(digit) }),
  calls_ask: ({ digit }) => ({ digit: String(digit) }),
  told_ask: ({ digit, label }) => ({ digit: String(digit), label: labelText(label) }),
  told_agreed: ({ label, phone }) => ({ label: labelText(label), phone }),
  second_over: ({ label }) => ({ label: labelText(label) }),
  calls_agreed: noValues,
  calls_already: noValues,
  calls_barred: noValues,
  calls_off: noValues,
  all_off: noValues,
  kind_off: ({ kind }) => ({ kind }),
  consent_granted: noValues,
  already_joined: noValues,
  opted_out: noValues,
  help: ({ phone, languages = worded }, language) => {
    const other = languages.find((one) => one !== language);
    return { phone, other: other === undefined ? NONE : ways[other].keyword };
  },
  unknown: phoneOf,
  language_set: ({ languages = worded }, language) => {
    const others = languages.filter((one) => one !== language);
    return { others: others.length === 0 ? NONE : chosenBy(others) };
  },
  hand_over: ({ code, phone }) => ({ code, phone }),
  proof_code: ({ code }) => ({ code }),
  hand_over_unknown: noValues,
  payee_paid: ({ label, amountMinor, confirmation, currency }, language) => ({
    label: labelText(label),
    amount: moneyText(amountMinor, currency, language),
    code: confirmation === "" ? NONE : confirmation,
  }),
  payee_over: ({ label, amountMinor, currency }, language) => ({
    label: labelText(label),
    amount: moneyText(amountMinor, currency, language),
  }),
  payee_unknown: ({ phone }) => ({ phone }),
  language_ask: ({ languages = worded }) => ({ list: chosenBy(languages) }),
  ...askedWriters,
  still_working: amountFor,
  wrong_answer: ({ question }, language) => ({ question: body(question, language) }),
  question_dropped: noValues,
  nothing_done: noValues,
  late_answer: noValues,
  amount_unclear: ({ exampleMinor, currency }, language) => ({
    typed: typedAmount(exampleMinor, currency, language),
  }),
  amount_too_small: ({ minMinor, currency }, language) => bound(minMinor, currency, language),
  amount_too_large: ({ maxMinor, currency }, language) => bound(maxMinor, currency, language),
  over_daily_limit: ({ leftMinor, currency }, language) => bound(leftMinor, currency, language),
  daily_limit_used: phoneOf,
  bill_none: phoneOf,
  no_card: ({ label, phone }) => ({ label: labelText(label), phone }),
  payee_no_card: ({ label, phone }) => ({ label: labelText(label), phone }),
  unknown_number: phoneOf,
  proof_needed: phoneOf,
  card_number_seen: phoneOf,
  apology: phoneOf,
  pay_declined: (prompt, language) => ({ ...amountFor(prompt, language), phone: prompt.phone }),
  pay_refused: (prompt, language) => ({ ...amountFor(prompt, language), phone: prompt.phone }),
  pay_unresolved: (prompt, language) => ({ ...amountFor(prompt, language), phone: prompt.phone }),
  receipt: (prompt, language) => ({
    ...amountFor(prompt, language),
    balance: orNone(prompt.balanceUnits, (units) => balanceText(units, prompt.currency, language)),
    supply: prompt.supply,
    restore: orNone(prompt.restoreMinor, (minor) => moneyText(minor, prompt.currency, language)),
    code: prompt.confirmation === "" ? NONE : prompt.confirmation,
  }),
  ...noticeWriters,
};

/** The sentence without the utility's name. */
export function body(prompt: PromptBody, language: Language): string {
  // The table pairs each key with its own prompt; the compiler can't follow that through a union.
  const write = writers[prompt.key] as (prompt: PromptBody, language: Language) => Values;
  return message(prompt.key, write(prompt, language), language);
}
