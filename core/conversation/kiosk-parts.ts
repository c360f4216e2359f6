/** Pieces that several screens of a terminal are put together from. */
import { must } from "../assert.ts";
import { currencyOf, unitsToMinorFloor } from "../money.ts";
import { accountOf, type AccountFacts, type KioskFacts } from "./facts.ts";
import type {
  KioskAction,
  KioskLine,
  KioskPreview,
  KioskRunway,
  KioskStep,
  TenderFact,
} from "./kiosk-prompt.ts";
import { isPayee } from "./payee.ts";
import type { PlainKioskKey } from "./plain-kiosk-key.ts";
import { toOldDebt } from "./split.ts";
import { before, type Lasts, lastsWith } from "./runway.ts";
import { type View } from "./talk.ts";
import { type AtKiosk, freshKiosk } from "./at-kiosk.ts";

/** Fewer days than this are little. */
const LOW_DAYS = 4;
/** Signs of an account's number that are shown: enough to tell one's own, too few to learn it. */
export const NUMBER_SHOWN = 4;

const closed: KioskFacts = { acceptor: "away", reader: "away", takesCards: false };

export function atKiosk({ choices }: View): AtKiosk {
  return choices.kiosk ?? freshKiosk;
}

export function devicesOf({ facts }: View): KioskFacts {
  return facts.line.kiosk ?? closed;
}

export function namedAccount(view: View): AccountFacts | undefined {
  return accountOf(view.facts, atKiosk(view).accountId);
}

/** The account, where whoever is there has proved that they may know of it. */
export function knownAccount(view: View): AccountFacts | undefined {
  const isKnown = view.facts.line.proved === true && !isPayee(atKiosk(view).accountId);
  return isKnown ? namedAccount(view) : undefined;
}

/** An account as its own customer tells it from their others. */
export function choiceLine({ label, accountId }: AccountFacts): KioskLine {
  return { key: "account_choice", label, digits: accountId.slice(-NUMBER_SHOWN) };
}

export function plain(key: PlainKioskKey): KioskLine {
  return { key };
}

export function act(
  option: string,
  line: PlainKioskKey | KioskLine,
  more: Partial<Omit<KioskAction, "option" | "line">> = {},
): KioskAction {
  return { tone: "plain", ...more, option, line: typeof line === "string" ? { key: line } : line };
}

/** Whose it is, so that its owner knows it and nobody else learns it: initials, the street without its number, and the last digits. */
export function maskedLine(
  key: "who" | "account_choice",
  { label, initials, accountId }: AccountFacts,
): KioskLine {
  const street = label
    .replaceAll(/[\p{N}#]+\p{L}?\b/gu, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return {
    key,
    label: [initials, street].filter(Boolean).join(", "),
    digits: accountId.replaceAll(/[^\p{L}\p{N}]/gu, "").slice(-NUMBER_SHOWN),
  };
}

function lasts(view: View, account: AccountFacts, amountMinor: number): Lasts {
  const currency = must(currencyOf(view.facts.utility.currency), "a currency with a scale");
  return lastsWith(account, amountMinor, { currency, serviceMs: view.now.serviceMs });
}

/** How long the money lasts with `amountMinor` paid, of which the balance has `creditedMinor` by now. */
export function runwayOf(
  view: View,
  account: AccountFacts,
  paid: { readonly amountMinor: number; readonly creditedMinor: number },
): KioskRunway {
  const { currency: code } = view.facts.utility;
  const currency = must(currencyOf(code), "a currency with a scale");
  const base = before(account, paid.creditedMinor, currency);
  const { days, addedDays, untilMs } = lasts(view, base, paid.amountMinor);
  const { balanceUnits, supply, zone } = account;
  const isOut = supply === "off" && addedDays === 0;
  return {
    level: isOut || days === 0 ? "out" : days !== null && days < LOW_DAYS ? "low" : "good",
    days,
    addedDays,
    balanceUnits,
    currency: code,
    line: isOut
      ? { key: "home_off" }
      : days === null || untilMs === null
        ? { key: "no_runway" }
        : { key: "runway", days, untilAtMs: untilMs, zone },
  };
}

export function knownRunway(
  view: View,
  amountMinor: number,
  creditedMinor = 0,
): KioskRunway | null {
  const account = knownAccount(view);
  return account === undefined ? null : runwayOf(view, account, { amountMinor, creditedMinor });
}

/** What an amount buys, said beside it; nothing to who has not proved who they are. */
export function outcomeOf(view: View, amountMinor: number): { readonly outcome?: KioskLine } {
  const account = knownAccount(view);
  if (account === undefined) return {};
  const { addedDays, untilMs } = lasts(view, account, amountMinor);
  if (untilMs === null || addedDays <= 0) return {};
  return { outcome: { key: "buys", days: addedDays, untilAtMs: untilMs, zone: account.zone } };
}

export function previewOf(view: View, account: AccountFacts): KioskPreview {
  const { currency: code } = view.facts.utility;
  const currency = must(currencyOf(code), "a currency with a scale");
  const known = knownAccount(view);
  const perDayUnits = known?.mode === "prepaid" ? known.perDayUnits : null;
  return {
    currency: code,
    minMinor: account.limits.minMinor,
    maxMinor: account.limits.maxMinor,
    balanceMinor: known === undefined ? null : unitsToMinorFloor(known.balanceUnits, currency),
    perDayMinor:
      perDayUnits === null ? null : Math.max(1, unitsToMinorFloor(perDayUnits, currency)),
    zone: account.zone,
    serviceMs: view.now.serviceMs,
  };
}

const whyNoCash = { full: "why_full", jammed: "why_jammed", away: "why_away" } as const;

function whyNot(kind: TenderFact["kind"], { acceptor, reader, takesCards }: KioskFacts) {
  if (kind === "cash")
    return acceptor in whyNoCash ? whyNoCash[acceptor as keyof typeof whyNoCash] : null;
  if (!takesCards) return "why_no_cards";
  return reader === "away" ? "why_away" : null;
}

export function tendersOf(view: View): readonly TenderFact[] {
  return (["cash", "card"] as const).map((kind) => {
    const key = whyNot(kind, devicesOf(view));
    return { kind, why: key === null ? null : plain(key) };
  });
}

/** What of an amount goes to what is long owed, said to who may know of it, and only where something does. */
export function splitLines(view: View, amountMinor: number | null): readonly KioskLine[] {
  const account = knownAccount(view);
  if (account === undefined || amountMinor === null) return [];
  const { currency } = view.facts.utility;
  const oldMinor = toOldDebt(account, amountMinor, currency);
  const restMinor = amountMinor - oldMinor;
  return oldMinor === 0 ? [] : [{ key: "split", amountMinor, oldMinor, restMinor, currency }];
}

/** What would turn it on, said to who may know of it. */
export function neededLines(view: View): readonly KioskLine[] {
  const account = knownAccount(view);
  if (account === undefined || account.restoreMinor === null) return [];
  const { restoreMinor: amountMinor, label } = account;
  return [{ key: "restore_needed", amountMinor, label, currency: view.facts.utility.currency }];
}

const comesBack: ReadonlySet<AccountFacts["supply"]> = new Set(["turning_on", "armed", "on"]);

/** What brings the supply back, each step done only once it has happened; empty where it was on all along. */
export function powerSteps(view: View, isPaid: boolean): readonly KioskStep[] {
  const account = knownAccount(view);
  if (account === undefined || !atKiosk(view).wasOff) return [];
  const { supply, restoreMinor } = account;
  if (!isPaid) return stepsAt("now", "waiting", "waiting", "step_meter");
  const isAsked = comesBack.has(supply);
  // Not enough yet: nothing was asked of the meter, and the screen says what is lacking.
  if (!isAsked) return restoreMinor === null ? stepsAt("done", "now", "waiting", "step_meter") : [];
  const isOn = supply === "on";
  return stepsAt(
    "done",
    "done",
    isOn ? "done" : "now",
    supply === "armed" ? "step_meter_press" : "step_meter",
  );
}

function stepsAt(
  payment: KioskStep["state"],
  account: KioskStep["state"],
  meter: KioskStep["state"],
  meterKey: "step_meter" | "step_meter_press",
): readonly KioskStep[] {
  return [
    { line: plain("step_payment"), state: payment },
    { line: plain("step_account"), state: account },
    { line: plain(meterKey), state: meter },
  ];
}
