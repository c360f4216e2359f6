import { isPhone } from "../phone.ts";

/** Fewer digits are a number without its area: whose that is nobody knows. */
export const PHONE_DIGITS_MIN = 8;
/** ITU-T E.164. */
export const PHONE_DIGITS_MAX = 15;

/**
 * The E.164 number that digits stand for, as people write them: whole, or without the country, which is then the one of the
 * utility's own number. Null where they are no number.
 */
export function phoneSaid(digits: string, own: string | null): string | null {
  if (!/^\d+$/.test(digits) || digits.length < PHONE_DIGITS_MIN) return null;
  const ofOwn = own ?? "";
  const national = `${ofOwn.slice(0, Math.max(0, ofOwn.length - digits.length))}${digits}`;
  const line = national.length === ofOwn.length && isPhone(national) ? national : `+${digits}`;
  return isPhone(line) ? line : null;
}

/** The digits of a text that is nothing but a number to call: "(202) 555-0143"; null where it is anything else. */
export function phoneAlone(text: string): string | null {
  if (!/^[\s\d().+-]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, "");
  const isLong = digits.length >= PHONE_DIGITS_MIN && digits.length <= PHONE_DIGITS_MAX;
  return isLong ? digits : null;
}
