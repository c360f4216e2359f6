/** A year of every real electricity home through the whole hub: real stores, reviews, notices, charges and switch lanes. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { isRefusal } from "../../core/refusal.ts";
import { homesIn } from "../../hosts/backtest/read-folder.ts";
import { liveThroughHub } from "../support/lived-hub.ts";

const shared = must(process.env["SHARED_FOLDER"], "SHARED_FOLDER is set by test/shared.ts");
/** 85 accounts' years, some 50,000 happenings. */
const SLOW_MS = 1_800_000;
it.each([
  [1, 0, 13],
  [2, 0, 13],
  // A network with a slow side costs a little more.
  [1, 50, 13.2],
])(
  "has four of five cut-offs within a dollar: seed %d, %d of 1,000 answers late, at most %d reads a meter-month",
  async (seed, lateReads, readsMost) => {
    const by = { commodity: "electricity", unit: "kWh", zone: "America/Chicago" };
    const found = homesIn(resolve(join(shared, "data/reads")), by, (path) => readFileSync(path));
    if (isRefusal(found)) throw new Error(found.message);
    const lived = await liveThroughHub({ homes: found.homes, days: 365, seed, lateReads });
    expect(lived.readsAMonth).toBeLessThanOrEqual(readsMost);
    expect(lived.withinOne).toBeGreaterThanOrEqual(0.8);
    expect(lived.cutsAMonth).toBeGreaterThan(0.5);
  },
  SLOW_MS,
);
