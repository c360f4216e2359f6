import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { isPhone } from "../core/phone.ts";
import { type Refusal, refuse } from "../core/refusal.ts";

/** True for the two-letter code (ISO 3166-1) of a country whose numbering plan we know. */
export function isCountry(text: string): text is CountryCode {
  return isSupportedCountry(text);
}

/**
 * The E.164 form of a number as people write it, read as one of `country` unless it starts with "+". Only its length is
 * judged: numbering plans open new ranges faster than this table learns of them.
 */
export function readPhone(
  text: string,
  country: CountryCode,
): string | Refusal<"not_a_phone" | "has_extension"> {
  const phone = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (phone === undefined || !phone.isPossible() || !isPhone(phone.number)) {
    return refuse("not_a_phone", `"${text}" is not a phone number of ${country}, nor one with "+"`);
  }
  if (phone.ext !== undefined) {
    return refuse("has_extension", `"${text}" has an extension, and no text reaches an extension`);
  }
  return phone.number;
}
