import { must } from "../assert.ts";
import { daysOf } from "./bill-calendar.ts";
import { exact } from "./compiled.ts";
import {
  decimalText,
  type Exact,
  exactText,
  isBelow,
  minus,
  plus,
  roundHalfAway,
  times,
  ZERO,
} from "./exact.ts";
import type { Plan } from "./plan.ts";
import { standingShares } from "./standing.ts";
import { costOf, unitsUsed } from "./tally.ts";
import type { BillUse, RatingVersion } from "./use.ts";

/** The parts of a bill, exactly; the total is their sum. */
export interface Bill {
  readonly units: Exact;
  readonly energy: Exact;
  readonly fixed: Exact;
  readonly minimum: Exact;
  readonly percent: Exact;
  readonly total: Exact;
}

/** units, energy, fixed, minimum, percent, total, total_rounded: decimal text, the last in whole minor units. */
export type BillRow = readonly [string, string, string, string, string, string, string];

/**
 * The bill of a whole period from its use: fixed charges for all of its days, the minimum on energy and fixed, the percentage
 * items on all three. Where a version begins within the bill, what time alone owes is split by days.
 */
export function billFor(versions: readonly RatingVersion[], bill: string, use: BillUse): Bill {
  const { plan } = must(
    versions.find(({ name }) => name === use.version),
    "the version of a bill",
  ).compiled;
  const days = daysOf(bill, plan.billMonths);
  return billOfDays(versions, { bill, use, fromDay: 1, throughDay: days });
}

/** The same for some days of the bill only, counted from 1: what a service that moved in or out owes. */
export function billOfDays(
  versions: readonly RatingVersion[],
  of: { bill: string; use: BillUse; fromDay: number; throughDay: number },
): Bill {
  const shares = standingShares(versions, of);
  let [units, energy, fixed, least, percent] = [ZERO, ZERO, ZERO, ZERO, ZERO];
  let last: RatingVersion | undefined;
  for (const version of versions) {
    const { compiled, name } = version;
    const cells = of.use.cells.get(name);
    const share = shares.get(name);
    if (share !== undefined) last = version;
    const used = cells === undefined ? ZERO : costOf(compiled, cells);
    if (cells !== undefined) units = plus(units, unitsUsed(compiled, cells));
    const standing = share?.fixed ?? ZERO;
    energy = plus(energy, used);
    fixed = plus(fixed, standing);
    percent = plus(percent, percentOf(compiled.plan, plus(used, standing)));
    least = plus(least, share?.minimum ?? ZERO);
  }
  const lacking = minus(least, plus(energy, fixed));
  const minimum = isBelow(ZERO, lacking) ? lacking : ZERO;
  if (last !== undefined) percent = plus(percent, percentOf(last.compiled.plan, minimum));
  const total = [energy, fixed, minimum, percent].reduce(plus, ZERO);
  return { units, energy, fixed, minimum, percent, total };
}

export function billRow(bill: Bill, minorDigits: number): BillRow {
  const { units, energy, fixed, minimum, percent, total } = bill;
  const [first, second, third, fourth, fifth, sixth] = [
    units,
    energy,
    fixed,
    minimum,
    percent,
    total,
  ].map(exactText) as [string, string, string, string, string, string];
  const rounded = decimalText(roundHalfAway(total, minorDigits), minorDigits);
  return [first, second, third, fourth, fifth, sixth, rounded];
}

function percentOf(plan: Plan, base: Exact): Exact {
  return plan.percent.reduce((sum, { rate }) => plus(sum, times(base, exact(rate))), ZERO);
}
