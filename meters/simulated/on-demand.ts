import { DAY_MS, HOUR_MS, MINUTE_MS, type Now } from "../../core/instant.ts";
import type { MeterReads } from "../../core/ports.ts";
import { type Seeded, seeded } from "../../core/seeded.ts";
import { Fault } from "../../core/assert.ts";
import type { After } from "./meter.ts";
import type { Interval } from "./profile.ts";

/** What goes wrong with reads that were asked for, of a thousand each. */
export interface ReadFaults {
  /** Asks that nobody answers. */
  readonly neverPerMille: number;
  /** Answers that take up to six hours, beside those that are only slow. */
  readonly latePerMille: number;
}

export const noReadFaults: ReadFaults = { neverPerMille: 0, latePerMille: 0 };

/** Where the reads of simulated meters are: what a household used, and how much faster than ours its clock runs. */
export interface MeterMemory {
  /** What a meter counted in intervals that end after the one instant and not after the other, service time. */
  readsBetween(
    meterId: string,
    fromMs: number,
    toMs: number,
  ): readonly Interval[] | Promise<readonly Interval[]>;
  readonly speed: number;
}

export interface MeterRead extends Interval {
  readonly meterId: string;
}

export interface SimulatedReadsOptions {
  readonly seed: string;
  readonly now: () => Now;
  readonly after: After;
  /** Hands an answer in, as all reads come. */
  readonly push: (reads: readonly MeterRead[]) => Promise<unknown>;
  readonly faults?: Partial<ReadFaults>;
}

/**
 * How many of a hundred answers take from so many minutes to so many: as a log-normal time of which half is within a quarter
 * of an hour and 95 of 100 within the hour.
 */
const latencies = [
  { share: 50, fromMinutes: 2, toMinutes: 15 },
  { share: 25, fromMinutes: 15, toMinutes: 26 },
  { share: 20, fromMinutes: 26, toMinutes: 60 },
  { share: 5, fromMinutes: 60, toMinutes: 120 },
] as const;
const LATE_MINUTES_MAX = 360;

/** A meter keeps its intervals for some weeks; nobody asks for older ones. */
const KEPT_DAYS = 35;

/** How long an answer takes, service time. */
export function readLatencyMs(chance: Seeded, latePerMille: number): number {
  if (latePerMille > 0 && chance.chance(latePerMille)) {
    return chance.below(LATE_MINUTES_MAX * MINUTE_MS);
  }
  let left = chance.below(100);
  for (const { share, fromMinutes, toMinutes } of latencies) {
    if (left < share) {
      return fromMinutes * MINUTE_MS + chance.below((toMinutes - fromMinutes) * MINUTE_MS);
    }
    left -= share;
  }
  throw new Fault("the shares of latency are of a hundred");
}

/**
 * The simulated head-end that asks meters for their reads: an answer takes its time, tells the whole hours that were over when
 * the meter was asked, and does not come at all now and then. A meter whose memory is not connected does not answer.
 */
export class SimulatedReads implements MeterReads {
  readonly #options: SimulatedReadsOptions;
  readonly #faults: ReadFaults;
  /** The end of what each meter has told so far. */
  readonly #toldMs = new Map<string, number>();
  readonly #asks = new Map<string, number>();
  #memory: MeterMemory | null = null;

  constructor(options: SimulatedReadsOptions) {
    this.#options = options;
    this.#faults = { ...noReadFaults, ...options.faults };
  }

  connect(memory: MeterMemory): void {
    this.#memory = memory;
  }

  ask(meterId: string): Promise<"asked" | "no_answer"> {
    const memory = this.#memory;
    if (memory === null) return Promise.resolve("no_answer");
    const { seed, now, after } = this.#options;
    const asks = (this.#asks.get(meterId) ?? 0) + 1;
    this.#asks.set(meterId, asks);
    const chance = seeded(seed, "read", meterId, asks);
    // The network takes every ask; that nobody answered it shows in nothing coming.
    if (chance.chance(this.#faults.neverPerMille)) return Promise.resolve("asked");
    const { serviceMs } = now();
    const untilMs = serviceMs - (serviceMs % HOUR_MS);
    const delayMs = readLatencyMs(chance, this.#faults.latePerMille) / memory.speed;
    after(delayMs, () => void this.#answer(memory, meterId, untilMs));
    return Promise.resolve("asked");
  }

  async #answer(memory: MeterMemory, meterId: string, untilMs: number): Promise<void> {
    const fromMs = this.#toldMs.get(meterId) ?? untilMs - KEPT_DAYS * DAY_MS;
    try {
      const told = await memory.readsBetween(meterId, fromMs, untilMs);
      const reads = told.map((interval) => ({ ...interval, meterId }));
      if (reads.length === 0) return;
      await this.#options.push(reads);
      this.#toldMs.set(meterId, untilMs);
    } catch {
      // What the hub could not take is told again by the next answer, and asked for again by its own timer.
    }
  }
}
