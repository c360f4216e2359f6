import { never } from "../assert.ts";
import { currencyOf, parseDecimal } from "../money.ts";
import { isRefusal } from "../refusal.ts";
import { hasCardNumber } from "./card-number.ts";
import { PHONE_DIGITS_MAX } from "./phone-said.ts";
import type { CallWait } from "./prompt.ts";
import type { ReadInput } from "./understand.ts";

/** For gas that is smelled or a wire that is down: no menu uses it, so it is there wherever a caller may be. */
export const DANGER_KEY = "8";

/** For no more calls of ours: no menu uses it, so it is there at any time of one. */
export const CALLS_OFF_KEY = "7";

/** For a code by text where a PIN is asked for: far too short to be one. */
export const PROOF_CODE_KEY = "1";

/** Keys that mean the same in every menu. */
const everywhere: Readonly<Record<string, string>> = {
  "0": "agent",
  "*": "menu",
  "9": "repeat",
  "#": "goodbye",
  [DANGER_KEY]: "danger",
};

/** While a number is keyed in, only these are no part of it. */
const besideNumber: Readonly<Record<string, string>> = { "0": "agent", "*": "menu" };

/** Keys that were gathered, as the choice they are of what the call waited for; what is none of it is a miss. */
export function keysRead(keys: string, wait: CallWait, currency: string): ReadInput {
  switch (wait.kind) {
    case "menu":
      return choiceOf(wait.choices.find(({ press }) => press === keys)?.option ?? everywhere[keys]);
    case "digits": {
      // A lone digit is an amount of its own, and no part of any longer number.
      const isDanger = keys === DANGER_KEY && wait.of !== "amount";
      if (isDanger) return choiceOf("danger");
      return choiceOf(besideNumber[keys] ?? numberOption(keys, wait, currency));
    }
    case "card":
      return { kind: "no_match" };
    case "hold":
      // Nothing is asked, and so no key is a miss: nobody loses the line while their money is on its way.
      return choiceOf(everywhere[keys] ?? "repeat");
    case "transfer":
    case "hang_up":
      return choiceOf(everywhere[keys]);
    default:
      return never(wait);
  }
}

function choiceOf(option: string | undefined): ReadInput {
  return option === undefined ? { kind: "no_match" } : { kind: "chose", option };
}

function numberOption(
  keys: string,
  wait: CallWait & { readonly kind: "digits" },
  currency: string,
): string | undefined {
  switch (wait.of) {
    case "amount":
      return amountOption(keys, currency);
    case "account_number":
      return /^\d+$/.test(keys) && keys.length >= wait.min ? `account:${keys}` : undefined;
    case "pin":
    case "proof_code":
      if (keys === PROOF_CODE_KEY && wait.isTexted === true) return "proof_code";
      // What may be one is compared before a turn is taken, and never comes here.
      return undefined;
    case "phone":
      return isPhoneKeyed(keys, wait.min) ? `phone:${keys}` : undefined;
    case "text_code":
      return /^\d{6}$/.test(keys) ? `code:${keys}` : undefined;
    default:
      return never(wait.of);
  }
}

/** As long as a number to call may be, what passes for a card's is one: of such a length there are cards and hardly a phone. */
function isPhoneKeyed(keys: string, min: number): boolean {
  if (!/^\d+$/.test(keys) || keys.length < min) return false;
  return keys.length < PHONE_DIGITS_MAX || !hasCardNumber(keys);
}

/** "10*23" is 10.23: the star is the point. */
function amountOption(keys: string, code: string): string | undefined {
  const currency = currencyOf(code);
  if (currency === undefined || !/^\d+(?:\*\d+)?$/.test(keys)) return undefined;
  const minor = parseDecimal(keys.replace("*", "."), currency.minorDigits);
  return isRefusal(minor) || minor === 0 ? undefined : `amount:${String(minor)}`;
}
