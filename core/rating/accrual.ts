/** What only the end of a bill makes owed, as far as it has come: shown beside the balance, never inside it. */
import { must } from "../assert.ts";
import { localDay } from "../instant.ts";
import { billOfDays } from "./bill.ts";
import type { Closing } from "./close-bill.ts";
import { plus, roundHalfAway } from "./exact.ts";
import { restored } from "./open-bills.ts";
import type { RatingState } from "./rate.ts";
import { plannedVersions } from "./rate-planned.ts";
import { firstDayOf, lastDayOf } from "./settlement.ts";
import { dayOfBill } from "./standing.ts";
import type { TariffVersion } from "./tariff.ts";

/**
 * Ledger units of the minimum and the percentage items of all open bills, were each to end with the local day of `nowMs`: the
 * minimum of so many days less what is charged for them already.
 */
export function accruedUnits(
  versions: readonly TariffVersion[],
  state: RatingState,
  { zone, currency, movedInDay, movedOutDay = null, nowMs }: Closing,
): number {
  const rating = plannedVersions(versions, zone);
  const today = localDay(zone, nowMs);
  let units = 0;
  for (const [bill, open] of Object.entries(state.open?.bills ?? {})) {
    const { billMonths } = must(rating[0], "a plan of an open bill").compiled.plan;
    const fromDay = firstDayOf(billMonths, bill, movedInDay);
    const lastDay = lastDayOf(billMonths, bill, movedOutDay);
    const throughDay = Math.min(lastDay, dayOfBill(today, bill, billMonths));
    const of = { bill, use: restored(open), fromDay, throughDay };
    const { minimum, percent } = billOfDays(rating, of);
    units += Number(roundHalfAway(plus(minimum, percent), currency.ledgerDigits));
  }
  return units;
}
