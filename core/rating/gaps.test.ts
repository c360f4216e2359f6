import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../instant.ts";
import { type Gap, gapsIn } from "./gaps.ts";
import type { StoredInterval } from "./packed.ts";

function read(hour: number, change: Partial<StoredInterval> = {}): StoredInterval {
  const usual = { durationMs: HOUR_MS, quantityMicro: 1, revision: 0, estimated: false };
  return { startMs: hour * HOUR_MS, ...usual, ...change };
}

function guess(hour: number, change: Partial<StoredInterval> = {}): StoredInterval {
  return read(hour, { estimated: true, ...change });
}

function gap(from: number, to: number, estimated = false): Gap {
  return { fromMs: from * HOUR_MS, toMs: to * HOUR_MS, estimated };
}

describe("gapsIn", () => {
  it.each([
    ["nothing known", [], []],
    ["one read", [read(5)], []],
    ["reads that follow one another", [read(5), read(6), read(7)], []],
    ["an hour missing", [read(5), read(7)], [gap(6, 7)]],
    ["hours missing, in any order", [read(9), read(5), read(7)], [gap(6, 7), gap(8, 9)]],
    ["a revision of what is there", [read(5), read(7), read(5, { revision: 1 })], [gap(6, 7)]],
    [
      "half an hour missing",
      [read(5), read(6, { durationMs: HOUR_MS / 2 }), read(7)],
      [gap(6.5, 7)],
    ],
    [
      "use of a register across the hole",
      [read(5), read(8), read(6, { durationMs: 2 * HOUR_MS })],
      [],
    ],
    [
      "a short read within a register's use",
      [read(0, { durationMs: 9 * HOUR_MS }), read(2), read(10)],
      [gap(9, 10)],
    ],
    ["an estimate before the first and after the last", [guess(3), read(5), guess(6)], []],
    ["an estimate for all of it", [read(5), guess(6), read(7)], [gap(6, 7, true)]],
    ["estimates for all of it", [read(5), guess(7), guess(6), read(8)], [gap(6, 8, true)]],
    [
      "an estimate for its middle",
      [read(5), guess(7), read(9)],
      [gap(6, 7), gap(7, 8, true), gap(8, 9)],
    ],
    [
      "an estimate longer than it",
      [read(5), guess(4, { durationMs: 4 * HOUR_MS }), read(7)],
      [gap(6, 7, true)],
    ],
    ["an estimate of what was read", [read(5), guess(5), read(7)], [gap(6, 7)]],
  ])("of %s", (_, reads, gaps) => {
    expect(gapsIn(reads)).toEqual(gaps);
  });

  it("is every hour between the first and the last that was not read, each once", () => {
    const hours = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.boolean()), { maxLength: 25 });
    fc.assert(
      fc.property(hours, (given) => {
        const reads = given.map(([hour, estimated]) => read(hour, { estimated }));
        const told = gapsIn(reads).flatMap(({ fromMs, toMs, estimated }) =>
          Array.from({ length: (toMs - fromMs) / HOUR_MS }, (_, at) => [
            fromMs / HOUR_MS + at,
            estimated,
          ]),
        );
        const metered = given.flatMap(([hour, estimated]) => (estimated ? [] : [hour]));
        const guessed = new Set(given.flatMap(([hour, estimated]) => (estimated ? [hour] : [])));
        const [first, last] = [Math.min(...metered), Math.max(...metered)];
        const missing = Array.from({ length: 31 }, (_, hour) => hour)
          .filter((hour) => hour > first && hour < last && !metered.includes(hour))
          .map((hour) => [hour, guessed.has(hour)]);
        expect(told).toEqual(missing);
      }),
    );
  });
});
