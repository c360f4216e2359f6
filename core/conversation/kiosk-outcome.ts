/** Screens of a terminal from money on its way to a receipt: each says what became of the money. */
import type { KioskFact, KioskLine, KioskScreen } from "./kiosk-prompt.ts";
import {
  act,
  atKiosk,
  devicesOf,
  knownAccount,
  knownRunway,
  namedAccount,
  neededLines,
  plain,
  powerSteps,
} from "./kiosk-parts.ts";
import { PRESENTED_CARD } from "./kiosk-money.ts";
import { readPayee } from "./payee.ts";
import { PAYMENT_SLOW_MS } from "./pending-payment.ts";
import type { TalkState } from "./machine.ts";
import type { View } from "./talk.ts";

/** A screen but for what is as on most of them. */
type Came = Omit<KioskScreen, "at" | "isPersonal" | "waits" | "canGoBack"> &
  Partial<Pick<KioskScreen, "at" | "isPersonal" | "waits">>;

export type Rendering = (view: View, state: TalkState) => Came;

const done = act("done", "do_done", { tone: "primary" });

function amountLine(
  view: View,
  key: "declined" | "card_refused" | "card_unresolved" | "card_slow" | "note_held",
  amountMinor: number,
): KioskLine {
  const { currency, phone } = view.facts.utility;
  return { key, amountMinor, currency, phone };
}

/** A card is being charged. After a minute nobody is kept standing: the money's fate is told later by other ways. */
export function paying(view: View): Came {
  const { request } = view.choices;
  if (request === null) return success(view);
  if (view.now.wallMs - request.askedAtMs >= PAYMENT_SLOW_MS) {
    return problem(amountLine(view, "card_slow", request.amountMinor), [done]);
  }
  const { currency } = view.facts.utility;
  // A reader that asks for the card itself has begun to, and nothing is paid before it has one.
  const isAsked = devicesOf(view).readerAsks === true && request.methodId === PRESENTED_CARD;
  const power = powerSteps(view, false);
  return {
    subject: {
      screen: "processing",
      steps: power.length > 0 ? power : [{ line: plain("step_payment"), state: "now" }],
    },
    title: plain(isAsked ? "card_hold" : "paying"),
    body: [
      { key: "paying_amount", amountMinor: request.amountMinor, currency },
      ...(isAsked ? [] : [plain("paying_body")]),
    ],
    actions: [],
    at: 5,
    waits: true,
  };
}

function problem(title: KioskLine, actions: Came["actions"]): Came {
  return { subject: { screen: "problem" }, title, body: [], actions, at: 5 };
}

/** What was paid in this visit, by note or by card. */
function paidMinor(view: View): number {
  const { card, cashMinor } = atKiosk(view);
  return card === null ? cashMinor : card.outcome === "settled" ? card.amountMinor : 0;
}

const failures = {
  declined: "declined",
  refused: "card_refused",
  unresolved: "card_unresolved",
} as const;

/** What did not go, and what became of the money; null where something was paid. */
function failed(view: View): Came | null {
  const { card, cashMinor, heldMinor } = atKiosk(view);
  if (card !== null && card.outcome !== "settled") {
    // Nobody knows whether the card was charged: another way would pay twice.
    const again = act("tender", "do_other_way", { tone: "primary" });
    const ways =
      card.outcome === "unresolved" ? [done] : [again, { ...done, tone: "plain" as const }];
    return problem(amountLine(view, failures[card.outcome], card.amountMinor), ways);
  }
  if (card === null && cashMinor === 0 && heldMinor > 0) {
    return problem(amountLine(view, "note_held", heldMinor), [done]);
  }
  return null;
}

export function success(view: View): Came {
  return failed(view) ?? paid(view);
}

function paid(view: View): Came {
  const { heldMinor, owedNotes, owedMinor } = atKiosk(view);
  const { currency } = view.facts.utility;
  const isCredited = owedNotes.length === 0;
  const steps = powerSteps(view, isCredited);
  const amountMinor = paidMinor(view);
  const account = knownAccount(view);
  const isEnough = !isCredited || steps.length > 0;
  return {
    subject: {
      screen: "success",
      runway: knownRunway(view, amountMinor, amountMinor - owedMinor),
      amountMinor,
      currency,
      steps,
    },
    title: { key: "paid_amount", amountMinor, currency },
    body: [
      ...(account === undefined ? [plain("paid_private")] : []),
      ...(isEnough ? [] : neededLines(view)),
      ...(heldMinor === 0 ? [] : [amountLine(view, "note_held", heldMinor)]),
    ],
    actions: [done, act("receipt", "do_receipt"), act("pay", "do_more", { tone: "quiet" })],
    at: 6,
    isPersonal: account !== undefined,
    waits: !isCredited,
  };
}

export function receipt(view: View): Came {
  const { card, heldMinor, receipt: ofCash = null } = atKiosk(view);
  const { currency } = view.facts.utility;
  const account = namedAccount(view);
  const known = knownAccount(view);
  const payee = readPayee(atKiosk(view).accountId);
  const digits = account?.accountId.replaceAll(/[^\p{L}\p{N}]/gu, "").slice(-4) ?? "";
  const facts: KioskFact[] = [
    { label: plain("paid_label"), kind: "money", amountMinor: paidMinor(view), currency },
    payee === undefined
      ? { label: plain("account_label"), kind: "text", text: `...${digits}` }
      : { label: plain("payee_label"), kind: "text", text: `...${payee.ending}` },
  ];
  if (heldMinor > 0) {
    facts.push({ label: plain("held_label"), kind: "money", amountMinor: heldMinor, currency });
  }
  const code = card === null ? (ofCash?.code ?? "") : card.confirmation;
  if (code !== "") facts.push({ label: plain("code_label"), kind: "text", text: code });
  if (known !== undefined) {
    const { balanceUnits } = known;
    facts.push({ label: plain("balance_label"), kind: "balance", balanceUnits, currency });
  }
  return {
    subject: { screen: "receipt", facts },
    title: plain("receipt"),
    body: [],
    actions: [done],
    at: 6,
    isPersonal: true,
  };
}
