import type { Prompt } from "../conversation/prompt.ts";
import type { Language } from "./language.ts";
import type { Values } from "./message.ts";
import { localeOf, moneyText, shownMinor, typedAmount } from "./money-text.ts";
import { balanceText, besideText, labelText, type Writer } from "./value-parts.ts";
import { dayText, timeText } from "./time-text.ts";

type NoticeKey = Extract<Prompt["key"], `notice_${string}`>;
type Writers = {
  readonly [Key in NoticeKey]: Writer<Key>;
};

interface Balanced {
  readonly label: string;
  readonly balanceUnits: number;
  readonly currency: string;
}

function labelled({ label }: { readonly label: string }): Values {
  return { label: labelText(label) };
}

function balanced({ label, balanceUnits, currency }: Balanced, language: Language): Values {
  return { label: labelText(label), balance: balanceText(balanceUnits, currency, language) };
}

interface StayOn extends Balanced {
  readonly stayOnMinor: number;
  readonly offAfterMs: number;
  readonly zone: string;
}

function stayOn(prompt: StayOn, language: Language): Values {
  const { stayOnMinor, offAfterMs, currency, zone } = prompt;
  return {
    ...balanced(prompt, language),
    typed: typedAmount(stayOnMinor, currency, language),
    offAfter: timeText(offAfterMs, { zone, locale: localeOf(language, currency) }),
  };
}

function paid(prompt: Balanced & { readonly amountMinor: number }, language: Language): Values {
  const { amountMinor, currency } = prompt;
  return { ...balanced(prompt, language), amount: moneyText(amountMinor, currency, language) };
}

/** What is written of each notice, in the prompt's own terms. */
export const noticeWriters: Writers = {
  notice_low: stayOn,
  notice_off: ({ label, restoreMinor, currency }, language) => ({
    label: labelText(label),
    typed: typedAmount(restoreMinor, currency, language),
  }),
  notice_on: balanced,
  notice_days: (prompt, language) => ({ ...balanced(prompt, language), days: prompt.days }),
  notice_warning: (prompt, language) => ({
    ...stayOn(prompt, language),
    amount: moneyText(prompt.stayOnMinor, prompt.currency, language),
    phone: prompt.phone,
  }),
  notice_window: ({ label, shortMinor, endsMs, zone, currency }, language) => ({
    label: labelText(label),
    amount: moneyText(shortMinor, currency, language),
    typed: typedAmount(shortMinor, currency, language),
    ends: timeText(endsMs, { zone, locale: localeOf(language, currency) }),
  }),
  notice_payment: paid,
  notice_returned: paid,
  notice_refunded: paid,
  notice_refund_failed: paid,
  notice_debt_cleared: labelled,
  notice_emergency: (prompt, language) => ({
    ...balanced(prompt, language),
    state: prompt.state,
  }),
  notice_emergency_offer: ({ label, amountUnits, currency }, language) => ({
    label: labelText(label),
    amount: balanceText(amountUnits, currency, language),
  }),
  notice_plan_broken: ({ label, amountMinor, currency, phone }, language) => ({
    label: labelText(label),
    amount: moneyText(amountMinor, currency, language),
    phone,
  }),
  notice_second: ({ label, what, phone }) => ({ label: labelText(label), what, phone }),
  notice_dispute: ({ label, outcome, reason, creditMinor, currency, phone }, language) => ({
    label: labelText(label),
    outcome,
    reason,
    credit: besideText(creditMinor, currency, language),
    phone,
  }),
  notice_closed: (prompt, language) => {
    const { label, owedMinor, cardMinor, handMinor, state, currency, phone } = prompt;
    return {
      label: labelText(label),
      owed: besideText(owedMinor, currency, language),
      card: besideText(cardMinor, currency, language),
      hand: besideText(handMinor, currency, language),
      state,
      phone,
    };
  },
  notice_high_use: (prompt) => ({ ...labelled(prompt), percent: String(prompt.percent) }),
  notice_trued_up: balanced,
  notice_weather_on: labelled,
  notice_weather_off: labelled,
  notice_bill: ({ label, stage, dueUnits, dueAtMs, zone, currency }, language) => {
    // What is owed is ceiled, which is the floor of its negative.
    const minor = 0 - shownMinor(-dueUnits, currency);
    return {
      label: labelText(label),
      stage,
      amount: moneyText(minor, currency, language),
      typed: typedAmount(minor, currency, language),
      due: dayText(dueAtMs, { zone, locale: localeOf(language, currency) }),
    };
  },
};
