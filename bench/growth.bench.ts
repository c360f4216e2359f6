/**
 * Whether a text, a read or a payment costs more the more there is: beside many accounts, and on an account and a line with a
 * long history. A factor near 1 says no; what grows in step with the rows would show a factor near theirs.
 */
import { takeCash } from "../core/hub/take-cash.ts";
import { must } from "../core/assert.ts";
import { accountHome } from "../core/ids.ts";
import { HOUR_MS } from "../core/instant.ts";
import { isRefusal } from "../core/refusal.ts";
import { BenchTown, type Household, inParts, INTERVALS_A_DAY } from "./bench-town.ts";
import { type Contender, costs, print, ratio, rounded } from "./measure.ts";

const FEW_ACCOUNTS = 100;
const MANY_ACCOUNTS = 2_000;
/** What a household of the short history has of each, and one of the long. */
const SHORT = { cash: 50, texts: 10, days: 2 };
const LONG = { cash: 2_500, texts: 500, days: 100 };
const AT_ONCE = 16;
const CASH_AT_ONCE = 50;

interface Place {
  readonly bench: BenchTown;
  /** Those that text, use and pay, in turn. */
  readonly households: readonly Household[];
}

const measured = ["text, until it is sent", "read, a day a push", "payment settled"] as const;

const few = await BenchTown.open(FEW_ACCOUNTS);
const many = await BenchTown.open(MANY_ACCOUNTS);
await compare(
  `${String(FEW_ACCOUNTS)} and ${MANY_ACCOUNTS.toLocaleString("en-US")} accounts`,
  { bench: few, households: few.households.slice(-AT_ONCE) },
  { bench: many, households: many.households.slice(-AT_ONCE) },
);
await many.close();

const [short, long] = few.households.slice(0, 2).map((household) => [household]);
await live(few, must(short?.[0], "a household"), SHORT);
await live(few, must(long?.[0], "a household"), LONG);
await compare(
  `an account with ${String(SHORT.cash)} and ${LONG.cash.toLocaleString("en-US")} payments, ${String(SHORT.days)} and ${String(LONG.days)} days of reads, ${String(SHORT.texts)} and ${LONG.texts.toLocaleString("en-US")} texts`,
  { bench: few, households: must(short, "a household") },
  { bench: few, households: must(long, "a household") },
);
await few.close();

async function compare(what: string, small: Place, large: Place): Promise<void> {
  print(what);
  print("cpu us each", "less", "more", "factor");
  for (const name of measured) {
    const { less, more } = await costs(
      { less: contender(name, small), more: contender(name, large) },
      { rounds: 3, sliceMs: 100 },
    );
    const columns = [rounded(less.cpuUs), rounded(more.cpuUs), ratio(more.cpuUs / less.cpuUs)];
    print(name, ...columns);
  }
}

function contender(name: (typeof measured)[number], { bench, households }: Place): Contender {
  switch (name) {
    case "text, until it is sent":
      return {
        run: async () => {
          await Promise.all(households.map((household) => bench.text(household, "BAL")));
          await bench.town.settle();
          return households.length;
        },
      };
    case "read, a day a push":
      return { run: () => bench.push(bench.nextReads(households, INTERVALS_A_DAY)) };
    case "payment settled": {
      let started = [{ accountId: "", paymentId: "" }];
      return {
        prepare: async () => {
          await bench.town.settle();
          started = await bench.startPayments(households);
          await bench.town.settle();
        },
        run: async () => {
          await Promise.all(started.map((payment) => bench.settle(payment)));
          return started.length;
        },
      };
    }
  }
}

/** Gives a household a past: cash an hour apart, texts, and days of reads. */
async function live(
  bench: BenchTown,
  household: Household,
  past: { readonly cash: number; readonly texts: number; readonly days: number },
): Promise<void> {
  const { town } = bench;
  for (let day = 0; day < past.days; day += 1) {
    await bench.push(bench.nextReads([household], INTERVALS_A_DAY));
  }
  const home = accountHome(household.accountId);
  for (let at = 0; at < past.cash; at += CASH_AT_ONCE) {
    const ids = Array.from({ length: CASH_AT_ONCE }, (_, of) => `cash-${String(at + of)}`);
    await inParts(ids, async (paymentId) => {
      const cash = { paymentId, amountMinor: 500, currency: "USD", drawer: "d", clerk: "c" };
      const taken = await town.hub.store.transact(home, (sql) =>
        takeCash(sql, town.hub.clock.now(), home, cash),
      );
      if (isRefusal(taken)) throw new Error(taken.message);
    });
    town.wallMs += CASH_AT_ONCE * HOUR_MS;
  }
  for (let at = 0; at < past.texts; at += 1) await bench.text(household, "BAL");
  await town.settle();
}
