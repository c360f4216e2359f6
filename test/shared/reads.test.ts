/** Every real meter's reads: packed and unpacked unchanged, and rated to the same total whatever the batches were. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { localDay } from "../../core/instant.ts";
import { currencyOf } from "../../core/money.ts";
import { pack, type StoredInterval, unpack } from "../../core/rating/packed.ts";
import { emptyState, rate, type RatingState } from "../../core/rating/rate.ts";
import { readTariff } from "../../core/rating/tariff.ts";
import { isRefusal } from "../../core/refusal.ts";
import { seeded } from "../../core/seeded.ts";
import { metersIn, type RealMeter, readsOf } from "../support/real-meters.ts";

const BATCH_READS_MAX = 500;

const folder = join(
  must(process.env["SHARED_FOLDER"], "SHARED_FOLDER is set by test/shared.ts"),
  "data/reads",
);
const meters = metersIn(folder);

function totals(
  meter: RealMeter,
  batches: readonly (readonly StoredInterval[])[],
): Record<string, number> {
  const tariff = readTariff({
    id: "flat",
    version: 1,
    commodity: meter.commodity,
    unit: meter.unit,
    currency: "USD",
    price: "0.204153",
    fixed_per_day: "0.35",
    effective_from: Date.UTC(2005, 0, 1),
  });
  if (isRefusal(tariff)) throw new Error(tariff.message);
  const currency = must(currencyOf("USD"), "USD");
  const movedInDay = localDay(meter.tz, must(batches[0]?.[0], "a read").startMs);
  let state: RatingState = emptyState;
  const sums: Record<string, number> = { usage: 0, fixed: 0 };
  for (const intervals of batches) {
    const rated = rate([tariff], state, { zone: meter.tz, currency, intervals, movedInDay });
    if (isRefusal(rated)) throw new Error(rated.message);
    state = rated.state;
    for (const { component, amountUnits } of rated.charges) {
      sums[component] = (sums[component] ?? 0) + amountUnits;
    }
  }
  return sums;
}

function inBatches(meter: RealMeter, intervals: readonly StoredInterval[]): StoredInterval[][] {
  const chance = seeded("shared reads", meter.id);
  const batches: StoredInterval[][] = [];
  for (let at = 0; at < intervals.length;) {
    const end = at + 1 + chance.below(BATCH_READS_MAX);
    batches.push(intervals.slice(at, end));
    at = end;
  }
  return batches;
}

describe("the shared reads", () => {
  it("are there", () => {
    expect(meters.length).toBeGreaterThan(10);
    expect(meters.some((meter) => /SA|GPL/.test(meter.licence))).toBe(true);
  });

  it.each(meters)("$id packs and rates the same in any batches", (meter) => {
    const intervals = readsOf(folder, meter);
    expect(intervals.length).toBeGreaterThan(meter.n * 0.9);
    expect(unpack(pack(intervals))).toEqual(intervals);
    const batches = inBatches(meter, intervals);
    const whole = totals(meter, [intervals]);
    expect(totals(meter, batches)).toEqual(whole);
    expect(whole["usage"]).toBeGreaterThan(0);
  });
});
