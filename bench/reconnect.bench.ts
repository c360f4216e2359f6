/**
 * How soon a reconnect command leaves after the commit of the payment that asks for it, by the clock of this process, while the
 * same store takes pushes of reads and texts: charges settle on accounts that are off, and the switch lane sends.
 */
import { confirmSwitch } from "../core/hub/confirm-switch.ts";
import { accountHome } from "../core/ids.ts";
import { must } from "../core/assert.ts";
import { DAY_MS, HOUR_MS } from "../core/instant.ts";
import { BenchTown, type Household, INTERVALS_A_DAY, inParts } from "./bench-town.ts";
import { percentile, print, rounded } from "./measure.ts";

/** Accounts that are off, and others whose reads and texts are the load. */
const OFF = 256;
const BUSY = 200;
/** Payments that settle within a moment of each other, and the pause before the next: about the rate of the `payments` bench. */
const AT_ONCE = 4;
const PAUSE_MS = 40;
const ROUNDS = 4;

/** Less than three days' use, and what a payment brings for the next three; $6. */
const OPENING_UNITS = 5_000_000;
const AMOUNT_MINOR = 600;
const bench = await BenchTown.open(OFF + BUSY, {
  openingUnits: OPENING_UNITS,
  dataAgeMaxMs: 1_000 * DAY_MS,
});
const off = bench.households.slice(0, OFF);
const busy = bench.households.slice(OFF);
const { town } = bench;
/** While it is open texts and reads come. */
const gate = { isOpen: true };

/** Uses up what the accounts have, so that they are cut, and lets the meters say so. */
async function turnOff(): Promise<void> {
  await bench.push(bench.nextReads(off, INTERVALS_A_DAY * 3));
  await town.settle();
  await town.pass(HOUR_MS);
  const at = town.world.commanded.filter(({ wanted }) => wanted === "off").length;
  await inParts(off, (household) => report(household, "open"));
  await town.settle();
  if (at < OFF) throw new Error(`only ${String(at)} accounts were cut`);
}

async function report({ accountId, meterId }: Household, position: "open" | "closed") {
  const command = must(
    town.world.commanded.findLast((one) => one.meterId === meterId),
    `${meterId} was commanded`,
  );
  const home = accountHome(accountId);
  await town.hub.store.transact(home, (sql) =>
    confirmSwitch(sql, town.hub.clock.now(), home, {
      key: `${command.commandId}/${position}`,
      meterId,
      position,
      atMs: town.wallMs,
      commandId: command.commandId,
    }),
  );
}

/** Texts and reads, one after the other, as fast as the store takes them. */
async function load(): Promise<number> {
  let done = 0;
  for (let at = 0; gate.isOpen; at += 1) {
    const household = must(busy[at % busy.length], "a household");
    await bench.text(household, "BAL");
    await bench.push(bench.nextReads([household], INTERVALS_A_DAY));
    town.hub.wake();
    done += 1;
  }
  return done;
}

async function restore(): Promise<number[]> {
  const leftMs = new Map<string, number>();
  const sent = town.world.commandOutcome;
  town.world.commandOutcome = (command) => {
    if (command.wanted === "on") leftMs.set(command.meterId, performance.now());
    return sent(command);
  };
  const latencies: number[] = [];
  const started = await bench.startPayments(off, AMOUNT_MINOR);
  gate.isOpen = true;
  const loaded = load();
  for (let at = 0; at < started.length; at += AT_ONCE) {
    const committedMs = await Promise.all(
      started.slice(at, at + AT_ONCE).map(async (payment) => {
        await bench.settle(payment);
        const nowMs = performance.now();
        town.hub.wake();
        return { accountId: payment.accountId, nowMs };
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    for (const { accountId, nowMs } of committedMs) {
      const { meterId } = must(
        off.find((household) => household.accountId === accountId),
        "an account that was off",
      );
      while (!leftMs.has(meterId)) await new Promise((resolve) => setTimeout(resolve, 5));
      latencies.push((leftMs.get(meterId) ?? Number.NaN) - nowMs);
    }
  }
  gate.isOpen = false;
  const done = await loaded;
  await town.settle();
  town.world.commandOutcome = sent;
  print("texts and days of reads taken meanwhile", String(done));
  await inParts(off, (household) => report(household, "closed"));
  await town.settle();
  return latencies;
}

const all: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  await turnOff();
  const latencies = await restore();
  // The first round warms up.
  if (round > 0) all.push(...latencies);
}
print("reconnect command after the payment's commit", "p50 ms", "p95 ms", "p99 ms", "most ms");
const shares = [0.5, 0.95, 0.99, 1].map((share) => rounded(percentile(all, share)));
print(`${String(all.length)} payments, under texts and reads`, ...shares);
await bench.close();
