/** Every real meter's reads: packed and unpacked unchanged, and rated to the same total whatever the batches were. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { localDay } from "../../core/instant.ts";
import { currencyOf } from "../../core/money.ts";
import { pack, type StoredInterval, unpack } from "../../core/rating/packed.ts";
import { emptyState, rate, type RatingState } from "../../core/rating/rate.ts";
import { type Commodity, readTariff } from "../../core/rating/tariff.ts";
import { isRefusal } from "../../core/refusal.ts";
import { seeded } from "../../core/seeded.ts";

const BATCH_READS_MAX = 500;

interface Meter {
  readonly id: string;
  readonly commodity: Commodity;
  readonly unit: string;
  readonly interval_s: number;
  readonly tz: string;
  readonly n: number;
  readonly licence: string;
}

const folder = join(
  must(process.env["SHARED_FOLDER"], "SHARED_FOLDER is set by test/shared.ts"),
  "data/reads",
);
const meters = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as readonly Meter[];

function readsOf(meter: Meter): StoredInterval[] {
  const text = gunzipSync(readFileSync(join(folder, `${meter.id}.csv.gz`))).toString("utf8");
  const intervals = new Map<number, StoredInterval>();
  for (const line of text.trim().split("\n").slice(1)) {
    const [start = "", quantity = ""] = line.split(",");
    const startMs = Date.parse(start);
    // Some files repeat a stamp: the first counts.
    if (intervals.has(startMs)) continue;
    const quantityMicro = Math.round(Number(quantity) * 1e6);
    const durationMs = meter.interval_s * 1000;
    intervals.set(startMs, { startMs, durationMs, quantityMicro, revision: 0, estimated: false });
  }
  return [...intervals.values()];
}

function totals(
  meter: Meter,
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

function inBatches(meter: Meter, intervals: readonly StoredInterval[]): StoredInterval[][] {
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
    const intervals = readsOf(meter);
    expect(intervals.length).toBeGreaterThan(meter.n * 0.9);
    expect(unpack(pack(intervals))).toEqual(intervals);
    const batches = inBatches(meter, intervals);
    const whole = totals(meter, [intervals]);
    expect(totals(meter, batches)).toEqual(whole);
    expect(whole["usage"]).toBeGreaterThan(0);
  });
});
