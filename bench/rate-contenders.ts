/** Ours, as vendor/rate/rate.mjs takes it: each rates the whole year and gives the twelve energy charges. */
import { must } from "../core/assert.ts";
import { HOUR_MS } from "../core/instant.ts";
import { compile } from "../core/rating/compiled.ts";
import { exactText } from "../core/rating/exact.ts";
import { importTariff } from "../core/rating/import-urdb.ts";
import { KnownReads } from "../core/rating/known-reads.ts";
import { advance } from "../core/rating/live-bills.ts";
import { packBills, unpackBills } from "../core/rating/packed-bills.ts";
import { columnsOf } from "../core/rating/read-columns.ts";
import { costOf, type ReadColumns } from "../core/rating/tally.ts";
import { ONE } from "../core/rating/units.ts";
import { addUse, type BillUse, type RatingVersion } from "../core/rating/use.ts";
import { judgeRead } from "../core/rating/validate.ts";
import { isRefusal } from "../core/refusal.ts";
import { parseRead } from "../meters/json/parse.ts";

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
  meterUntilMs: null,
  hourlyLimitMicro: 100_000_000,
};

/** Judges a batch as the hub does where nothing stored can touch it. */
function judged(startsMs: Float64Array, quantitiesMicro: Float64Array): ReadColumns {
  const { length } = startsMs;
  const known = new KnownReads();
  const now = { ...bounds, serviceNowMs: (startsMs[length - 1] ?? 0) + HOUR_MS };
  for (let at = 0; at < length; at += 1) {
    const read = {
      startMs: startsMs[at] as number,
      durationMs: HOUR_MS,
      quantityMicro: quantitiesMicro[at] as number,
      revision: 0,
      estimated: false,
    };
    const verdict = judgeRead(read, known, now);
    if (verdict.kind !== "accepted") throw new Error(verdict.kind);
    known.add(read);
  }
  return { startsMs, quantitiesMicro, length };
}

/** Takes batches one after the other, each with the state loaded and saved; a bill is closed when the next has begun. */
function inTurn(versions: readonly RatingVersion[], batches: Iterable<ReadColumns>): string[] {
  const context = { versions, known: () => [], ledgerDigits: 6 };
  const all = new Map<string, BillUse>();
  let bytes = packBills({ bills: new Map(), closedThrough: null });
  for (const batch of batches) {
    const live = unpackBills(bytes);
    advance(live, batch, context);
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
    yield judged(startMs.subarray(at, at + BATCH), microUnits.subarray(at, at + BATCH));
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

function* parsed(texts: readonly string[]): Iterable<ReadColumns> {
  for (const text of texts) {
    const { reads } = JSON.parse(text) as { reads: readonly unknown[] };
    const uses = reads.map((raw) => {
      const read = parseRead(raw);
      if (isRefusal(read)) throw new Error(read.message);
      return read;
    });
    const { startsMs, quantitiesMicro } = columnsOf(uses);
    yield judged(startsMs, quantitiesMicro);
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
      return () => inTurn(versions, parsed(texts));
    },
  },
};
