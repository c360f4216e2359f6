/** What settled days should have brought into the bank, beside what the bank's statement says came. */
import type { BankLine } from "../payments/bai2/read.ts";

/** A day's net of one processor or drawer, as its settlement has it. */
export interface Expected {
  readonly day: string;
  readonly holder: string;
  readonly amountMinor: number;
}

export interface BankMatch {
  readonly matched: readonly { readonly expected: Expected; readonly line: BankLine }[];
  /** Not found in the statement: on its way, or missing. */
  readonly missing: readonly Expected[];
  /** Deposits that no settlement explains. */
  readonly unexplained: readonly BankLine[];
}

/** Banks credit some days later than a day is settled: over a long weekend five. */
const DAYS_LATE_MAX = 5;

/**
 * Pairs each expected amount with one deposit of the very amount, on the settled day or up to five days after: the earliest
 * first, and one whose text names the holder before another. Each deposit explains one amount; only credits are deposits.
 */
export function matchBank(
  expected: readonly Expected[],
  statement: readonly BankLine[],
): BankMatch {
  const free = statement.filter(({ isCredit }) => isCredit);
  const matched: { expected: Expected; line: BankLine }[] = [];
  const missing: Expected[] = [];
  const ordered = expected
    .filter(({ amountMinor }) => amountMinor > 0)
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  for (const one of ordered) {
    const candidates = free
      .filter((line) => line.amountMinor === one.amountMinor && isInTime(one.day, line.day))
      .toSorted(
        (line, other) => rank(one, line) - rank(one, other) || compare(line.day, other.day),
      );
    const [line] = candidates;
    if (line === undefined) missing.push(one);
    else {
      matched.push({ expected: one, line });
      free.splice(free.indexOf(line), 1);
    }
  }
  return { matched, missing, unexplained: free };
}

function isInTime(settledDay: string, bankDay: string): boolean {
  const days = (Date.parse(bankDay) - Date.parse(settledDay)) / 86_400_000;
  return days >= 0 && days <= DAYS_LATE_MAX;
}

function rank({ holder }: Expected, line: BankLine): number {
  return holder !== "" && line.text.toLowerCase().includes(holder.toLowerCase()) ? 0 : 1;
}

function keyOf({ day, holder }: Expected): string {
  return `${day} ${holder}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
