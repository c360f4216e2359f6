/** A customer's months on prepay: used by the hour, known by the read, topped up as the customer's habit is. */
import { seeded } from "../../core/seeded.ts";
import type { BenchHome } from "./home.ts";

/** How many hours after this read the next one is asked for. */
export type Policy = (home: BenchHome, hour: number, balanceUnits: number) => number;

export interface Life {
  readonly reads: number;
  readonly hours: number;
  /** Of each run-out found: how far below zero the balance was, in ledger units, and how many hours it had been. */
  readonly runOuts: readonly { readonly overdraftUnits: number; readonly lateHours: number }[];
}

export const DOLLAR_UNITS = 1_000_000;

/** Reads begin when the account has four weeks of past. */
const FIRST_HOUR = 28 * 24;
/** The balance at which a customer gets a message, and most pay. */
export const LOW_UNITS = 5 * DOLLAR_UNITS;
const TOP_UP_LEAST_CENTS = 1_000;
const TOP_UP_MOST_CENTS = 5_000;

/**
 * A top-up is any amount from $10 to $50. A customer who pays does so at the first read that shows $5 or less; every
 * customer does at the read that shows the balance run out, even if it was above $5 at the read before.
 */
export function live(
  home: BenchHome,
  policy: Policy,
  { seed, paysWhenLow }: { readonly seed: number; readonly paysWhenLow: boolean },
): Life {
  const chance = seeded("top-ups", seed, home.id);
  const topUp = (): number => {
    const cents = chance.below(TOP_UP_MOST_CENTS - TOP_UP_LEAST_CENTS + 1);
    return (TOP_UP_LEAST_CENTS + cents) * (DOLLAR_UNITS / 100);
  };
  const runOuts: { overdraftUnits: number; lateHours: number }[] = [];
  let reads = 0;
  let hour = FIRST_HOUR;
  let balanceUnits = topUp();
  for (;;) {
    const next = hour + policy(home, hour, balanceUnits);
    if (next > home.costs.length) break;
    let ranOutHour: number | null = null;
    for (; hour < next; hour += 1) {
      const cost = home.costs[hour] ?? 0;
      if (ranOutHour === null && balanceUnits < cost) ranOutHour = hour + balanceUnits / cost;
      balanceUnits -= cost;
    }
    reads += 1;
    if (balanceUnits < 0) {
      runOuts.push({ overdraftUnits: 0 - balanceUnits, lateHours: hour - (ranOutHour ?? hour) });
      while (balanceUnits < 0) balanceUnits += topUp();
    } else if (paysWhenLow && balanceUnits <= LOW_UNITS) {
      balanceUnits += topUp();
    }
  }
  return { reads, hours: hour - FIRST_HOUR, runOuts };
}
