import { IntlMessageFormat } from "intl-messageformat";
import type { KioskLine } from "../conversation/kiosk-prompt.ts";
import { kioskEn } from "./kiosk-en.ts";
import { kioskEs } from "./kiosk-es.ts";
import { kioskFr } from "./kiosk-fr.ts";
import type { KioskKey, KioskSentences } from "./kiosk-sentences.ts";
import type { Language } from "./language.ts";
import type { Values } from "./message.ts";
import { localeOf, moneyText, shownMinor } from "./money-text.ts";
import { daySpeech, labelSpeech, moneySpeech, spelled } from "./say-values.ts";
import { promptSpeech, promptText } from "./speech.ts";
import { weekdayText } from "./time-text.ts";

export const kioskSentences: Readonly<Record<Language, KioskSentences>> = {
  en: kioskEn,
  es: kioskEs,
  fr: kioskFr,
};

/** A sentence as it is read, and as it is heard where that differs. */
export interface KioskWords {
  readonly text: string;
  readonly speak?: string;
}

/** Compiled messages, one a key and language. */
const compiled = new Map<string, IntlMessageFormat>();

function formatOf(key: KioskKey, language: Language): IntlMessageFormat {
  const id = `${language} ${key}`;
  let format = compiled.get(id);
  if (format === undefined) {
    format = new IntlMessageFormat(kioskSentences[language][key], language);
    compiled.set(id, format);
  }
  return format;
}

/** How the kinds of values are written, or said. */
interface Hand {
  money(minor: number): string;
  day(atMs: number, zone: string): string;
  label(label: string): string;
  signs(text: string): string;
}

function eye(language: Language, currency: string): Hand {
  return {
    money: (minor) => moneyText(minor, currency, language),
    day: (atMs, zone) => weekdayText(atMs, { zone, locale: localeOf(language, currency) }),
    label: (label) => label,
    signs: (text) => text,
  };
}

function ear(language: Language, currency: string): Hand {
  return {
    money: (minor) => moneySpeech(minor, currency, language),
    day: (atMs, zone) => daySpeech(atMs, zone, language),
    label: (label) => labelSpeech(label, language),
    signs: (text) => spelled(text, 4),
  };
}

/** Fields that are written as they are. */
const asIs = ["utility", "phone", "brand", "days"] as const;

function valuesOf(line: KioskLine, hand: Hand, currency: string): Values {
  const fields = line as unknown as Readonly<Record<string, string | number | undefined>>;
  const values: Record<string, string | number> = {};
  for (const name of asIs) values[name] = fields[name] ?? "";
  if ("label" in line) values["label"] = hand.label(line.label);
  for (const name of ["digits", "last4"]) values[name] = hand.signs(String(fields[name] ?? ""));
  if ("untilAtMs" in line) values["until"] = hand.day(line.untilAtMs, line.zone);
  for (const name of ["amount", "min", "max", "old", "rest"]) {
    values[name] = hand.money(Number(fields[`${name}Minor`] ?? 0));
  }
  if ("balanceUnits" in line) {
    values["balance"] = hand.money(Math.abs(shownMinor(line.balanceUnits, currency)));
  }
  return values;
}

/** A line of a terminal in words; what is spoken is told apart only where it differs. */
export function kioskWords(line: KioskLine, language: Language): KioskWords {
  if (line.key === "told") {
    return words(promptText(line.prompt, language), promptSpeech(line.prompt, language));
  }
  const currency = "currency" in line ? line.currency : "USD";
  const format = formatOf(line.key, language);
  const written = String(format.format(valuesOf(line, eye(language, currency), currency)));
  const spoken = String(format.format(valuesOf(line, ear(language, currency), currency)));
  return words(written, spoken);
}

function words(text: string, speak: string): KioskWords {
  return speak === text ? { text } : { text, speak };
}

/** "$20.00", and how it is said. */
export function kioskMoney(minor: number, currency: string, language: Language): KioskWords {
  return {
    text: moneyText(minor, currency, language),
    speak: moneySpeech(minor, currency, language),
  };
}

/** A balance as it stands: what is owed has its sign. */
export function kioskBalance(units: number, currency: string, language: Language): KioskWords {
  return kioskMoney(shownMinor(units, currency), currency, language);
}

/** "Sun, Nov 29" on the premise's clock. */
export function kioskDay(atMs: number, zone: string, language: Language, currency: string): string {
  return weekdayText(atMs, { zone, locale: localeOf(language, currency) });
}
