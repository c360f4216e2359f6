/**
 * The processor's word on a charge: settle-payment alone, many sharing a commit, and with all that follows from it; how long one
 * waits at half of what the store can do; and beside it bare postings, 100 to a commit, by the `ledger` script of vendor/.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { seeded } from "../core/seeded.ts";
import { BenchTown, type StartedPayment } from "./bench-town.ts";
import {
  type Contender,
  costs,
  median,
  percentile,
  print,
  printCosts,
  ratio,
  rounded,
} from "./measure.ts";
import { runVendor } from "./vendor-script.ts";

const HOUSEHOLDS = 256;
const ALONE = 16;
const GROUP_MEMBERS = 64;
/** Payments that come one by one at half load, at times drawn from a seed. */
const AT_HALF_LOAD = 256;

const bench = await BenchTown.open(HOUSEHOLDS);

/** Each run settles `count` charges, of as many households, that were begun before it. */
function settling(
  count: number,
  settle: (started: readonly StartedPayment[]) => Promise<void>,
): Contender {
  let started: StartedPayment[] = [];
  return {
    prepare: async () => {
      // What the runs before left in the outbox is theirs.
      await bench.town.settle();
      started = await bench.startPayments(bench.households.slice(0, count));
      await bench.town.settle();
    },
    run: async () => {
      await settle(started);
      return count;
    },
  };
}

async function together(started: readonly StartedPayment[]): Promise<void> {
  await Promise.all(started.map((payment) => bench.settle(payment)));
}

const found = await costs({
  "settle-payment alone, a commit each": settling(ALONE, async (started) => {
    for (const payment of started) await bench.settle(payment);
  }),
  "settle-payment, 64 at once": settling(GROUP_MEMBERS, together),
  "64 at once, until the receipts are sent": settling(GROUP_MEMBERS, async (started) => {
    await together(started);
    await bench.town.settle();
  }),
});
printCosts(found, "payment");

/** How long each waited, from when it came to when it was durable; they come without waiting for one another. */
async function waitsAt(perMs: number): Promise<number[]> {
  await bench.town.settle();
  const started = await bench.startPayments(bench.households.slice(0, AT_HALF_LOAD));
  await bench.town.settle();
  const chance = seeded("half load");
  let dueMs = performance.now();
  const waits: Promise<number>[] = [];
  for (const payment of started) {
    dueMs += -Math.log(1 - chance.below(1_000_000) / 1_000_000) / perMs;
    const restMs = dueMs - performance.now();
    if (restMs > 0) await sleep(restMs);
    const cameMs = dueMs;
    waits.push(bench.settle(payment).then(() => performance.now() - cameMs));
  }
  return Promise.all(waits);
}

const together64 = found["settle-payment, 64 at once"];
const waits = await waitsAt(1_000 / together64.wallUs / 2);
print("", "p50 ms", "p99 ms");
const [p50, p99] = [median(waits), percentile(waits, 0.99)];
print("settle-payment, at half of that load", rounded(p50), rounded(p99));
await bench.close();

const postings = await runVendor("ledger/ledger.mjs", { MS: "150" });
const [, perSecond] = /libsql 100\/commit\s+wall ([\d,.]+)\/s/.exec(postings) ?? [];
const bound = Number(perSecond?.replaceAll(",", ""));
const alone = found["settle-payment alone, a commit each"];
print("", "measured", "wanted");
print("64 at once / a commit each", ratio(alone.wallUs / together64.wallUs), "x1.60");
print("64 at once / libsql 100 postings a commit", ratio(1e6 / together64.wallUs / bound), "x0.30");
