import { assert } from "../assert.ts";
import { HOUR_MS, isOnStep, type LocalDay, localDay } from "../instant.ts";
import type { StoredInterval } from "./packed.ts";

/** By UTC hour, the newest revision of each interval that starts in it: at most the twelve of five minutes. */
type Layer = Map<number, StoredInterval[]>;

const none: readonly StoredInterval[] = [];

/**
 * What is known of one service's use: the newest revision of each interval, estimates apart from the meter's own reads so
 * that neither can stand in the other's way. But for the uses of registers, no interval crosses a UTC hour, because lengths divide the hour and starts are
 * multiples of them; so whatever could overlap an interval is found in its own hour.
 */
export class KnownReads {
  readonly #metered: Layer = new Map();
  readonly #estimated: Layer = new Map();
  /** Uses between two reads of a register, of any length; a service has few. */
  readonly #long: StoredInterval[] = [];
  /** Reads in order of time that came after all others, and the end of the last. */
  readonly #following: StoredInterval[] = [];
  #endMs = -Infinity;

  /** Takes stored rows in any order; a lower revision never hides a higher one. */
  constructor(intervals: Iterable<StoredInterval> = []) {
    for (const interval of intervals) this.add(interval);
  }

  add(interval: StoredInterval): void {
    const { startMs, durationMs } = interval;
    assert(durationMs > 0, "an interval that was stored without being judged");
    if (HOUR_MS % durationMs !== 0 || !isOnStep(startMs, durationMs)) {
      this.#long.push(interval);
      return;
    }
    if (startMs >= this.#endMs) {
      // Reads mostly come in order, and what begins after all that is known is looked up by nobody yet.
      this.#following.push(interval);
      this.#endMs = startMs + durationMs;
      return;
    }
    this.#endMs = Math.max(this.#endMs, startMs + durationMs);
    this.#placeFollowing();
    this.#place(interval);
  }

  #place(interval: StoredInterval): void {
    const layer = interval.estimated ? this.#estimated : this.#metered;
    const hour = hourOf(interval.startMs);
    const inHour = layer.get(hour);
    if (inHour === undefined) {
      layer.set(hour, [interval]);
      return;
    }
    const at = inHour.findIndex((other) => other.startMs === interval.startMs);
    if (at === -1) inHour.push(interval);
    else if ((inHour[at]?.revision ?? -1) < interval.revision) inHour[at] = interval;
  }

  /** Puts what followed in order in its places, before somebody looks at a time before its end. */
  #placeFollowing(): void {
    if (this.#following.length === 0) return;
    for (const interval of this.#following.splice(0)) this.#place(interval);
  }

  #during(layer: Layer, interval: StoredInterval): readonly StoredInterval[] {
    if (interval.startMs >= this.#endMs) return none;
    this.#placeFollowing();
    return during(layer, interval);
  }

  /** The newest metered reads that share time with the interval; at most one where the length is the same. */
  meteredDuring(interval: StoredInterval): readonly StoredInterval[] {
    const ofHour = this.#during(this.#metered, interval);
    if (this.#long.length === 0) return ofHour;
    const long = this.#long.filter((other) => !other.estimated && shareTime(other, interval));
    return [...ofHour, ...long];
  }

  /** The newest metered reads that start in a range of time, in no order. */
  *meteredBetween(fromMs: number, toMs: number): Iterable<StoredInterval> {
    this.#placeFollowing();
    const long = this.#long.filter(({ estimated }) => !estimated);
    for (const some of [...this.#metered.values(), long]) {
      for (const interval of some) {
        if (interval.startMs >= fromMs && interval.startMs < toMs) yield interval;
      }
    }
  }

  /** The newest estimates that start from an instant on and that no metered read shares time with, in no order. */
  *estimatedSince(fromMs: number): Iterable<StoredInterval> {
    this.#placeFollowing();
    const long = new Map<number, StoredInterval>();
    for (const interval of this.#long) {
      const before = long.get(interval.startMs);
      if (!interval.estimated || (before !== undefined && before.revision > interval.revision))
        continue;
      long.set(interval.startMs, interval);
    }
    for (const some of [...this.#estimated.values(), [...long.values()]]) {
      for (const interval of some) {
        if (interval.startMs >= fromMs && !this.#isMetered(interval)) yield interval;
      }
    }
  }

  /** An interval of any length, which may cross hours where it is a register's use. */
  #isMetered(interval: StoredInterval): boolean {
    const endMs = interval.startMs + interval.durationMs;
    for (let hour = hourOf(interval.startMs); hour * HOUR_MS < endMs; hour += 1) {
      if (this.#metered.get(hour)?.some((other) => shareTime(other, interval))) return true;
    }
    return this.#long.some((other) => !other.estimated && shareTime(other, interval));
  }

  estimatedDuring(interval: StoredInterval): readonly StoredInterval[] {
    return this.#during(this.#estimated, interval);
  }
}

function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}

function during(layer: Layer, interval: StoredInterval): StoredInterval[] {
  return (layer.get(hourOf(interval.startMs)) ?? []).filter((other) => shareTime(other, interval));
}

function shareTime(one: StoredInterval, other: StoredInterval): boolean {
  return (
    one.startMs < other.startMs + other.durationMs && other.startMs < one.startMs + one.durationMs
  );
}

/** The local days whose stored rows must be known before an interval that starts here is judged: those its UTC hour touches. */
export function daysToKnow(zone: string, startMs: number): LocalDay[] {
  const hourMs = hourOf(startMs) * HOUR_MS;
  const first = localDay(zone, hourMs);
  const last = localDay(zone, hourMs + HOUR_MS - 1);
  return first === last ? [first] : [first, last];
}
