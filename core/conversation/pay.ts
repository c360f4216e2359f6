import { assign } from "xstate";
import { balancePrompt } from "./balance.ts";
import { lacksAccount, whichAccount } from "./choose-account.ts";
import { accountOf, meantAccount, type AccountFacts } from "./facts.ts";
import {
  capturesCard,
  confirmed,
  hasNoAmount,
  hasNoCard,
  hasNoWay,
  isAccountGone,
  isBusy,
  isCardGone,
  isChoiceGone,
  isDayUsed,
  isOverDay,
  isTooLarge,
  isTooSmall,
  isUnclear,
  methodFor,
} from "./pay-checks.ts";
import { isPayee } from "./payee.ts";
import type { Prompt } from "./prompt.ts";
import { askAmount, askCard, askConfirm, askMethod, askOffer, closeQuestion } from "./question.ts";
import { askingPrompt } from "./asking-prompt.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** Ends whatever was open and remembers the account, for the prompt of a refusal. */
function endAt({ context, event }: Seen<"PAY" | "CONFIRM">): Partial<Choices> {
  const accountId =
    event.type === "PAY"
      ? (meantAccount(event.moment.facts, event.accountId)?.accountId ?? null)
      : (confirmed(context)?.accountId ?? null);
  return { ...closeQuestion(context), accountId };
}

/** Asks for an amount of the account that was meant: a refused amount may be said again at once. */
function askAgain(seen: Seen<"PAY" | "CONFIRM">): Partial<Choices> {
  const { accountId = null } = endAt(seen);
  if (accountId === null) return closeQuestion(seen.context);
  return askAmount(seen.context, seen.event.moment, accountId);
}

/**
 * A new PAY closes the question of an older one even where its amount can't be read; one that asks for an amount stays. By a code the
 * amount is asked of whom it pays: else the next one would be for the payer's own account.
 */
function keepAmountQuestion(seen: Seen<"PAY">): Partial<Choices> {
  const { context, event } = seen;
  if (isPayee(event.accountId)) return askAgain(seen);
  return context.question?.kind === "amount" ? {} : closeQuestion(context);
}

function askWhichMethod({ context, event }: Seen<"PAY">): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  if (account === undefined || typeof event.amount !== "number") return closeQuestion(context);
  return askMethod(context, event.moment, { account, amountMinor: event.amount });
}

/** Nobody's card is known: they are asked whether a page that takes one may be sent. */
function offerLink({ context, event }: Seen<"PAY">): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  if (account === undefined || typeof event.amount !== "number") return closeQuestion(context);
  const { accountId } = account;
  const offer = { what: "pay_link", accountId, amountMinor: event.amount } as const;
  return askOffer(context, event.moment, offer);
}

/** The amount is read back with the card, once there is one. */
function askForCard({ context, event }: Seen<"PAY">): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  if (account === undefined || typeof event.amount !== "number") return closeQuestion(context);
  const { accountId } = account;
  return askCard(context, event.moment, { accountId, amountMinor: event.amount });
}

function askToConfirm(seen: Seen<"PAY">): Partial<Choices> {
  const { context, event } = seen;
  const account = meantAccount(event.moment.facts, event.accountId);
  const method = methodFor(seen);
  if (account === undefined || method === undefined || typeof event.amount !== "number") {
    return closeQuestion(context);
  }
  const { accountId } = account;
  return askConfirm(context, event.moment, {
    accountId,
    methodId: method.methodId,
    amountMinor: event.amount,
  });
}

/** The digit came in time: this turn, and no other, asks for the money. */
function request({ context, event }: Seen<"CONFIRM">): Partial<Choices> {
  const { question } = context;
  const choice = confirmed(context);
  if (question?.kind !== "confirm" || choice === undefined) return closeQuestion(context);
  const { turn, now } = event.moment;
  const asked = { turn, askedAtMs: now.wallMs, digit: question.digit };
  return {
    ...closeQuestion(context),
    accountId: choice.accountId,
    request: { ...choice, ...asked },
    decidedTurn: turn,
  };
}

/** Refuse in order, then ask: money moves only from `payRequested`, and only a digit leads there. */
export const payOn = {
  PAY: [
    { guard: isBusy, target: ".payBusy" },
    { guard: isUnclear, target: ".amountUnclear", actions: assign(keepAmountQuestion) },
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    { guard: isAccountGone, target: ".questionDropped", actions: assign(endAt) },
    { guard: hasNoWay, target: ".noCard", actions: assign(endAt) },
    { guard: isChoiceGone, target: ".questionDropped", actions: assign(endAt) },
    { guard: isDayUsed, target: ".dailyLimitUsed", actions: assign(endAt) },
    { guard: hasNoAmount, target: ".howMuch", actions: assign(askAgain) },
    { guard: isTooSmall, target: ".amountTooSmall", actions: assign(askAgain) },
    { guard: isTooLarge, target: ".amountTooLarge", actions: assign(askAgain) },
    { guard: isOverDay, target: ".overDailyLimit", actions: assign(askAgain) },
    { guard: capturesCard, target: ".cardAsk", actions: assign(askForCard) },
    { guard: hasNoCard, target: ".offerAsk", actions: assign(offerLink) },
    {
      guard: (seen) => methodFor(seen) === undefined,
      target: ".chooseMethod",
      actions: assign(askWhichMethod),
    },
    { target: ".payConfirm", actions: assign(askToConfirm) },
  ],
  CONFIRM: [
    { guard: isBusy, target: ".payBusy", actions: assign(endAt) },
    { guard: isAccountGone, target: ".questionDropped", actions: assign(endAt) },
    { guard: isCardGone, target: ".questionDropped", actions: assign(endAt) },
    { guard: isDayUsed, target: ".dailyLimitUsed", actions: assign(endAt) },
    { guard: isTooSmall, target: ".amountTooSmall", actions: assign(askAgain) },
    { guard: isTooLarge, target: ".amountTooLarge", actions: assign(askAgain) },
    { guard: isOverDay, target: ".overDailyLimit", actions: assign(askAgain) },
    { target: ".payRequested", actions: assign(request) },
  ],
} satisfies TalkOn;

export const payStates = {
  howMuch: {},
  chooseMethod: {},
  payConfirm: {},
  /** The carrier takes a card, and tells what came of it. */
  cardAsk: {},
  /** Waits for the result; a result that finds the talk elsewhere is told without moving it. */
  payRequested: {
    on: { RESULT: { guard: answersRequest, target: "payDone", actions: assign(keepCard) } },
  },
  payBusy: {
    on: { RESULT: { guard: answersRequest, target: "payDone", actions: assign(keepCard) } },
  },
  payDone: {},
  noCard: {},
  amountUnclear: {},
  amountTooSmall: {},
  amountTooLarge: {},
  overDailyLimit: {},
  dailyLimitUsed: {},
} satisfies TalkStates;

/** At a terminal the screen goes on showing what came of the card. */
function keepCard({ context, event }: Seen<"RESULT">): Partial<Choices> {
  const { kiosk } = context;
  if (kiosk === null) return {};
  const { outcome, amountMinor, confirmation = "" } = event.result;
  return { kiosk: { ...kiosk, card: { outcome, amountMinor, confirmation } } };
}

/** The result is of the payment this talk asked for. Others (an older one, another channel's) are told and change nothing. */
export function answersRequest({ context, event }: Seen<"RESULT">): boolean {
  const { accountId, amountMinor, note } = event.result;
  const { request: open } = context;
  if (note !== undefined) return false;
  return open !== null && open.accountId === accountId && open.amountMinor === amountMinor;
}

/** What is left of it; to who paid by a code nothing is told but what can be asked. */
function paidPrompt(view: View): Prompt {
  const { choices, facts } = view;
  if (!isPayee(choices.accountId)) return balancePrompt(view);
  return { utility: facts.utility.name, key: "help", phone: facts.utility.phone };
}

export function stillWorkingPrompt({ choices, facts }: View): Prompt {
  const { name: utility, currency, phone } = facts.utility;
  const { request: open } = choices;
  const label = accountOf(facts, open?.accountId ?? null)?.label;
  if (open === null || label === undefined) return { utility, key: "help", phone };
  return { utility, key: "still_working", amountMinor: open.amountMinor, label, currency };
}

/** A refusal told from the account it is about, with its bound as it is now. */
function refusal(tell: (account: AccountFacts, utility: string, currency: string) => Prompt) {
  return {
    prompt: ({ choices, facts }: View): Prompt => {
      const { name: utility, currency } = facts.utility;
      const account = accountOf(facts, choices.accountId);
      if (account === undefined) return { utility, key: "question_dropped" };
      return tell(account, utility, currency);
    },
  } satisfies Telling;
}

const noCardTelling = {
  prompt: ({ choices, facts }: View): Prompt => {
    const { name: utility, phone } = facts.utility;
    const account = accountOf(facts, choices.accountId);
    if (account === undefined) return { utility, key: "question_dropped" };
    const key = isPayee(account.accountId) ? "payee_no_card" : "no_card";
    return { utility, key, label: account.label, phone };
  },
};

/** Whom the amount that is asked for is to go to. */
function amountAskedOf({ question }: Choices): string | null {
  return question?.kind === "amount" ? question.accountId : null;
}

export const payTellings = {
  howMuch: { prompt: askingPrompt },
  chooseMethod: { prompt: askingPrompt },
  payConfirm: { prompt: askingPrompt },
  cardAsk: noCardTelling,
  payRequested: {
    prompt: stillWorkingPrompt,
    quietByText: true,
    intent: ({ request: asked }) => {
      if (asked === null) return undefined;
      const { accountId, methodId, amountMinor } = asked;
      return { kind: "pay", accountId, methodId, amountMinor };
    },
  },
  payBusy: { prompt: stillWorkingPrompt },
  payDone: { prompt: paidPrompt },
  noCard: noCardTelling,
  amountUnclear: {
    prompt: ({ choices, facts }) => {
      const { name: utility, currency, phone, payLimits } = facts.utility;
      const limits =
        facts.accounts[0]?.limits ?? (isPayee(amountAskedOf(choices)) ? payLimits : undefined);
      if (limits === undefined) {
        return facts.closed?.[0] ?? { utility, key: "unknown_number", phone };
      }
      return { utility, key: "amount_unclear", exampleMinor: limits.minMinor, currency };
    },
  },
  amountTooSmall: refusal(({ limits }, utility, currency) => ({
    utility,
    key: "amount_too_small",
    minMinor: limits.minMinor,
    currency,
  })),
  amountTooLarge: refusal(({ limits }, utility, currency) => ({
    utility,
    key: "amount_too_large",
    maxMinor: limits.maxMinor,
    currency,
  })),
  overDailyLimit: refusal(({ limits }, utility, currency) => ({
    utility,
    key: "over_daily_limit",
    leftMinor: limits.dailyLeftMinor,
    currency,
  })),
  dailyLimitUsed: {
    prompt: ({ facts }) => ({
      utility: facts.utility.name,
      key: "daily_limit_used",
      phone: facts.utility.phone,
    }),
  },
} satisfies Record<keyof typeof payStates, Telling>;
