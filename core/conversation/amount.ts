import { type Currency, parseDecimal } from "../money.ts";
import { isRefusal } from "../refusal.ts";
import { isNumberWord, readNumberWords } from "./number-words.ts";
import { wordsOf } from "./plain-words.ts";

/** Minor units; null when no amount was said; `unclear` when one was and can't be read with certainty. */
export type Amount = number | null | "unclear";

/** How amounts are written: Spanish and French accept a decimal comma. */
export interface AmountReading {
  readonly language: string;
  readonly currency: Currency;
}

/** Marks and words of money, with the currencies they may stand for; a mark of another currency makes the amount unclear. */
const currencyMarks: Readonly<Record<string, readonly string[]>> = {
  $: ["USD", "CAD", "AUD"],
  "€": ["EUR"],
  "£": ["GBP"],
  "¥": ["JPY"],
  "₫": ["VND"],
  r: ["ZAR"],
  usd: ["USD"],
  cad: ["CAD"],
  aud: ["AUD"],
  eur: ["EUR"],
  gbp: ["GBP"],
  zar: ["ZAR"],
  jpy: ["JPY"],
  kwd: ["KWD"],
  vnd: ["VND"],
  dollar: ["USD", "CAD", "AUD"],
  dollars: ["USD", "CAD", "AUD"],
  dolar: ["USD", "CAD", "AUD"],
  dolares: ["USD", "CAD", "AUD"],
  bucks: ["USD", "CAD", "AUD"],
  euro: ["EUR"],
  euros: ["EUR"],
  pound: ["GBP"],
  pounds: ["GBP"],
  libras: ["GBP"],
  livre: ["GBP"],
  livres: ["GBP"],
  rand: ["ZAR"],
  rands: ["ZAR"],
  yen: ["JPY"],
  yenes: ["JPY"],
  yens: ["JPY"],
  dinar: ["KWD"],
  dinars: ["KWD"],
  dinares: ["KWD"],
  dong: ["VND"],
  dongs: ["VND"],
};

/** Parts of a unit by name: "50 cents" must not become 50 dollars. */
const fractionWords = new Set([
  "cent",
  "cents",
  "c",
  "centavo",
  "centavos",
  "centimo",
  "centimos",
  "centime",
  "centimes",
  "pence",
  "p",
]);

/** The pieces of a text that bear on an amount: figures with their separators, marks, words, and signs that spoil it. */
const PIECE = /[.,]?\d[\d.,]*|[a-z]+|[$€£¥₫]|[-+−–%/*#=]/g;

interface Pieces {
  readonly figures: readonly string[];
  readonly words: readonly string[];
  readonly marks: readonly string[];
  readonly spoilt: boolean;
}

/** In French "cent" is a hundred, and "cents" is where the unit follows: else it is a part of one, as everywhere. */
const CENTS_OF_A_UNIT = /\bcents(?= (?:dollars|euros|livres|rands|yens|dinars|dongs)\b)/g;

function piecesOf(said: string, language: string): Pieces {
  const isFrench = language.startsWith("fr");
  const plain = isFrench ? said.replaceAll(CENTS_OF_A_UNIT, "cent") : said;
  const figures: string[] = [];
  const words: string[] = [];
  const marks: string[] = [];
  let spoilt = false;
  for (const piece of plain.match(PIECE) ?? []) {
    if (/^[.,]?\d/.test(piece)) figures.push(piece.replace(/[.,]+$/, ""));
    else if (Object.hasOwn(currencyMarks, piece)) marks.push(piece);
    else if (isFrench && piece === "cent") words.push(piece);
    else if (fractionWords.has(piece) || !/^[a-z]/.test(piece)) spoilt = true;
    else words.push(piece);
  }
  return { figures, words, marks, spoilt };
}

/** A figure run into a word ("20k", "20th") is no plain amount; one run into a mark ("20usd") is. */
function runsIntoWord(plain: string): boolean {
  for (const [, word = ""] of plain.matchAll(/\d([a-z]+)/g)) {
    if (!Object.hasOwn(currencyMarks, word)) return true;
  }
  return false;
}

/** The number in words; one below ten amid other words ("one of my bills") is no amount. */
function spokenIn({ words, marks }: Pieces, { language }: AmountReading): Amount {
  const spoken = readNumberWords(words, language);
  if (typeof spoken !== "number" || spoken > 9 || marks.length > 0) return spoken;
  return words.every((word) => isNumberWord(word, language)) ? spoken : null;
}

/** "20 dollars and 50 cents", "veinte dólares con cincuenta centavos": a unit by name, and behind it parts of it by theirs. */
const WITH_PARTS =
  /^(?<units>.*\b(?:dollars?|bucks|dolar(?:es)?|euros?|libras|livres?|pounds?|rands?))[ ,]+(?:(?:and|y|con|et) )?(?<parts>[a-z ]+|\d{1,2}) ?(?:cents|centavos|centimos|centimes|pence)(?<behind>\W*| (?!.*\d)[^\d$€£¥₫]*)$/;
const PARTS_MAX = 99;

/** Units and parts of them, each by its name; undefined where they are not said so. */
function withParts(plain: string, reading: AmountReading): Amount | undefined {
  const { units, parts } = WITH_PARTS.exec(plain)?.groups ?? {};
  if (units === undefined || parts === undefined) return undefined;
  const whole = readAmount(units, reading);
  const spoken = /^\d/.test(parts)
    ? Number(parts)
    : readNumberWords(wordsOf(parts), reading.language);
  if (typeof whole !== "number" || typeof spoken !== "number") return "unclear";
  const perUnit = 10 ** reading.currency.minorDigits;
  return perUnit === PARTS_MAX + 1 && spoken <= PARTS_MAX && whole % perUnit === 0
    ? whole + spoken
    : "unclear";
}

/**
 * The amount in the words after PAY, as `plain` (keywords.ts). One figure or one run of number words; anything that leaves a
 * doubt (two figures, a sign, another currency, more decimals than the currency has) is unclear and is never guessed.
 */
export function readAmount(plain: string, reading: AmountReading): Amount {
  const parted = withParts(plain, reading);
  if (parted !== undefined) return parted;
  const pieces = piecesOf(plain, reading.language);
  const { figures, marks } = pieces;
  const spoken = spokenIn(pieces, reading);
  if (figures.length === 0 && spoken === null) return null;
  if (pieces.spoilt || runsIntoWord(plain) || spoken === "unclear") return "unclear";
  if (marks.some((mark) => !(currencyMarks[mark] ?? []).includes(reading.currency.code))) {
    return "unclear";
  }
  const [figure] = figures;
  if (figure === undefined) return minorOf(String(spoken), reading);
  if (figures.length > 1 || spoken !== null) return "unclear";
  const decimal = decimalOf(figure, reading);
  return decimal === undefined ? "unclear" : minorOf(decimal, reading);
}

/**
 * The amount when the whole text is one and nothing else ("20", "$20", "twenty five", "5.00"), unclear when it is a figure
 * that can't be read; null when it is something else. A lone digit or its word is an answer, never an amount, unless a
 * currency is named with it.
 */
export function readBareAmount(plain: string, reading: AmountReading): Amount {
  const { figures, words, marks, spoilt } = piecesOf(plain, reading.language);
  const isOther = words.some((word) => !isNumberWord(word, reading.language));
  const parted = isOther ? undefined : withParts(plain, reading);
  if (parted !== undefined) return parted;
  if (spoilt || isOther || figures.length > 1 || runsIntoWord(plain)) return null;
  const amount = readAmount(plain, reading);
  if (marks.length > 0 || /^.\S/.test(figures[0] ?? "")) return amount;
  const spoken = readNumberWords(words, reading.language);
  return typeof spoken === "number" && spoken > 9 ? amount : null;
}

function minorOf(decimal: string, { currency }: AmountReading): Amount {
  const minor = parseDecimal(decimal, currency.minorDigits);
  return isRefusal(minor) ? "unclear" : minor;
}

/** English: commas part thousands, a point the decimals. */
const ENGLISH = /^(?<whole>\d+|\d{1,3}(?:,\d{3})+)(?:(?<point>\.)(?<part>\d+))?$/;
/** Spanish and French: either mark may be the decimal one; where both stand, the last is. */
const COMMA = [
  /^(?<whole>\d+)(?:(?<point>[.,])(?<part>\d+))?$/,
  /^(?<whole>\d{1,3}(?:\.\d{3})+)(?<point>,)(?<part>\d+)$/,
  /^(?<whole>\d{1,3}(?:,\d{3})+)(?<point>\.)(?<part>\d+)$/,
];

/** A leading zero is no way to write an amount. */
const WHOLE = /^(?:0|[1-9]\d*)$/;

/** "1234.56" from a figure as people write it, or undefined where a mark could mean two things. */
function decimalOf(figure: string, { language, currency }: AmountReading): string | undefined {
  const isComma = /^(?:es|fr)/.test(language);
  const patterns = isComma ? COMMA : [ENGLISH];
  const found = patterns.map((pattern) => pattern.exec(figure)?.groups).find(Boolean);
  if (found === undefined) return undefined;
  const { whole: grouped = "", point = "", part = "" } = found;
  const whole = grouped.replaceAll(/[.,]/g, "");
  if (!WHOLE.test(whole) || part.length > currency.minorDigits) return undefined;
  // Three digits after such a point are thousands as likely as decimals, whatever the currency.
  if (isComma && point === "." && part.length === 3) return undefined;
  return part === "" ? whole : `${whole}.${part}`;
}
