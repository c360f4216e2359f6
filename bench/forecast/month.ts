/** What a meter's month comes to, by the mean over all the months that its customers lived. */
import type { BenchHome } from "./home.ts";
import { DOLLAR_UNITS, type Life, live, type Policy } from "./live.ts";

export interface Month {
  readonly reads: number;
  readonly cutOffs: number;
  /** Shares of the cut-offs: found within $1 below zero, and within 6 hours. */
  readonly withinDollar: number;
  readonly withinSixHours: number;
  /** Below zero when it was found, in dollars. */
  readonly mean: number;
  readonly p95: number;
  readonly p99: number;
}

/** Of customers who pay when the balance is low. */
const PAYING_SHARE = 0.8;
const MONTH_HOURS = (365.25 * 24) / 12;
const LATE_HOURS = 6;

interface CutOff {
  readonly dollars: number;
  readonly lateHours: number;
  /** How many of it there are in a month. */
  readonly weight: number;
}

interface Part {
  readonly reads: number;
  readonly cutOffs: readonly CutOff[];
}

export interface Lives {
  readonly homeId: string;
  readonly payers: readonly Life[];
  readonly others: readonly Life[];
}

/** Every home lives once a seed as one that pays when its balance is low and once as one that never does. */
export function livesOf(homes: readonly BenchHome[], policy: Policy, seeds: number): Lives[] {
  return homes.map((home) => {
    const lives = (paysWhenLow: boolean): Life[] =>
      Array.from({ length: seeds }, (_, at) => live(home, policy, { seed: at + 1, paysWhenLow }));
    return { homeId: home.id, payers: lives(true), others: lives(false) };
  });
}

/** Where 80 % pay, a month is made of both kinds of customer in that proportion. */
export function monthsOf(lives: readonly Lives[]): {
  readonly mostPay: Month;
  readonly nonePays: Month;
} {
  const payers = lives.flatMap((of) => of.payers);
  const others = lives.flatMap((of) => of.others);
  return {
    mostPay: monthFrom([partOf(payers, PAYING_SHARE), partOf(others, 1 - PAYING_SHARE)]),
    nonePays: monthFrom([partOf(others, 1)]),
  };
}

function partOf(lives: readonly Life[], share: number): Part {
  const months = lives.reduce((sum, { hours }) => sum + hours, 0) / MONTH_HOURS;
  const weight = share / months;
  return {
    reads: lives.reduce((sum, { reads }) => sum + reads, 0) * weight,
    cutOffs: lives
      .flatMap((life) => life.runOuts)
      .map(({ overdraftUnits, lateHours }) => ({
        dollars: overdraftUnits / DOLLAR_UNITS,
        lateHours,
        weight,
      })),
  };
}

function monthFrom(parts: readonly Part[]): Month {
  const sorted = parts
    .flatMap((part) => part.cutOffs)
    .toSorted((one, other) => one.dollars - other.dollars);
  const all = weightOf(sorted);
  const belowAt = (share: number): number => {
    let passed = 0;
    for (const { dollars, weight } of sorted) {
      passed += weight;
      if (passed >= share * all) return dollars;
    }
    return Number.NaN;
  };
  return {
    reads: parts.reduce((sum, { reads }) => sum + reads, 0),
    cutOffs: all,
    withinDollar: weightOf(sorted.filter(({ dollars }) => dollars <= 1)) / all,
    withinSixHours: weightOf(sorted.filter(({ lateHours }) => lateHours <= LATE_HOURS)) / all,
    mean: sorted.reduce((sum, { dollars, weight }) => sum + dollars * weight, 0) / all,
    p95: belowAt(0.95),
    p99: belowAt(0.99),
  };
}

function weightOf(cutOffs: readonly CutOff[]): number {
  return cutOffs.reduce((sum, { weight }) => sum + weight, 0);
}
