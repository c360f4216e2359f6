/** What time alone owes: fixed charges and minimums, by days of a bill. */
import { instantOf, type LocalDay } from "../instant.ts";
import { billOf, daysOf, monthsOf } from "./bill-calendar.ts";
import { exact } from "./compiled.ts";
import { type Exact, plus, roundHalfAway, times, ZERO } from "./exact.ts";
import type { Plan, Standing } from "./plan.ts";
import { type RatingVersion, versionAt } from "./use.ts";

interface Share {
  readonly fixed: Exact;
  readonly minimum: Exact;
}

/** Days of one month of a bill that one version was in force at the beginning of. */
interface MonthDays {
  readonly days: number;
  readonly ofDays: number;
}

/**
 * By version, what it is owed for days `fromDay` to `throughDay` of the bill, counted from 1. A monthly amount is a share of
 * its month for each day, so that all days of a month owe exactly the amount.
 */
export function standingShares(
  versions: readonly RatingVersion[],
  of: { bill: string; fromDay: number; throughDay: number },
): Map<string, Share> {
  const shares = new Map<string, Share>();
  for (const [version, months] of daysByVersion(versions, of)) {
    const { plan } = version.compiled;
    const all = (one: Standing): Exact =>
      months.reduce((sum, days) => plus(sum, owed(one, plan, days)), ZERO);
    const fixed = plan.fixed.reduce((sum, one) => plus(sum, all(one)), ZERO);
    const minimum = plan.minimum === null ? ZERO : all(plan.minimum);
    shares.set(version.name, { fixed, minimum });
  }
  return shares;
}

function daysByVersion(
  versions: readonly RatingVersion[],
  { bill, fromDay, throughDay }: { bill: string; fromDay: number; throughDay: number },
): Map<RatingVersion, MonthDays[]> {
  const shares = new Map<RatingVersion, MonthDays[]>();
  const billMonths = versions[0]?.compiled.plan.billMonths ?? 1;
  let before = 0;
  for (const month of monthsOf(bill, billMonths)) {
    const ofDays = daysOf(month, 1);
    const from = Math.max(1, fromDay - before);
    const through = Math.min(ofDays, throughDay - before);
    for (const [version, days] of countDays(versions, month, from, through)) {
      shares.set(version, [...(shares.get(version) ?? []), { days, ofDays }]);
    }
    before += ofDays;
  }
  return shares;
}

/** By version, on how many of the month's days it is in force at the first instant. */
function countDays(
  versions: readonly RatingVersion[],
  month: string,
  from: number,
  through: number,
): Map<RatingVersion, number> {
  const counts = new Map<RatingVersion, number>();
  const [first] = versions;
  if (first === undefined || through < from) return counts;
  if (versions.length === 1 && first.fromMs === -Infinity && first.untilMs === Infinity) {
    return counts.set(first, through - from + 1);
  }
  for (let day = from; day <= through; day += 1) {
    const text = `${month}-${String(day).padStart(2, "0")}`;
    const version = versionAt(versions, instantOf(first.compiled.zone, text));
    if (version !== undefined) counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return counts;
}

function owed({ amount, per }: Standing, plan: Plan, { days, ofDays }: MonthDays): Exact {
  const of = { day: 1, month: ofDays, bill: ofDays * plan.billMonths }[per];
  return times(exact(amount), { top: BigInt(days), bottom: BigInt(of) });
}
/**
 * The fixed charge of one local day in ledger units: what the bill's days owe through it, rounded once, less the same through
 * the day before. So days differ by a unit at most, and all days of a bill sum to its rounded fixed charge.
 */
export function fixedOfDay(
  versions: readonly RatingVersion[],
  day: LocalDay,
  ledgerDigits: number,
): number {
  const plan = versions[0]?.compiled.plan;
  if (plan === undefined) return 0;
  const bill = billOf(day.slice(0, 7), plan.billMonths);
  const number = dayOfBill(day, bill, plan.billMonths);
  const through = (last: number): bigint => {
    const shares = standingShares(versions, { bill, fromDay: 1, throughDay: last });
    const sum = [...shares.values()].reduce((total, { fixed }) => plus(total, fixed), ZERO);
    return roundHalfAway(sum, ledgerDigits);
  };
  return Number(through(number) - through(number - 1));
}

/** The place of a local day in its bill, counted from 1. */
export function dayOfBill(day: LocalDay, bill: string, billMonths: number): number {
  const before = monthsOf(bill, billMonths).filter((month) => month < day.slice(0, 7));
  return before.reduce((days, month) => days + daysOf(month, 1), Number(day.slice(8)));
}
