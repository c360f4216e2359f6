import { assign } from "xstate";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import { accountOf, type AccountDetails, type AccountFacts } from "./facts.ts";
import type { OfferKind } from "./offered.ts";
import {
  agree,
  agreesTo,
  ask,
  close,
  isAutopayable,
  isOffered,
  meantOf,
  speak,
  tell,
} from "./offer-terms.ts";
import { offerResultPrompt } from "./offer-result.ts";
import type { Prompt } from "./prompt.ts";
import { closeQuestion } from "./question.ts";
import { askingPrompt } from "./asking-prompt.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";
import { freshKiosk } from "./at-kiosk.ts";
import { detailsOf } from "./account-details.ts";

/** Nobody is asked twice whether their card is really not to be charged, or somebody not to be told, any more. */
function end(seen: Seen<"AUTOPAY" | "SECOND_END" | "ALERT_CHOICE">): Partial<Choices> {
  return { ...speak(seen), decidedTurn: seen.event.moment.turn };
}

/** Terms that are told whole where there are any, and a digit agrees. */
function offers<Type extends "EXTENSION" | "CONVERT" | "DISPUTE">() {
  const asExtension: NonNullable<TalkOn["EXTENSION"]> = [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { guard: isOffered, target: ".offerAsk", actions: assign(ask) },
    { target: ".offerNone", actions: assign(speak) },
  ];
  // Every event of this kind carries the same; the compiler knows each by its own name only.
  const branches: unknown = asExtension;
  return branches as NonNullable<TalkOn[Type]>;
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
      guard: (seen) => isPlanned(seen),
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
  EXTENSION: offers<"EXTENSION">(),
  MEDICAL: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { target: ".offerAsk", actions: assign(ask) },
  ],
  DISPUTE: offers<"DISPUTE">(),
  CONVERT: offers<"CONVERT">(),
  PAY_CODE: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { guard: isOffered, target: ".offerAsk", actions: assign(ask) },
    { target: ".offerTold", actions: assign(tell) },
  ],
  SECOND: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { guard: isOffered, target: ".offerAsk", actions: assign(ask) },
    { target: ".offerTold", actions: assign(tell) },
  ],
  ALERT_CHOICE: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { target: ".offerAgreed", actions: assign(end) },
  ],
  SECOND_END: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { guard: isOffered, target: ".offerAgreed", actions: assign(end) },
    { target: ".offerNone", actions: assign(speak) },
  ],
  AGREED: [
    { guard: agreesTo(false), target: ".offerAgreed", actions: assign(agree) },
    { target: ".offerNone", actions: assign(close) },
  ],
  CARE_AGREED: [
    { guard: agreesTo(true), target: ".offerAgreed", actions: assign(agree) },
    { target: ".offerNone", actions: assign(close) },
  ],
} satisfies TalkOn;

function isPlanned(seen: Seen<"PLAN">): boolean {
  const account = meantOf(seen);
  return account !== undefined && (detailsOf(account).plan?.next ?? null) !== null;
}

function isPossible(seen: Seen<"AUTOPAY">): boolean {
  const account = meantOf(seen);
  return account !== undefined && isAutopayable(account);
}

/** Whoever came to a terminal meanwhile sees nothing of what the one before agreed to. */
function isOfThis({ context: { offer = null }, event }: Seen<"OFFER_CAME">): boolean {
  const { what, amountMinor, label } = event.result;
  if (offer === null || offer.what !== what || offer.amountMinor !== amountMinor) return false;
  return accountOf(event.moment.facts, offer.accountId)?.label === label;
}

/** Only a screen goes on showing it: a text and a call are told in their own turn. */
function keepCame({ context, event }: Seen<"OFFER_CAME">): Partial<Choices> {
  const kiosk = { ...(context.kiosk ?? freshKiosk), came: event.result };
  return { ...closeQuestion(context), kiosk };
}

export const offerStates = {
  /** The terms are told; a digit agrees. */
  offerAsk: {},
  /** How it stands: what was agreed before, or what an amount is wanted for. */
  offerTold: {},
  /** Not to be had, or no more as it was told. */
  offerNone: {},
  offerAgreed: {
    on: { OFFER_CAME: { guard: isOfThis, target: "offerCame", actions: assign(keepCame) } },
  },
  /** What came of it, on a screen. */
  offerCame: {},
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

function secondTold(
  of: { readonly utility: string; readonly label: string },
  second: NonNullable<AccountDetails["second"]> | null,
): Prompt {
  return second === null
    ? { ...of, key: "second_told", state: "none", ending: null }
    : { ...of, key: "second_told", state: second.state, ending: second.last4 };
}

export const offerTellings = {
  offerAsk: { prompt: askingPrompt },
  offerTold: {
    prompt: (view) => {
      const { name: utility, currency } = view.facts.utility;
      return withAccount(view, (account, what) => {
        const { label, zone, limits } = account;
        const { plan, autopay, second } = detailsOf(account);
        if (what === "second") return secondTold({ utility, label }, second ?? null);
        const next = plan?.next ?? null;
        if (what === "plan" && next !== null) {
          return { utility, key: "plan_told", label, ...next, zone, currency };
        }
        const { minMinor, maxMinor } = limits;
        if (what === "pay_code") {
          return { utility, key: "pay_code_told", label, minMinor, maxMinor, currency };
        }
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
  offerCame: {
    prompt: ({ choices: { kiosk }, facts }) => {
      const came = kiosk?.came ?? null;
      if (came !== null) return offerResultPrompt(came, facts);
      return { utility: facts.utility.name, key: "offer_agreed" };
    },
  },
} satisfies Record<keyof typeof offerStates, Telling>;
