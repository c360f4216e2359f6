/** Money, dates and numbers as a voice reads them right: in words and single digits, never as marks of their own. */
import { must } from "../assert.ts";
import { currencyOf, minorToDecimal } from "../money.ts";
import { ways } from "./all-ways.ts";
import type { Language } from "./language.ts";
import { type Marks, plainMarks } from "./marks.ts";
import type { CurrencyNames } from "./ways.ts";

function namesOf(code: string, language: Language): CurrencyNames {
  return must(ways[language].money.names[code], `currency ${code} has no spoken name`);
}

/** "10 dollars and 23 cents" from minor units; exact, as no part of it passes through a float. */
export function moneySpeech(
  minor: number,
  code: string,
  language: Language,
  marks: Marks = plainMarks,
): string {
  if (marks.amount !== undefined) return marks.amount(minor, code, language);
  const { unit, part } = namesOf(code, language);
  const { minus, and } = ways[language].money;
  const currency = must(currencyOf(code), `no scale is kept for currency ${code}`);
  const [whole = "0", fraction = ""] = minorToDecimal(Math.abs(minor), currency).split(".");
  const sign = minor < 0 ? `${minus} ` : "";
  const parts = Number(fraction);
  const wholeText = `${marks.count(whole)} ${unit[whole === "1" ? 0 : 1]}`;
  if (parts === 0 || part === null) return sign + wholeText;
  const partText = `${marks.count(String(parts))} ${part[parts === 1 ? 0 : 1]}`;
  return sign + (whole === "0" ? partText : `${wholeText} ${and} ${partText}`);
}

/**
 * "10 dollars 23", where every second counts; it is read back in full before anything is charged. Parts that begin with a nought keep
 * their name: "10 dollars 5" may be heard as fifty.
 */
export function moneyInBrief(
  minor: number,
  code: string,
  language: Language,
  marks: Marks = plainMarks,
): string {
  const { unit } = namesOf(code, language);
  const currency = must(currencyOf(code), `no scale is kept for currency ${code}`);
  const [whole = "0", fraction = ""] = minorToDecimal(minor, currency).split(".");
  const isSaid = marks.amount === undefined;
  const isBrief = isSaid && minor > 0 && whole !== "0" && /^[1-9]/.test(fraction);
  if (!isBrief) return moneySpeech(minor, code, language, marks);
  return `${marks.count(whole)} ${unit[whole === "1" ? 0 : 1]} ${marks.count(fraction)}`;
}

/** "12.34 cents": a price below a unit in its parts, with the decimals it has; one of a unit or more in units. */
export function priceSpeech(decimal: string, code: string, language: Language): string {
  const { unit, part } = namesOf(code, language);
  const currency = must(currencyOf(code), `no scale is kept for currency ${code}`);
  const isSmall = part !== null && /^0(?:\.|$)/.test(decimal);
  if (!isSmall) return `${trimmed(decimal)} ${unit[1]}`;
  return `${trimmed(shifted(decimal, currency.minorDigits))} ${part[1]}`;
}

/** The decimal times a power of ten, as text: no price passes through a float. */
function shifted(decimal: string, digits: number): string {
  const [whole = "0", fraction = ""] = decimal.split(".");
  const moved = whole + fraction.slice(0, digits).padEnd(digits, "0");
  return `${moved.replace(/^0+(?=\d)/, "")}.${fraction.slice(digits)}`;
}

function trimmed(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0*$/, "") : decimal;
}

/** What the keys before and after the star are called. */
export function unitsSpeech(code: string, language: Language): { unit: string; part: string } {
  const { unit, part } = namesOf(code, language);
  return { unit: unit[1], part: part?.[1] ?? "" };
}

/** "1 0, 0 1": one sign at a time with a pause after each group; account numbers in pairs, codes in fours. */
export function spelled(text: string, group: 2 | 4, marks: Marks = plainMarks): string {
  const signs = Array.from(text.replaceAll(/[^\p{L}\p{N}]/gu, ""));
  const groups: string[] = [];
  for (let at = 0; at < signs.length; at += group) {
    groups.push(signs.slice(at, at + group).join(""));
  }
  return marks.signs(groups);
}

/** Most digits of a telephone number that are said in one breath. */
const PHONE_DIGITS_AT_ONCE = 4;

/**
 * "1, 2 0 2, 5 5 5, 0 1 0 0": in the groups in which it is written, as people know it. What is written in one is said as threes and, last,
 * a four.
 */
export function phoneSpelled(phone: string, marks: Marks = plainMarks): string {
  const groups = phone.match(/\d+/g) ?? [];
  return marks.signs(groups.flatMap(inBreaths));
}

function inBreaths(digits: string): string[] {
  if (digits.length <= PHONE_DIGITS_AT_ONCE) return [digits];
  const last = digits.slice(-PHONE_DIGITS_AT_ONCE);
  const before = digits.slice(0, -PHONE_DIGITS_AT_ONCE);
  return [...(before.match(/\d{1,3}(?=(?:\d{3})*$)/g) ?? []), last];
}

/** "Oak Street 12": a voice would read "St" as "saint". */
export function labelSpeech(label: string, language: Language): string {
  return ways[language].label(label);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function written(
  atMs: number,
  zone: string,
  locale: string,
  shape: Intl.DateTimeFormatOptions,
): string {
  const key = `${locale} ${zone} ${JSON.stringify(shape)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone });
    formats.set(key, format);
  }
  return format.format(atMs).replaceAll(/[\u00a0\u202f]/g, " ");
}

/** "Tuesday, November 24" on the premise's clock. */
export function daySpeech(
  atMs: number,
  zone: string,
  language: Language,
  marks: Marks = plainMarks,
): string {
  const { spokenLocale, dayOrder, weekdayAnd } = ways[language];
  const weekday = written(atMs, zone, spokenLocale, { weekday: "long" });
  const words = written(atMs, zone, spokenLocale, { month: "long", day: "numeric" });
  const month = written(atMs, zone, "en-US", { month: "numeric" });
  const day = written(atMs, zone, "en-US", { day: "numeric" });
  const figures = dayOrder === "md" ? `${month}/${day}` : `${day}/${month}`;
  return weekdayAnd(weekday, marks.day(words, { figures, order: dayOrder }));
}

/** "8 AM", "2:15 PM", "2:15 pm" in Spanish, on the premise's clock. */
export function clockSpeech(atMs: number, zone: string, language: Language): string {
  const { spokenLocale } = ways[language];
  const time = written(atMs, zone, spokenLocale, { hour: "numeric", minute: "2-digit" });
  return time
    .replace(/:00(?= )/, "")
    .replace(/ h 00$/, " h")
    .replace(/([ap])\. ?m\./, "$1m");
}
