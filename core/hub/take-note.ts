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
  { kioskId, sequence, token }: { kioskId: string; sequence: number; token: string },
): Promise<Received> {
  return takeTurn(hub, { ...presentedAt(kioskId, token), key: keyOf("card", kioskId, sequence) });
}

/** The screen waits for a card at a reader that the processor drives: the payment begins, and the reader asks for the card. Once a turn. */
export function askReader(
  hub: Hub,
  { kioskId, rev, token }: { kioskId: string; rev: number; token: string },
): Promise<Received> {
  const key = keyOf("reader", kioskId, rev);
  return takeTurn(hub, { ...presentedAt(kioskId, token), key, rev });
}

function presentedAt(kioskId: string, token: string) {
  return {
    channel: "kiosk",
    from: kioskLine(kioskId),
    to: kioskId,
    input: { kind: "card_presented" },
    cardToken: token,
  } as const;
}
