import { MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { addQuote, openQuotes, type QuoteRow, quoteOf } from "../store/quotes.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { type AccountOffer, offerAt, type OfferRefusal } from "./offer.ts";
import { mustSettings } from "./settings.ts";

export interface HoldQuote {
  /** Made by the caller: the same id is the same quote. */
  readonly quoteId: string;
  /** Null is the smallest amount that turns supply on. */
  readonly amountMinor: number | null;
  readonly channel: string;
  readonly actor: string;
}

export interface HeldQuote {
  readonly kind: "held" | "repeated";
  readonly quote: QuoteRow;
  /** What the amount does now: of a repeated quote, not what it did when it was first held. */
  readonly offer: AccountOffer;
}

export type HoldRefusal =
  | OfferRefusal
  | "not_enough"
  | "too_many_quotes"
  | "id_reused"
  | "quote_expired"
  | "quote_used";

/** What settings from before there were quotes hold one for. */
const QUOTE_MINUTES = 15;
/** Who asks at every corner of a day still needs no more; a program that asks in a loop is stopped. */
const QUOTES_OPEN_MAX = 10;

/**
 * Holds an amount that turns supply on: paid before the quote ends it does so, even if energy is used meanwhile
 * (honour-quote.ts). The same id with the same amount answers again and holds nothing more; of a quote that is over, or was
 * paid, it is refused, since nothing is held by it any more.
 */
export function holdQuote(
  sql: Sql,
  now: Now,
  home: Home,
  input: HoldQuote,
): HeldQuote | Refusal<HoldRefusal> {
  const before = quoteOf(sql, home, input.quoteId);
  if (before !== undefined) return repeated(sql, now, home, { before, input });
  const offer = offerAt(sql, now, home, input.amountMinor);
  if (isRefusal(offer)) return offer;
  if (!offer.reaches) {
    return refuse("not_enough", "the amount does not turn supply on, so there is nothing to hold");
  }
  if (openQuotes(sql, home, now.wallMs) >= QUOTES_OPEN_MAX) {
    return refuse(
      "too_many_quotes",
      `an account has at most ${String(QUOTES_OPEN_MAX)} quotes open`,
    );
  }
  const { settings } = mustSettings(sql, now.serviceMs);
  const minutes = settings.payment.quoteMinutes ?? QUOTE_MINUTES;
  const quote: QuoteRow = {
    id: input.quoteId,
    amountMinor: offer.amountMinor,
    levelUnits: offer.before.levelUnits,
    targetUnits: offer.before.reconnectLevelUnits,
    createdAtMs: now.wallMs,
    expiresAtMs: now.wallMs + minutes * MINUTE_MS,
    paymentId: null,
  };
  addQuote(sql, home, quote);
  const { id: quoteId, amountMinor, levelUnits, targetUnits, expiresAtMs } = quote;
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "quote-held",
    actor: input.actor,
    channel: input.channel,
    cause: quoteId,
    facts: { quoteId, amountMinor, levelUnits, targetUnits, expiresAtMs },
  });
  return { kind: "held", quote, offer };
}

function repeated(
  sql: Sql,
  now: Now,
  home: Home,
  { before, input }: { before: QuoteRow; input: HoldQuote },
): HeldQuote | Refusal<HoldRefusal> {
  if (input.amountMinor !== null && input.amountMinor !== before.amountMinor) {
    return refuse("id_reused", `quote ${before.id} exists and is of another amount`);
  }
  if (before.paymentId !== null) {
    return refuse("quote_used", `quote ${before.id} was paid; ask for another`);
  }
  if (before.expiresAtMs <= now.wallMs) {
    return refuse("quote_expired", `quote ${before.id} is over; ask for another`);
  }
  const offer = offerAt(sql, now, home, before.amountMinor);
  return isRefusal(offer) ? offer : { kind: "repeated", quote: before, offer };
}
