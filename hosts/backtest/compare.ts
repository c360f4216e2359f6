/** Two packs over the same households: where their decisions part, and by which guard. */
import type { Guard } from "../../core/supply/protect.ts";
import { guards } from "../../core/supply/protect.ts";
import { sameDecision } from "../../core/supply/record.ts";
import type { Outcome, Stood } from "./outcome.ts";
import type { Summary } from "./summary.ts";

export interface GuardDifference {
  readonly guard: Guard;
  readonly householdDays: number;
  readonly againstHouseholdDays: number;
}

/** What first came out otherwise for some households. */
export interface Parting {
  readonly verdict: Stood["verdict"];
  readonly guard: Guard;
  readonly againstVerdict: Stood["verdict"];
  readonly againstGuard: Guard;
  readonly households: number;
}

export interface Comparison {
  readonly guards: readonly GuardDifference[];
  readonly partings: readonly Parting[];
  /** Households of which every decision is the same. */
  readonly alike: number;
}

export function compared(
  one: { readonly summary: Summary; readonly outcomes: readonly Outcome[] },
  against: { readonly summary: Summary; readonly outcomes: readonly Outcome[] },
): Comparison {
  const daysOf = (summary: Summary, guard: Guard): number =>
    summary.guards.find((of) => of.guard === guard)?.householdDays ?? 0;
  const partings = new Map<string, Parting>();
  let alike = 0;
  for (const [at, { stood }] of one.outcomes.entries()) {
    const parting = firstParting(stood, against.outcomes[at]?.stood ?? []);
    if (parting === null) {
      alike += 1;
      continue;
    }
    const key = JSON.stringify(parting);
    const households = (partings.get(key)?.households ?? 0) + 1;
    partings.set(key, { ...parting, households });
  }
  return {
    guards: guards
      .map((guard) => ({
        guard,
        householdDays: daysOf(one.summary, guard),
        againstHouseholdDays: daysOf(against.summary, guard),
      }))
      .filter((of) => of.householdDays > 0 || of.againstHouseholdDays > 0),
    partings: [...partings.values()].toSorted((a, b) => b.households - a.households),
    alike,
  };
}

/** The earliest moment from which the two do not stand alike. */
function firstParting(
  one: readonly Stood[],
  other: readonly Stood[],
): Omit<Parting, "households"> | null {
  const moments = [...one, ...other].map(({ atMs }) => atMs).toSorted((a, b) => a - b);
  for (const moment of moments) {
    const mine = one.findLast(({ atMs }) => atMs <= moment);
    const theirs = other.findLast(({ atMs }) => atMs <= moment);
    if (mine === undefined || theirs === undefined || sameDecision(mine, theirs)) continue;
    return {
      verdict: mine.verdict,
      guard: mine.decidedBy,
      againstVerdict: theirs.verdict,
      againstGuard: theirs.decidedBy,
    };
  }
  return null;
}
