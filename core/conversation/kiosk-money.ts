import { accountOf } from "./facts.ts";
import { closeQuestion } from "./question.ts";
import { type Choices, type Seen } from "./talk.ts";
import { type TalkEvent } from "./talk-event.ts";
import { type AtKiosk, freshKiosk } from "./at-kiosk.ts";

/** Paying begins: whether there is a supply to come back is asked now, before the money changes it. */
export function beginPaying(seen: Seen<"KIOSK_PAY" | "KIOSK_FOUND">): Partial<Choices> {
  const account = accountOf(seen.event.moment.facts, here(seen).accountId);
  const wasOff = account !== undefined && account.supply !== "on";
  const fresh = { amountMinor: null, card: null, wasOff };
  // Notes of a payment before this one in the same visit were told of and are done.
  const cash =
    here(seen).owedNotes.length === 0 ? { cashMinor: 0, heldMinor: 0, receipt: null } : {};
  return { ...closeQuestion(seen.context), ...change(seen, { ...fresh, ...cash }) };
}

export function isOutside({ context, event }: Seen<"KIOSK_AMOUNT">): boolean {
  const limits = accountOf(event.moment.facts, context.kiosk?.accountId ?? null)?.limits;
  if (limits === undefined) return true;
  return event.amountMinor < Math.max(limits.minMinor, 1) || event.amountMinor > limits.maxMinor;
}

export function keepAmount(seen: Seen<"KIOSK_AMOUNT">): Partial<Choices> {
  return change(seen, { amountMinor: seen.event.amountMinor });
}

export function hasNoAmount({ context }: Seen<TalkEvent["type"]>): boolean {
  return (context.kiosk?.amountMinor ?? null) === null;
}

/** A card held to the reader while its amount stands on the screen is the yes to it. */
export function requestPresented(seen: Seen<"CARD_PRESENTED">): Partial<Choices> {
  const { accountId, amountMinor } = here(seen);
  if (accountId === null || amountMinor === null) return {};
  const { turn, now } = seen.event.moment;
  const asked = { turn, askedAtMs: now.wallMs, digit: 1 };
  return {
    ...closeQuestion(seen.context),
    ...change(seen, { card: null }),
    request: { accountId, methodId: PRESENTED_CARD, amountMinor, ...asked },
    decidedTurn: turn,
  };
}

/** The note is in the box, whatever the screen shows: it is counted, and its account's home is told. */
export function takeNote(seen: Seen<"NOTE">): Partial<Choices> {
  const { cashMinor, owedMinor, owedNotes, receipt = null } = here(seen);
  const { note, amountMinor } = seen.event;
  return {
    ...change(seen, {
      receipt: receipt ?? { firstNote: note, code: null },
      cashMinor: cashMinor + amountMinor,
      owedNotes: [...owedNotes, note],
      owedMinor: owedMinor + amountMinor,
      isHelp: false,
    }),
    decidedTurn: seen.event.moment.turn,
  };
}

/** A note that came while nobody was at the terminal, or had named no account, waits for a person at the utility. */
export function holdNote(seen: Seen<"NOTE">): Partial<Choices> {
  const { heldMinor } = here(seen);
  const kept = change(seen, { heldMinor: heldMinor + seen.event.amountMinor });
  return { ...kept, decidedTurn: seen.event.moment.turn };
}

/** What came of a note: credited, or held where its account could not take it. */
export function noteCame(seen: Seen<"RESULT">): Partial<Choices> {
  const { owedNotes, owedMinor, cashMinor, heldMinor, receipt = null } = here(seen);
  const { note, outcome, amountMinor, confirmation = null } = seen.event.result;
  const rest = owedNotes.filter((one) => one !== note);
  const owed = { owedNotes: rest, owedMinor: owedMinor - amountMinor };
  if (outcome === "settled") {
    return change(seen, {
      ...owed,
      ...(receipt !== null && { receipt: { ...receipt, code: confirmation } }),
    });
  }
  return change(seen, {
    ...owed,
    cashMinor: cashMinor - amountMinor,
    heldMinor: heldMinor + amountMinor,
  });
}

export function isOfNote({ context, event }: Seen<"RESULT">): boolean {
  const { note } = event.result;
  return note !== undefined && context.kiosk?.owedNotes.includes(note) === true;
}

export function hasPaid({ cashMinor, heldMinor, card }: AtKiosk): boolean {
  return cashMinor + heldMinor > 0 || card !== null;
}

export function here({ context }: { readonly context: Choices }): AtKiosk {
  return context.kiosk ?? freshKiosk;
}

export function change(
  seen: { readonly context: Choices },
  changed: Partial<AtKiosk>,
): Partial<Choices> {
  return { kiosk: { ...here(seen), ...changed } };
}

/** The method of a charge to the card that was just held to the reader: none that is saved has this id. */
export const PRESENTED_CARD = "presented";
