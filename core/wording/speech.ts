import { IntlMessageFormat } from "intl-messageformat";
import type { ChoiceLine } from "../conversation/call-prompt.ts";
import type { CallScript, PromptBody, Spoken } from "../conversation/prompt.ts";
import { type Language, languageOf } from "./language.ts";
import type { Values } from "./message.ts";
import { moneyText, shownMinor } from "./money-text.ts";
import { ways } from "./all-ways.ts";
import { askedParticulars } from "./asked-speech.ts";
import { markedText, type Marks, plainMarks, ssmlMarks, withoutMarks } from "./marks.ts";
import {
  labelSpeech,
  moneyInBrief,
  moneySpeech,
  phoneSpelled,
  spelled,
  unitsSpeech,
} from "./say-values.ts";
import { speechEn } from "./speech-en.ts";
import { speechEs } from "./speech-es.ts";
import { speechFr } from "./speech-fr.ts";
import type { SpeechKey, Speeches } from "./speeches.ts";
import { clockIn, dayIn, NONE, orNone, type Particulars, type Voice, whenSpeech } from "./voice.ts";

/** How a voice is told: in words alone, or in words with marks; or how the same stands on a screen, with figures as they are written. */
type Style = "text" | "ssml" | "screen";

/** Signs are paired for who writes down what they hear: on a screen pairs stand together. */
const PAIR = 2;

const screenMarks: Marks = {
  ...plainMarks,
  signs: (groups) => groups.join(groups.every((group) => group.length <= PAIR) ? "" : " "),
  amount: moneyText,
};

const marksOf: Readonly<Record<Style, Marks>> = {
  text: plainMarks,
  ssml: ssmlMarks,
  screen: screenMarks,
};

export const speeches: Readonly<Record<Language, Speeches>> = {
  en: speechEn,
  es: speechEs,
  fr: speechFr,
};

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
  return saidLines({ first, says, wait }, part, { language: languageOf(tag), style: "text" }).join(
    " ",
  );
}

/** The same with its figures marked, as the inside of a `speak` element: valid XML, whatever the names in it. */
export function scriptSsml(
  script: Pick<CallScript, "first" | "says" | "wait">,
  part: "first" | "rest",
  tag: string,
): string {
  const lines = saidLines(script, part, { language: languageOf(tag), style: "ssml" });
  return lines.map((line) => `<s>${markedText(line)}</s>`).join("");
}

interface Manner {
  readonly language: Language;
  readonly style: Style;
}

function saidLines(
  { first, says, wait }: Pick<CallScript, "first" | "says" | "wait">,
  part: "first" | "rest",
  manner: Manner,
): readonly string[] {
  if (part === "first") return first.map((line) => lineSpeech(line, manner));
  const said = says.map((line) => lineSpeech(line, manner));
  if (wait.kind !== "menu") return said;
  const choices = wait.choices.flatMap(({ press, line }) =>
    line === null ? [] : [choiceSpeech(line, press, manner)],
  );
  return [...said, ...choices];
}

function choiceSpeech(line: ChoiceLine, press: string, manner: Manner): string {
  if (line.key === "choice_language") return ownTongue(line.language, line.key, press, manner);
  if (line.key === "choice_languages") {
    return line.languages.map((one) => ownTongue(one, line.key, press, manner)).join(" ");
  }
  const values = { ...valuesOf(line, manner), key: press };
  return String(formatOf(line.key, manner.language).format(values));
}

/** A language is offered in itself, whatever the rest is said in. */
function ownTongue(
  language: Language,
  key: "choice_language" | "choice_languages",
  press: string,
  { style }: Manner,
): string {
  const words = String(formatOf(key, language).format({ key: press }));
  return marksOf[style].tongue(words, ways[language].spokenLocale);
}

function lineSpeech(line: Spoken, manner: Manner): string {
  return String(formatOf(line.key, manner.language).format(valuesOf(line, manner)));
}

/** One prompt as it is read on a screen. */
export function promptText(prompt: PromptBody, language: Language): string {
  return lineSpeech(prompt, { language, style: "screen" });
}

/** The same as it is spoken there. */
export function promptSpeech(prompt: PromptBody, language: Language): string {
  return lineSpeech(prompt, { language, style: "text" });
}

/** How one field of a line is said, whatever line it stands in; a field that is only chosen by is passed on as it is. */
function valuesOf(line: Spoken, { language, style }: Manner): Values {
  const marks = marksOf[style];
  const fields = line as Readonly<Record<string, unknown>>;
  const currency = typeof fields["currency"] === "string" ? fields["currency"] : "USD";
  const zone = typeof fields["zone"] === "string" ? fields["zone"] : "UTC";
  const money = (minor: number): string => moneySpeech(minor, currency, language, marks);
  const voice: Voice = { language, currency, zone, money, marks };
  const values: Record<string, string | number> = {};
  for (const name of ["utility", "supply", "mode", "brand"]) {
    const value = fields[name];
    if (typeof value === "string") values[name] = withoutMarks(value);
  }
  const { label } = fields;
  if (typeof label === "string") {
    const plain = withoutMarks(label);
    values["label"] = style === "screen" ? plain : labelSpeech(plain, language);
  }
  if ("last4" in line) values["last4"] = spelled(line.last4, 4, marks);
  if ("amountMinor" in line) values["amount"] = money(line.amountMinor);
  if ("confirmation" in line) {
    values["code"] = line.confirmation === "" ? NONE : spelled(line.confirmation, 4, marks);
  }
  // The table pairs each key with its own line; the compiler can't follow that through a union.
  const particular = particulars[line.key] as ((line: Spoken, voice: Voice) => Values) | undefined;
  return { ...values, ...particular?.(line, voice) };
}

/** What is said of a line beyond its plain fields. */
const particulars: Particulars = {
  ...askedParticulars,
  urgent_off: ({ label, amountMinor, currency, press }, { language, marks }) => ({
    ...(label === null && { label: NONE }),
    amount: moneyInBrief(amountMinor, currency, language, marks),
    press,
  }),
  choice_restore: ({ amountMinor, currency }, { language, marks }) => ({
    amount: moneyInBrief(amountMinor, currency, language, marks),
  }),
  enter_pin: ({ number }, { marks }) => ({
    number: number === null ? NONE : spelled(number, 2, marks),
  }),
  proof_code_key: ({ press }) => ({ press }),
  another_code: ({ press }) => ({ press }),
  proof_code: ({ code }, { marks }) => ({ code: spelled(code, 2, marks) }),
  enter_units: ({ currency }, { language }) => ({ ...unitsSpeech(currency, language) }),
  part_key: ({ currency }, { language }) => ({ ...unitsSpeech(currency, language) }),
  notice_call: ({ press }) => ({ press }),
  notice_number: ({ phone }, { marks }) => ({ phone: phoneSpelled(phone, marks) }),
  hand_over: ({ code }, { marks }) => ({ code: spelled(code, 2, marks) }),
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
    ends: momentIn(endsMs, voice),
  }),
  confirm_pay: ({ amountMinor, oldMinor }, { money }) => ({
    old: oldMinor === 0 ? NONE : money(oldMinor),
    rest: money(amountMinor - oldMinor),
  }),
  emergency_ask: lentSpeech,
  emergency_given: lentSpeech,
  notice_emergency_offer: lentSpeech,
  notice_off: ({ restoreMinor }, { money }) => ({ amount: money(restoreMinor) }),
  notice_bill: ({ dueUnits, dueAtMs }, voice) => ({
    amount: voice.money(0 - shownMinor(-dueUnits, voice.currency)),
    due: ways[voice.language].onDay(dayIn(dueAtMs, voice)),
  }),
  notice_second: ({ what }) => ({ what }),
  notice_dispute: ({ outcome, reason, creditMinor }, { money }) => ({
    outcome,
    reason,
    credit: creditMinor === 0 ? NONE : money(creditMinor),
  }),
  notice_closed: ({ owedMinor, cardMinor, handMinor, state }, { money }) => {
    const some = (minor: number): string => (minor === 0 ? NONE : money(minor));
    return { owed: some(owedMinor), card: some(cardMinor), hand: some(handMinor), state };
  },
  notice_days: (line, voice) => ({ ...balanced(line, voice), days: line.days }),
  notice_emergency: (line, voice) => ({ ...balanced(line, voice), state: line.state }),
  notice_on: balanced,
  notice_payment: balanced,
  notice_returned: balanced,
  notice_refunded: balanced,
  notice_refund_failed: balanced,
  notice_trued_up: balanced,
};

function balanced({ balanceUnits }: { balanceUnits: number }, { money, currency }: Voice): Values {
  return { balance: money(shownMinor(balanceUnits, currency)) };
}

function momentIn(atMs: number, voice: Voice): string {
  return `${dayIn(atMs, voice)}, ${clockIn(atMs, voice)}`;
}

function stayOn(
  line: { balanceUnits: number; stayOnMinor: number; offAfterMs: number },
  voice: Voice,
): Values {
  const { stayOnMinor, offAfterMs } = line;
  const offAfter = momentIn(offAfterMs, voice);
  return { ...balanced(line, voice), amount: voice.money(stayOnMinor), offAfter };
}

function lentSpeech(
  { amountUnits }: { readonly amountUnits: number },
  { money, currency }: Voice,
): Values {
  return { amount: money(shownMinor(amountUnits, currency)) };
}

function balanceValues(line: Spoken & { readonly key: "balance" }, voice: Voice): Values {
  const { currency, money } = voice;
  const { mode, supply, balanceUnits, pendingUnits, estimatedUnits, asOfMs, toldAtMs } = line;
  const isDue = mode === "postpay" && balanceUnits < 0;
  const minor = shownMinor(balanceUnits, currency);
  const beside = (besideMinor: number): string => (besideMinor === 0 ? NONE : money(besideMinor));
  return {
    kind: isDue ? "due" : mode === "postpay" ? "credit" : "balance",
    amount: money(isDue ? -minor : minor),
    age: asOfMs === null ? NONE : "known",
    asOf: asOfMs === null ? "" : whenSpeech(asOfMs, toldAtMs, voice),
    days: supply === "on" && line.daysLeft !== null ? line.daysLeft : -1,
    pending: beside(shownMinor(pendingUnits, currency)),
    // An estimated charge is owed: ceiled, which is the floor of its negative.
    estimated: beside(0 - shownMinor(-estimatedUnits, currency)),
  };
}
