import { lastAsked } from "./last-asked.ts";

/** A text as it is read: what a phone, a keyboard or a hand makes different without meaning anything by it is the same here. */

/** A text longer than ten segments is read no further: what it asks for is in its beginning. */
const TEXT_READ_MAX = 1530;

/** Letters of other scripts that look like Latin ones: a text made of them is read as it looks. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Array.from("АВСЕНІЈКМОРЅТХУасеіјорѕтхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧορυ", (sign, at) => [
    sign,
    "ABCEHIJKMOPSTXYaceijopstxyABEZHIKMNOPTYXopu".charAt(at),
  ]),
);

/** First digits of the scripts people key numbers in: Arabic, Persian and Urdu, Devanagari, Bengali, Thai. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50] as const;

function asciiDigit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? sign : String(code - zero);
}

/** What keys of an old phone can write: nothing of it looks like anything else. */
const PLAIN = /^[\n\r\x20-\x7e]*$/;

/** Every digit as 0 to 9, and nothing that is not seen between two of them. */
export function withPlainDigits(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Nd}/gu, asciiDigit);
}

/** Lower case, without accents or apostrophes, hyphens between letters as spaces. */
export const plainOf = lastAsked((text) =>
  withPlainDigits(text.slice(0, TEXT_READ_MAX))
    .replace(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu, (sign) => lookalikes.get(sign) ?? sign)
    .toLowerCase()
    .replaceAll("œ", "oe")
    .normalize("NFD")
    .replace(/[\p{M}'’‘`´]/gu, "")
    .replace(/(?<=[a-z])[-–—](?=[a-z])/g, " "),
);

export function wordsOf(plain: string): readonly string[] {
  return plain.match(/[a-z]+|\d+/g) ?? [];
}

/** The words of a text, plain and parted by single spaces. */
export function wordsIn(text: string): string {
  return wordsOf(plainOf(text)).join(" ");
}
