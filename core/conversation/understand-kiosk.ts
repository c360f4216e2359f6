import { accountOf } from "./facts.ts";
import type { AskType } from "./account-tasks.ts";
import { allowed, type Understood } from "./allowed.ts";
import type { TalkState } from "./machine.ts";
import { isPage } from "./page.ts";
import { isPayee } from "./payee.ts";
import type { Choices } from "./talk.ts";
import type { Moment, TalkEvent } from "./talk-event.ts";
import { type AlertChoice, alertOf, alertText } from "./alert-choice.ts";
import { phoneSaid } from "./phone-said.ts";
import { isOpen } from "./question.ts";

/** What a press is an option of; those that a terminal shares with other channels are in options.ts. */
type Ask = (choices: Choices, moment: Moment) => TalkEvent | undefined;

const noMore: Omit<TalkEvent & { type: "PROOF_NEEDED" }, "moment" | "accountId"> = {
  type: "PROOF_NEEDED",
  next: null,
  amountMinor: null,
};

function atNamed(ask: (moment: Moment, accountId: string) => TalkEvent): Ask {
  return ({ kiosk }, moment) => {
    const accountId = kiosk?.accountId ?? null;
    // Of whoever is paid by a code there is nothing to see or to change.
    return accountId === null || isPayee(accountId) ? undefined : ask(moment, accountId);
  };
}

function withSum(moment: Moment, accountId: string, amountMinor: number | null): TalkEvent {
  return { moment, type: "PAY_CODE", accountId, amountMinor };
}

function withChoice(moment: Moment, accountId: string, chosen: AlertChoice): TalkEvent {
  const choice = alertText(chosen);
  return { moment, type: "ALERT_CHOICE", accountId, choice, amountMinor: null };
}

function withPhone(moment: Moment, accountId: string, digits: string): TalkEvent {
  const { textNumber = null } = moment.facts.utility;
  return { moment, type: "SECOND", accountId, line: phoneSaid(digits, textNumber) };
}

/** Whoever is done at a terminal leaves it to the next; a page is one's own. */
function staysAfter(kiosk: Choices["kiosk"], { facts }: Moment): boolean {
  return isPage(facts) && (kiosk?.accountId ?? null) !== null;
}

const seePin = atNamed((moment, accountId) => ({ moment, accountId, ...noMore }));

function asksOf(type: AskType): Ask {
  return atNamed((moment, accountId) => ({ moment, type, accountId }));
}

const asks: Readonly<Record<string, Ask>> = {
  begin: (_choices, moment) => ({ moment, type: "KIOSK_BEGIN" }),
  other_account: (_choices, moment) => ({ moment, type: "KIOSK_BEGIN" }),
  accounts: (_choices, moment) => ({ moment, type: "KIOSK_ACCOUNTS" }),
  this_is_me: (_choices, moment) => ({ moment, type: "KIOSK_PAY" }),
  pay: (_choices, moment) => ({ moment, type: "KIOSK_PAY" }),
  see: seePin,
  proof_code: (_choices, moment) => ({ moment, type: "CODE_WANTED" }),
  home: atNamed((moment) => ({ moment, type: "MENU" })),
  payments: asksOf("PAYMENTS"),
  emergency: atNamed((moment, accountId) => ({ moment, type: "EMERGENCY", accountId })),
  use: asksOf("USE"),
  rates: asksOf("RATES"),
  owed: asksOf("OWED"),
  plan: asksOf("PLAN"),
  medical: asksOf("MEDICAL"),
  tender: (_choices, moment) => ({ moment, type: "KIOSK_TENDER" }),
  cash: (_choices, moment) => ({ moment, type: "KIOSK_CASH" }),
  card: (_choices, moment) => ({ moment, type: "KIOSK_CARD" }),
  finish: (_choices, moment) => ({ moment, type: "KIOSK_FINISH" }),
  receipt: (_choices, moment) => ({ moment, type: "KIOSK_RECEIPT" }),
  done: ({ kiosk }, moment) => ({ moment, type: staysAfter(kiosk, moment) ? "MENU" : "KIOSK_END" }),
  join: (_choices, moment) =>
    moment.facts.line.proved === true ? { moment, type: "JOIN" } : undefined,
  more: atNamed((moment) => ({ moment, type: "MORE" })),
  verify: atNamed((moment) => ({ moment, type: "VERIFY", code: null })),
  extension: atNamed((moment, accountId) => ({ moment, type: "EXTENSION", accountId })),
  why: atNamed((moment, accountId) => ({ moment, type: "WHY", accountId })),
  dispute: atNamed((moment, accountId) => ({ moment, type: "DISPUTE", accountId })),
  alerts: atNamed((moment, accountId) => ({ moment, type: "ALERTS", accountId })),
  second: atNamed((moment, accountId) => ({ moment, type: "SECOND", accountId, line: null })),
  second_end: atNamed((moment, accountId) => ({ moment, type: "SECOND_END", accountId })),
  convert: atNamed((moment, accountId) => ({ moment, type: "CONVERT", accountId })),
  pay_code: atNamed((moment, accountId) => withSum(moment, accountId, null)),
  hand_over: (_choices, moment) => ({ moment, type: "HAND_OVER" }),
  start_over: (_choices, moment) => ({ moment, type: "KIOSK_END" }),
  help: (_choices, moment) => ({ moment, type: "KIOSK_HELP", on: true }),
};

/** Where "back" leads from a state that has one. */
const backs: Partial<Readonly<Record<TalkState, string>>> = {
  askAccountNumber: "done",
  kioskNotFound: "done",
  kioskTooMany: "done",
  kioskWhich: "begin",
  kioskWho: "begin",
  askPin: "who",
  pinWrong: "who",
  pinLocked: "who",
  askProofCode: "who",
  proofCodeWrong: "who",
  proofCodeOver: "who",
  kioskAmount: "home_or_who",
  kioskAmountOutside: "home_or_who",
  handOverOffered: "home_or_who",
  kioskTender: "pay",
  chooseMethod: "tender",
  payConfirm: "tender",
  overDailyLimit: "tender",
  dailyLimitUsed: "tender",
  noCard: "tender",
  kioskCard: "tender",
  kioskCash: "tender",
  paymentsTold: "home",
  joinAsk: "home",
  joined: "home",
  alreadyJoined: "home",
  emergencyAsk: "home",
  emergencyNone: "home",
  kioskReceipt: "finish",
  callMore: "home",
  whyTold: "more",
  useTold: "more",
  ratesTold: "more",
  owedTold: "more",
  alertsTold: "more",
  offerAsk: "more",
  offerTold: "more",
  offerNone: "more",
  offerCame: "home",
  verifyAsk: "home_or_who",
  verifyYes: "home_or_who",
  verifyNo: "home_or_who",
};

/** False where money lies in the box: its screen is left by its own button, so that nothing is lost from sight. */
export function canGoBack(state: TalkState, { kiosk }: Choices): boolean {
  if (kiosk?.isHelp === true) return true;
  if (state === "kioskCash" && (kiosk?.cashMinor ?? 0) > 0) return false;
  return state in backs;
}

function back(state: TalkState, choices: Choices, moment: Moment): TalkEvent | undefined {
  if (choices.kiosk?.isHelp === true) return { moment, type: "KIOSK_HELP", on: false };
  if (!canGoBack(state, choices)) return undefined;
  const to = backs[state] ?? "";
  if (to === "who") return { moment, type: isPage(moment.facts) ? "KIOSK_BEGIN" : "KIOSK_WHO" };
  if (to === "home_or_who") {
    return { moment, type: moment.facts.line.proved === true ? "MENU" : "KIOSK_WHO" };
  }
  return asks[to]?.(choices, moment);
}

const AMOUNT = /^amount:([1-9]\d{0,11})$/;
const LANGUAGE = /^language:([a-z]{2})$/;
const ACCOUNT = /^found:(\d)$/;
const PAY_CODE = /^pay_code:([1-9]\d{0,11})$/;
const ALERT = /^alert:([a-z]+_[a-z0-9]+)$/;
const PHONE = /^phone:(\d{1,20})$/;
const TEXT_CODE = /^code:(\d{6})$/;
const SAVED = /^saved:(\d)$/;

/** The digits of a text, or up to how much others may pay by a code: both of the account that was named. */
function withDigits(option: string): Ask | undefined {
  const code = TEXT_CODE.exec(option)?.[1];
  if (code !== undefined) return atNamed((moment) => ({ moment, type: "VERIFY", code }));
  const chosen = alertOf(ALERT.exec(option)?.[1]?.replace("_", " ") ?? "");
  if (chosen !== undefined) return atNamed((moment, id) => withChoice(moment, id, chosen));
  const phone = PHONE.exec(option)?.[1];
  if (phone !== undefined) return atNamed((moment, id) => withPhone(moment, id, phone));
  const sum = PAY_CODE.exec(option)?.[1];
  return sum === undefined ? undefined : atNamed((moment, id) => withSum(moment, id, Number(sum)));
}

function withNumber(option: string, choices: Choices, moment: Moment): TalkEvent | undefined {
  const language = LANGUAGE.exec(option)?.[1];
  if (language !== undefined) return { moment, type: "KIOSK_LANGUAGE", language };
  const amount = AMOUNT.exec(option)?.[1];
  if (amount !== undefined) return { moment, type: "KIOSK_AMOUNT", amountMinor: Number(amount) };
  const asked = withDigits(option)?.(choices, moment);
  if (asked !== undefined) return asked;
  const accountId = choices.kiosk?.found[Number(ACCOUNT.exec(option)?.[1])];
  if (accountId !== undefined) return { moment, type: "KIOSK_CHOSEN", accountId };
  return withSavedCard(Number(SAVED.exec(option)?.[1]), choices, moment);
}

function withSavedCard(at: number, { kiosk }: Choices, moment: Moment): TalkEvent | undefined {
  const account = accountOf(moment.facts, kiosk?.accountId ?? null);
  const methodId = account?.methods[at]?.methodId;
  if (account === undefined || methodId === undefined) return undefined;
  const amount = kiosk?.amountMinor ?? null;
  return { moment, type: "PAY", accountId: account.accountId, amount, methodId };
}

const again: Understood = { event: null, tells: "state" };

/**
 * What a press at a terminal asks for; null where it is a digit, which answers a question as on every channel. An option that
 * leads nowhere from here shows the screen again: a screen offers only what it takes.
 */
export function fromPress(
  state: TalkState,
  choices: Choices,
  option: string,
  moment: Moment,
): Understood | null {
  if (/^\d$/.test(option)) return null;
  const isSheet = choices.kiosk?.isHelp === true;
  if (option === "back") return allowedOr(back(state, choices, moment));
  const ask = Object.hasOwn(asks, option) ? asks[option] : undefined;
  const event = ask === undefined ? withNumber(option, choices, moment) : ask(choices, moment);
  // What lies under the help sheet can't be pressed.
  const isThrough = event?.type === "KIOSK_END" || event?.type === "KIOSK_LANGUAGE";
  return isSheet && !isThrough ? again : allowedOr(event);
}

function allowedOr(event: TalkEvent | undefined): Understood {
  return event === undefined ? again : allowed(event);
}

const numberStates: ReadonlySet<TalkState> = new Set([
  "askAccountNumber",
  "kioskNotFound",
  "kioskTooMany",
]);

const secretStates: ReadonlySet<TalkState> = new Set([
  "askPin",
  "pinWrong",
  "askProofCode",
  "proofCodeWrong",
]);

/** Nothing is agreed to by these: late digits are looked at like any. */
function openEntry(state: TalkState, { offer }: Choices): "amount" | "text_code" | "phone" | null {
  if (state === "verifyAsk") return "text_code";
  if (state === "offerTold") return offer?.what === "second" ? "phone" : null;
  return state === "kioskAmount" || state === "kioskAmountOutside" ? "amount" : null;
}

/** What the digits typed at a terminal are, by what its screen asks for; null where it asks for none. */
export function entryOf(
  state: TalkState,
  choices: Choices,
  now: Moment["now"],
): "number" | "pin" | "code" | "amount" | "text_code" | "phone" | null {
  const { question, kiosk } = choices;
  if (kiosk === null || kiosk.isHelp) return null;
  if (numberStates.has(state)) return "number";
  const open = openEntry(state, choices);
  if (open !== null) return open;
  const isSecret = question?.kind === "pin" && isOpen(question, now) && secretStates.has(state);
  return isSecret ? (question.by ?? "pin") : null;
}
