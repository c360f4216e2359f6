import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../instant.ts";
import { acceptedAtOnce } from "./judge-run.ts";
import { KnownReads } from "./known-reads.ts";
import { judgeRead, READ_AGE_MAX_MS } from "./validate.ts";

const nowMs = Date.parse("2026-05-20T12:00Z");
const bounds = {
  serviceNowMs: nowMs,
  serviceFromMs: nowMs - 1_000 * DAY_MS,
  meterFromMs: nowMs - 1_000 * DAY_MS,
  serviceUntilMs: null as number | null,
  meterUntilMs: null as number | null,
  hourlyLimitMicro: 24_000_000,
  knownThroughMs: nowMs - 30 * HOUR_MS,
};

function columns(reads: readonly (readonly [startMs: number, quantityMicro: number])[]) {
  return {
    startsMs: Float64Array.from(reads, ([startMs]) => startMs),
    quantitiesMicro: Float64Array.from(reads, ([, quantityMicro]) => quantityMicro),
    length: reads.length,
  };
}

const hours = [4, 3, 2].map((hour) => [nowMs - hour * HOUR_MS, 5] as const);

describe("acceptedAtOnce", () => {
  it.each([
    ["all that follow one another", hours, {}, 3],
    ["all after a gap", [hours[0], hours[2]], {}, 2],
    ["none before what is known ends", hours, { knownThroughMs: nowMs - 3.5 * HOUR_MS }, 0],
    ["those up to one that is known", [hours[0], hours[0], hours[1]], {}, 1],
    ["those up to one out of order", [hours[1], hours[0], hours[2]], {}, 1],
    ["those up to a spike", [hours[0], [nowMs - 3 * HOUR_MS, 24_000_001], hours[2]], {}, 1],
    ["one at the limit", [[nowMs - 3 * HOUR_MS, 24_000_000]], {}, 1],
    ["those that have ended", [hours[2], [nowMs - HOUR_MS, 1], [nowMs, 1]], {}, 2],
    ["those before the meter was taken out", hours, { meterUntilMs: nowMs - 3 * HOUR_MS }, 1],
    [
      "those that end before the customer left",
      hours,
      { serviceUntilMs: nowMs - 2.5 * HOUR_MS },
      1,
    ],
    ["one that ends as the customer leaves", hours, { serviceUntilMs: nowMs - 3 * HOUR_MS }, 1],
    ["none before the meter was put in", hours, { meterFromMs: nowMs - HOUR_MS }, 0],
    ["none before the service", hours, { serviceFromMs: nowMs - HOUR_MS }, 0],
    ["none below 0", [[nowMs - 3 * HOUR_MS, -1]], {}, 0],
    ["none that is no number", [[nowMs - 3 * HOUR_MS, Number.NaN]], {}, 0],
    ["none in parts of a millionth", [[nowMs - 3 * HOUR_MS, 0.5]], {}, 0],
    ["none off the step", [[nowMs - 3 * HOUR_MS + MINUTE_MS, 1]], {}, 0],
    ["none at no instant", [[Number.NaN, 1]], {}, 0],
    ["none too old", [[nowMs - READ_AGE_MAX_MS - HOUR_MS, 1]], { knownThroughMs: -Infinity }, 0],
  ])("takes %s", (_, reads, change, count) => {
    const run = columns(reads as [number, number][]);
    expect(acceptedAtOnce(run, HOUR_MS, { ...bounds, ...change })).toBe(count);
  });

  it("takes nothing of a length that meters are not read in", () => {
    expect(acceptedAtOnce(columns(hours), 2 * HOUR_MS, bounds)).toBe(0);
    expect(acceptedAtOnce(columns(hours), Number.NaN, bounds)).toBe(0);
  });

  it("takes the reads that judgeRead accepts, up to the first that it doesn't or that is not in order", () => {
    const durations = fc.constantFrom(5, 15, 30, 60).map((minutes) => minutes * MINUTE_MS);
    const steps = fc.oneof(
      { weight: 6, arbitrary: fc.constant(1) },
      fc.constantFrom(0, -1, 2, 40, 0.5),
    );
    const quantities = fc.oneof(
      { weight: 6, arbitrary: fc.nat({ max: 2_000_000 }) },
      fc.constantFrom(-1, 0.5, 2_000_001, 24_000_000, 24_000_001, Number.MAX_SAFE_INTEGER),
    );
    const ends = fc.constantFrom(null, nowMs - 5 * HOUR_MS);
    const reads = fc.array(fc.tuple(steps, quantities), { maxLength: 12 });
    fc.assert(
      fc.property(durations, reads, ends, (durationMs, changes, meterUntilMs) => {
        let startMs = nowMs - 8 * HOUR_MS;
        const run = changes.map(([step, quantityMicro]) => {
          startMs += step * durationMs;
          return [startMs, quantityMicro] as const;
        });
        const now = { ...bounds, meterUntilMs };
        const known = new KnownReads();
        let endMs = now.knownThroughMs;
        const first = run.findIndex(([atMs, quantityMicro]) => {
          const read = { startMs: atMs, durationMs, quantityMicro, revision: 0, estimated: false };
          if (atMs < endMs || judgeRead(read, known, now).kind !== "accepted") return true;
          known.add(read);
          endMs = atMs + durationMs;
          return false;
        });
        const expected = first === -1 ? run.length : first;
        expect(acceptedAtOnce(columns(run), durationMs, now)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });
});
