/** Many payments over a network of which a fifth of all requests goes wrong, and what became of each. */
import { seeded } from "../../core/seeded.ts";
import type { NetworkFault } from "./stripe-front.ts";
import { StripeTown } from "./stripe-town.ts";

export interface Storm {
  readonly count: number;
  readonly seed: string;
  readonly faults: readonly NetworkFault[];
  /** False where the server takes no notice of keys: then what was sent is looked for before time passes. */
  readonly keepsKeys: boolean;
  /** Of a thousand events that are ever told, in any order, some twice. */
  readonly toldPerMille: number;
}

export interface Aftermath {
  /** How many charges moved money, by payment; the good card's payments, then the bad one's. */
  readonly good: readonly number[];
  readonly bad: readonly number[];
  /** States of the payments in the hub, counted. */
  readonly states: Readonly<Record<string, number>>;
  readonly balanceCents: number;
  readonly clearingCents: number;
  readonly heldByStripe: number;
  readonly faults: ReadonlyMap<NetworkFault, number>;
  /** What the server refused for what it said, and what went wrong in the hub. */
  readonly wrong: readonly unknown[];
}

const FAULTS_PER_MILLE = 200;
const OPENING_CENTS = 600;
/** Every tenth card declines. */
const BAD_EVERY = 10;
const ROUNDS_MAX = 100;

export async function weather(storm: Storm): Promise<Aftermath> {
  const { count, seed, faults, keepsKeys } = storm;
  const options = { keepsKeys, seed, faults, perMille: FAULTS_PER_MILLE };
  const stripe = await StripeTown.alone(options);
  try {
    const begun: { readonly id: string; readonly isGood: boolean }[] = [];
    for (let at = 0; at < count; at += 1) {
      const isGood = at % BAD_EVERY !== BAD_EVERY - 1;
      const customer = stripe.server.books.make("cus", "customer", { metadata: {} }).id;
      const method = stripe.saved(isGood ? "tok_visa" : "tok_chargeDeclined", customer);
      begun.push({ id: await stripe.begin(1, method), isGood });
    }
    stripe.town.hub.wake();
    const chance = seeded(seed, "events");
    for (let round = 0; (await states(stripe))["pending"] !== undefined; round += 1) {
      if (round >= ROUNDS_MAX) throw new Error("payments stay pending");
      await stripe.town.settle();
      if (!keepsKeys) await stripe.front.quiet();
      await tellSome(stripe, chance, storm.toldPerMille);
      await stripe.town.pass(60_000);
    }
    await stripe.front.quiet();
    return await aftermath(stripe, begun);
  } finally {
    await stripe.close();
  }
}

async function tellSome(
  stripe: StripeTown,
  chance: ReturnType<typeof seeded>,
  toldPerMille: number,
): Promise<void> {
  const events = stripe.server.events.splice(0);
  while (events.length > 0) {
    const [event] = events.splice(chance.below(events.length), 1);
    if (event === undefined || !chance.chance(toldPerMille)) continue;
    await stripe.post(event);
    if (chance.chance(100)) await stripe.post(event);
  }
}

async function states(stripe: StripeTown): Promise<Record<string, number>> {
  const rows = await stripe.town.hub.store.read("account:1001", (sql) =>
    sql.all<{ state: string; rows: number }>(
      "SELECT state, count(*) AS rows FROM payment GROUP BY state",
    ),
  );
  return Object.fromEntries(rows.map(({ state, rows: many }) => [state, many]));
}

async function aftermath(
  stripe: StripeTown,
  begun: readonly { readonly id: string; readonly isGood: boolean }[],
): Promise<Aftermath> {
  const charges = new Map<string, number>();
  for (const { metadata } of stripe.server.books.all("charge")) {
    const { payment = "" } = metadata as { readonly payment?: string };
    charges.set(payment, (charges.get(payment) ?? 0) + 1);
  }
  const countsOf = (wanted: boolean): number[] =>
    begun.filter(({ isGood }) => isGood === wanted).map(({ id }) => charges.get(id) ?? 0);
  const { balanceUnits } = await stripe.balances();
  return {
    good: countsOf(true),
    bad: countsOf(false),
    states: await states(stripe),
    balanceCents: balanceUnits / 10_000 - OPENING_CENTS,
    clearingCents: await stripe.cents("clearing.stripe"),
    heldByStripe: stripe.heldByStripe(),
    faults: stripe.front.counts,
    wrong: [...stripe.faults, ...stripe.town.faults, ...stripe.server.refused],
  };
}

/** What may go wrong with a server that keeps keys: all of it. */
export const everyFault: readonly NetworkFault[] = [
  "request_lost",
  "request_late",
  "request_twice",
  "request_again_later",
  "response_lost",
  "response_late",
  "response_replaced",
];

/** What a hub can bear from one that does not: a request that is doubled on its way is two charges there. */
export const answerFaults: readonly NetworkFault[] = [
  "request_lost",
  "response_lost",
  "response_late",
  "response_replaced",
];
