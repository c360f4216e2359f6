/**
 * Memory of rating as households grow: each of them comes in batches of 96 hours, all households for one batch before the next
 * one, its state read from a file and written back. What is held of a household between two batches is on the disk, so a
 * process that rates a hundred thousand needs no more than one that rates a thousand. Each size is a process of its own.
 */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../core/rating/compiled.ts";
import { importTariff } from "../core/rating/import-urdb.ts";
import { acceptedAtOnce } from "../core/rating/judge-run.ts";
import { advance } from "../core/rating/live-bills.ts";
import { packBills, unpackBills } from "../core/rating/packed-bills.ts";
import { ONE } from "../core/rating/units.ts";
import { isRefusal } from "../core/refusal.ts";
import { seeded } from "../core/seeded.ts";
import { print, rounded, scratch } from "./measure.ts";

const SIZES = [1_000, 10_000, 100_000];
const HOUR_MS = 3_600_000;
/** The first of April in California. */
const FIRST_MS = Date.UTC(2018, 3, 1, 7);
const BATCH = 96;
const BATCHES = 8;
/** What a household's state may take in the file: its length and, at two bills of this tariff, some 450 bytes. */
const SLOT_BYTES = 1_024;
const MIB = 1_048_576;

function versionsOf() {
  const vectors = JSON.parse(
    readFileSync(join(import.meta.dirname, "vectors/rating.json"), "utf8"),
  ) as { tariffs: Record<string, unknown> };
  const imported = importTariff(vectors.tariffs["us-pge-etouc-2026-03-01-s"]);
  if (isRefusal(imported)) throw new Error(imported.message);
  const compiled = compile(imported.plan, "America/Los_Angeles", ONE);
  return [{ name: "v1", compiled, fromMs: -Infinity, untilMs: Infinity }];
}

/** Where the states of all households lie, one slot each. */
class States {
  readonly #file = openSync(join(scratch(), "states"), "w+");
  readonly #slot = new Uint8Array(SLOT_BYTES);
  readonly #length = new Uint32Array(this.#slot.buffer, 0, 1);

  load(household: number): Uint8Array<ArrayBuffer> {
    readSync(this.#file, this.#slot, 0, SLOT_BYTES, household * SLOT_BYTES);
    return this.#slot.subarray(8, 8 + (this.#length[0] ?? 0));
  }

  save(household: number, bytes: Uint8Array): void {
    if (bytes.length > SLOT_BYTES - 8) throw new Error("a state larger than its slot");
    this.#length[0] = bytes.length;
    this.#slot.set(bytes, 8);
    writeSync(this.#file, this.#slot, 0, SLOT_BYTES, household * SLOT_BYTES);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function rateAll(households: number): void {
  const states = new States();
  const context = { versions: versionsOf(), known: () => [], ledgerDigits: 6 };
  const chance = seeded("households");
  const startsMs = new Float64Array(BATCH);
  const quantitiesMicro = new Float64Array(BATCH);
  const reads = { startsMs, quantitiesMicro, length: BATCH };
  const bounds = {
    serviceFromMs: 0,
    meterFromMs: 0,
    serviceUntilMs: null,
    meterUntilMs: null,
    hourlyLimitMicro: 100_000_000,
  };
  const empty = packBills({ bills: new Map(), closedThrough: null });
  let postedUnits = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const fromMs = FIRST_MS + batch * BATCH * HOUR_MS;
    const toMs = fromMs + BATCH * HOUR_MS;
    const now = { ...bounds, serviceNowMs: toMs, knownThroughMs: fromMs };
    for (let household = 0; household < households; household += 1) {
      for (let at = 0; at < BATCH; at += 1) {
        startsMs[at] = fromMs + at * HOUR_MS;
        quantitiesMicro[at] = chance.below(3_000_000);
      }
      if (acceptedAtOnce(reads, HOUR_MS, now) !== BATCH) throw new Error("a read was refused");
      const live = unpackBills(batch === 0 ? empty : states.load(household));
      for (const { amountUnits } of advance(live, reads, context)) postedUnits += amountUnits;
      states.save(household, packBills(live));
    }
  }
  states.close();
  report(households, postedUnits);
}

function report(households: number, postedUnits: number): void {
  const { user, system } = process.cpuUsage();
  const reads = households * BATCHES * BATCH;
  const { maxRSS } = process.resourceUsage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  print(
    households.toLocaleString("en-US"),
    `${rounded(maxRSS / 1_024)} MiB`,
    `${rounded((heapUsed + arrayBuffers) / MIB)} MiB`,
    rounded((reads / (user + system)) * 1e6),
    `$${rounded(postedUnits / 1e6 / households)}`,
  );
}

const [size] = process.argv.slice(2);
if (size === undefined) {
  print(
    "households, 32 days each",
    "most resident",
    "heap at the end",
    "reads/CPU-s",
    "posted each",
  );
  for (const each of SIZES) {
    const script = join(import.meta.dirname, "households.bench.ts");
    const { status } = spawnSync(process.execPath, [script, String(each)], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
} else {
  rateAll(Number(size));
}
