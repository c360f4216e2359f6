import { assert } from "../assert.ts";
import type { Now } from "../instant.ts";
import { type Header, quoteHonoured } from "../ledger/postings.ts";
import { type Allocated, raisedUnits } from "../payment/allocate.ts";
import { honouredUnits } from "../payment/offer.ts";
import type { Sql } from "../ports.ts";
import { quoteFor, useQuote } from "../store/quotes.ts";
import { levelAt } from "./emergency-standing.ts";
import { balancesAt, type Books, post } from "./post.ts";

export interface PaidInTime {
  readonly paymentId: string;
  readonly amountMinor: number;
  /** When the customer agreed to pay, by wall time. */
  readonly agreedAtMs: number;
  readonly parts: readonly Allocated[];
  /** Of the payment's own transfer. */
  readonly header: Header;
}

/**
 * After a payment is allocated, and before supply is decided: if it was agreed to while a quote held that it covers, the quote
 * is used up, and what accrued since is given in a posting of its own, so that the amount does what it was said to do. The
 * answer is what the journal tells of it; null where no quote was used.
 */
export function honourQuote(
  sql: Sql,
  now: Now,
  { home, currency }: Books,
  paid: PaidInTime,
): { readonly quoteId: string; readonly honouredUnits: number } | null {
  const quote = quoteFor(sql, home, paid);
  if (quote === undefined) return null;
  const used = useQuote(sql, home, quote.id, paid.paymentId);
  assert(used, `quote ${quote.id} was used in the same transaction`);
  const balances = balancesAt(sql, home);
  const { levelUnits: levelAfterUnits, measure } = levelAt(sql, home, balances);
  const amountUnits = honouredUnits(quote, {
    levelBeforeUnits: levelAfterUnits - raisedUnits(paid.parts, measure),
    levelAfterUnits,
  });
  if (amountUnits > 0) {
    const header = { ...paid.header, id: `payment/${paid.paymentId}/quote` };
    const { shortfallUnits } = balances;
    const transfer = quoteHonoured(header, { amountUnits, shortfallUnits });
    const posted = post(sql, now, { home, currency }, transfer);
    assert(posted.kind === "posted", `a quote was not honoured: ${JSON.stringify(posted)}`);
  }
  return { quoteId: quote.id, honouredUnits: amountUnits };
}
