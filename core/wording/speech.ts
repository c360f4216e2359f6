import { IntlMessageFormat } from "intl-messageformat";
import type { CallScript, ChoiceLine, PromptBody, Spoken } from "../conversation/prompt.ts";
import { DAY_MS } from "../instant.ts";
import { type Language, languageOf } from "./language.ts";
import type { Values } from "./message.ts";
import { shownMinor } from "./money-text.ts";
import {
  clockSpeech,
  daySpeech,
  labelSpeech,
  moneySpeech,
  spelled,
  unitsSpeech,
} from "./say-values.ts";
import { speechEn } from "./speech-en.ts";
import { speechEs } from "./speech-es.ts";
import type { SpeechKey, Speeches } from "./speeches.ts";
import { isSameDay } from "./time-text.ts";

export const speeches: Readonly<Record<Language, Speeches>> = { en: speechEn, es: speechEs };

/** Compiled messages, one a key and language. */
const compiled = new Map<string, IntlMessageFormat>();

function formatOf(key: SpeechKey, language: Language): IntlMessageFormat {
  const id = `${language} ${key}`;
  let format = compiled.get(id);
  if (format === undefined) {
    format = new IntlMessageFormat(speeches[language][key], language);
    compiled.set(id, format);
  }
  return format;
}

/** What a call says before it waits: the parts that may not be interrupted, or all the rest with the menu after it. */
export function scriptSpeech(
  { first, says, wait }: Pick<CallScript, "first" | "says" | "wait">,
  part: "first" | "rest",
  tag: string,
): string {
  const language = languageOf(tag);
  if (part === "first") return first.map((line) => lineSpeech(line, language)).join(" ");
  const said = says.map((line) => lineSpeech(line, language));
  if (wait.kind !== "menu") return said.join(" ");
  const choices = wait.choices.flatMap(({ press, line }) =>
    line === null ? [] : [choiceSpeech(line, press, language)],
  );
  return [...said, ...choices].join(" ");
}

function choiceSpeech(line: ChoiceLine, press: string, language: Language): string {
  return String(formatOf(line.key, language).format({ ...valuesOf(line, language), key: press }));
}

function lineSpeech(line: Spoken, language: Language): string {
  return String(formatOf(line.key, language).format(valuesOf(line, language)));
}

/** One prompt as it is spoken, for channels that show whole sentences. */
export function promptSpeech(prompt: PromptBody, language: Language): string {
  return lineSpeech(prompt, language);
}

const NONE = "none";

/** How one field of a line is said, whatever line it stands in; a field that is only chosen by is passed on as it is. */
function valuesOf(line: Spoken, language: Language): Values {
  const fields = line as Readonly<Record<string, unknown>>;
  const currency = typeof fields["currency"] === "string" ? fields["currency"] : "USD";
  const zone = typeof fields["zone"] === "string" ? fields["zone"] : "UTC";
  const money = (minor: number): string => moneySpeech(minor, currency, language);
  const values: Record<string, string | number> = {};
  for (const name of ["utility", "supply", "mode", "brand"]) {
    const value = fields[name];
    if (typeof value === "string") values[name] = value;
  }
  if ("label" in line) values["label"] = labelSpeech(line.label, language);
  if ("last4" in line) values["last4"] = spelled(line.last4, 4);
  if ("amountMinor" in line) values["amount"] = money(line.amountMinor);
  if ("confirmation" in line) {
    values["code"] = line.confirmation === "" ? NONE : spelled(line.confirmation, 4);
  }
  // The table pairs each key with its own line; the compiler can't follow that through a union.
  const particular = particulars[line.key] as ((line: Spoken, voice: Voice) => Values) | undefined;
  return { ...values, ...particular?.(line, { language, currency, zone, money }) };
}

interface Voice {
  readonly language: Language;
  readonly currency: string;
  readonly zone: string;
  readonly money: (minor: number) => string;
}

/** Some keys share one shape, so the one that has the key among its own is looked for. */
type LineOf<Key extends SpeechKey> = Spoken extends infer One
  ? One extends { readonly key: infer Keys }
    ? Key extends Keys
      ? One
      : never
    : never
  : never;

type Particulars = {
  readonly [Key in SpeechKey]?: (line: LineOf<Key>, voice: Voice) => Values;
};

function orNone(minor: number | null, { money }: Voice): string {
  return minor === null ? NONE : money(minor);
}

/** What is said of a line beyond its plain fields. */
const particulars: Particulars = {
  enter_pin: ({ number }) => ({ number: number === null ? NONE : spelled(number, 2) }),
  enter_amount: (_line, { currency, language }) => {
    const { unit, part } = unitsSpeech(currency, language);
    return { unit, part, hasPoint: part === "" ? "no" : "yes" };
  },
  payments: ({ payments }, { money, zone, language }) => ({
    count: payments.length,
    list: payments
      .map(({ amountMinor, atMs }) => `${money(amountMinor)}, ${daySpeech(atMs, zone, language)}`)
      .join("; "),
  }),
  hand_over: ({ code }) => ({ code: spelled(code, 2) }),
  balance: balanceValues,
  minimum: ({ restoreMinor }, { money }) => ({
    payable: restoreMinor === null ? "no" : "yes",
    amount: money(restoreMinor ?? 0),
  }),
  amount_too_small: ({ minMinor }, { money }) => ({ bound: money(minMinor) }),
  amount_too_large: ({ maxMinor }, { money }) => ({ bound: money(maxMinor) }),
  over_daily_limit: ({ leftMinor }, { money }) => ({ bound: money(leftMinor) }),
  receipt: ({ balanceUnits, restoreMinor }, voice) => ({
    balance: orNone(balanceUnits === null ? null : shownMinor(balanceUnits, voice.currency), voice),
    restore: orNone(restoreMinor, voice),
  }),
  notice_low: stayOn,
  notice_warning: stayOn,
  notice_window: ({ shortMinor, endsMs }, voice) => ({
    amount: voice.money(shortMinor),
    ends: momentSpeech(endsMs, voice),
  }),
  confirm_pay: ({ amountMinor, oldMinor }, { money }) => ({
    old: oldMinor === 0 ? NONE : money(oldMinor),
    rest: money(amountMinor - oldMinor),
  }),
  emergency_ask: lentSpeech,
  emergency_given: lentSpeech,
  notice_emergency_offer: lentSpeech,
  notice_off: ({ restoreMinor }, { money }) => ({ amount: money(restoreMinor) }),
  notice_bill: ({ dueUnits, dueAtMs }, { money, currency, zone, language }) => ({
    amount: money(0 - shownMinor(-dueUnits, currency)),
    due: onDay(daySpeech(dueAtMs, zone, language), language),
  }),
  notice_days: (line, voice) => ({ ...balanced(line, voice), days: line.days }),
  notice_emergency: (line, voice) => ({ ...balanced(line, voice), state: line.state }),
  notice_on: balanced,
  notice_payment: balanced,
  notice_returned: balanced,
  notice_trued_up: balanced,
};

function balanced({ balanceUnits }: { balanceUnits: number }, { money, currency }: Voice): Values {
  return { balance: money(shownMinor(balanceUnits, currency)) };
}

function momentSpeech(atMs: number, { zone, language }: Voice): string {
  return `${daySpeech(atMs, zone, language)}, ${atClock(clockSpeech(atMs, zone, language), language)}`;
}

function stayOn(
  line: { balanceUnits: number; stayOnMinor: number; offAfterMs: number },
  voice: Voice,
): Values {
  const { stayOnMinor, offAfterMs } = line;
  const offAfter = momentSpeech(offAfterMs, voice);
  return { ...balanced(line, voice), amount: voice.money(stayOnMinor), offAfter };
}

function lentSpeech(
  { amountUnits }: { readonly amountUnits: number },
  { money, currency }: Voice,
): Values {
  return { amount: money(shownMinor(amountUnits, currency)) };
}

function balanceValues(
  line: Spoken & { readonly key: "balance" },
  { language, currency, zone, money }: Voice,
): Values {
  const { mode, supply, balanceUnits, pendingUnits, estimatedUnits, asOfMs, toldAtMs } = line;
  const isDue = mode === "postpay" && balanceUnits < 0;
  const minor = shownMinor(balanceUnits, currency);
  const beside = (besideMinor: number): string => (besideMinor === 0 ? NONE : money(besideMinor));
  return {
    kind: isDue ? "due" : mode === "postpay" ? "credit" : "balance",
    amount: money(isDue ? -minor : minor),
    age: asOfMs === null ? NONE : "known",
    asOf: asOfMs === null ? "" : readSpeech(asOfMs, toldAtMs, { zone, language }),
    days: supply === "on" && line.daysLeft !== null ? line.daysLeft : -1,
    pending: beside(shownMinor(pendingUnits, currency)),
    // An estimated charge is owed: ceiled, which is the floor of its negative.
    estimated: beside(0 - shownMinor(-estimatedUnits, currency)),
  };
}

/** Spanish needs its articles: "a la 1", "a las 2", "el martes". */
function atClock(clock: string, language: Language): string {
  if (language === "en") return clock;
  return /^1(?!\d)/.test(clock) ? `a la ${clock}` : `a las ${clock}`;
}

function onDay(day: string, language: Language): string {
  return language === "en" ? day : `el ${day}`;
}

/** The time alone where the read is of today; the day where it is older, by which a caller knows how old. */
function readSpeech(
  asOfMs: number,
  toldAtMs: number,
  { zone, language }: Pick<Voice, "zone" | "language">,
): string {
  const clock = atClock(clockSpeech(asOfMs, zone, language), language);
  if (isSameDay(asOfMs, toldAtMs, zone)) return clock;
  const day = onDay(daySpeech(asOfMs, zone, language), language);
  return toldAtMs - asOfMs < 2 * DAY_MS ? `${day}, ${clock}` : day;
}
