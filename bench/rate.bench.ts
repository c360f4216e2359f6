/**
 * Rating against bare loops over the same tariff and home, in one process: see vendor/rate/rate.mjs. `at once` is a year in
 * one call, `as it comes` is batches of 96 that are judged and whose state is loaded from bytes and saved to them, `from JSON`
 * goes from the text of `/v1/reads` to the postings to write, `on the disk` is the batches through the hub and its store. The
 * last two lines are those in memory and on the disk once more, in turn, with figures enough to compare them.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { costs, printCosts } from "./measure.ts";
import { contenders } from "./rate-contenders.ts";

const HOUR_MS = 3_600_000;
const FIRST_MS = Date.UTC(2018, 0, 1, 8);

const script = join(import.meta.dirname, "vendor/rate/rate.mjs");
const { status } = spawnSync(process.execPath, [script], {
  env: { ...process.env, HUB: join(import.meta.dirname, "rate-contenders.ts") },
  stdio: "inherit",
});
process.exitCode = status ?? 1;

/** The tariff and the home of the script. */
const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, "vectors/rating.json"), "utf8"),
) as { tariffs: Record<string, unknown>; profiles: Record<string, string[]> };
const profile = vectors.profiles["us-ca-fontana-01"] ?? [];
const given = {
  tariff: vectors.tariffs["us-pge-etouc-2026-03-01-s"],
  reads: {
    startMs: Float64Array.from(profile, (_, hour) => FIRST_MS + hour * HOUR_MS),
    microUnits: Float64Array.from(profile, (kWh) => Math.round(Number(kWh) * 1e6)),
  },
};
const inMemory = contenders["as it comes"].prepare(given);
const onTheDisk = await contenders["on the disk"].prepare(given);
const read = async (run: () => unknown): Promise<number> => {
  await run();
  return profile.length;
};
const found = await costs({
  "in batches of 96, in memory": { run: () => read(inMemory) },
  "in batches of 96, on the disk": { run: () => read(onTheDisk) },
});
printCosts(found, "read");
