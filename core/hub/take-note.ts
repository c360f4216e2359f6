import { keyOf, kioskLine } from "../ids.ts";
import type { Hub } from "../ports.ts";
import type { Received } from "./receive-input.ts";
import { takeTurn } from "./take-turn.ts";

export interface TakeNote {
  readonly kioskId: string;
  /** The sequence of the acceptor's event: one note is one event, however often it is told. */
  readonly note: number;
  readonly amountMinor: number;
}

/**
 * Takes a note that the acceptor has for good: one transaction at the terminal's line counts it, says whose it is by the
 * screen that is open, and owes its account's home the credit. Durable when this resolves, and only then may the screen count up.
 */
export function takeNote(hub: Hub, { kioskId, note, amountMinor }: TakeNote): Promise<Received> {
  return takeTurn(hub, {
    channel: "kiosk",
    key: keyOf("note", kioskId, note),
    from: kioskLine(kioskId),
    to: kioskId,
    input: { kind: "note", note, amountMinor },
  });
}

/** A card was held to the reader: what it can be charged by once is its token, which no turn keeps. */
export function takeCard(
  hub: Hub,
  card: { readonly kioskId: string; readonly sequence: number; readonly token: string },
): Promise<Received> {
  return takeTurn(hub, {
    channel: "kiosk",
    key: keyOf("card", card.kioskId, card.sequence),
    from: kioskLine(card.kioskId),
    to: card.kioskId,
    input: { kind: "card_presented" },
    cardToken: card.token,
  });
}

/** The screen waits for a card at a reader that the processor drives: the payment begins, and the reader asks for the card. Once a turn. */
export function askReader(
  hub: Hub,
  asked: { readonly kioskId: string; readonly rev: number; readonly token: string },
): Promise<Received> {
  return takeTurn(hub, {
    channel: "kiosk",
    key: keyOf("reader", asked.kioskId, asked.rev),
    from: kioskLine(asked.kioskId),
    to: asked.kioskId,
    input: { kind: "card_presented" },
    rev: asked.rev,
    cardToken: asked.token,
  });
}
