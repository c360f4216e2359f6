/** Ours, as vendor/rate/rate.mjs takes it: each rates the whole year and gives the twelve energy charges. */
import { must } from "../core/assert.ts";
import { HOUR_MS } from "../core/instant.ts";
import { balancesOf } from "../core/ledger/balances.ts";
import { charged } from "../core/ledger/postings.ts";
import { compile } from "../core/rating/compiled.ts";
import { exactText } from "../core/rating/exact.ts";
import { importTariff } from "../core/rating/import-urdb.ts";
import { acceptedAtOnce } from "../core/rating/judge-run.ts";
import { advance, type BillCharge } from "../core/rating/live-bills.ts";
import { packBills, unpackBills } from "../core/rating/packed-bills.ts";
import { columnsOf } from "../core/rating/read-columns.ts";
import { costOf, type ReadColumns } from "../core/rating/tally.ts";
import { ONE } from "../core/rating/units.ts";
import { addUse, type BillUse, type RatingVersion } from "../core/rating/use.ts";
import { isRefusal } from "../core/refusal.ts";
import { quickReads } from "../meters/json/quick-body.ts";
import { DurableHomes } from "./rate-durable.ts";

interface Given {
  readonly tariff: unknown;
  readonly reads: { readonly startMs: Float64Array; readonly microUnits: Float64Array };
}

const ZONE = "America/Los_Angeles";
const BATCH = 96;

function versionsOf(tariff: unknown): RatingVersion[] {
  const imported = importTariff(tariff);
  if (isRefusal(imported)) throw new Error(imported.message);
  const compiled = compile(imported.plan, ZONE, ONE);
  return [{ name: "v1", compiled, fromMs: -Infinity, untilMs: Infinity }];
}

function charges(versions: readonly RatingVersion[], uses: ReadonlyMap<string, BillUse>): string[] {
  const { compiled, name } = must(versions[0], "a version");
  return [...uses.values()].map(({ cells }) =>
    exactText(costOf(compiled, must(cells.get(name), "cells"))),
  );
}

const bounds = {
  serviceFromMs: 0,
  meterFromMs: 0,
  serviceUntilMs: null,
  meterUntilMs: null,
  hourlyLimitMicro: 100_000_000,
};

/**
 * Takes batches one after the other, each judged and with the state loaded and saved; a bill is closed when the next has begun.
 * What is known ends where the hub keeps it: beside the state.
 */
function inTurn(
  versions: readonly RatingVersion[],
  batches: Iterable<ReadColumns>,
  post: (made: readonly BillCharge[], batch: ReadColumns) => void = () => undefined,
): string[] {
  const context = { versions, known: () => [], ledgerDigits: 6 };
  const all = new Map<string, BillUse>();
  let bytes = packBills({ bills: new Map(), closedThrough: null });
  let knownThroughMs = -Infinity;
  for (const batch of batches) {
    const serviceNowMs = (batch.startsMs[batch.length - 1] ?? 0) + HOUR_MS;
    const taken = acceptedAtOnce(batch, HOUR_MS, { ...bounds, serviceNowMs, knownThroughMs });
    if (taken !== batch.length) throw new Error("a read was not accepted");
    knownThroughMs = serviceNowMs;
    const live = unpackBills(bytes);
    post(advance(live, batch, context), batch);
    const [first, second] = live.bills.keys();
    if (first !== undefined && second !== undefined) {
      all.set(first, must(live.bills.get(first), "a bill").use);
      live.bills.delete(first);
      bytes = packBills({ bills: live.bills, closedThrough: first });
    } else {
      bytes = packBills(live);
    }
  }
  for (const [bill, { use }] of unpackBills(bytes).bills) all.set(bill, use);
  return charges(versions, all);
}

function* inBatches({ startMs, microUnits }: Given["reads"]): Iterable<ReadColumns> {
  for (let at = 0; at < startMs.length; at += BATCH) {
    const startsMs = startMs.subarray(at, at + BATCH);
    const quantitiesMicro = microUnits.subarray(at, at + BATCH);
    yield { startsMs, quantitiesMicro, length: startsMs.length };
  }
}

/** The texts of calls to `/v1/reads`, as a head-end sends them. */
function textsOf({ startMs, microUnits }: Given["reads"]): string[] {
  const texts: string[] = [];
  for (let at = 0; at < startMs.length; at += BATCH) {
    const reads = Array.from(startMs.subarray(at, at + BATCH), (start, index) => ({
      meter: "E-1",
      start: new Date(start).toISOString(),
      minutes: 60,
      quantity: ((microUnits[at + index] ?? 0) / 1e6).toFixed(6),
    }));
    texts.push(JSON.stringify({ reads }));
  }
  return texts;
}

const nothingOwed = balancesOf([]);

/** The transfer of a batch, ready to be written. */
function transferFor(made: readonly BillCharge[], { startsMs, length }: ReadColumns): void {
  const header = {
    id: "home#1/electricity",
    cause: "home#1",
    corrects: null,
    actor: "bench",
    channel: "hub",
    effectiveAtMs: startsMs[length - 1] ?? 0,
    month: made[0]?.bill ?? "",
  };
  const lines = made.map(({ amountUnits }) => ({ account: "revenue.electricity", amountUnits }));
  const transfer = charged(header, "usage", lines, { billing: "postpay", balances: nothingOwed });
  if (transfer === null) throw new Error("a batch that costs nothing");
}

/** As the route parses them. */
function* parsed(texts: readonly string[]): Iterable<ReadColumns> {
  for (const text of texts) {
    const reads = quickReads(text, BATCH);
    if (reads === null) throw new Error("a body was not taken");
    yield columnsOf(reads);
  }
}

export const contenders = {
  "at once": {
    prepare({ tariff, reads }: Given) {
      const versions = versionsOf(tariff);
      const columns = {
        startsMs: reads.startMs,
        quantitiesMicro: reads.microUnits,
        length: reads.startMs.length,
      };
      return () => {
        const uses = new Map<string, BillUse>();
        addUse(versions, uses, columns);
        return charges(versions, uses);
      };
    },
  },
  "as it comes": {
    prepare({ tariff, reads }: Given) {
      const versions = versionsOf(tariff);
      return () => inTurn(versions, inBatches(reads));
    },
  },
  "from JSON": {
    prepare({ tariff, reads }: Given) {
      const versions = versionsOf(tariff);
      const texts = textsOf(reads);
      return () => inTurn(versions, parsed(texts), transferFor);
    },
  },
  "on the disk": {
    async prepare({ tariff, reads }: Given) {
      const [version] = versionsOf(tariff);
      const { plan } = must(version, "a version").compiled;
      const homes = await DurableHomes.open(plan, reads);
      return () => homes.year(reads, { zone: ZONE, batch: BATCH });
    },
  },
};
