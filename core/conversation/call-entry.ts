import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { secondMenu } from "./call-choices.ts";
import { PROOF_CODE_KEY } from "./call-keys.ts";
import { type CallRendering, menu, told, toldHere } from "./call-rendering.ts";
import { accountOf } from "./facts.ts";
import { PHONE_DIGITS_MAX, PHONE_DIGITS_MIN } from "./phone-said.ts";
import type { CallWait, Spoken } from "./prompt.ts";
import type { View } from "./talk.ts";
import { TEXT_CODE_DIGITS } from "./verify.ts";

/** Account numbers of utilities: nothing shorter or longer is one. */
const NUMBER_DIGITS_MIN = 3;
const NUMBER_DIGITS_MAX = 20;
/** "1000*00": no payment is keyed with more. */
const AMOUNT_KEYS_MAX = 8;

const amount: CallWait = { kind: "digits", of: "amount", min: 1, max: AMOUNT_KEYS_MAX };

function partKey(currency: string): Spoken {
  return { key: "part_key", currency };
}

/** Why the last amount was no good, then an amount again. */
export function enterAmount(why: boolean): CallRendering {
  return (view, state) => {
    const { question } = view.choices;
    const accountId = question?.kind === "amount" ? question.accountId : null;
    const account = accountOf(view.facts, accountId);
    if (account === undefined) return told(view, state);
    const { currency } = view.facts.utility;
    const asked: Spoken = { key: "enter_amount", label: account.label };
    const hasPart = must(currencyOf(currency), "a currency with a scale").minorDigits > 0;
    return {
      tells: why ? [toldHere(view, state), asked] : [asked],
      says: [{ key: "enter_units", currency }, ...(hasPart ? [partKey(currency)] : [])],
      wait: amount,
    };
  };
}

const accountNumber: CallWait = {
  kind: "digits",
  of: "account_number",
  min: NUMBER_DIGITS_MIN,
  max: NUMBER_DIGITS_MAX,
};

export const enterAccountNumber: CallRendering = () => ({
  says: [{ key: "enter_account" }, { key: "enter_code_hint" }],
  wait: accountNumber,
});

const textCode: CallWait = {
  kind: "digits",
  of: "text_code",
  min: TEXT_CODE_DIGITS,
  max: TEXT_CODE_DIGITS,
};

export const enterTextCode: CallRendering = (view, state) =>
  view.choices.question?.kind === "text_code"
    ? { says: [{ key: "enter_text_code" }], wait: textCode }
    : menu(view, state);

/** Somebody is told already, or was asked: the customer may end it. */
function isSecondTold({ choices: { offer = null, question } }: View): boolean {
  return question === null && offer?.what === "second";
}

const phoneNumber: CallWait = {
  kind: "digits",
  of: "phone",
  min: PHONE_DIGITS_MIN,
  max: PHONE_DIGITS_MAX,
};

/** A level, or what is paid each time, is keyed like an amount. */
export const enterAlert: CallRendering = (view, state) => {
  const kind = view.choices.question?.kind;
  if (kind === "second") return { says: [toldHere(view, state)], wait: phoneNumber };
  if (isSecondTold(view)) return { tells: [toldHere(view, state)], says: [], wait: secondMenu() };
  if (kind !== "alert" && kind !== "autopay" && kind !== "pay_code") return told(view, state);
  return { says: [toldHere(view, state)], wait: amount };
};

/** The code of a text that was just sent, or another text. */
export const proofCodeSays = [
  { key: "enter_proof_code" },
  { key: "another_code", press: PROOF_CODE_KEY },
] as const satisfies readonly Spoken[];
