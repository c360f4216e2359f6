import { withPlainDigits } from "./plain-words.ts";

/** Payment card numbers have 13 to 19 digits (ISO/IEC 7812) and a Luhn check digit. */
const CARD_DIGITS_MIN = 13;
const CARD_DIGITS_MAX = 19;

/** Digits that may be one number: groups parted by nothing more than spaces, dashes, dots and the like. */
const RUN = /\d(?:[\s\-.,_*/·–—−]{0,3}\d)*/gu;

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const doubled = place % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isCard(digits: string): boolean {
  const { length } = digits;
  return length >= CARD_DIGITS_MIN && length <= CARD_DIGITS_MAX && passesLuhn(digits);
}

/** A card number glued to other digits ("PAY204242..."), looked for at every place of one long group. */
function holdsCard(group: string): boolean {
  for (let from = 0; from + CARD_DIGITS_MIN <= group.length; from += 1) {
    for (let length = CARD_DIGITS_MIN; length <= CARD_DIGITS_MAX; length += 1) {
      if (from + length <= group.length && isCard(group.slice(from, from + length))) return true;
    }
  }
  return false;
}

/** Whole groups that together make a card number: "20 4242 4242 4242 4242 12/29" has one in its middle. */
function groupsHoldCard(groups: readonly string[]): boolean {
  for (let from = 0; from < groups.length; from += 1) {
    let digits = "";
    for (let to = from; to < groups.length && digits.length < CARD_DIGITS_MAX; to += 1) {
      digits += groups[to] ?? "";
      if (isCard(digits)) return true;
    }
  }
  return false;
}

/** True when the text holds what may be a payment card's number. */
export function hasCardNumber(text: string): boolean {
  for (const [run] of withPlainDigits(text).matchAll(RUN)) {
    const groups = run.match(/\d+/g) ?? [];
    if (groups.some(holdsCard) || groupsHoldCard(groups)) return true;
  }
  return false;
}

/**
 * The text as it may be stored: where a card number is in it every digit becomes "#" (the expiry and the code beside it are
 * as secret as the number), otherwise the text itself.
 */
export function redactCardNumbers(text: string): string {
  return hasCardNumber(text) ? withPlainDigits(text).replace(/\p{Nd}/gu, "#") : text;
}
