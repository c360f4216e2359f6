/** Money, dates and numbers as a voice reads them right: in words and single digits, never as marks. */
import { must } from "../assert.ts";
import { currencyOf, minorToDecimal } from "../money.ts";
import type { Language } from "./language.ts";

interface Named {
  /** One of it, and many. */
  readonly unit: readonly [string, string];
  /** The part of a unit; null where there is none. */
  readonly part: readonly [string, string] | null;
}

const dollars: Named = { unit: ["dollar", "dollars"], part: ["cent", "cents"] };
const dolares: Named = { unit: ["dólar", "dólares"], part: ["centavo", "centavos"] };

const names: Readonly<Record<Language, Readonly<Record<string, Named>>>> = {
  en: {
    USD: dollars,
    CAD: dollars,
    AUD: dollars,
    EUR: { unit: ["euro", "euros"], part: ["cent", "cents"] },
    GBP: { unit: ["pound", "pounds"], part: ["penny", "pence"] },
    ZAR: { unit: ["rand", "rand"], part: ["cent", "cents"] },
    JPY: { unit: ["yen", "yen"], part: null },
    KWD: { unit: ["dinar", "dinars"], part: ["fils", "fils"] },
    VND: { unit: ["dong", "dong"], part: null },
  },
  es: {
    USD: dolares,
    CAD: dolares,
    AUD: dolares,
    EUR: { unit: ["euro", "euros"], part: ["céntimo", "céntimos"] },
    GBP: { unit: ["libra", "libras"], part: ["penique", "peniques"] },
    ZAR: { unit: ["rand", "rands"], part: ["centavo", "centavos"] },
    JPY: { unit: ["yen", "yenes"], part: null },
    KWD: { unit: ["dinar", "dinares"], part: ["fils", "fils"] },
    VND: { unit: ["dong", "dongs"], part: null },
  },
};

const words = {
  en: { minus: "minus", and: "and" },
  es: { minus: "menos", and: "con" },
} as const satisfies Record<Language, { minus: string; and: string }>;

function namesOf(code: string, language: Language): Named {
  return must(names[language][code], `currency ${code} has no spoken name`);
}

/** "10 dollars and 23 cents" from minor units; exact, as no part of it passes through a float. */
export function moneySpeech(minor: number, code: string, language: Language): string {
  const { unit, part } = namesOf(code, language);
  const currency = must(currencyOf(code), `no scale is kept for currency ${code}`);
  const [whole = "0", fraction = ""] = minorToDecimal(Math.abs(minor), currency).split(".");
  const sign = minor < 0 ? `${words[language].minus} ` : "";
  const parts = Number(fraction);
  const wholeText = `${whole} ${unit[whole === "1" ? 0 : 1]}`;
  if (parts === 0 || part === null) return sign + wholeText;
  const partText = `${String(parts)} ${part[parts === 1 ? 0 : 1]}`;
  return sign + (whole === "0" ? partText : `${wholeText} ${words[language].and} ${partText}`);
}

/** What the keys before and after the star are called. */
export function unitsSpeech(code: string, language: Language): { unit: string; part: string } {
  const { unit, part } = namesOf(code, language);
  return { unit: unit[1], part: part?.[1] ?? "" };
}

/** "1 0, 0 1": one sign at a time with a pause after each group; account numbers in pairs, codes in fours. */
export function spelled(text: string, group: 2 | 4): string {
  const signs = Array.from(text.replaceAll(/[^\p{L}\p{N}]/gu, ""));
  const groups: string[] = [];
  for (let at = 0; at < signs.length; at += group) {
    groups.push(signs.slice(at, at + group).join(" "));
  }
  return groups.join(", ");
}

const streets: ReadonlyMap<string, string> = new Map([
  ["St", "Street"],
  ["Ave", "Avenue"],
  ["Rd", "Road"],
  ["Dr", "Drive"],
  ["Ln", "Lane"],
  ["Blvd", "Boulevard"],
  ["Ct", "Court"],
  ["Apt", "Apartment"],
]);

/** "Oak Street 12": a voice would read "St" as "saint". */
export function labelSpeech(label: string, language: Language): string {
  if (language !== "en") return label;
  return label.replaceAll(/\b(\p{L}+)\b\.?/gu, (word, name: string) => streets.get(name) ?? word);
}

const locales: Readonly<Record<Language, string>> = { en: "en-US", es: "es-US" };
const formats = new Map<string, Intl.DateTimeFormat>();

function written(
  atMs: number,
  zone: string,
  locale: string,
  shape: Intl.DateTimeFormatOptions,
): string {
  const key = `${locale} ${zone} ${Object.keys(shape).join(" ")}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone });
    formats.set(key, format);
  }
  return format.format(atMs).replaceAll(/[\u00a0\u202f]/g, " ");
}

/** "Tuesday, November 24" on the premise's clock. */
export function daySpeech(atMs: number, zone: string, language: Language): string {
  return written(atMs, zone, locales[language], { weekday: "long", month: "long", day: "numeric" });
}

/** "8 AM", "2:15 PM", "2:15 pm" in Spanish, on the premise's clock. */
export function clockSpeech(atMs: number, zone: string, language: Language): string {
  const time = written(atMs, zone, locales[language], { hour: "numeric", minute: "2-digit" });
  return time.replace(/:00(?= )/, "").replace(/([ap])\. ?m\./, "$1m");
}
