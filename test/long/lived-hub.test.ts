/**
 * Six weeks of the sandbox's homes through the whole hub on a virtual clock. Those files are of eight weeks and of homes that use
 * more than most, so the bars are those of a daily poll, half its reads and twice its cut-offs in time; the bars of the real
 * homes (13 reads, 80 %) are held on those: `npm run test:shared`.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isRefusal } from "../../core/refusal.ts";
import type { RealHome } from "../../hosts/backtest/home.ts";
import { homesIn } from "../../hosts/backtest/read-folder.ts";
import { copyHomes, sandboxHomes } from "../support/backtest-town.ts";
import { liveThroughHub } from "../support/lived-hub.ts";

const DAYS = 42;
const READS_MOST = 365.25 / 12 / 2;
/** A daily poll has some 30 of 100 within a dollar. */
const WITHIN_LEAST = 0.6;
let directory: string;
let homes: readonly RealHome[];

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "switchboard-lived-"));
  copyHomes(join(directory, "homes"), sandboxHomes);
  const by = { commodity: "electricity", unit: "kWh", zone: "America/Los_Angeles" };
  const found = homesIn(join(directory, "homes"), by, (path) => readFileSync(path));
  if (isRefusal(found)) throw new Error(found.message);
  ({ homes } = found);
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

it.each([
  ["half of the answers within a quarter of an hour", 1, 0],
  ["one answer in twenty up to six hours late", 1, 50],
])(
  "asks for less than half the reads of a daily poll, and has twice its cut-offs within a dollar: %s",
  async (_, seed, lateReads) => {
    const lived = await liveThroughHub({ homes, days: DAYS, seed, lateReads });
    expect(lived.cuts).toBeGreaterThan(40);
    expect(lived.readsAMonth).toBeGreaterThan(5);
    expect(lived.readsAMonth).toBeLessThanOrEqual(READS_MOST);
    expect(lived.withinOne).toBeGreaterThanOrEqual(WITHIN_LEAST);
  },
);
