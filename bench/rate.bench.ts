/**
 * Rating against bare loops over the same tariff and home, in one process: see vendor/rate/rate.mjs. `at once` is a year in
 * one call, `as it comes` is batches of 96 that are judged and whose state is loaded from bytes and saved to them, `from JSON`
 * goes from the text of `/v1/reads` to the amounts to post.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const script = join(import.meta.dirname, "vendor/rate/rate.mjs");
const { status } = spawnSync(process.execPath, [script], {
  env: { ...process.env, HUB: join(import.meta.dirname, "rate-contenders.ts") },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
