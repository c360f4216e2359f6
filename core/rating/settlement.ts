/** What only the whole of a bill can say: its minimum and its percentage items. */
import { must } from "../assert.ts";
import type { LocalDay } from "../instant.ts";
import type { Currency } from "../money.ts";
import { billOfDays } from "./bill.ts";
import { billOf, daysOf } from "./bill-calendar.ts";
import { roundHalfAway } from "./exact.ts";
import { dayOfBill } from "./standing.ts";
import type { BillUse, RatingVersion } from "./use.ts";

/** Ledger units of what a bill's end adds. */
export interface Settlement {
  readonly minimumUnits: number;
  readonly percentUnits: number;
}

/**
 * What the minimum and the percentage items add to the energy and fixed charges of a bill that is owed from `fromDay` through
 * `throughDay`. All four are rounded so that they sum to the bill's rounded total.
 */
export function settlementOf(
  versions: readonly RatingVersion[],
  {
    bill,
    use,
    fromDay,
    throughDay,
  }: { bill: string; use: BillUse; fromDay: number; throughDay: number },
  ledgerDigits: number,
): Settlement {
  const units = (from: number, through: number, part: "energy" | "fixed" | "minimum" | "total") =>
    Number(
      roundHalfAway(
        billOfDays(versions, { bill, use, fromDay: from, throughDay: through })[part],
        ledgerDigits,
      ),
    );
  // Days accrue by the difference of two roundings; see fixedOfDay.
  const fixedUnits = units(1, throughDay, "fixed") - units(1, fromDay - 1, "fixed");
  const minimumUnits = units(fromDay, throughDay, "minimum");
  const restUnits = units(fromDay, throughDay, "energy") + fixedUnits + minimumUnits;
  return { minimumUnits, percentUnits: units(fromDay, throughDay, "total") - restUnits };
}

/** A charge of the bill's end; the fixed charges are those of days that no read has accrued. */
export interface SettledCharge {
  readonly component: "fixed" | "minimum" | "percent";
  readonly amountUnits: number;
}

/** The local days for which a service owes a fixed charge. */
export interface OwedDays {
  readonly movedInDay: LocalDay;
  /** The last, where the customer has left; absent or null while nobody has. */
  readonly movedOutDay?: LocalDay | null;
}

/** Which day of the bill is the first that is owed. */
export function firstDayOf(billMonths: number, bill: string, movedInDay: LocalDay): number {
  if (billOf(movedInDay.slice(0, 7), billMonths) < bill) return 1;
  return dayOfBill(movedInDay, bill, billMonths);
}

/** Which day of the bill is the last that is owed; all of it where nobody moved out within it. */
export function lastDayOf(billMonths: number, bill: string, movedOutDay: LocalDay | null): number {
  const days = daysOf(bill, billMonths);
  if (movedOutDay === null || billOf(movedOutDay.slice(0, 7), billMonths) > bill) return days;
  return Math.min(days, dayOfBill(movedOutDay, bill, billMonths));
}

/** What reads for a closed bill change in its settlement. */
export function settledAnew(
  versions: readonly RatingVersion[],
  { bill, was, is }: { bill: string; was: BillUse | null; is: BillUse },
  of: OwedDays & { readonly currency: Currency },
): SettledCharge[] {
  const { billMonths } = must(versions[0], "a plan").compiled.plan;
  const days = {
    bill,
    fromDay: firstDayOf(billMonths, bill, of.movedInDay),
    throughDay: lastDayOf(billMonths, bill, of.movedOutDay ?? null),
  };
  const { ledgerDigits } = of.currency;
  const none: BillUse = { ...is, cells: new Map() };
  const before = settlementOf(versions, { ...days, use: was ?? none }, ledgerDigits);
  const after = settlementOf(versions, { ...days, use: is }, ledgerDigits);
  const charges = [
    { component: "minimum" as const, amountUnits: after.minimumUnits - before.minimumUnits },
    { component: "percent" as const, amountUnits: after.percentUnits - before.percentUnits },
  ];
  return charges.filter(({ amountUnits }) => amountUnits !== 0);
}
