import { keyOf } from "../ids.ts";
import { defaultAllocation, noDues } from "../payment/allocate.ts";
import { ways } from "../wording/all-ways.ts";
import { languageOf } from "../wording/language.ts";
import type { AccountFacts, Facts, MethodFacts } from "./facts.ts";
import { withPlainDigits } from "./plain-words.ts";

/**
 * Whom a payment by somebody's code goes to: it stands where an account's id does, and nothing is told of whose account it is. Made of
 * the code's name in the journal and its last two digits, so that the code itself is kept nowhere in a talk.
 */
const PAYEE = /^payee\/([0-9a-f]{24})\/(\d\d)$/;

export function payeeOf(codeName: string, code: string): string {
  return keyOf("payee", codeName, code.slice(-2));
}

/** The name of its code, and how the code ends; undefined where the id is an account's. */
export function readPayee(
  id: string | null,
): { readonly codeName: string; readonly ending: string } | undefined {
  const [, codeName, ending] = PAYEE.exec(id ?? "") ?? [];
  return codeName === undefined || ending === undefined ? undefined : { codeName, ending };
}

export function isPayee(id: string | null): id is string {
  return readPayee(id) !== undefined;
}

/** An account that was spoken of; null where it was whom a code pays, who is nobody's to look up. */
export function accountNamed(id: string | null): string | null {
  return isPayee(id) ? null : id;
}

/** "code ...90": as much of a code as its payer needs to tell it from another. */
export function payeeLabel(ending: string, { line, utility }: Facts): string {
  const { payee } = ways[languageOf(line.language ?? utility.language)];
  return line.channel === "ivr" ? payee.said(ending.split("").join(" ")) : payee.written(ending);
}

/**
 * What may be told of a payee: its code's last digits, what a payment may be, and with which cards of the payer's own. No figure
 * of the account is here, so none can be told.
 */
export function payeeFacts(id: string, facts: Facts): AccountFacts | undefined {
  const read = readPayee(id);
  const limits = facts.utility.payLimits;
  if (read === undefined || limits === undefined) return undefined;
  return {
    accountId: id,
    label: payeeLabel(read.ending, facts),
    mode: "prepaid",
    supply: "unknown",
    balanceUnits: 0,
    pendingUnits: 0,
    estimatedUnits: 0,
    asOfMs: null,
    zone: facts.utility.zone,
    daysLeft: null,
    perDayUnits: null,
    restoreMinor: null,
    emergencyOfferUnits: null,
    split: nothingOwed,
    methods: ownMethods(facts),
    lastPayments: [],
    limits,
  };
}

/** All of it is told as what it is: a payment. What it goes to there is its owner's to know. */
const nothingOwed: AccountFacts["split"] = {
  dues: noDues,
  policy: defaultAllocation,
};

/** The payer's cards, each once: accounts of one customer share them. */
function ownMethods({ accounts }: Facts): readonly MethodFacts[] {
  const all = accounts.flatMap(({ methods }) => methods);
  return [...new Map(all.map((method) => [method.methodId, method])).values()];
}

/** Words for a code, of which a text names one. */
const WORD = "(pay\\W?code|code(?: de paiement)?|c[oó]digo(?: de pago)?)";
/** What may stand before that word: a wish to pay, and an amount, each read in one way only. A text that begins otherwise means something else. */
const BEFORE =
  "^((?:[^\\p{L}\\p{N}]|(?:please|pls|pay|send|with|by|using|for|the|this|my|to|i|want|por favor|pagar|paga|pago|quiero|con|por|el|este|un|svp|payer|payez|je|veux|avec|par|le|ce)\\b|\\d[\\d.,]*(?![\\d.,])|dollars?|d[oó]lares)*?)\\b";
const DIGITS = "(\\d(?:[\\s.-]*\\d){9})(?!\\d)";

/** "CODE 123 456 7890", with an amount behind it or before it where one is. */
const NAMED = new RegExp(`${BEFORE}${WORD}\\b\\W*${DIGITS}(.*)$`, "isu");
/** More or fewer digits than a code has, and more than any amount: a code with a slip of the finger. */
const SLIPPED = new RegExp(`${BEFORE}${WORD}\\b\\W*(\\d{7,20})\\b`, "iu");
/** A code alone, or with an amount behind it, where nothing else could be meant by ten digits. */
const ALONE = /^\W*(?:(?:pay|pagar|payer)\W+)?(\d(?:[\s-]?\d){9})(?:\W+(\d[\d.,]*))?\W*$/iu;

/** A pay-code in a text, as its digits, the amount beside it, and the word before it where there is one; null where none is meant. */
export function payCodeSaid(
  text: string,
): { readonly digits: string; readonly rest: string; readonly word: string | null } | null {
  const plain = withPlainDigits(text);
  const [, before = "", word = "", named, rest = ""] = NAMED.exec(plain) ?? [];
  if (named !== undefined) return { digits: digitsOf(named), rest: besides(before, rest), word };
  const [, , slippedWord = "", slipped] = SLIPPED.exec(plain) ?? [];
  if (slipped !== undefined) return { digits: slipped, rest: "", word: slippedWord };
  const [, alone, amount = ""] = ALONE.exec(plain) ?? [];
  return alone === undefined ? null : { digits: digitsOf(alone), rest: amount, word: null };
}

/** The figures before a code, where there are any, and what stands behind it: two amounts are none that can be read with certainty. */
function besides(before: string, behind: string): string {
  const figures = before.match(/\p{Sc}?\d[\d.,]*/gu) ?? [];
  return [...figures, behind.trim()].join(" ").trim();
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, "");
}
