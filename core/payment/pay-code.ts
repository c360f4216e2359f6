import { assert } from "../assert.ts";

/** Nine digits of chance and a check digit: dictated over a phone, written on a slip. */
export const PAY_CODE_DIGITS = 10;

/**
 * The check digit by ISO 7064 MOD 11,10: every single wrong digit and nearly every pair of neighbours put the wrong way round is
 * found, so that a slip of the finger pays for nobody.
 */
export function checkDigitOf(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10;
}

/** The code that begins with nine digits of chance. */
export function payCodeOf(chance: string): string {
  assert(/^\d{9}$/.test(chance), "a pay-code begins with nine digits");
  return chance + String(checkDigitOf(chance));
}

/** A code as it was typed, with whatever spaces and dashes; undefined where it can be none. */
export function readPayCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, "");
  if (!/^\d{10}$/.test(digits)) return undefined;
  return checkDigitOf(digits.slice(0, -1)) === Number(digits.at(-1)) ? digits : undefined;
}
