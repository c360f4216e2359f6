/** Stripe's own books: what it says that it holds, and every move of it. */
import type { Stripe } from "stripe";
import type { MoveKind, ProcessorBook, ProcessorBooks, ProcessorMove } from "../../core/ports.ts";
import type { StripeClient } from "./client.ts";
import { listedSince } from "./list-since.ts";

/** Stripe's reporting categories, which it advises for books, and ours; any other is for people to look at. */
const kinds: Readonly<Record<string, MoveKind>> = {
  charge: "charge",
  partial_capture_reversal: "charge",
  charge_failure: "charge_failure",
  refund: "refund",
  refund_failure: "refund",
  dispute: "dispute",
  dispute_reversal: "dispute",
  fee: "fee",
  network_cost: "fee",
  payout: "payout",
  payout_reversal: "payout",
};

/** How often the books are read until nothing moves meanwhile; what moves still is seen by the next reading. */
const READINGS_MAX = 3;

export interface StripeBooksOptions {
  readonly client: StripeClient;
  readonly isOwn: () => boolean;
}

export function stripeBooks({ client, isOwn }: StripeBooksOptions): ProcessorBooks {
  return {
    name: "stripe",
    isOwn,
    async read({ sinceMs, currency }) {
      const stripe = await client();
      const word = currency.toLowerCase();
      let book: ProcessorBook | null = null;
      for (let reading = 0; reading < READINGS_MAX; reading += 1) {
        const before = book ?? (await heldIn(stripe, word));
        const moves = await movesOf(stripe, word, Math.floor(sinceMs / 1000));
        book = { ...(await heldIn(stripe, word)), moves };
        if (totalOf(before) === totalOf(book)) break;
      }
      return book ?? { pendingMinor: 0, availableMinor: 0, moves: [] };
    },
  };
}

type Held = Pick<ProcessorBook, "pendingMinor" | "availableMinor">;

function totalOf({ pendingMinor, availableMinor }: Held): number {
  return pendingMinor + availableMinor;
}

async function heldIn(stripe: Stripe, currency: string): Promise<Held> {
  const { pending, available } = await stripe.balance.retrieve();
  const minor = (parts: readonly { readonly amount: number; readonly currency: string }[]) =>
    parts.filter((part) => part.currency === currency).reduce((sum, { amount }) => sum + amount, 0);
  // Some that stand in for Stripe give one part, and not a list of them.
  return { pendingMinor: minor([pending].flat()), availableMinor: minor([available].flat()) };
}

async function movesOf(stripe: Stripe, currency: string, sinceS: number): Promise<ProcessorMove[]> {
  const moves: ProcessorMove[] = [];
  const listed = listedSince(sinceS, {}, (given) => stripe.balanceTransactions.list(given));
  for await (const line of listed) {
    if (line.currency === currency) moves.push(moveOf(line));
  }
  return moves.toReversed();
}

function moveOf(line: Stripe.BalanceTransaction): ProcessorMove {
  const { id, amount, fee, source, created, reporting_category: category } = line;
  return {
    id,
    kind: Object.hasOwn(kinds, category) ? (kinds[category] ?? "other") : "other",
    amountMinor: amount,
    // Some that stand in for Stripe take none, and say so by nothing.
    feeMinor: fee ?? 0,
    source: typeof source === "string" ? source : (source?.id ?? null),
    movedAtMs: created * 1000,
  };
}
