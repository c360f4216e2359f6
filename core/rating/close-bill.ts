import { must } from "../assert.ts";
import { instantOf, type LocalDay, nextDay } from "../instant.ts";
import type { Currency } from "../money.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { firstDayAfter } from "./bill-calendar.ts";
import { noBills, type OpenBills, restored } from "./open-bills.ts";
import type { RatingState } from "./rate.ts";
import { fixedOf, plannedVersions } from "./rate-planned.ts";
import {
  firstDayOf,
  lastDayOf,
  type OwedDays,
  type SettledCharge,
  settlementOf,
} from "./settlement.ts";
import type { TariffVersion } from "./tariff.ts";
import { type RatingVersion, versionAt } from "./use.ts";

export interface Closing extends OwedDays {
  readonly zone: string;
  readonly currency: Currency;
  readonly nowMs: number;
}

/** The oldest bill of the service that is open, or null. */
export function oldestOpenBill(state: RatingState): string | null {
  return Object.keys(state.open?.bills ?? {}).toSorted()[0] ?? null;
}

/** When a bill of these versions ends; null where no plan rates its last day. */
export function billEndMs(
  versions: readonly TariffVersion[],
  zone: string,
  bill: string,
): number | null {
  const months = plannedVersions(versions, zone)[0]?.compiled.plan.billMonths;
  return months === undefined ? null : instantOf(zone, firstDayAfter(bill, months));
}

/**
 * Closes a service's oldest open bill: owes the fixed charge of its last days, the minimum and the percentage items, of a bill
 * within which the customer left for the days until then. Reads for it that come later are rated against the stored ones and
 * post the difference.
 */
export function closeBill(
  versions: readonly TariffVersion[],
  state: RatingState,
  closing: Closing,
):
  | { bill: string; charges: SettledCharge[]; state: RatingState }
  | Refusal<"no_open_bill" | "bill_not_over"> {
  const bill = oldestOpenBill(state);
  if (bill === null) return refuse("no_open_bill", "the service has no open bill");
  const { zone, currency, movedInDay, movedOutDay = null, nowMs } = closing;
  const fullMs = billEndMs(versions, zone, bill);
  const leftMs = movedOutDay === null ? Infinity : instantOf(zone, nextDay(movedOutDay));
  const endMs = fullMs === null ? null : Math.min(fullMs, leftMs);
  if (endMs === null || nowMs < endMs) return refuse("bill_not_over", `bill ${bill} goes on`);
  const rating = plannedVersions(versions, zone);
  const open = state.open ?? noBills;
  const use = restored(must(open.bills[bill], "the oldest bill"));
  const { billMonths } = must(rating[0], "a plan").compiled.plan;
  const endDay = earlierDay(firstDayAfter(bill, billMonths), movedOutDay);
  const days = owedDays(rating, state.fixedThroughDay, { bill, movedInDay, endDay });
  const fixed = fixedOf(versions, { zone, currency, movedInDay, intervals: [] }, days);
  const fromDay = firstDayOf(billMonths, bill, movedInDay);
  const throughDay = lastDayOf(billMonths, bill, movedOutDay);
  const { minimumUnits, percentUnits } = settlementOf(
    rating,
    { bill, use, fromDay, throughDay },
    currency.ledgerDigits,
  );
  const { [bill]: _, ...bills } = open.bills;
  const closed: OpenBills = { bills, closedThrough: bill };
  return {
    bill,
    charges: [
      ...fixed.map(({ amountUnits }) => ({ component: "fixed" as const, amountUnits })),
      { component: "minimum", amountUnits: minimumUnits },
      { component: "percent", amountUnits: percentUnits },
    ],
    state: { ...state, fixedThroughDay: days.at(-1) ?? state.fixedThroughDay, open: closed },
  };
}

/** The first local day that is not owed any more: after the bill, or after the customer has left within it. */
function earlierDay(endDay: LocalDay, movedOutDay: LocalDay | null): LocalDay {
  const leftDay = movedOutDay === null ? endDay : nextDay(movedOutDay);
  return leftDay < endDay ? leftDay : endDay;
}

/** Local days whose fixed charge is not in the charges yet, through the last that is owed. */
function owedDays(
  versions: readonly RatingVersion[],
  through: LocalDay | null,
  { bill, movedInDay, endDay }: { bill: string; movedInDay: LocalDay; endDay: LocalDay },
): LocalDay[] {
  const { zone } = must(versions[0], "a plan").compiled;
  const days: LocalDay[] = [];
  let day = through === null ? movedInDay : nextDay(through);
  if (day < `${bill}-01`) day = `${bill}-01`;
  for (; day < endDay; day = nextDay(day)) {
    if (versionAt(versions, instantOf(zone, day)) !== undefined) days.push(day);
  }
  return days;
}
