/** Screens of a terminal from how much to how. */
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
  tendersOf,
} from "./kiosk-parts.ts";
import type { KioskAction, KioskLine } from "./kiosk-prompt.ts";
import { identify } from "./kiosk-who.ts";
import type { View } from "./talk.ts";

/** Notes that acceptors of a currency take, in its major units; elsewhere the box itself says. */
const notes: Readonly<Record<string, readonly number[]>> = { USD: [1, 5, 10, 20, 50, 100] };
const MINOR_IN_USD = 100;
/** The presets, as multiples of the least that may be paid. */
const PRESETS = [2, 4, 10] as const;

export function amount(isOutside: boolean): Rendering {
  return (view, state) => {
    const account = namedAccount(view);
    if (account === undefined) return identify(false)(view, state);
    const { currency } = view.facts.utility;
    const { minMinor, maxMinor } = account.limits;
    const restoreMinor = knownAccount(view)?.restoreMinor ?? null;
    const presets = PRESETS.map((times) => times * minMinor).filter(
      (minor) => minor <= maxMinor && minor > (restoreMinor ?? 0),
    );
    const restore: KioskAction[] =
      restoreMinor === null ? [] : [preset(view, restoreMinor, "do_restore", "primary")];
    return {
      subject: {
        screen: "amount",
        runway: knownRunway(view, 0),
        preview: previewOf(view, account),
      },
      title: isOutside ? { key: "amount_outside", minMinor, maxMinor, currency } : plain("amount"),
      body: [],
      actions: [...restore, ...presets.map((minor) => preset(view, minor, "do_amount", "plain"))],
      at: 3,
      isPersonal: knownAccount(view) !== undefined,
    };
  };
}

function preset(
  view: View,
  amountMinor: number,
  key: "do_amount" | "do_restore",
  tone: KioskAction["tone"],
): KioskAction {
  const { currency } = view.facts.utility;
  const line = { key, amountMinor, currency } as const;
  return act(`amount:${String(amountMinor)}`, line, { tone, ...outcomeOf(view, amountMinor) });
}

export const tender: Rendering = (view) => {
  const [cash, card] = tendersOf(view);
  const why = (line: KioskLine | null | undefined) => (line ? { why: line } : {});
  const saved = knownAccount(view)?.methods ?? [];
  return {
    subject: { screen: "choose", what: "tender" },
    title: plain("tender"),
    body: [],
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
  return {
    subject: {
      screen: "cash",
      totalMinor: cashMinor,
      currency,
      notesMinor: (notes[currency] ?? []).map((major) => major * MINOR_IN_USD),
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

export const card: Rendering = (view) => {
  const { amountMinor } = atKiosk(view);
  const { reader } = devicesOf(view);
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
    body: [{ key: "confirm_card", brand, last4 }],
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
