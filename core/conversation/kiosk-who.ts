/** Screens of a terminal around who is there: from the first touch to home, and the ends of a visit. */
import { questionPrompt } from "./asking-prompt.ts";
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN, PROOF_CODE_DIGITS } from "./identify.ts";
import { accountOf, type AccountFacts } from "./facts.ts";
import type { Rendering } from "./kiosk-outcome.ts";
import {
  act,
  atKiosk,
  choiceLine,
  knownAccount,
  maskedLine,
  namedAccount,
  neededLines,
  plain,
  runwayOf,
  tendersOf,
} from "./kiosk-parts.ts";
import { isPage } from "./page.ts";
import type { View } from "./talk.ts";
import type { KioskLine, KioskSubject } from "./kiosk-prompt.ts";

/** Digits of an account's or a phone's number. */
const NUMBER_DIGITS_MIN = 3;
const NUMBER_DIGITS_MAX = 20;
export const attract: Rendering = (view) => ({
  subject: { screen: "attract", tenders: tendersOf(view) },
  title: { key: "attract", utility: view.facts.utility.name },
  body: [plain(isPage(view.facts) ? "page_begin_body" : "attract_body")],
  actions: [act("begin", "do_begin", { tone: "primary" })],
  waits: true,
});

const number = {
  screen: "identify",
  digitsMin: NUMBER_DIGITS_MIN,
  digitsMax: NUMBER_DIGITS_MAX,
} as const satisfies KioskSubject;

export function identify(isMiss: boolean): Rendering {
  return ({ facts }) => {
    // A page never says whether anybody has a number.
    const isMissed = isMiss && !isPage(facts);
    const body = isPage(facts) ? "page_number_body" : "identify_body";
    return {
      subject: number,
      title: plain(isMissed ? "not_found" : "identify"),
      body: [plain(isMissed ? "not_found_body" : body)],
      actions: [],
      at: 1,
    };
  };
}

/** Numbers were tried too often, by whoever: a number may be typed all the same, and is looked for once the wait is over. */
export const tooMany: Rendering = ({ facts: { utility } }) => ({
  subject: number,
  title: plain("too_many"),
  body: [{ key: "too_many_body", phone: utility.phone }],
  actions: [],
  at: 1,
});

export const which: Rendering = (view) => ({
  subject: { screen: "choose", what: "account" },
  title: plain("which"),
  body: [],
  actions: atKiosk(view).found.flatMap((accountId, at) => {
    const account = accountOf(view.facts, accountId);
    if (account === undefined) return [];
    const line = isPage(view.facts) ? choiceLine(account) : maskedLine("account_choice", account);
    return [act(`found:${String(at)}`, line)];
  }),
  at: 1,
});

export const who: Rendering = (view, state) => {
  if (isPage(view.facts)) {
    const isIn = view.facts.line.proved === true && atKiosk(view).found.length > 0;
    return (isIn ? which : identify(false))(view, state);
  }
  const account = namedAccount(view);
  if (account === undefined) return identify(true)(view, state);
  return {
    subject: { screen: "confirm_who", who: [maskedLine("account_choice", account)] },
    title: maskedLine("who", account),
    body: [],
    actions: [
      act("this_is_me", "do_this_is_me", { tone: "primary" }),
      act("see", "do_see"),
      act("verify", "do_verify"),
      act("other_account", "do_not_me", { tone: "quiet" }),
    ],
    at: 2,
    isPersonal: true,
  };
};

/** A code by text is there for who has no PIN, or has forgotten it, where texts are sent. */
function textCode({ facts }: View) {
  if ((facts.utility.textNumber ?? null) === null) return [];
  return [act("proof_code", isPage(facts) ? "do_other_code" : "do_text_code")];
}

/** The way on without a proof: at a terminal to pay, on a page to another number. */
function without({ facts }: View, tone: "quiet" | "primary") {
  return isPage(facts)
    ? act("other_account", "do_other_number", { tone })
    : act("pay", "do_skip_pin", { tone });
}

export function pin(title: "enter_pin" | "pin_wrong"): Rendering {
  return (view) => ({
    subject: { screen: "pin", digitsMin: PIN_DIGITS_MIN, digitsMax: PIN_DIGITS_MAX },
    title: plain(title),
    body: [plain("pin_body")],
    actions: [...textCode(view), without(view, "quiet")],
  });
}

export function code(title: "enter_code" | "code_wrong"): Rendering {
  return (view) => ({
    subject: { screen: "pin", digitsMin: PROOF_CODE_DIGITS, digitsMax: PROOF_CODE_DIGITS },
    title: plain(title),
    body: [plain("code_body"), ...noText(view)],
    actions: [...textCode(view), without(view, "quiet")],
  });
}

/** A page has no other way in; who gets no texts is helped by other ways. */
function noText({ facts }: View): KioskLine[] {
  return isPage(facts) ? [{ key: "page_no_text", phone: facts.utility.phone }] : [];
}

export const codeOver: Rendering = (view) => ({
  subject: { screen: "problem" },
  title: plain("code_over"),
  body: [plain(isPage(view.facts) ? "page_code_over_body" : "code_over_body")],
  actions: [without(view, "primary")],
});

export const locked: Rendering = (view) => ({
  subject: { screen: "problem" },
  title: plain("pin_locked"),
  body: [plain("pin_locked_body")],
  actions: [without(view, "primary")],
});

/** Asked of who could have them and has not agreed yet. */
function offersAlerts({ alerts }: AccountFacts): boolean {
  return alerts !== undefined && alerts.consent !== "granted";
}

/** What a proved person comes to; anybody else only ever sees whose account it is. */
export const home: Rendering = (view, state) => {
  const account = knownAccount(view);
  if (account === undefined) return who(view, state);
  const isOff = account.supply === "off";
  const { balanceUnits } = account;
  const { currency } = view.facts.utility;
  const runway = runwayOf(view, account, { amountMinor: 0, creditedMinor: 0 });
  const [needed] = neededLines(view);
  return {
    subject: { screen: "home", runway, isOff },
    // The card above says how long it lasts, or that it is off: what to do about it is said here, once.
    title: needed ?? plain("home"),
    body: [{ key: balanceUnits < 0 ? "owed" : "balance", balanceUnits, currency }],
    actions: [
      act("pay", "do_pay", { tone: "primary" }),
      act("payments", "do_payments"),
      ...(offersAlerts(account) ? [act("join", "do_alerts")] : []),
      ...(account.emergencyOfferUnits === null ? [] : [act("emergency", "do_emergency")]),
      ...elsewhere(view),
      act("more", "do_other", { tone: "quiet" }),
    ],
    at: 2,
    isPersonal: true,
  };
};

/** A terminal is left for a phone; a page is at hand as a phone is, and has one's other accounts. */
function elsewhere(view: View) {
  if (!isPage(view.facts)) return [act("hand_over", "do_hand_over")];
  return atKiosk(view).found.length > 1 ? [act("accounts", "do_accounts")] : [];
}

export const payments: Rendering = (view, state) => {
  const account = knownAccount(view);
  if (account === undefined) return who(view, state);
  const { currency } = view.facts.utility;
  const { zone, lastPayments } = account;
  return {
    subject: {
      screen: "payments",
      facts: lastPayments.map((one) => ({ kind: "payment", ...one, zone, currency })),
    },
    title: plain(lastPayments.length === 0 ? "payments_none" : "payments"),
    body: [],
    actions: [act("home", "do_home")],
    isPersonal: true,
  };
};

/** What is lent, and the button that takes it up; where it is no longer offered, home. */
export const lend: Rendering = (view, state) => {
  const question = questionPrompt(view);
  if (knownAccount(view) === undefined || question?.key !== "emergency_ask")
    return home(view, state);
  return {
    subject: { screen: "problem" },
    title: { key: "told", prompt: question },
    body: [],
    actions: [
      act(String(question.digit), "do_emergency_agree", { tone: "primary" }),
      act("home", "do_home"),
    ],
    isPersonal: true,
  };
};

/** The talk goes on by phone; who stays finds it here too. */
export const handOver: Rendering = (view, state) => {
  const { handOver: offered } = view.choices;
  if (offered === null || namedAccount(view) === undefined) return identify(false)(view, state);
  const { phone, textNumber } = view.facts.utility;
  return {
    subject: { screen: "hand_over", code: offered.code, number: textNumber ?? phone },
    title: plain("hand_over"),
    body: [
      ...(textNumber ? [{ key: "hand_over_text", phone: textNumber } as const] : []),
      { key: "hand_over_call", phone },
    ],
    actions: [act("done", "do_done", { tone: "primary" })],
    isPersonal: true,
  };
};

export const help: Rendering = ({ facts: { utility } }) => ({
  subject: { screen: "help", phone: utility.phone },
  title: plain("help"),
  body: [{ key: "help_body", phone: utility.phone }],
  actions: [],
});

export const ended: Rendering = (view) => {
  const { cashMinor, heldMinor } = atKiosk(view);
  const { currency, phone } = view.facts.utility;
  const paid: KioskLine[] =
    cashMinor === 0 ? [] : [{ key: "ended_paid", amountMinor: cashMinor, currency, phone }];
  const held: KioskLine[] =
    heldMinor === 0 ? [] : [{ key: "note_held", amountMinor: heldMinor, currency, phone }];
  return {
    subject: { screen: "ended" },
    title: plain("ended"),
    body: [...paid, ...held],
    actions: [act("begin", "do_begin", { tone: "primary" })],
  };
};

export const held: Rendering = (view) => {
  const { currency, phone } = view.facts.utility;
  const amountMinor = atKiosk(view).heldMinor;
  return {
    subject: { screen: "problem" },
    title: { key: "note_held", amountMinor, currency, phone },
    body: [],
    actions: [act("done", "do_done", { tone: "primary" })],
  };
};
