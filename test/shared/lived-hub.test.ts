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
  { seed: 1, lateReads: 0, readsMost: 13, withinLeast: 0.8 },
  { seed: 2, lateReads: 0, readsMost: 13, withinLeast: 0.8 },
  // Where the network has a slow side a little is given up: who is late by hours is asked again meanwhile.
  { seed: 1, lateReads: 50, readsMost: 13.2, withinLeast: 0.75 },
])(
  "asks for at most $readsMost reads a meter-month: seed $seed, $lateReads of 1,000 answers late, $withinLeast of the cut-offs within a dollar",
  async ({ seed, lateReads, readsMost, withinLeast }) => {
    const by = { commodity: "electricity", unit: "kWh", zone: "America/Chicago" };
    const found = homesIn(resolve(join(shared, "data/reads")), by, (path) => readFileSync(path));
    if (isRefusal(found)) throw new Error(found.message);
    const lived = await liveThroughHub({ homes: found.homes, days: 365, seed, lateReads });
    expect(lived.readsAMonth).toBeLessThanOrEqual(readsMost);
    expect(lived.withinOne).toBeGreaterThanOrEqual(withinLeast);
    expect(lived.cutsAMonth).toBeGreaterThan(0.5);
  },
  SLOW_MS,
);
