/** The processor's word on a charge: settle-payment alone, many sharing a commit, and with all that follows from it. */
import { BenchTown, type StartedPayment } from "./bench-town.ts";
import { type Contender, costs, printCosts } from "./measure.ts";

const HOUSEHOLDS = 256;
const ALONE = 16;
const GROUP_MEMBERS = 64;

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
await bench.close();
