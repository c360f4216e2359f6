import { type Amount, type AmountReading, readAmount, readBareAmount } from "./amount.ts";
import { hasCardNumber } from "./card-number.ts";
import { isNumberWord, readNumberWords } from "./number-words.ts";
import { isCourtesy, isGreeting, isReaction } from "./courtesy.ts";
import { allEndSaidIn, type EndedKind, kindEnded } from "./stop-kinds.ts";
import { asksForNoCalls } from "./call-words.ts";
import { dangerSaid } from "./danger-words.ts";
import { type TaskHeard, taskSaid } from "./task-words.ts";
import { endsWithStop } from "./opt-out-words.ts";
import { languageSaid } from "./language-words.ts";
import { plainOf, wordsOf } from "./plain-words.ts";
import { paySaid, restAfter } from "./pay-words.ts";
import { shortTexts } from "./short-texts.ts";
import { isTalkWide, phraseSaid } from "./said-phrases.ts";
import type { MenuGroup } from "./talk-event.ts";

/** What a text is understood as, before anything is known of the talk it belongs to. */
export type Heard =
  | { readonly kind: "balance" | "minimum" | "join" | "help" | "repeat" }
  /** Of all texts, or where only one kind of them is named of that. */
  | { readonly kind: "opt_out"; readonly of?: EndedKind }
  | { readonly kind: "emergency" }
  /** The talk is to go on at a terminal. */
  | { readonly kind: "hand_over" }
  | { readonly kind: "pay"; readonly amount: Amount }
  /** A post-pay bill by its name: all that is due, or an amount of it; "all" for whatever there is to pay, bill or not. */
  | { readonly kind: "bill"; readonly amount: Amount | "all" }
  /** An amount and nothing else. */
  | { readonly kind: "amount"; readonly amount: Exclude<Amount, null> }
  /** A digit and nothing else. */
  | { readonly kind: "digit"; readonly digit: number }
  | { readonly kind: "language"; readonly language: string | null }
  | { readonly kind: "no"; readonly orEnds?: true }
  /** Keys of a call's menus, never words. */
  | { readonly kind: "menu" | "restore" | "other_account" }
  | { readonly kind: "group"; readonly group: MenuGroup }
  | TaskHeard
  | { readonly kind: "other_amount" | "agent" | "goodbye" | "calls_off" | "hear" | "proof_code" }
  | { readonly kind: "account_number"; readonly number: string }
  | { readonly kind: "carrier"; readonly meaning: CarrierMeaning }
  | { readonly kind: "card_number" }
  /** Thanks, an "ok", a reaction: asks for nothing. */
  | { readonly kind: "courtesy" }
  | { readonly kind: "unknown" };

/**
 * Words the carrier answers itself when they are the whole text. It blocks and unblocks the number; here they can only
 * revoke, or be passed over.
 */
export type CarrierMeaning = "revoke" | "ignore" | "help";

const carrierWords: ReadonlyMap<string, CarrierMeaning> = new Map([
  ["stop", "revoke"],
  ["stopall", "revoke"],
  ["stop all", "revoke"],
  ["unsubscribe", "revoke"],
  ["cancel", "revoke"],
  ["end", "revoke"],
  ["quit", "revoke"],
  ["start", "ignore"],
  ["unstop", "ignore"],
  ["help", "help"],
  ["info", "help"],
]);

/** First words and what they ask for. */
const keywords: ReadonlyMap<
  string,
  "balance" | "minimum" | "join" | "help" | "repeat" | "hand_over" | "emergency"
> = new Map([
  ["bal", "balance"],
  ["balance", "balance"],
  ["balence", "balance"],
  ["ballance", "balance"],
  ["balace", "balance"],
  ["balanse", "balance"],
  ["saldo", "balance"],
  ["min", "minimum"],
  ["minimum", "minimum"],
  ["minimo", "minimum"],
  ["join", "join"],
  ["subscribe", "join"],
  ["unirse", "join"],
  ["unirme", "join"],
  ["help", "help"],
  ["ayuda", "help"],
  ["repeat", "repeat"],
  ["repite", "repeat"],
  ["ec", "emergency"],
  ["emergency", "emergency"],
  ["emergencia", "emergency"],
  ["kiosk", "hand_over"],
  ["kiosko", "hand_over"],
  ["quiosco", "hand_over"],
  ["repetir", "repeat"],
  ["solde", "balance"],
  ["joindre", "join"],
  ["aide", "help"],
  ["repete", "repeat"],
  ["repeter", "repeat"],
  ["borne", "hand_over"],
]);

/** Passed over wherever they stand. */
const courtesy =
  /\b(?:please|pls|plz|por favor|porfavor|thanks|thank you|gracias|hi|hello|hey|hola|svp|stp|s ?'?il (?:vous|te) plait|merci|bonjour|bonsoir|salut|ok|okay)\b/g;

const noWords = new Set([
  "no",
  "nope",
  "nah",
  "non",
  "cancel it",
  "cancel that",
  "cancel payment",
  "cancel the payment",
  "cancel my payment",
  "never mind",
  "nevermind",
  "dont pay",
  "cancelar pago",
  "cancelar el pago",
  "annuler le paiement",
]);
/** The carrier's CANCEL in other languages: a no to what is asked, and where nothing is, the end of our texts. */
const cancelWords = new Set(["cancelar", "annuler"]);

/**
 * What the text says. In order: a card number; a reaction; a carrier's word alone; a danger; any wording that asks for no more
 * texts; a greeting or courtesy alone; a lone digit; a sentence people write; the first word, where it is one of ours; a bare
 * amount; no. All else is unknown.
 */
export const hear = shortTexts(
  (text: string, reading: AmountReading): Heard => {
    if (hasCardNumber(text)) return { kind: "card_number" };
    if (isReaction(text)) return { kind: "courtesy" };
    const whole = plainOf(text);
    const all = wordsOf(whole);
    const joined = all.join(" ");
    const whatever = whateverElse(joined, text);
    if (whatever !== undefined) return whatever;
    if (isGreeting(all)) return { kind: "help" };
    if (isCourtesy(text, all)) return { kind: "courtesy" };
    const plain = whole.replace(courtesy, " ");
    const digit = loneDigit(plain, reading.language);
    if (digit !== undefined) return { kind: "digit", digit };
    return asked(plain, reading) ?? { kind: "unknown" };
  },
  ({ currency, language }) => `${currency.code} ${language}`,
);

/** What a text asks for by its words. */
function asked(plain: string, reading: AmountReading): Heard | undefined {
  const words = wordsOf(plain);
  const sentence = sentenceSaid(plain, words, reading);
  if (sentence !== undefined) return sentence;
  const first = words[0] ?? "";
  const keyword = keywords.get(first);
  if (keyword !== undefined) return { kind: keyword };
  const paid = paySaid(plain, words, reading);
  if (paid !== undefined) return paid;
  const task = taskSaid(words, (word) => readAmount(restAfter(plain, word), reading));
  if (task !== undefined) return task;
  const language = languageSaid(words);
  if (language !== undefined) return { kind: "language", language };
  const amount = readBareAmount(plain, reading);
  if (amount !== null) return figureAlone(plain, amount, reading);
  if (cancelWords.has(words.join(" "))) return { kind: "no", orEnds: true };
  return noWords.has(words.join(" ")) ? { kind: "no" } : undefined;
}

/** Six figures alone are those at the end of a text of ours, where money has parts; more than six are a number of something. */
function figureAlone(
  plain: string,
  amount: Exclude<Amount, null>,
  { currency }: AmountReading,
): Heard {
  const figure = plain.trim();
  if (currency.minorDigits === 0 || !/^\d{6,}$/.test(figure)) return { kind: "amount", amount };
  return figure.length === 6 ? { kind: "verify", code: figure } : { kind: "unknown" };
}

/** A whole sentence without a keyword; the amount of one that wishes to pay stands behind it. */
function sentenceSaid(
  plain: string,
  words: readonly string[],
  reading: AmountReading,
): Heard | undefined {
  const said = phraseSaid(words.join(" "));
  if (said === undefined) return undefined;
  const { meaning, language } = said;
  if (meaning === "pay") {
    const behind = plainBehind(plain, words.length - wordsOf(said.rest).length);
    const readIn = language === "en" ? reading.language : language;
    return { kind: "pay", amount: readAmount(behind, { ...reading, language: readIn }) };
  }
  return isTalkWide(meaning) ? { kind: meaning } : { kind: "asks", task: meaning };
}

/** What stands behind so many words, with its marks. */
function plainBehind(plain: string, count: number): string {
  const last = [...plain.matchAll(/[a-z]+|\d+/g)][count - 1];
  return last === undefined ? plain : plain.slice(last.index + last[0].length);
}

/**
 * What is heard before a text is read for a task. The carrier compares a text with its words as they stand: what only looks or
 * sounds like one ("Help!", "STOP please") it has not answered.
 */
function whateverElse(joined: string, text: string): Heard | undefined {
  const meaning = carrierWords.get(text.trim().toLowerCase());
  if (meaning !== undefined) return { kind: "carrier", meaning };
  const danger = dangerSaid(joined);
  if (danger !== undefined) return { kind: "danger", what: danger };
  if (asksForNoCalls(joined)) return { kind: "calls", isWanted: false };
  const ended = kindEnded(joined);
  if (ended !== undefined) return { kind: "opt_out", of: ended.kind };
  const isEnded = allEndSaidIn(joined) !== undefined || endsWithStop(plainOf(text));
  return isEnded ? { kind: "opt_out" } : undefined;
}

/** What "Reply 4" and its like are sent back with. */
const BEFORE_DIGIT =
  /^\W*(?:reply|press|option|choice|number|opcion|numero|responda|responder|repondez|choix)\b/;

/** "4", " 4. ", "#4", "four", "reply 4": nothing but one digit. A currency beside it makes it an amount. */
function loneDigit(said: string, language: string): number | undefined {
  const plain = said.replace(BEFORE_DIGIT, "");
  const figure = /^[^\p{L}\p{N}$€£¥₫+−-]*([0-9])[^\p{L}\p{N}$€£¥₫%]*$/u.exec(plain)?.[1];
  if (figure !== undefined) return Number(figure);
  const words = plain.match(/[\p{L}\p{N}$€£¥₫]+/gu) ?? [];
  const [word] = words;
  if (words.length !== 1 || word === undefined || !isNumberWord(word, language)) return undefined;
  const spoken = readNumberWords([word], language);
  return typeof spoken === "number" && spoken <= 9 ? spoken : undefined;
}
