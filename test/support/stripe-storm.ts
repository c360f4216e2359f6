/** Many payments over a network of which a fifth of all requests goes wrong, and what became of each. */
import { seeded } from "../../core/seeded.ts";
import type { NetworkFault } from "./stripe-front.ts";
import { StripeTown } from "./stripe-town.ts";

export interface Storm {
  readonly count: number;
  readonly seed: string;
  readonly faults: readonly NetworkFault[];
  /** False where the server takes no notice of keys. */
  readonly keepsKeys: boolean;
  /** Of a thousand events that are ever told, in any order, some twice. */
  readonly toldPerMille: number;
  /** By how much what is late is late, by the hub's clock: a request arrives and is done after everybody has given it up. */
  readonly lateMs?: number;
}

export interface Aftermath {
  /** How many charges moved money, by payment; the good card's payments, then the bad one's. */
  readonly good: readonly number[];
  readonly bad: readonly number[];
  /** How many refunds moved money, by refund asked for. */
  readonly refunds: readonly number[];
  readonly refundStates: Readonly<Record<string, number>>;
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
const ROUNDS_MAX = 400;
const STEP_MS = 10_000;
export const REFUND_CENTS = 30;

export async function weather(storm: Storm): Promise<Aftermath> {
  const { count, seed, faults, keepsKeys, lateMs } = storm;
  const options = { keepsKeys, seed, faults, perMille: FAULTS_PER_MILLE };
  const stripe = await StripeTown.alone({ ...options, ...(lateMs !== undefined && { lateMs }) });
  try {
    const begun: Begun[] = [];
    for (let at = 0; at < count; at += 1) {
      const isGood = at % BAD_EVERY !== BAD_EVERY - 1;
      const customer = stripe.server.books.make("cus", "customer", { metadata: {} }).id;
      const method = stripe.saved(isGood ? "tok_visa" : "tok_chargeDeclined", customer);
      begun.push({ id: await stripe.begin(1, method), isGood });
    }
    const chance = seeded(seed, "events");
    await blow(stripe, storm, chance, async () => (await states(stripe, "payment"))["pending"]);
    for (const { id, isGood } of begun) {
      const came = await stripe.askRefund(`back-${id}`, id, REFUND_CENTS);
      if (came !== (isGood ? "asked" : "not_settled")) throw new Error(`${id}: ${came}`);
    }
    await blow(stripe, storm, chance, async () => (await states(stripe, "refund_asked"))["asked"]);
    return await aftermath(stripe, begun);
  } finally {
    await stripe.close();
  }
}

interface Begun {
  readonly id: string;
  readonly isGood: boolean;
}

/** Lets time pass until nothing waits, and as long again as anything may be late. */
async function blow(
  stripe: StripeTown,
  { toldPerMille, lateMs = 0 }: Storm,
  chance: ReturnType<typeof seeded>,
  waiting: () => Promise<number | undefined>,
): Promise<void> {
  stripe.town.hub.wake();
  for (let round = 0; (await waiting()) !== undefined; round += 1) {
    if (round >= ROUNDS_MAX) throw new Error("it stays as it is");
    await stripe.town.settle();
    await stripe.front.calm();
    await tellSome(stripe, chance, toldPerMille);
    await stripe.pass(STEP_MS);
  }
  for (let laterMs = 0; laterMs <= lateMs; laterMs += STEP_MS) await stripe.pass(STEP_MS);
  await stripe.front.quiet();
  await tellSome(stripe, chance, toldPerMille);
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

async function states(
  stripe: StripeTown,
  table: "payment" | "refund_asked",
): Promise<Record<string, number>> {
  const rows = await stripe.town.hub.store.read("account:1001", (sql) =>
    sql.all<{ state: string; rows: number }>(
      `SELECT state, count(*) AS rows FROM ${table} GROUP BY state`,
    ),
  );
  return Object.fromEntries(rows.map(({ state, rows: many }) => [state, many]));
}

async function aftermath(stripe: StripeTown, begun: readonly Begun[]): Promise<Aftermath> {
  const charges = countsBy(stripe, "charge", "payment");
  const refunds = countsBy(stripe, "refund", "refund");
  const countsOf = (wanted: boolean): number[] =>
    begun.filter(({ isGood }) => isGood === wanted).map(({ id }) => charges.get(id) ?? 0);
  const { balanceUnits } = await stripe.balances();
  return {
    good: countsOf(true),
    bad: countsOf(false),
    refunds: begun.filter(({ isGood }) => isGood).map(({ id }) => refunds.get(`back-${id}`) ?? 0),
    states: await states(stripe, "payment"),
    refundStates: await states(stripe, "refund_asked"),
    balanceCents: balanceUnits / 10_000 - OPENING_CENTS,
    clearingCents: await stripe.cents("clearing.stripe"),
    heldByStripe: stripe.heldByStripe(),
    faults: stripe.front.counts,
    wrong: [...stripe.faults, ...stripe.town.faults, ...stripe.server.refused],
  };
}

/** How many things of a kind the server made, by what of ours is written into them. */
function countsBy(
  stripe: StripeTown,
  object: "charge" | "refund",
  name: string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { metadata } of stripe.server.books.all(object)) {
    const id = (metadata as Readonly<Record<string, string>>)[name] ?? "";
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
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
  "request_late",
  "response_lost",
  "response_late",
  "response_replaced",
];
