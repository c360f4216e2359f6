import { HOUR_MS, MINUTE_MS } from "../instant.ts";
import type { Now } from "../instant.ts";
import { ACCOUNTS_LISTED_MAX, type AccountFacts } from "./facts.ts";
import type { Offer } from "./offered.ts";
import type { AccountTask } from "./account-tasks.ts";
import { type Choices, noMisses } from "./talk.ts";
import { type Moment } from "./talk-event.ts";
import {
  type Asked,
  type OpenQuestion,
  type PayChoice,
  type ProofOf,
  type Reported,
} from "./open-question.ts";

/** A question stands for ten minutes of wall time: long enough to look for one's glasses, too short for a text found later. */
const QUESTION_VALID_MS = 10 * MINUTE_MS;

/** Who was asked out of the blue reads it when they may, and their digit moves no money: a day. */
const TOLD_VALID_MS = 24 * HOUR_MS;

/** How long a question stands. */
export function validMs(asked: Asked): number {
  return "kind" in asked && asked.kind === "told" ? TOLD_VALID_MS : QUESTION_VALID_MS;
}

/** Digits a text may ask for: 0 and 1 stay free for calls (operator, confirm). */
const DIGIT_FIRST = 2;
const DIGIT_LAST = 9;

/** A list of cards holds at most this many, so that it fits one SMS segment. */
export const METHODS_LISTED_MAX = 4;

/** On a call keys count from 1, and a list is no longer than a caller can keep in mind. */
const CALL_DIGIT_FIRST = 1;
export const CALL_CHOICES_MAX = 4;

function isCall(moment: Moment): boolean {
  return moment.facts.line.channel === "ivr";
}

/** The digits that list `count` things. */
function listDigits(moment: Moment, count: number): readonly number[] {
  const first = isCall(moment) ? CALL_DIGIT_FIRST : DIGIT_FIRST;
  const listed = isCall(moment) ? Math.min(count, CALL_CHOICES_MAX) : count;
  return Array.from({ length: listed }, (_, at) => first + at);
}

/** True while the question may still be answered. A clock that went back makes it late, never longer. */
export function isOpen(asked: Asked, now: Now): boolean {
  const ageMs = now.wallMs - asked.askedAtMs;
  return ageMs >= 0 && ageMs < validMs(asked);
}

function askedIn(moment: Moment): Asked {
  return { turn: moment.turn, askedAtMs: moment.now.wallMs };
}

/** Every digit that means something to this question. */
export function digitsOf(question: OpenQuestion | null): readonly number[] {
  if (question === null) return [];
  if ("digit" in question) return [question.digit];
  return "options" in question ? question.options.map((option) => option.digit) : [];
}

/** The digits a new confirmation must not use: those of the question it replaces, and of the one before. */
function usedDigits(choices: Choices): readonly number[] {
  const digits = digitsOf(choices.question);
  return digits.length > 0 ? digits : choices.spentDigits;
}

/**
 * The digit of a confirmation, from the turn alone, so that a turn taken again asks the same. A call's key is bound to its
 * turn by the carrier, and follows a read-back no key interrupts: there it is always 1.
 */
function confirmDigit(choices: Choices, moment: Moment): number {
  if (isCall(moment)) return CALL_DIGIT_FIRST;
  const { turn } = moment;
  const used = usedDigits(choices);
  const free: number[] = [];
  for (let digit = DIGIT_FIRST; digit <= DIGIT_LAST; digit += 1) {
    if (!used.includes(digit)) free.push(digit);
  }
  return free[turn % free.length] ?? DIGIT_LAST;
}

/** What changes when a question is asked, whatever it is: the older one is closed by it. */
function ask(choices: Choices, question: OpenQuestion): Partial<Choices> {
  return { question, spentDigits: usedDigits(choices), misses: noMisses };
}

/** What changes when the open question ends, answered or not. */
export function closeQuestion(choices: Choices): Partial<Choices> {
  return { question: null, spentDigits: usedDigits(choices), misses: noMisses };
}

export function askAccount(
  choices: Choices,
  moment: Moment,
  wanted: {
    readonly task: AccountTask;
    readonly amountMinor: number | null;
    readonly line?: string;
    readonly choice?: string;
    /** Those that are listed; absent where all are. */
    readonly among?: readonly AccountFacts[];
  },
): Partial<Choices> {
  const { among = moment.facts.accounts, ...about } = wanted;
  const accounts = among.slice(0, ACCOUNTS_LISTED_MAX);
  const options = listDigits(moment, accounts.length).flatMap((digit, at) =>
    accounts.slice(at, at + 1).map(({ accountId }) => ({ digit, accountId })),
  );
  return ask(choices, { kind: "account", ...about, options, ...askedIn(moment) });
}

export function askAmount(choices: Choices, moment: Moment, accountId: string): Partial<Choices> {
  return { ...ask(choices, { kind: "amount", accountId, ...askedIn(moment) }), accountId };
}

export function askMethod(
  choices: Choices,
  moment: Moment,
  wanted: { readonly account: AccountFacts; readonly amountMinor: number },
): Partial<Choices> {
  const { accountId, methods } = wanted.account;
  const listed = methods.slice(0, METHODS_LISTED_MAX);
  const options = listDigits(moment, listed.length).flatMap((digit, at) =>
    listed.slice(at, at + 1).map(({ methodId }) => ({ digit, methodId })),
  );
  const { amountMinor } = wanted;
  const question = {
    kind: "method",
    accountId,
    amountMinor,
    options,
    ...askedIn(moment),
  } satisfies OpenQuestion;
  return { ...ask(choices, question), accountId };
}

export function askConfirm(choices: Choices, moment: Moment, pay: PayChoice): Partial<Choices> {
  const digit = confirmDigit(choices, moment);
  const question = { kind: "confirm", digit, ...pay, ...askedIn(moment) } satisfies OpenQuestion;
  return { ...ask(choices, question), accountId: pay.accountId };
}

export function askConsent(choices: Choices, moment: Moment): Partial<Choices> {
  const digit = confirmDigit(choices, moment);
  return ask(choices, { kind: "consent", digit, ...askedIn(moment) });
}

export function askCallConsent(choices: Choices, moment: Moment): Partial<Choices> {
  const digit = confirmDigit(choices, moment);
  return ask(choices, { kind: "consent", digit, purpose: "calls", ...askedIn(moment) });
}

/** The account is another's: it is not what this line speaks of from now on. */
export function askTold(choices: Choices, moment: Moment, accountId: string): Partial<Choices> {
  const digit = confirmDigit(choices, moment);
  return ask(choices, { kind: "told", digit, accountId, ...askedIn(moment) });
}

export function askEmergency(
  choices: Choices,
  moment: Moment,
  accountId: string,
): Partial<Choices> {
  const digit = confirmDigit(choices, moment);
  const question = { kind: "emergency", digit, accountId, ...askedIn(moment) } as const;
  return { ...ask(choices, question), accountId };
}

export function askReport(
  choices: Choices,
  moment: Moment,
  about: { readonly what: Reported; readonly accountId: string },
): Partial<Choices> {
  const digit = confirmDigit(choices, moment);
  const question = { kind: "report", digit, ...about, ...askedIn(moment) } satisfies OpenQuestion;
  return { ...ask(choices, question), accountId: about.accountId };
}

function isTalked({ facts: { line } }: Moment): boolean {
  return line.channel === "ivr" || line.channel === "sms";
}

/** By text the level stands beside its word, or alone in the next text; a screen has fields of its own. */
export function askAlert(choices: Choices, moment: Moment, accountId: string): Partial<Choices> {
  if (!isTalked(moment)) return { ...closeQuestion(choices), accountId };
  return { ...ask(choices, { kind: "alert", accountId, ...askedIn(moment) }), accountId };
}

export function askOffer(choices: Choices, moment: Moment, offer: Offer): Partial<Choices> {
  const digit = confirmDigit(choices, moment);
  const { what, accountId, amountMinor, terms, line } = offer;
  const named = { ...(terms !== undefined && { terms }), ...(line !== undefined && { line }) };
  const about = { what, accountId, amountMinor, ...named };
  const question = { kind: "offer", digit, ...about, ...askedIn(moment) } satisfies OpenQuestion;
  return { ...ask(choices, question), accountId, offer: about };
}

/** What is paid each time, or by a code, is keyed like an amount, or texted like one. */
export function askSum(
  choices: Choices,
  moment: Moment,
  { kind, accountId }: { readonly kind: "autopay" | "pay_code" | "second"; accountId: string },
): Partial<Choices> {
  if (!isTalked(moment)) return { ...closeQuestion(choices), accountId };
  return { ...ask(choices, { kind, accountId, ...askedIn(moment) }), accountId };
}

/** A text names the code beside its word. */
export function askTextCode(choices: Choices, moment: Moment): Partial<Choices> {
  if (moment.facts.line.channel === "sms") return closeQuestion(choices);
  return ask(choices, { kind: "text_code", ...askedIn(moment) });
}

export function askAccountNumber(choices: Choices, moment: Moment): Partial<Choices> {
  return ask(choices, { kind: "account_number", ...askedIn(moment) });
}

export function askNotice(choices: Choices, moment: Moment): Partial<Choices> {
  return ask(choices, { kind: "notice", ...askedIn(moment) });
}

export function askPin(choices: Choices, moment: Moment, proof: ProofOf): Partial<Choices> {
  return ask(choices, { kind: "pin", ...proof, ...askedIn(moment) });
}

export function askCard(
  choices: Choices,
  moment: Moment,
  paying: { readonly accountId: string; readonly amountMinor: number },
): Partial<Choices> {
  const asked = ask(choices, { kind: "card", ...paying, ...askedIn(moment) });
  return { ...asked, accountId: paying.accountId };
}
