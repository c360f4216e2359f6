import {
  beginPaying,
  isOutside,
  keepAmount,
  hasNoAmount,
  requestPresented,
  takeNote,
  holdNote,
  noteCame,
  isOfNote,
  hasPaid,
  here,
  change,
} from "./kiosk-money.ts";
import { accountOf } from "./facts.ts";
import { assign } from "xstate";
import type { Intent } from "./intent.ts";
import { isWaiting } from "./pay-checks.ts";
import { hasOthers, isTheirs, leaveAccount } from "./page.ts";
import { isPayee } from "./payee.ts";
import type { Prompt } from "./prompt.ts";
import { askAccountNumber, closeQuestion } from "./question.ts";
import {
  type Choices,
  freshChoices,
  type Seen,
  type TalkOn,
  type TalkStates,
  type Telling,
  type View,
} from "./talk.ts";
import { type TalkEvent } from "./talk-event.ts";
import { freshKiosk } from "./at-kiosk.ts";

/** Numbers in a row that no account has, after which the terminal shows where help is. */
export const NOT_FOUND_MAX = 3;

/** Somebody came: nothing of who was there before is left but the language just chosen. */
function begin({ context, event }: Seen<"KIOSK_BEGIN" | "KIOSK_WHO">): Partial<Choices> {
  const { language } = context;
  return { ...afresh(context), ...askAccountNumber(context, event.moment), language };
}

/** Whoever touches the goodbye of another begins in the utility's own language. */
function beginAnew(seen: Seen<"KIOSK_BEGIN">): Partial<Choices> {
  return { ...begin(seen), language: null };
}

/** A payment under way is followed to its end; all else that was chosen is forgotten. */
function afresh({ request, decidedTurn }: Choices): Choices {
  return { ...freshChoices, request, decidedTurn, kiosk: freshKiosk };
}

function notFound(seen: Seen<"KIOSK_FOUND">): Partial<Choices> {
  const count = here(seen).notFound + 1;
  return change(seen, {
    found: [],
    accountId: null,
    notFound: count,
    isHelp: count >= NOT_FOUND_MAX,
  });
}

function found(seen: Seen<"KIOSK_FOUND">): Partial<Choices> {
  const { accountIds } = seen.event;
  const [only = null] = accountIds;
  const accountId = accountIds.length === 1 ? only : null;
  const language = seen.context.language;
  return {
    ...closeQuestion(seen.context),
    kiosk: { ...freshKiosk, found: accountIds, accountId },
    accountId,
    language,
  };
}

/** A code names nobody, so there is nobody to confirm: how much is next. */
function payeeFound(seen: Seen<"KIOSK_FOUND">): Partial<Choices> {
  const { context, event } = seen;
  const chosen = { ...context, ...found(seen) };
  return { ...chosen, ...beginPaying({ context: chosen, event }) };
}

function isByCode({ context }: Seen<TalkEvent["type"]>): boolean {
  return isPayee(context.kiosk?.accountId ?? null);
}

function choose(seen: Seen<"KIOSK_CHOSEN">): Partial<Choices> {
  const { accountId } = seen.event;
  return { ...change(seen, { accountId }), accountId };
}

function isNamed({ context, event }: Seen<TalkEvent["type"]>): boolean {
  const accountId = context.kiosk?.accountId ?? null;
  return accountId !== null && accountOf(event.moment.facts, accountId) !== undefined;
}

function isBusy({ context, event }: Seen<TalkEvent["type"]>): boolean {
  return isWaiting(context, event.moment.now);
}

/** The screen that says goodbye knows what was put in, in the visit's language, and nothing of whose it was. */
function end(seen: Seen<"KIOSK_END">): Partial<Choices> {
  const { cashMinor, heldMinor } = here(seen);
  const { language } = seen.context;
  return { ...afresh(seen.context), language, kiosk: { ...freshKiosk, cashMinor, heldMinor } };
}

/** The way of a visit, from a number to a receipt. Where no account is named only money in the box leads anywhere. */
export const kioskOn = {
  KIOSK_BEGIN: { target: ".askAccountNumber", actions: assign(begin) },
  KIOSK_FOUND: [
    {
      guard: ({ event }) => event.accountIds.length === 0,
      target: ".kioskNotFound",
      actions: assign(notFound),
    },
    {
      guard: ({ event }) => isPayee(event.accountIds[0] ?? null),
      target: ".kioskAmount",
      actions: assign(payeeFound),
    },
    {
      guard: ({ event }) => event.accountIds.length === 1,
      target: ".kioskWho",
      actions: assign(found),
    },
    { target: ".kioskWhich", actions: assign(found) },
  ],
  KIOSK_TOO_MANY: {
    target: ".kioskTooMany",
    actions: assign((seen) => change(seen, { found: [], accountId: null })),
  },
  KIOSK_CHOSEN: [
    { guard: isTheirs, target: ".identified", actions: assign(choose) },
    {
      // Chosen once: the proof that was given for one account says nothing of another that shares its phone.
      guard: (seen) =>
        here(seen).accountId === null && here(seen).found.includes(seen.event.accountId),
      target: ".kioskWho",
      actions: assign(choose),
    },
  ],
  KIOSK_ACCOUNTS: { guard: hasOthers, target: ".kioskWhich", actions: assign(leaveAccount) },
  KIOSK_WHO: [
    // Back from a payment by a code is where codes are typed.
    { guard: isByCode, target: ".askAccountNumber", actions: assign(begin) },
    {
      guard: isNamed,
      target: ".kioskWho",
      actions: assign(({ context }) => closeQuestion(context)),
    },
  ],
  KIOSK_PAY: { guard: isNamed, target: ".kioskAmount", actions: assign(beginPaying) },
  KIOSK_AMOUNT: [
    { guard: (seen) => !isNamed(seen) },
    { guard: isOutside, target: ".kioskAmountOutside" },
    { target: ".kioskTender", actions: assign(keepAmount) },
  ],
  KIOSK_TENDER: [
    { guard: (seen) => !isNamed(seen) || hasNoAmount(seen) },
    { target: ".kioskTender", actions: assign(({ context }) => closeQuestion(context)) },
  ],
  KIOSK_CASH: { guard: isNamed, target: ".kioskCash" },
  KIOSK_CARD: [
    { guard: (seen) => !isNamed(seen) || hasNoAmount(seen) },
    { guard: isBusy, target: ".payBusy" },
    { target: ".kioskCard" },
  ],
  NOTE: [
    { guard: (seen) => !isNamed(seen), actions: assign(holdNote), target: ".kioskNoteHeld" },
    { target: ".kioskCash", actions: assign(takeNote) },
  ],
  KIOSK_FINISH: {
    guard: (seen) => isNamed(seen) && hasPaid(here(seen)),
    target: ".kioskPaid",
  },
  KIOSK_RECEIPT: { guard: isNamed, target: ".kioskReceipt" },
  KIOSK_HELP: { actions: assign((seen) => change(seen, { isHelp: seen.event.on })) },
  KIOSK_LANGUAGE: { actions: assign(({ event }) => ({ language: event.language })) },
  KIOSK_END: { target: ".kioskEnded", actions: assign(end) },
  RESULT: { guard: isOfNote, actions: assign(noteCame) },
} satisfies TalkOn;

export const kioskStates = {
  kioskNotFound: {},
  kioskTooMany: {},
  kioskWhich: {},
  /** A note that comes before "this is mine" is nobody's yet. */
  kioskWho: { on: { NOTE: { target: "kioskNoteHeld", actions: assign(holdNote) } } },
  kioskAmount: {},
  kioskAmountOutside: {},
  kioskTender: {},
  kioskCash: {},
  /** A card counts only while its amount stands on the screen. */
  kioskCard: {
    on: {
      CARD_PRESENTED: [
        { guard: isBusy, target: "payBusy" },
        { target: "payRequested", actions: assign(requestPresented) },
      ],
    },
  },
  kioskNoteHeld: {},
  kioskPaid: {},
  kioskReceipt: {},
  /** Shown for a moment: after it the next visitor finds the first screen. */
  kioskEnded: {
    on: {
      KIOSK_BEGIN: { target: "askAccountNumber", actions: assign(beginAnew) },
      KIOSK_END: { target: "idle", actions: assign(({ context }) => afresh(context)) },
    },
  },
} satisfies TalkStates;

/** By text and by call nobody comes here; who did all the same hears what can be asked. */
function elsewhere({ facts }: View): Prompt {
  return { utility: facts.utility.name, key: "help", phone: facts.utility.phone };
}

function creditNote({ kiosk }: Choices): Intent {
  const firstNote = kiosk?.receipt?.firstNote;
  const accountId = kiosk?.accountId ?? null;
  return { kind: "credit_note", accountId, ...(firstNote !== undefined && { firstNote }) };
}

export const kioskTellings = {
  kioskNotFound: { prompt: elsewhere },
  kioskTooMany: { prompt: elsewhere },
  kioskWhich: { prompt: elsewhere },
  kioskWho: { prompt: elsewhere },
  kioskAmount: { prompt: elsewhere },
  kioskAmountOutside: { prompt: elsewhere },
  kioskTender: { prompt: elsewhere },
  kioskCash: { prompt: elsewhere, intent: creditNote },
  kioskCard: { prompt: elsewhere },
  kioskNoteHeld: { prompt: elsewhere, intent: () => ({ kind: "credit_note", accountId: null }) },
  kioskPaid: { prompt: elsewhere },
  kioskReceipt: { prompt: elsewhere },
  kioskEnded: { prompt: elsewhere },
} satisfies Record<keyof typeof kioskStates, Telling>;
