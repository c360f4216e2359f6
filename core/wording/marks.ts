import type { Language } from "./language.ts";

/**
 * How figures in a speech are marked for a voice that reads marks (SSML 1.1: say-as, break), and how they stand where nobody reads
 * marks. The marked text is the plain one with its figures made sure of: the words are the same.
 */
export interface Marks {
  /** Signs read one by one, a group at a time with a pause after each: account numbers, codes, the end of a card's number. */
  readonly signs: (groups: readonly string[]) => string;
  /** A whole number of something. */
  readonly count: (digits: string) => string;
  /** A day of a month: the words for it, or its figures in the order in which the language has them. */
  readonly day: (
    words: string,
    figures: { readonly figures: string; readonly order: "md" | "dm" },
  ) => string;
  /** Words of another language than those around them, by their locale. */
  readonly tongue: (words: string, locale: string) => string;
  /** An amount of minor units in figures, for who reads it; absent where it is said in words. */
  readonly amount?: (minor: number, currency: string, language: Language) => string;
}

export const plainMarks: Marks = {
  signs: (groups) => groups.map((group) => Array.from(group).join(" ")).join(", "),
  count: (digits) => digits,
  day: (words) => words,
  tongue: (words) => words,
};

/** Stand for the signs of a mark until the words around it are escaped; no name can hold them, as they are taken out of it. */
const OPEN = "\ue000";
const CLOSE = "\ue001";
const QUOTE = "\ue002";

/** A pause between groups of signs: long enough to write four of them down after the voice. */
const GROUP_PAUSE = `${OPEN}break time=${QUOTE}350ms${QUOTE}/${CLOSE}`;

function sayAs(kind: string, inside: string, format = ""): string {
  const formatted = format === "" ? "" : ` format=${QUOTE}${format}${QUOTE}`;
  const begin = `${OPEN}say-as interpret-as=${QUOTE}${kind}${QUOTE}${formatted}${CLOSE}`;
  return `${begin}${inside}${OPEN}/say-as${CLOSE}`;
}

export const ssmlMarks: Marks = {
  signs: (groups) =>
    groups
      .map((group) => sayAs(/^\d+$/.test(group) ? "digits" : "characters", group))
      .join(`${GROUP_PAUSE} `),
  // "1 dólar" is no "uno dólar": what ends in a one is left to the voice, which knows the word behind it.
  count: (digits) => (digits.endsWith("1") ? digits : sayAs("cardinal", digits)),
  day: (_words, { figures, order }) => sayAs("date", figures, order),
  tongue: (words, locale) =>
    `${OPEN}lang xml:lang=${QUOTE}${locale}${QUOTE}${CLOSE}${words}${OPEN}/lang${CLOSE}`,
};

/** Nothing that a mark is made of may come from a name. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/[\ue000-\ue002]/g, "");
}

/** What XML can not hold at all is left out, the rest is escaped, and then the marks are put in. */
export function markedText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;")
    .replaceAll(OPEN, "<")
    .replaceAll(CLOSE, ">")
    .replaceAll(QUOTE, '"');
}
