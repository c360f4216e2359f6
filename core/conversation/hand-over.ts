import { accountOf } from "./facts.ts";
import { assign } from "xstate";
import { MINUTE_MS } from "../instant.ts";
import { allowed, type Understood } from "./allowed.ts";
import { isPayee } from "./payee.ts";
import type { Prompt } from "./prompt.ts";
import { closeQuestion } from "./question.ts";
import {
  type Choices,
  freshChoices,
  type Seen,
  type TalkOn,
  type TalkStates,
  type Telling,
} from "./talk.ts";
import { type Moment } from "./talk-event.ts";
import { freshKiosk } from "./at-kiosk.ts";

/** Long enough to walk home from a terminal, too short for a code found on its screen later. */
export const HAND_OVER_VALID_MS = 10 * MINUTE_MS;

/** What goes from one line to another: whose account, and how much was to be paid. Proof stays behind and is asked again. */
export interface Handed {
  readonly accountId: string;
  readonly amountMinor: number | null;
}

/** A talk that may go on elsewhere, by its one-time code. */
export interface HandOverOffer extends Handed {
  readonly code: string;
  /** Wall time; it names the offer too, for a line makes no two in one millisecond. */
  readonly offeredAtMs: number;
}

/** The account the talk is about, or the only one there is. */
function subjectOf({ kiosk, accountId }: Choices, { facts }: Moment): string | null {
  const [only] = facts.accounts.length === 1 ? facts.accounts : [];
  const named = kiosk?.accountId ?? accountId ?? only?.accountId ?? null;
  return accountOf(facts, named)?.accountId ?? null;
}

/** The amount of a payment that was asked about: with which card, by this one, or by the page of a link. */
function amountOf({ question, kiosk }: Choices): number | null {
  const asksToPay =
    question?.kind === "confirm" ||
    question?.kind === "method" ||
    (question?.kind === "offer" && question.what === "pay_link");
  return asksToPay ? question.amountMinor : (kiosk?.amountMinor ?? null);
}

function cannotOffer({ context, event }: Seen<"HAND_OVER">): boolean {
  const { moment } = event;
  return moment.facts.line.freshCode === undefined || subjectOf(context, moment) === null;
}

/** What was asked here is asked no more: it is answered where the talk goes on. */
function offer({ context, event: { moment } }: Seen<"HAND_OVER">): Partial<Choices> {
  const code = moment.facts.line.freshCode;
  const accountId = subjectOf(context, moment);
  if (code === undefined || accountId === null) return {};
  const offeredAtMs = moment.now.wallMs;
  return {
    ...closeQuestion(context),
    handOver: { code, accountId, amountMinor: amountOf(context), offeredAtMs },
    decidedTurn: moment.turn,
  };
}

function isUnknown({ event }: Seen<"HANDED">): boolean {
  return event.handed === null;
}

function hasAmount({ event }: Seen<"HANDED">): boolean {
  return (event.handed?.amountMinor ?? null) !== null;
}

/** Somebody has come to a terminal with what they began elsewhere; nothing of a visit before is left. */
function arrive({ context, event: { handed } }: Seen<"HANDED">): Partial<Choices> {
  if (handed === null) return {};
  const { accountId, amountMinor } = handed;
  const { request, language, decidedTurn } = context;
  const kiosk = { ...freshKiosk, found: [accountId], accountId, amountMinor };
  return { ...freshChoices, request, language, decidedTurn, kiosk, accountId };
}

function isOfThis({ context, event }: Seen<"HANDED_OFF">): boolean {
  return context.handOver?.offeredAtMs === event.offeredAtMs;
}

function isVisit(seen: Seen<"HANDED_OFF">): boolean {
  return isOfThis(seen) && seen.context.kiosk !== null;
}

/** What was put in before is on its account; all else of the visit is forgotten. */
function leave({ context }: Seen<"HANDED_OFF">): Partial<Choices> {
  const { request, decidedTurn, language } = context;
  const { cashMinor, heldMinor } = context.kiosk ?? freshKiosk;
  const kiosk = { ...freshKiosk, cashMinor, heldMinor };
  return { ...freshChoices, request, decidedTurn, language, kiosk };
}

/** A talk begun at one line goes on at another, by a one-time code. */
export const handOverOn = {
  HAND_OVER: [
    { guard: cannotOffer, target: ".helped" },
    { target: ".handOverOffered", actions: assign(offer) },
  ],
  HANDED: [
    { guard: isUnknown, target: ".handOverUnknown" },
    { guard: hasAmount, target: ".kioskTender", actions: assign(arrive) },
    // A code names nobody, so there is nobody to confirm.
    {
      guard: ({ event }) => isPayee(event.handed?.accountId ?? null),
      target: ".kioskAmount",
      actions: assign(arrive),
    },
    { target: ".kioskWho", actions: assign(arrive) },
  ],
  HANDED_OFF: [
    { guard: isVisit, target: ".kioskEnded", actions: assign(leave) },
    { guard: isOfThis, actions: assign(() => ({ handOver: null })) },
  ],
} satisfies TalkOn;

export const handOverStates = { handOverOffered: {}, handOverUnknown: {} } satisfies TalkStates;

export const handOverTellings = {
  handOverOffered: {
    prompt: ({ choices: { handOver }, facts }): Prompt => {
      const { name: utility, phone } = facts.utility;
      if (handOver === null) return { utility, key: "help", phone };
      return { utility, key: "hand_over", code: handOver.code, phone };
    },
    intent: ({ handOver }) =>
      handOver === null ? undefined : { kind: "offer_hand_over", offer: handOver },
  },
  handOverUnknown: {
    prompt: ({ facts }): Prompt => ({ utility: facts.utility.name, key: "hand_over_unknown" }),
  },
} satisfies Record<keyof typeof handOverStates, Telling>;

/**
 * How a talk goes on that began elsewhere. At a terminal whoever holds the code may pay. A phone goes on where the account is
 * its own; by call the PIN is asked again, and by text an account of somebody else is none of its business.
 */
export function fromHanded(handed: Handed | null, moment: Moment): Understood {
  const { line } = moment.facts;
  if (handed === null || line.kiosk !== undefined)
    return allowed({ moment, type: "HANDED", handed });
  const { accountId, amountMinor } = handed;
  if (accountOf(moment.facts, accountId) === undefined) {
    return line.channel === "ivr"
      ? allowed({ moment, type: "PROOF_NEEDED", accountId, next: "pay", amountMinor })
      : { event: { moment, type: "NOT_ALLOWED", need: "proved" }, tells: "state" };
  }
  return allowed({ moment, type: "PAY", accountId, amount: amountMinor, methodId: null });
}
