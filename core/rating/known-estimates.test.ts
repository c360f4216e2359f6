import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../instant.ts";
import { KnownReads } from "./known-reads.ts";
import type { StoredInterval } from "./packed.ts";

function guess(hour: number, change: Partial<StoredInterval> = {}): StoredInterval {
  const usual = { durationMs: HOUR_MS, quantityMicro: 1, revision: 0, estimated: true };
  return { startMs: hour * HOUR_MS, ...usual, ...change };
}

const read = (hour: number, hours = 1): StoredInterval =>
  guess(hour, { estimated: false, durationMs: hours * HOUR_MS });
const long = (hour: number, hours: number, revision = 0): StoredInterval =>
  guess(hour, { durationMs: hours * HOUR_MS, revision });

describe("estimates that nothing metered has replaced", () => {
  it.each([
    ["none of nothing", [], []],
    ["none of metered reads", [read(1), read(2)], []],
    ["one after the reads", [read(1), guess(2)], [guess(2)]],
    ["one between them", [read(1), read(3), guess(2)], [guess(2)]],
    ["one before them", [guess(2), read(3)], [guess(2)]],
    ["none that was read since", [guess(2), read(2)], []],
    ["none that was read in part", [guess(2), guess(2.5), read(2.5, 0.25)], []],
    [
      "none whose quarter was read, whatever else of the hour was",
      [guess(2, { durationMs: HOUR_MS / 4 }), read(2, 0.25), read(2.5, 0.25)],
      [],
    ],
    ["none within a register's use", [guess(2), guess(4), read(1, 5)], []],
    ["those beside a register's use", [guess(2), read(3, 5), guess(8)], [guess(2), guess(8)]],
    [
      "the newest of its revisions",
      [guess(2, { revision: 1 }), guess(2)],
      [guess(2, { revision: 1 })],
    ],
    ["one of a register, of many hours", [read(0, 5), long(5, 30)], [long(5, 30)]],
    ["none of a register that was read within it", [long(5, 30), read(20)], []],
    ["none of a register read as far", [long(5, 30), read(5, 90)], []],
    ["the newest of a register", [long(5, 30), long(5, 30, 2), long(5, 30, 1)], [long(5, 30, 2)]],
    ["none before the time looked at", [guess(-1), long(-5, 9), guess(0)], [guess(0)]],
  ])("are %s", (_, intervals, standing) => {
    const found = [...new KnownReads(intervals).estimatedSince(0)];
    expect(found.toSorted((one, other) => one.startMs - other.startMs)).toEqual(standing);
  });
});
