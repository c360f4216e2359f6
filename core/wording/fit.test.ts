import { describe, expect, it } from "vitest";
import { supplyStates } from "../conversation/facts.ts";
import { endedKinds } from "../conversation/stop-kinds.ts";
import { disputeReasons } from "../conversation/notice-prompts.ts";
import type { Prompt, PromptKey, Question } from "../conversation/prompt.ts";
import { currencyCodes, currencyOf, minorToUnits } from "../money.ts";
import { must } from "../assert.ts";
import { gsmUnits } from "./gsm.ts";
import { languages } from "./language.ts";
import { BRAND_SHOWN_MAX, DAYS_SHOWN_MAX, LABEL_SHOWN_MAX } from "./value-parts.ts";
import { sentence, UTILITY_SHOWN_MAX } from "./sentence.ts";

/** One SMS segment. */
const SEGMENT_UNITS = 160;
/** Two segments, each less the header that joins them. */
const TWO_SEGMENTS_UNITS = 306;

/** The largest amounts a household text has to hold: about ten thousand dollars' worth. */
const worstMinor: Readonly<Record<string, number>> = {
  USD: 999_999,
  CAD: 999_999,
  AUD: 999_999,
  EUR: 999_999,
  GBP: 999_999,
  ZAR: 9_999_999,
  JPY: 999_999,
  KWD: 999_999,
  VND: 9_999_999,
};

/** What may take two segments: the one notice whose content rules prescribe. */
const prescribed: readonly PromptKey[] = ["notice_warning"];

const utility = "Río".padEnd(UTILITY_SHOWN_MAX + 10, "W");
const label = "Málaga".padEnd(LABEL_SHOWN_MAX + 10, "w");
/** As long as it is in any language. */
const payee = "codigo ...97";
const brand = "Mastercard".padEnd(BRAND_SHOWN_MAX + 10, "b");
const phone = "+1 (555) 555-0100";
/** "22 Sept 12:59 pm", the longest time of either language. */
const atMs = Date.UTC(2026, 8, 22, 17, 59);
const toldAtMs = atMs + 86_400_000;
const zone = "America/Chicago";

function questions(currency: string, amountMinor: number): readonly Question[] {
  return [
    {
      key: "choose_account",
      options: [2, 3, 4, 5, 6].map((digit) => ({ digit, label })),
    },
    ...[null, amountMinor].map((restoreMinor): Question => ({
      key: "how_much",
      label,
      mode: "postpay",
      minMinor: amountMinor,
      restoreMinor,
      currency,
    })),
    {
      key: "choose_method",
      amountMinor,
      currency,
      options: [2, 3, 4, 5].map((digit) => ({ digit, brand, last4: "4242" })),
    },
    ...(["prepaid", "postpay"] as const).map((mode): Question => ({
      key: "confirm_pay",
      digit: 9,
      amountMinor,
      // Nothing is taken of a bill for old debt.
      oldMinor: mode === "prepaid" ? Math.floor(amountMinor / 2) : 0,
      brand,
      last4: "4242",
      label,
      mode,
      currency,
    })),
    { key: "consent_ask", digit: 9 },
    { key: "calls_ask", digit: 9 },
    { key: "told_ask", digit: 9, label },
    { key: "emergency_ask", digit: 9, label, currency, amountUnits: unitsOf(currency) },
  ];
}

type Balance = Extract<Prompt, { key: "balance" }>;

function balances(
  currency: string,
  at: Pick<Balance, "utility" | "label" | "supply" | "restoreMinor" | "currency" | "daysLeft">,
): readonly Prompt[] {
  const units = unitsOf(currency);
  return (["prepaid", "postpay"] as const).map((mode) => ({
    key: "balance",
    ...at,
    mode,
    balanceUnits: -units,
    pendingUnits: units,
    estimatedUnits: units,
    asOfMs: atMs,
    toldAtMs,
    zone,
  }));
}

function unitsOf(currency: string): number {
  const minor = must(worstMinor[currency], `no worst amount of ${currency}`);
  return minorToUnits(minor, must(currencyOf(currency), currency));
}

function bySupply(currency: string, amountMinor: number): readonly Prompt[] {
  const units = unitsOf(currency);
  const prompts: Prompt[] = [];
  for (const supply of supplyStates) {
    const off = supply === "off" || supply === "turning_off" || supply === "unknown";
    for (const restoreMinor of off ? [null, amountMinor] : [null]) {
      const at = { utility, label, supply, restoreMinor, currency };
      prompts.push({ key: "minimum", ...at, phone });
      prompts.push({
        key: "receipt",
        ...at,
        amountMinor,
        balanceUnits: -units,
        confirmation: "ABCDEF123456",
      });
      const daysLeft = supply === "on" ? [0, 1, DAYS_SHOWN_MAX] : [null];
      prompts.push(...daysLeft.flatMap((days) => balances(currency, { ...at, daysLeft: days })));
    }
  }
  return prompts;
}

const kindsEnded: readonly Prompt[] = endedKinds.map((kind) => ({
  utility,
  key: "kind_off",
  kind,
}));

function plain(currency: string, amountMinor: number): readonly Prompt[] {
  const units = unitsOf(currency);
  const said = { utility, label, amountMinor, currency };
  const bare = [
    "consent_granted",
    "already_joined",
    "calls_agreed",
    "calls_already",
    "calls_barred",
    "calls_off",
    "all_off",
    "opted_out",
    "language_set",
    "language_ask",
    "question_dropped",
    "nothing_done",
    "late_answer",
  ] as const;
  const called = [
    "help",
    "unknown",
    "daily_limit_used",
    "bill_none",
    "unknown_number",
    "proof_needed",
    "card_number_seen",
    "apology",
  ] as const;
  const results = ["pay_declined", "pay_refused", "pay_unresolved", "notice_plan_broken"] as const;
  const all: readonly Prompt[] = [
    ...bare.map((key): Prompt => ({ utility, key })),
    ...languages.map((one): Prompt => ({ utility, key: "help", phone, languages: [one] })),
    ...called.map((key): Prompt => ({ utility, key, phone })),
    ...results.map((key): Prompt => ({ key, ...said, phone })),
    ...kindsEnded,
    { key: "still_working", ...said },
    { key: "no_card", utility, label, phone },
    { key: "told_agreed", utility, label, phone },
    { key: "second_over", utility, label },
    ...(["low", "off"] as const).map((what): Prompt => {
      return { key: "notice_second", utility, label, what, phone };
    }),
    { key: "emergency_none", utility, label, phone },
    { key: "payee_no_card", utility, label: payee, phone },
    { key: "payee_unknown", utility, phone },
    { key: "payee_over", utility, label: payee, amountMinor, currency },
    ...["", "ABCDEF123456"].map((confirmation): Prompt => ({
      key: "payee_paid",
      utility,
      label: payee,
      amountMinor,
      confirmation,
      currency,
    })),
    { key: "emergency_asked", utility },
    { key: "notice_emergency_offer", utility, label, currency, amountUnits: units },
    ...supplyStates.map((supply): Prompt => ({
      key: "emergency_given",
      utility,
      label,
      currency,
      supply,
      amountUnits: units,
    })),
    { key: "amount_unclear", utility, currency, exampleMinor: amountMinor },
    { key: "amount_too_small", utility, currency, minMinor: amountMinor },
    { key: "amount_too_large", utility, currency, maxMinor: amountMinor },
    { key: "over_daily_limit", utility, currency, leftMinor: amountMinor },
    {
      utility,
      key: "notice_low",
      label,
      currency,
      zone,
      balanceUnits: -units,
      stayOnMinor: amountMinor,
      offAfterMs: atMs,
    },
    { key: "notice_off", utility, label, currency, restoreMinor: amountMinor },
    { key: "notice_on", utility, label, currency, balanceUnits: -units },
    ...(["billed", "overdue", "reminded", "final_notice"] as const).map((stage): Prompt => {
      const due = { dueUnits: units, dueAtMs: atMs, zone };
      return { key: "notice_bill", utility, label, currency, stage, ...due };
    }),
    ...notices(currency, amountMinor),
  ];
  return all.map((prompt) => (prompt.key.startsWith("notice_") ? { ...prompt, askCode } : prompt));
}

/** The digits that every notice ends with. */
const askCode = "888888";

function notices(currency: string, amountMinor: number): readonly Prompt[] {
  const balanceUnits = -unitsOf(currency);
  const of = { utility, label, currency, balanceUnits };
  const by = { zone, offAfterMs: atMs, stayOnMinor: amountMinor };
  const named = ["notice_debt_cleared", "notice_weather_on", "notice_weather_off"] as const;
  return [
    { key: "notice_on", ...of },
    ...[0, 1, 30].map((days): Prompt => ({ key: "notice_days", ...of, days })),
    { key: "notice_warning", ...of, ...by, phone },
    { key: "notice_window", utility, label, currency, shortMinor: amountMinor, endsMs: atMs, zone },
    { key: "notice_payment", ...of, amountMinor },
    { key: "notice_returned", ...of, amountMinor },
    { key: "notice_refunded", ...of, amountMinor },
    { key: "notice_refund_failed", ...of, amountMinor },
    ...named.map((key): Prompt => ({ key, utility, label })),
    ...(["available", "in_use", "exhausted"] as const).map((state): Prompt => ({
      key: "notice_emergency",
      ...of,
      state,
    })),
    ...(["waiting", "moved", "even", "told"] as const).flatMap((state) =>
      [
        { owedMinor: amountMinor, cardMinor: 0, handMinor: 0 },
        { owedMinor: 0, cardMinor: amountMinor, handMinor: amountMinor },
      ].map((figures): Prompt => {
        const isTold = state === "told";
        const none = { owedMinor: 0, cardMinor: 0, handMinor: 0 };
        const told = { utility, label, currency, phone, ...(isTold ? figures : none) };
        return { key: "notice_closed", ...told, state };
      }),
    ),
    { key: "notice_high_use", utility, label, percent: 9_999 },
    { key: "notice_trued_up", ...of },
    ...(["upheld", "rejected"] as const).flatMap((outcome) =>
      disputeReasons.map((reason): Prompt => {
        const creditMinor = outcome === "upheld" ? amountMinor : 0;
        const told = { utility, label, currency, creditMinor, phone };
        return { key: "notice_dispute", ...told, outcome, reason };
      }),
    ),
  ];
}

function worstPrompts(currency: string): readonly Prompt[] {
  const amountMinor = must(worstMinor[currency], `no worst amount of ${currency}`);
  const asked = questions(currency, amountMinor);
  return [
    ...asked.map((question): Prompt => ({ utility, ...question })),
    ...asked.map((question): Prompt => ({ utility, key: "wrong_answer", question })),
    ...bySupply(currency, amountMinor),
    ...plain(currency, amountMinor),
  ];
}

describe("every sentence at its longest", () => {
  for (const language of languages) {
    it.each(currencyCodes)(`fits its segments of GSM-7 in ${language} and %s`, (currency) => {
      const long = worstPrompts(currency)
        .map((prompt) => ({ key: prompt.key, text: sentence(prompt, language) }))
        .map(({ key, text }) => ({ key, text, units: gsmUnits(text) ?? "not GSM-7" }))
        .filter(({ key, units }) => {
          const most = prescribed.includes(key) ? TWO_SEGMENTS_UNITS : SEGMENT_UNITS;
          return typeof units !== "number" || units > most;
        })
        .map(({ text, units }) => `${String(units)}: ${text}`);
      expect(long).toEqual([]);
    });
  }
});
