/**
 * The simulated processor's own books, as a processor of the world keeps them: a line for each move with the fee that it took,
 * money that is pending for two days before it is available, and a payout of all that is, each midnight. They follow from what
 * it remembers of charges, refunds and what became of them, and from nothing that the hub wrote.
 */
import { DAY_MS } from "../../core/instant.ts";
import type { ProcessorBook, ProcessorMove } from "../../core/ports.ts";

/** What a processor remembers that moved money. */
export interface Remembered {
  readonly kind: "charge" | "charge_failure" | "refund" | "dispute" | "dispute_won";
  /** The processor's name for the charge, the refund or the dispute. */
  readonly source: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly atMs: number;
}

/** Of a charge, in thousandths, and by the piece in minor units: near what processors of the world take of a card. */
const FEE_PER_MILLE = 29;
const FEE_EACH_MINOR = 30;
/** Of a dispute, whoever wins it. */
const DISPUTE_FEE_MINOR = 1_500;
/** A charge's money is pending so long. */
const PENDING_MS = 2 * DAY_MS;

interface Line extends ProcessorMove {
  readonly availableAtMs: number;
}

/** What the processor holds at `nowMs`, and its lines since an instant, of one currency. */
export function simulatedBook(
  remembered: readonly Remembered[],
  { currency, sinceMs, nowMs }: { currency: string; sinceMs: number; nowMs: number },
): ProcessorBook {
  const own = remembered
    .filter((one) => one.currency === currency && one.atMs <= nowMs)
    .map((one) => lineOf(one))
    .toSorted(byTime);
  const lines = [...own, ...payouts(own, nowMs)].toSorted(byTime);
  const netOf = (those: readonly Line[]): number =>
    those.reduce((sum, { amountMinor, feeMinor }) => sum + amountMinor - feeMinor, 0);
  return {
    pendingMinor: netOf(lines.filter(({ availableAtMs }) => availableAtMs > nowMs)),
    availableMinor: netOf(lines.filter(({ availableAtMs }) => availableAtMs <= nowMs)),
    moves: lines
      .filter(({ movedAtMs }) => movedAtMs >= sinceMs)
      .map(({ id, kind, source, amountMinor, feeMinor, movedAtMs }) => {
        return { id, kind, source, amountMinor, feeMinor, movedAtMs };
      }),
  };
}

function byTime(one: Line, other: Line): number {
  return one.movedAtMs - other.movedAtMs || (one.id < other.id ? -1 : 1);
}

function lineOf({ kind, source, amountMinor, atMs }: Remembered): Line {
  const moved = { id: `txn_${source}.${kind}`, source, movedAtMs: atMs };
  const now = { ...moved, availableAtMs: atMs };
  switch (kind) {
    case "charge": {
      const feeMinor = Math.round((amountMinor * FEE_PER_MILLE) / 1_000) + FEE_EACH_MINOR;
      return { ...moved, kind, amountMinor, feeMinor, availableAtMs: atMs + PENDING_MS };
    }
    case "charge_failure":
    case "refund":
      return { ...now, kind, amountMinor: -amountMinor, feeMinor: 0 };
    case "dispute":
      return { ...now, kind, amountMinor: -amountMinor, feeMinor: DISPUTE_FEE_MINOR };
    case "dispute_won":
      return { ...now, kind: "dispute", amountMinor, feeMinor: 0 };
  }
}

/** One each midnight (UTC) at which something was available; what is owed to the processor waits for more to come. */
function payouts(lines: readonly Line[], nowMs: number): Line[] {
  const first = lines[0];
  if (first === undefined) return [];
  const waiting = lines.toSorted((one, other) => one.availableAtMs - other.availableAtMs);
  const paid: Line[] = [];
  let [heldMinor, at] = [0, 0];
  for (let day = Math.floor(first.movedAtMs / DAY_MS) + 1; day * DAY_MS <= nowMs; day += 1) {
    const atMs = day * DAY_MS;
    for (; (waiting[at]?.availableAtMs ?? Number.POSITIVE_INFINITY) < atMs; at += 1) {
      const { amountMinor = 0, feeMinor = 0 } = waiting[at] ?? {};
      heldMinor += amountMinor - feeMinor;
    }
    if (heldMinor <= 0) continue;
    const source = `simp_${String(day)}`;
    const payout = { id: `txn_${source}`, kind: "payout", source, feeMinor: 0 } as const;
    paid.push({ ...payout, amountMinor: -heldMinor, movedAtMs: atMs, availableAtMs: atMs });
    heldMinor = 0;
  }
  return paid;
}
