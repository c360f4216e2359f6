/** A utility in this very process, its store a file on the disk, the world outside answering at once: what the benches work on. */
import { join } from "node:path";
import { enrol, type Enrol } from "../core/hub/enrol.ts";
import type { IncomingRead } from "../core/hub/judge-batch.ts";
import { settlePayment } from "../core/hub/settle-payment.ts";
import { startPayment } from "../core/hub/start-payment.ts";
import { takeTurn } from "../core/hub/take-turn.ts";
import { accountHome, keyOf, utilityHome } from "../core/ids.ts";
import { isRefusal } from "../core/refusal.ts";
import { accountsOfLine, methodsOf } from "../core/store/customers.ts";
import { migrations } from "../core/store/migrations/all.ts";
import { openStore } from "../hosts/node/store.ts";
import { pushReads } from "../hosts/push-reads.ts";
import { ana, Town, usd } from "../test/town.ts";
import { scratch } from "./measure.ts";

export const INTERVAL_MS = 1_800_000;
export const INTERVALS_A_DAY = 48;
const UTILITY_ID = "u";
const [UTILITY_NUMBER = ""] = usd.numbers;
/** So many happenings are begun at once while a town is made. */
const AT_ONCE = 512;
const AMOUNT_MINOR = 500;
/** More than any bench uses up. */
const OPENING_UNITS = 50_000_000_000;
/** Where the meters' first reads begin: as long before the town's clocks as a read may be old, or nearly. */
const FIRST_READ_MS = Date.UTC(2025, 9, 25);

const settings = {
  ...usd,
  payment: { ...usd.payment, maxMinor: 100_000, dailyByTextMinor: 2_000_000_000 },
};

export interface Household {
  readonly accountId: string;
  readonly line: string;
  readonly meterId: string;
}

export interface StartedPayment {
  readonly accountId: string;
  readonly paymentId: string;
}

export class BenchTown {
  readonly town: Town;
  readonly households: readonly Household[];
  readonly #readSoFar = new Map<string, number>();
  #made = 0;

  private constructor(town: Town, households: readonly Household[]) {
    this.town = town;
    this.households = households;
  }

  /** With what the accounts begin, and how old data may be by which they are cut: reads here are a year old. */
  static async open(
    accounts: number,
    { openingUnits = OPENING_UNITS, dataAgeMaxMs = usd.supply.dataAgeMaxMs } = {},
  ): Promise<BenchTown> {
    const home = utilityHome(UTILITY_ID);
    const store = openStore({ path: join(scratch(), "u.db"), home, migrations });
    if (isRefusal(store)) throw new Error(store.message);
    const restart = () => Promise.reject(new Error("a bench restarts nothing"));
    const town = new Town({ utilityId: UTILITY_ID, store, restart, close: () => store.close() });
    await town.found({ ...settings, supply: { ...settings.supply, dataAgeMaxMs } });
    const households = Array.from({ length: accounts }, (_, at) => householdAt(at));
    await inParts(households, async (household) => {
      const outcome = await store.transact(home, (sql) =>
        enrol(sql, town.hub.clock.now(), home, {
          ...enrolmentOf(household, store.sliceOf(home)),
          openingUnits,
        }),
      );
      if (isRefusal(outcome)) throw new Error(outcome.message);
    });
    await town.settle();
    return new BenchTown(town, households);
  }

  async close(): Promise<void> {
    await this.town.settle();
    await this.town.opened.close();
  }

  /** One text to the hub, answered when its turn is durable; what it says waits in the outbox until the hub is woken. */
  async text({ line }: Household, text: string): Promise<void> {
    this.#made += 1;
    const key = `text-${String(this.#made)}`;
    const input = { kind: "said", text } as const;
    const hub = { ...this.town.hub, wake: () => undefined };
    const turn = { channel: "sms", key, from: line, to: UTILITY_NUMBER, input } as const;
    const { kind } = await takeTurn(hub, turn);
    if (kind !== "taken") throw new Error(`a text was ${kind}`);
  }

  /** The next half-hours of some meters, none of them pushed before. Where they are over only later, it is later. */
  nextReads(households: readonly Household[], intervals: number): IncomingRead[] {
    return households.flatMap(({ meterId }) => {
      const before = this.#readSoFar.get(meterId) ?? 0;
      this.#readSoFar.set(meterId, before + intervals);
      const aheadMs = FIRST_READ_MS + (before + intervals) * INTERVAL_MS - this.town.serviceMs;
      if (aheadMs > 0) {
        this.town.serviceMs += aheadMs;
        this.town.wallMs += aheadMs;
      }
      return Array.from({ length: intervals }, (_, at) => ({
        meterId,
        startMs: FIRST_READ_MS + (before + at) * INTERVAL_MS,
        durationMs: INTERVAL_MS,
        quantityMicro: 150_000 + ((before + at) % 48) * 1_003,
        revision: 0,
        estimated: false,
      }));
    });
  }

  async push(reads: readonly IncomingRead[]): Promise<number> {
    const cause = { actor: "bench", channel: null, cause: "bench" };
    const hub = { ...this.town.hub, wake: () => undefined };
    const results = await pushReads(hub, reads, { cause, mode: "write" });
    const wrong = results.find(({ outcome }) => outcome !== "accepted");
    if (wrong !== undefined) throw new Error(`a read was ${wrong.outcome}: ${String(wrong.code)}`);
    return results.length;
  }

  /** Charges that wait for the processor's word, one for each household given. */
  async startPayments(
    households: readonly Household[],
    amountMinor = AMOUNT_MINOR,
  ): Promise<StartedPayment[]> {
    const { store, clock } = this.town.hub;
    const utility = utilityHome(UTILITY_ID);
    return inParts(households, async ({ accountId, line }) => {
      const method = await store.read(utility, (sql) => {
        const nowMs = clock.now().serviceMs;
        const [owner] = accountsOfLine(sql, utility, line, nowMs);
        return methodsOf(sql, utility, owner?.customerId ?? "", nowMs)[0];
      });
      if (method === undefined) throw new Error(`${line} has no card`);
      this.#made += 1;
      const paymentId = `bench-${String(this.#made)}`;
      const home = accountHome(accountId);
      const { kind } = await store.transact(home, (sql) =>
        startPayment(
          sql,
          clock.now(),
          { home, key: keyOf("start", paymentId) },
          {
            paymentId,
            accountId,
            methodId: method.id,
            methodToken: method.token,
            amountMinor,
            channel: "sms",
            line,
            numberUsed: UTILITY_NUMBER,
          },
        ),
      );
      if (kind !== "started") throw new Error(`a payment was ${kind}`);
      return { accountId, paymentId };
    });
  }

  async settle({ accountId, paymentId }: StartedPayment): Promise<void> {
    const { store, clock } = this.town.hub;
    const home = accountHome(accountId);
    const outcome = { kind: "succeeded", processorId: `ch-${paymentId}` } as const;
    const settled = await store.transact(home, (sql) =>
      settlePayment(sql, clock.now(), home, { paymentId, key: `event-${paymentId}`, outcome }),
    );
    if (settled.kind !== "settled") throw new Error(`a payment was ${settled.kind}`);
  }
}

function householdAt(at: number): Household {
  return {
    accountId: String(100_001 + at),
    line: `+1202${String(5_550_000 + at)}`,
    meterId: `E-${String(500_001 + at)}`,
  };
}

function enrolmentOf({ accountId, line, meterId }: Household, slice: string): Enrol {
  return {
    ...ana,
    accountId,
    customerId: `c-${accountId}`,
    contacts: [{ line, agreed: "form of 2025-10-24" }],
    services: ana.services.map((service) => ({ ...service, meterId, movedInDay: "2025-10-24" })),
    slice,
  };
}

/** Does the same with each, many at once but not more than the store lets wait. */
export async function inParts<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return results;
}
