/** A utility's day settled: gathered from all its stores, kept at its own home, told as a file. */
import { mustSettings } from "../core/hub/settings.ts";
import { settleDay } from "../core/hub/settle-day.ts";
import { utilityHome } from "../core/ids.ts";
import { instantOf, type LocalDay, nextDay } from "../core/instant.ts";
import { settlementOf } from "../core/ledger/settlement.ts";
import type { Hub } from "../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import { dayPayments, dayRows, isClosed } from "../core/store/settlements.ts";
import { type ClearingReport, clearingReports } from "./clearing.ts";
import { isDay } from "./configuration-file.ts";
import {
  fileOf,
  type SettledFile,
  type SettlementFormat,
  type SettlementReport,
  reportOf,
} from "./settlement-file.ts";

export interface SettledUtility {
  /** True when the day was settled before; it comes to the same. */
  readonly repeated: boolean;
  readonly report: SettlementReport;
  readonly file: SettledFile;
  /** What processors themselves held at the day's end, by what is known of that now: no part of what was settled. */
  readonly clearing: readonly ClearingReport[];
}

/**
 * Refused for what is no day, while a store has not closed the day (each that has not is named), and for books that do not
 * balance or changed since they were settled.
 */
export async function settleUtility(
  hub: Hub,
  { day, format }: { readonly day: LocalDay; readonly format: SettlementFormat },
): Promise<SettledUtility | Refusal> {
  if (!isDay(day)) return refuse("not_a_day", `"${day}" is not a day of the calendar`);
  const home = utilityHome(hub.utilityId);
  const { settings, currency } = await hub.store.read(home, (sql) =>
    mustSettings(sql, hub.clock.now().serviceMs),
  );
  const span = [instantOf(settings.zone, day), instantOf(settings.zone, nextDay(day))] as const;
  const open: string[] = [];
  for (const slice of hub.store.slices()) {
    const closed = await hub.store.read(slice, (sql) => isClosed(sql, nextDay(day), span[1]));
    if (!closed) open.push(slice);
  }
  if (open.length > 0) {
    return refuse("day_not_closed", `not closed for ${day} yet: the store of ${open.join(", ")}`);
  }
  const parts = await Promise.all(
    hub.store.slices().map((slice) =>
      hub.store.read(slice, (sql) => ({
        rows: dayRows(sql, span),
        payments: dayPayments(sql, span),
      })),
    ),
  );
  const settlement = settlementOf(parts.flatMap(({ rows }) => rows));
  if (isRefusal(settlement)) return settlement;
  const payments = parts.flatMap((part) => part.payments);
  const { totalUnits, entries } = settlement;
  const kept = await hub.store.transact(home, (sql) =>
    settleDay(sql, hub.clock.now(), home, {
      day,
      content: JSON.stringify([settlement, sortedById(payments)]),
      totalUnits,
      entries,
    }),
  );
  if (isRefusal(kept)) return kept;
  const { digest } = kept.settled;
  const { remittance = null } = settings;
  const of = { utilityId: hub.utilityId, day, currency, digest, remittance };
  const report = reportOf(of, settlement);
  const file = fileOf(format, of, { settlement, report, payments: sortedById(payments) });
  if (isRefusal(file)) return file;
  const clearing = await clearingReports(hub, { span, currency });
  return { repeated: kept.kind === "repeated", report, file, clearing };
}

/** The same order whatever store answered first. */
function sortedById<Line extends { readonly home: string; readonly id: string }>(
  lines: readonly Line[],
): Line[] {
  const keyOf = ({ home, id }: Line): string => `${home} ${id}`;
  return lines.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
