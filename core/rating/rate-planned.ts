/** The part of a batch that published plans rate: the same seam as for flat prices, bill by bill. */
import { must } from "../assert.ts";
import { instantOf, type LocalDay, nextDay } from "../instant.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { compile } from "./compiled.ts";
import { type BillCharge } from "./live-bills.ts";
import { addBatch, type OpenBills } from "./open-bills.ts";
import type { Batch, Charge, IntervalUse } from "./rate.ts";
import { columnsOf } from "./read-columns.ts";
import { type SettledCharge, settledAnew } from "./settlement.ts";
import { fixedOfDay } from "./standing.ts";
import type { TariffVersion } from "./tariff.ts";
import { ONE } from "./units.ts";
import { type RatingVersion, versionAt } from "./use.ts";

/** The versions that are plans, each until the next version of any kind; reads are in the tariff's own unit. */
export function plannedVersions(versions: readonly TariffVersion[], zone: string): RatingVersion[] {
  return versions.flatMap(({ tariffId, version, plan, effectiveFromMs }, index) =>
    plan === undefined
      ? []
      : [
          {
            name: `${tariffId}/${String(version)}`,
            compiled: compile(plan, zone, ONE),
            fromMs: effectiveFromMs,
            untilMs: versions[index + 1]?.effectiveFromMs ?? Infinity,
          },
        ],
  );
}

/** Rates the intervals that plans price. Refuses an amount that no safe integer holds. */
export function ratePlanned(
  versions: readonly TariffVersion[],
  open: OpenBills,
  batch: Batch,
  intervals: readonly IntervalUse[],
): { charges: Charge[]; settled: SettledCharge[]; open: OpenBills } | Refusal<"charge_too_large"> {
  if (intervals.length === 0) return { charges: [], settled: [], open };
  const rating = plannedVersions(versions, batch.zone);
  const none = (): IntervalUse[] => [];
  const added = addBatch(open, columnsOf(intervals), {
    versions: rating,
    // Where a flat price held before within the bill, its reads count in no tier.
    known: (fromMs, toMs) =>
      [...(batch.known ?? none)(fromMs, toMs)].filter(
        ({ startMs }) => versionAt(rating, startMs) !== undefined,
      ),
    ledgerDigits: batch.currency.ledgerDigits,
  });
  const large = added.charges.find(({ amountUnits }) => !Number.isSafeInteger(amountUnits));
  if (large !== undefined) return refuse("charge_too_large", `${String(large.quantityMicro)} used`);
  const ends = new Map(intervals.map(({ startMs, durationMs }) => [startMs, startMs + durationMs]));
  const numbers = numbersOf(versions);
  return {
    open: added.open,
    charges: added.charges.map((charge) => chargeOf(charge, numbers, ends)),
    settled: added.charges.flatMap(({ bill, closed }) =>
      closed === undefined ? [] : settledAnew(rating, { bill, ...closed }, batch),
    ),
  };
}

function numbersOf(versions: readonly TariffVersion[]): ReadonlyMap<string, number> {
  return new Map(
    versions.map(({ tariffId, version }) => [`${tariffId}/${String(version)}`, version]),
  );
}

function chargeOf(
  charge: BillCharge,
  numbers: ReadonlyMap<string, number>,
  ends: ReadonlyMap<number, number>,
): Charge {
  const { amountUnits, quantityMicro, fromMs, bill, corrects } = charge;
  return {
    component: "usage",
    amountUnits,
    quantityMicro,
    fromMs,
    toMs: must(ends.get(charge.toMs), "the end of a read"),
    tariffVersion: must(numbers.get(charge.version), "a version that rated"),
    bill,
    ...(corrects === null ? {} : { corrects }),
  };
}

/** The fixed charges of local days that plans price: one charge a version. */
export function fixedOf(
  versions: readonly TariffVersion[],
  { zone, currency }: Batch,
  days: readonly LocalDay[],
): Charge[] {
  const rating = plannedVersions(versions, zone);
  const charges = new Map<string, Charge>();
  const numbers = numbersOf(versions);
  for (const day of days) {
    const fromMs = instantOf(zone, day);
    const version = must(
      rating.find((one) => one.fromMs <= fromMs && fromMs < one.untilMs),
      "a plan of the day",
    );
    const before = charges.get(version.name);
    charges.set(version.name, {
      component: "fixed",
      amountUnits: (before?.amountUnits ?? 0) + fixedOfDay(rating, day, currency.ledgerDigits),
      quantityMicro: (before?.quantityMicro ?? 0) + 1_000_000,
      fromMs: before?.fromMs ?? fromMs,
      toMs: instantOf(zone, nextDay(day)),
      tariffVersion: must(numbers.get(version.name), "a version that rated"),
    });
  }
  return [...charges.values()];
}
