/** Screens of a terminal from how much to how. */
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { notesOf } from "../notes.ts";
import { billMinor } from "./bill.ts";
import { isRefusal } from "../refusal.ts";
import type { AccountFacts } from "./facts.ts";
import type { Rendering } from "./kiosk-outcome.ts";
import {
  act,
  atKiosk,
  devicesOf,
  knownAccount,
  knownRunway,
  namedAccount,
  outcomeOf,
  plain,
  previewOf,
  splitLines,
  tendersOf,
} from "./kiosk-parts.ts";
import type { KioskAction, KioskLine } from "./kiosk-prompt.ts";
import { home, identify } from "./kiosk-who.ts";
import { CARD_PAGE, isPage } from "./page.ts";
import { readPayee } from "./payee.ts";
import type { View } from "./talk.ts";

/** What people pay of their own accord, in a currency's major units. */
const tens = [10, 20, 40, 60, 100] as const;
const rounds: Readonly<Record<string, readonly number[]>> = {
  USD: tens,
  CAD: tens,
  AUD: tens,
  EUR: tens,
  GBP: tens,
  JPY: [1_000, 2_000, 3_000, 5_000, 10_000],
};
/** Where we do not know what people pay: multiples of the least that may be paid. */
const TIMES_LEAST = [2, 4, 10] as const;
/** With an amount of one's own they are six, which is as many as a screen offers at once. */
const PRESETS_MAX = 5;

export function amount(isOutside: boolean): Rendering {
  return (view, state) => {
    const account = namedAccount(view);
    if (account === undefined) return identify(false)(view, state);
    const { currency } = view.facts.utility;
    const { minMinor, maxMinor } = account.limits;
    return {
      subject: {
        screen: "amount",
        runway: knownRunway(view, 0),
        preview: previewOf(view, account),
      },
      title: isOutside ? { key: "amount_outside", minMinor, maxMinor, currency } : plain("amount"),
      body: byCode(view),
      actions: presets(view, account),
      at: 3,
      isPersonal: knownAccount(view) !== undefined,
    };
  };
}

/** Whom it is for, where that is a code: its last digits, and nothing of an account. */
function byCode(view: View): KioskLine[] {
  const payee = readPayee(atKiosk(view).accountId);
  return payee === undefined ? [] : [{ key: "by_code", digits: payee.ending }];
}

/** What turns it on first, then what was paid last time, both to who may know of it; then round amounts. */
function presets(view: View, { limits }: AccountFacts): KioskAction[] {
  const { minMinor, maxMinor } = limits;
  const known = knownAccount(view);
  const restoreMinor = known?.restoreMinor ?? null;
  const isOffered = (minor: number): boolean =>
    minor >= minMinor && minor <= maxMinor && minor > (restoreMinor ?? 0);
  const dueMinor = known === undefined ? null : billMinor(known, view.facts.utility.currency);
  const lastMinor = known?.lastPayments.at(0)?.amountMinor ?? 0;
  return [
    ...(restoreMinor === null ? [] : [preset(view, restoreMinor, "do_restore", "primary")]),
    ...(dueMinor !== null && isOffered(dueMinor)
      ? [preset(view, dueMinor, "do_bill", "primary")]
      : []),
    ...(isOffered(lastMinor) && lastMinor !== dueMinor
      ? [preset(view, lastMinor, "do_same", "plain")]
      : []),
    ...roundAmounts(view, minMinor)
      .filter((minor) => isOffered(minor) && minor !== lastMinor && minor !== dueMinor)
      .map((minor) => preset(view, minor, "do_amount", "plain")),
  ].slice(0, PRESETS_MAX);
}

/** Round amounts within the bounds of a payment. */
export function sumsOf(view: View, { limits }: AccountFacts): readonly number[] {
  const { minMinor, maxMinor } = limits;
  return roundAmounts(view, minMinor).filter((minor) => minor >= minMinor && minor <= maxMinor);
}

function roundAmounts({ facts }: View, minMinor: number): readonly number[] {
  const { currency: code } = facts.utility;
  const { minorDigits } = must(currencyOf(code), "a currency with a scale");
  const majors = rounds[code];
  return majors === undefined
    ? TIMES_LEAST.map((times) => times * minMinor)
    : majors.map((major) => major * 10 ** minorDigits);
}

function preset(
  view: View,
  amountMinor: number,
  key: "do_amount" | "do_restore" | "do_same" | "do_bill",
  tone: KioskAction["tone"],
): KioskAction {
  const { currency } = view.facts.utility;
  const line = { key, amountMinor, currency } as const;
  return act(`amount:${String(amountMinor)}`, line, { tone, ...outcomeOf(view, amountMinor) });
}

export const tender: Rendering = (view, state) => {
  if (isPage(view.facts)) {
    return knownAccount(view) === undefined ? home(view, state) : tenderOnPage(view);
  }
  const [cash, card] = tendersOf(view);
  const why = (line: KioskLine | null | undefined) => (line ? { why: line } : {});
  const saved = knownAccount(view)?.methods ?? [];
  return {
    subject: { screen: "choose", what: "tender" },
    title: plain("tender"),
    body: splitLines(view, atKiosk(view).amountMinor),
    actions: [
      act("cash", "do_cash", why(cash?.why)),
      act("card", "do_card", why(card?.why)),
      ...saved.map(({ brand, last4 }, at) =>
        act(`saved:${String(at)}`, { key: "do_saved", brand, last4 }),
      ),
      act("hand_over", "do_hand_over", { tone: "quiet" }),
    ],
    at: 4,
  };
};

/** A saved card, or one that the processor's own page takes. */
function tenderOnPage(view: View): ReturnType<Rendering> {
  const saved = knownAccount(view)?.methods ?? [];
  const takesNew = view.facts.utility.linksPay === true;
  const isNone = saved.length === 0 && !takesNew;
  const { amountMinor } = atKiosk(view);
  return {
    subject: { screen: "choose", what: "tender" },
    title: plain(isNone ? "page_no_card" : "tender"),
    body: isNone ? [plain("page_no_card_body")] : splitLines(view, amountMinor),
    actions: [
      ...saved.map(({ brand, last4 }, at) =>
        act(`saved:${String(at)}`, { key: "do_saved", brand, last4 }),
      ),
      ...(takesNew ? [act("card", "do_new_card")] : []),
      ...(isNone ? [act("home", "do_home", { tone: "primary" })] : []),
    ],
    at: 4,
    isPersonal: true,
  };
}

const troubles = {
  rejected: "cash_rejected",
  full: "cash_full",
  jammed: "cash_jammed",
  away: "cash_away",
} as const;

export const cash: Rendering = (view) => {
  const { cashMinor, owedMinor, heldMinor } = atKiosk(view);
  const { acceptor } = devicesOf(view);
  const { currency, phone } = view.facts.utility;
  const trouble = acceptor in troubles ? troubles[acceptor as keyof typeof troubles] : null;
  const held: KioskLine[] =
    heldMinor === 0 ? [] : [{ key: "note_held", amountMinor: heldMinor, currency, phone }];
  const isEmpty = cashMinor + heldMinor === 0;
  const notes = notesOf(currency);
  return {
    subject: {
      screen: "cash",
      totalMinor: cashMinor,
      currency,
      // Where none are named the acceptor itself says what it takes.
      notesMinor: isRefusal(notes) ? [] : notes,
      runway: knownRunway(view, cashMinor, cashMinor - owedMinor),
      acceptor,
    },
    title: plain("cash"),
    body: [...(trouble === null ? [] : [plain(trouble)]), ...held, plain("cash_no_change")],
    actions: [
      act("finish", "do_finish", {
        tone: "primary",
        ...(isEmpty && { why: plain("why_nothing_in") }),
      }),
    ],
    at: 5,
    // A note that is being read, or that nobody has answered for, is waited for.
    waits: acceptor === "reading" || atKiosk(view).owedNotes.length > 0,
  };
};

export const card: Rendering = (view, state) => {
  const { amountMinor } = atKiosk(view);
  const { reader } = devicesOf(view);
  if (isPage(view.facts)) {
    // An account that is another's by now is paid no more from here.
    return knownAccount(view) === undefined
      ? home(view, state)
      : cardOnPage(view, amountMinor ?? 0);
  }
  const { currency } = view.facts.utility;
  const paid = { key: "paying_amount", amountMinor: amountMinor ?? 0, currency } as const;
  return {
    subject: { screen: "card", amountMinor: amountMinor ?? 0, currency, reader },
    title: plain(reader === "away" ? "card_away" : "card_hold"),
    body: [paid],
    actions: [],
    at: 5,
    waits: reader === "reading",
  };
};

/** Whoever comes back from the processor's page sees what became of it at home. */
function cardOnPage(view: View, amountMinor: number): ReturnType<Rendering> {
  const { currency } = view.facts.utility;
  return {
    subject: { screen: "card", amountMinor, currency, reader: "ready" },
    title: plain("page_card"),
    body: [{ key: "paying_amount", amountMinor, currency }, plain("page_card_body")],
    actions: [
      act(CARD_PAGE, "do_card_page", { tone: "primary" }),
      act("home", "do_home", { tone: "quiet" }),
    ],
    at: 5,
    isPersonal: true,
  };
}

export const confirm: Rendering = (view, state) => {
  const { question } = view.choices;
  const account = knownAccount(view);
  const methodId = question?.kind === "confirm" ? question.methodId : null;
  const method = account?.methods.find((one) => one.methodId === methodId);
  if (question?.kind !== "confirm" || method === undefined) return tender(view, state);
  const { amountMinor, digit } = question;
  const { currency } = view.facts.utility;
  const { brand, last4 } = method;
  return {
    subject: {
      screen: "confirm_pay",
      amountMinor,
      currency,
      runway: knownRunway(view, amountMinor),
    },
    title: { key: "paying_amount", amountMinor, currency },
    body: [{ key: "confirm_card", brand, last4 }, ...splitLines(view, amountMinor)],
    actions: [
      act(
        String(digit),
        { key: "do_confirm", amountMinor, currency },
        { tone: "primary", ...outcomeOf(view, amountMinor) },
      ),
    ],
    at: 5,
    isPersonal: true,
  };
};
