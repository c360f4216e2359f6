import { assign } from "xstate";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import { accountOf, meantAccount, type AccountFacts, type Facts } from "./facts.ts";
import type { Offer, OfferKind, OfferResult } from "./offered.ts";
import { mayLink } from "./pay-link.ts";
import type { Prompt } from "./prompt.ts";
import { askOffer, askStanding, closeQuestion } from "./question.ts";
import { askingPrompt } from "./asking-prompt.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";
import { detailsOf } from "./account-details.ts";

function isAutopayable({ mode, methods }: AccountFacts): boolean {
  return mode === "prepaid" && methods.length > 0;
}

/** What was told of before the digit is what is agreed to: an offer that reads otherwise now is none. */
function stands({ what, accountId, amountMinor }: Offer, facts: Facts): boolean {
  const account = accountOf(facts, accountId);
  if (account === undefined) return false;
  const { minMinor, maxMinor } = account.limits;
  const isPayable = amountMinor !== null && amountMinor >= minMinor && amountMinor <= maxMinor;
  switch (what) {
    case "pay_link":
      return mayLink(facts) && isPayable;
    case "plan":
      return detailsOf(account).plan?.offer?.totalMinor === amountMinor;
    case "autopay":
      return isAutopayable(account) && isPayable;
    case "autopay_end":
      return true;
  }
}

function meant({ event }: Seen<"PLAN" | "AUTOPAY">): AccountFacts | undefined {
  return meantAccount(event.moment.facts, event.accountId);
}

function offerOf(seen: Seen<"PLAN" | "AUTOPAY">): Offer | undefined {
  const account = meant(seen);
  if (account === undefined) return undefined;
  const { accountId } = account;
  if (seen.event.type === "PLAN") {
    const amountMinor = detailsOf(account).plan?.offer?.totalMinor ?? null;
    return { what: "plan", accountId, amountMinor };
  }
  const { amountMinor } = seen.event;
  if (amountMinor === 0) return { what: "autopay_end", accountId, amountMinor: null };
  return { what: "autopay", accountId, amountMinor };
}

function speak(seen: Seen<"PLAN" | "AUTOPAY">): Partial<Choices> {
  const offer = offerOf(seen) ?? null;
  return { ...closeQuestion(seen.context), accountId: offer?.accountId ?? null, offer };
}

/** By call the amount is keyed next; a text names it beside its word. */
function tell(seen: Seen<"PLAN" | "AUTOPAY">): Partial<Choices> {
  const offer = offerOf(seen);
  if (offer?.what !== "autopay") return speak(seen);
  return { ...askStanding(seen.context, seen.event.moment, offer.accountId), offer };
}

function ask(seen: Seen<"PLAN" | "AUTOPAY">): Partial<Choices> {
  const offer = offerOf(seen);
  if (offer === undefined) return closeQuestion(seen.context);
  return askOffer(seen.context, seen.event.moment, offer);
}

/** Nobody is asked twice whether their card is really not to be charged any more. */
function end(seen: Seen<"AUTOPAY">): Partial<Choices> {
  return { ...speak(seen), decidedTurn: seen.event.moment.turn };
}

function asked({ context }: Pick<Seen<"AGREED">, "context">): Offer | undefined {
  const { question } = context;
  if (question?.kind !== "offer") return undefined;
  const { what, accountId, amountMinor } = question;
  return { what, accountId, amountMinor };
}

function close(seen: Seen<"AGREED">): Partial<Choices> {
  return { ...closeQuestion(seen.context), offer: asked(seen) ?? null };
}

function agree(seen: Seen<"AGREED">): Partial<Choices> {
  return { ...close(seen), decidedTurn: seen.event.moment.turn };
}

function isOffered(seen: Seen<"PLAN" | "AUTOPAY">): boolean {
  const offer = offerOf(seen);
  return offer !== undefined && stands(offer, seen.event.moment.facts);
}

/** PLAN and AUTO tell their terms whole, a digit agrees, and what came of it is told in writing. */
export const offerOn = {
  PLAN: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    {
      guard: (seen) => (detailsOfMeant(seen)?.plan?.next ?? null) !== null,
      target: ".offerTold",
      actions: assign(tell),
    },
    { guard: isOffered, target: ".offerAsk", actions: assign(ask) },
    { target: ".offerNone", actions: assign(speak) },
  ],
  AUTOPAY: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { guard: ({ event }) => event.amountMinor === 0, target: ".offerAgreed", actions: assign(end) },
    {
      guard: (seen) => !isPossible(seen),
      target: ".offerNone",
      actions: assign(speak),
    },
    { guard: isOffered, target: ".offerAsk", actions: assign(ask) },
    { target: ".offerTold", actions: assign(tell) },
  ],
  AGREED: [
    {
      guard: (seen) => {
        const offer = asked(seen);
        return offer !== undefined && stands(offer, seen.event.moment.facts);
      },
      target: ".offerAgreed",
      actions: assign(agree),
    },
    { target: ".offerNone", actions: assign(close) },
  ],
} satisfies TalkOn;

function detailsOfMeant(seen: Seen<"PLAN" | "AUTOPAY">) {
  const account = meant(seen);
  return account === undefined ? undefined : detailsOf(account);
}

function isPossible(seen: Seen<"AUTOPAY">): boolean {
  const account = meant(seen);
  return account !== undefined && isAutopayable(account);
}

export const offerStates = {
  /** The terms are told; a digit agrees. */
  offerAsk: {},
  /** How it stands: what was agreed before, or what an amount is wanted for. */
  offerTold: {},
  /** Not to be had, or no more as it was told. */
  offerNone: {},
  offerAgreed: {},
} satisfies TalkStates;

function withAccount(
  { choices, facts }: View,
  tellOf: (account: AccountFacts, what: OfferKind) => Prompt,
): Prompt {
  const { offer = null } = choices;
  const account = accountOf(facts, offer?.accountId ?? null);
  if (offer === null || account === undefined) {
    return { utility: facts.utility.name, key: "question_dropped" };
  }
  return tellOf(account, offer.what);
}

export const offerTellings = {
  offerAsk: { prompt: askingPrompt },
  offerTold: {
    prompt: (view) => {
      const { name: utility, currency } = view.facts.utility;
      return withAccount(view, (account, what) => {
        const { label, zone, limits } = account;
        const { plan, autopay } = detailsOf(account);
        const next = plan?.next ?? null;
        if (what === "plan" && next !== null) {
          return { utility, key: "plan_told", label, ...next, zone, currency };
        }
        const { minMinor, maxMinor } = limits;
        const standing = autopay ?? { state: "off", belowMinor: null };
        return { utility, key: "autopay_told", label, ...standing, minMinor, maxMinor, currency };
      });
    },
  },
  offerNone: {
    prompt: (view) => {
      const { name: utility, phone } = view.facts.utility;
      return withAccount(view, ({ label }, what) => ({
        utility,
        key: "offer_none",
        what,
        label,
        phone,
      }));
    },
  },
  offerAgreed: {
    prompt: ({ facts }) => ({ utility: facts.utility.name, key: "offer_agreed" }),
    quietByText: true,
    intent: ({ offer = null }) => (offer === null ? undefined : { kind: "agree", offer }),
  },
} satisfies Record<keyof typeof offerStates, Telling>;

/** What became of it, in the result's own values; by call and in writing alike. */
export function offerResultPrompt(result: OfferResult, facts: Facts): Prompt {
  const { name: utility, phone, currency } = facts.utility;
  const { what, label, amountMinor, url, terms, belowMinor = 0 } = result;
  const none: Prompt = { utility, key: "offer_none", what, label, phone };
  if (result.outcome === "refused") return none;
  switch (what) {
    case "pay_link":
      if (url === undefined || amountMinor === null) return none;
      return { utility, key: "pay_link", label, url, amountMinor, currency };
    case "plan":
      return terms === undefined
        ? none
        : { utility, key: "plan_agreed", label, ...terms, currency };
    case "autopay":
      if (amountMinor === null) return none;
      return { utility, key: "autopay_set", label, amountMinor, belowMinor, currency };
    case "autopay_end":
      return { utility, key: "autopay_ended", label };
  }
}
