/**
 * The same home and year through the hub itself, its store a file on the disk: `record-reads` in batches of 96, each a happening
 * of its own with its ledger, journal and decision of supply, and as many in a commit as the store puts there.
 */
import { join } from "node:path";
import type { Enrol } from "../core/hub/enrol.ts";
import type { IncomingRead } from "../core/hub/judge-batch.ts";
import { recordReads } from "../core/hub/record-reads.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../core/instant.ts";
import { decimalText } from "../core/rating/exact.ts";
import type { Plan } from "../core/rating/plan.ts";
import type { RatingState } from "../core/rating/rate.ts";
import { isRefusal } from "../core/refusal.ts";
import { ratingOf } from "../core/store/reads.ts";
import { migrations } from "../core/store/migrations/all.ts";
import { openStore } from "../hosts/node/store.ts";
import { ana, Town, usd } from "../test/town.ts";
import { scratch } from "./measure.ts";

const UTILITY_ID = "u";
const LEDGER_DIGITS = 6;
/** More homes than the script rates in its usual rounds; each lives the year once. */
const HOMES = 24;

interface Year {
  readonly startMs: Float64Array;
  readonly microUnits: Float64Array;
}

export class DurableHomes {
  readonly #town: Town;
  readonly #free: string[] = [];
  #made = 0;

  private constructor(town: Town) {
    this.#town = town;
  }

  /** A utility whose homes moved in before the year and are read after it. */
  static async open(plan: Plan, { startMs }: Year): Promise<DurableHomes> {
    const home = utilityHome(UTILITY_ID);
    const store = openStore({ path: join(scratch(), "u.db"), home, migrations });
    if (isRefusal(store)) throw new Error(store.message);
    const restart = () => Promise.reject(new Error("a bench restarts nothing"));
    const town = new Town({ utilityId: UTILITY_ID, store, restart, close: () => store.close() });
    town.wallMs = (startMs.at(-1) ?? 0) + DAY_MS;
    town.serviceMs = town.wallMs;
    const tariff = {
      tariffId: "planned",
      version: 1,
      commodity: plan.commodity,
      unit: plan.unit,
      currency: "USD",
      priceScale: 9,
      pricePerUnit: 0,
      fixedPerDay: 0,
      effectiveFromMs: 0,
      plan,
    };
    await town.found({ ...usd, zone: plan.zone }, [tariff]);
    const homes = new DurableHomes(town);
    await homes.#enrol(plan.zone);
    return homes;
  }

  async #enrol(zone: string): Promise<void> {
    const accounts = Array.from({ length: HOMES }, () => this.#account(zone));
    await this.#town.enrol(...accounts);
    this.#free.push(...accounts.map(({ accountId }) => accountId));
  }

  #account(zone: string): Enrol {
    this.#made += 1;
    const accountId = String(1_000 + this.#made);
    const place = {
      zone,
      meterId: `E-${accountId}`,
      tariffId: "planned",
      movedInDay: "2018-01-01",
    };
    return {
      ...ana,
      zone,
      accountId,
      customerId: `c-${accountId}`,
      openingUnits: 90_000_000_000,
      contacts: [],
      methods: [],
      services: ana.services.map((service) => ({ ...service, ...place })),
    };
  }

  /** One home's year; the twelve energy charges as they were posted. */
  async year(reads: Year, { zone, batch }: { zone: string; batch: number }): Promise<string[]> {
    if (this.#free.length === 0) await this.#enrol(zone);
    const accountId = this.#free.pop() ?? "";
    const home = accountHome(accountId);
    const { store, clock } = this.#town.hub;
    const now = clock.now();
    const cause = { actor: "bench", channel: null, cause: "bench" };
    const batches = batchesOf(reads, `E-${accountId}`, batch);
    const outcomes = await Promise.all(
      batches.map((given) =>
        store.transact(home, (sql) => recordReads(sql, now, home, { reads: given, cause })),
      ),
    );
    for (const outcome of outcomes) {
      if (isRefusal(outcome)) throw new Error(outcome.message);
      if (outcome.results.some((result) => result.outcome !== "accepted")) throw new Error("lost");
    }
    const [row] = await store.read(home, (sql) => ratingOf(sql, home));
    const { open } = JSON.parse(row?.state ?? "{}") as RatingState;
    return Object.entries(open?.bills ?? {})
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, { postedUnits }]) => decimalText(BigInt(postedUnits), LEDGER_DIGITS));
  }
}

function batchesOf(
  { startMs, microUnits }: Year,
  meterId: string,
  batch: number,
): IncomingRead[][] {
  const batches: IncomingRead[][] = [];
  for (let at = 0; at < startMs.length; at += batch) {
    batches.push(
      Array.from(startMs.subarray(at, at + batch), (start, index) => ({
        meterId,
        startMs: start,
        durationMs: HOUR_MS,
        quantityMicro: microUnits[at + index] ?? 0,
        revision: 0,
        estimated: false,
      })),
    );
  }
  return batches;
}
