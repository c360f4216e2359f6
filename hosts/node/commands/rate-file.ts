import { assert, must } from "../../../core/assert.ts";
import { instantOf } from "../../../core/instant.ts";
import { compile } from "../../../core/rating/compiled.ts";
import type { Exact } from "../../../core/rating/exact.ts";
import type { ImportedTariff } from "../../../core/rating/import-urdb.ts";
import { energyUnits } from "../../../core/rating/live-bills.ts";
import { addBatch, noBills, type OpenBills, restored } from "../../../core/rating/open-bills.ts";
import { columnsOf, type Use } from "../../../core/rating/read-columns.ts";
import { addUse, type BillUse, type RatingVersion } from "../../../core/rating/use.ts";
import { type Refusal, refuse } from "../../../core/refusal.ts";
import { seeded } from "../../../core/seeded.ts";
import type { IntervalFile } from "../../import/interval-file.ts";

/** The versions of one tariff in order of effect; the first holds for all time before the second. */
export function versionsOf(
  tariffs: readonly ImportedTariff[],
  zone: string | null,
  factor: Exact,
): RatingVersion[] | Refusal {
  const sorted = tariffs.toSorted((one, other) =>
    (one.effectiveDay ?? "") < (other.effectiveDay ?? "") ? -1 : 1,
  );
  const first = must(sorted[0], "a tariff");
  const starts: number[] = [];
  for (const [index, tariff] of sorted.entries()) {
    const { plan, tariffId, currency, effectiveDay } = tariff;
    const isAlike =
      plan.unit === first.plan.unit &&
      plan.billMonths === first.plan.billMonths &&
      currency === first.currency;
    if (!isAlike)
      return refuse("unlike_tariffs", `${tariffId} is not another version of ${first.tariffId}`);
    if (index > 0 && (effectiveDay === null || effectiveDay === sorted[index - 1]?.effectiveDay)) {
      return refuse(
        "no_effective_day",
        `${tariffId} must say from which day it is in effect, its own one`,
      );
    }
    starts.push(index === 0 ? -Infinity : instantOf(zone ?? first.plan.zone, effectiveDay ?? ""));
  }
  return sorted.map(({ plan, tariffId }, index) => ({
    name: index === 0 ? tariffId : `${tariffId}/${String(index + 1)}`,
    compiled: compile(plan, zone ?? first.plan.zone, factor),
    fromMs: starts[index] ?? -Infinity,
    untilMs: starts[index + 1] ?? Infinity,
  }));
}

export function rateAtOnce(
  versions: readonly RatingVersion[],
  reads: IntervalFile,
): Map<string, BillUse> {
  const uses = new Map<string, BillUse>();
  addUse(versions, uses, columnsOf(usesOf(reads)));
  return uses;
}

function usesOf({ startsMs, quantitiesMicro }: IntervalFile): Use[] {
  return Array.from(startsMs, (startMs, index) => ({
    startMs,
    quantityMicro: quantitiesMicro[index] ?? 0,
  }));
}

/** Reads come in as they do from meters: batches in any order, the state kept as JSON between them. */
export function rateInBatches(
  versions: readonly RatingVersion[],
  reads: IntervalFile,
  { batch, shuffle, ledgerDigits }: { batch: number; shuffle: string | null; ledgerDigits: number },
): Map<string, BillUse> {
  const uses = usesOf(reads);
  if (shuffle !== null) shuffleBy(shuffle, uses);
  const store = new KnownByMonth();
  let text = JSON.stringify(noBills);
  const posted = new Map<string, number>();
  for (let at = 0; at < uses.length; at += batch) {
    const some = uses.slice(at, at + batch);
    const open = JSON.parse(text) as OpenBills;
    const known = (fromMs: number, toMs: number): Use[] => store.between(fromMs, toMs);
    const result = addBatch(open, columnsOf(some), { versions, known, ledgerDigits });
    text = JSON.stringify(result.open);
    for (const { bill, amountUnits } of result.charges) {
      posted.set(bill, (posted.get(bill) ?? 0) + amountUnits);
    }
    for (const use of some) store.add(use);
  }
  const { bills } = JSON.parse(text) as OpenBills;
  const all = new Map(Object.entries(bills).map(([bill, open]) => [bill, restored(open)]));
  for (const [bill, use] of all) {
    const isWhole = posted.get(bill) === energyUnits(use, { versions, ledgerDigits });
    assert(isWhole, `postings of ${bill} that don't add up`);
  }
  return all;
}

/** Fisher and Yates's shuffle. */
function shuffleBy(seed: string, uses: Use[]): void {
  const chance = seeded("rate", seed);
  for (let last = uses.length - 1; last > 0; last -= 1) {
    const other = chance.below(last + 1);
    const one = must(uses[last], "a read");
    uses[last] = must(uses[other], "another read");
    uses[other] = one;
  }
}

const BUCKET_MS = 30 * 86_400_000;

/** Reads by thirty days, so that those of one bill are found without a look at all others. */
class KnownByMonth {
  readonly #buckets = new Map<number, Use[]>();

  add(use: Use): void {
    const bucket = Math.floor(use.startMs / BUCKET_MS);
    const known = this.#buckets.get(bucket);
    if (known === undefined) this.#buckets.set(bucket, [use]);
    else known.push(use);
  }

  between(fromMs: number, toMs: number): Use[] {
    const found: Use[] = [];
    const last = Math.floor((toMs - 1) / BUCKET_MS);
    for (let bucket = Math.floor(fromMs / BUCKET_MS); bucket <= last; bucket += 1) {
      for (const use of this.#buckets.get(bucket) ?? []) {
        if (use.startMs >= fromMs && use.startMs < toMs) found.push(use);
      }
    }
    return found;
  }
}
