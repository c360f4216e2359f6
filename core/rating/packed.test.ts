import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "../assert.ts";
import { HOUR_MS, MINUTE_MS } from "../instant.ts";
import { pack, REVISION_MAX, type StoredInterval, unpack } from "./packed.ts";

const startMs = Date.parse("2026-03-29T00:00Z");
const hour: StoredInterval = {
  startMs,
  durationMs: HOUR_MS,
  quantityMicro: 812_500,
  revision: 0,
  estimated: false,
};

function day(length: number, durationMs: number): StoredInterval[] {
  return Array.from({ length }, (_, index) => ({
    ...hour,
    startMs: startMs + index * durationMs,
    durationMs,
    quantityMicro: (index * 7_919) % 900_000,
  }));
}

/** Null for a fault; anything else thrown is passed on. */
function unpackOrNull(bytes: Uint8Array): StoredInterval[] | null {
  try {
    return unpack(bytes);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Mostly what meters send: runs of neighbours, some of them estimated or corrected, with gaps and steps back. */
const intervals = fc
  .array(
    fc.record({
      gapMinutes: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        fc.integer({ min: -3_000, max: 3_000 }),
      ),
      durationMs: fc.oneof(
        { weight: 4, arbitrary: fc.constant(15 * MINUTE_MS) },
        fc.integer({ min: 1, max: 1_000 * HOUR_MS }),
      ),
      quantityMicro: fc.oneof(fc.nat({ max: 2_000_000 }), fc.maxSafeNat()),
      revision: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat()),
      estimated: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
    }),
    { maxLength: 60 },
  )
  .map((steps) => {
    let atMs = startMs;
    return steps.map(({ gapMinutes, ...interval }): StoredInterval => {
      const at = atMs + gapMinutes * MINUTE_MS;
      atMs = at + interval.durationMs;
      return { ...interval, startMs: at };
    });
  });

describe("pack and unpack", () => {
  it("gives back what was packed, in its order", () => {
    fc.assert(
      fc.property(intervals, (of) => {
        expect(unpack(pack(of))).toEqual(of);
      }),
    );
  });

  it("faults on every early end and on every byte too many", () => {
    fc.assert(
      fc.property(intervals, fc.nat({ max: 255 }), (of, more) => {
        const bytes = pack(of);
        for (let length = 0; length < bytes.length; length += 1) {
          expect(() => unpack(bytes.subarray(0, length))).toThrow(Fault);
        }
        expect(() => unpack(Uint8Array.from([...bytes, more]))).toThrow(Fault);
      }),
      { numRuns: 30 },
    );
  });

  it("reads any bytes or faults, and packs what it read the same way or shorter", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        const bytes = Uint8Array.from([1, ...noise]);
        const read = unpackOrNull(bytes);
        if (read === null) return;
        const again = pack(read);
        expect(unpack(again)).toEqual(read);
        expect(again.length).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    { name: "nothing", of: [], most: 2 },
    { name: "a day of hours", of: day(24, HOUR_MS), most: 90 },
    { name: "a day of quarter hours", of: day(96, 15 * MINUTE_MS), most: 305 },
    { name: "a day of five minutes", of: day(288, 5 * MINUTE_MS), most: 880 },
  ])("takes at most $most bytes for $name", ({ of, most }) => {
    expect(pack(of).length).toBeLessThanOrEqual(most);
  });

  it("stays readable: the bytes of one hour", () => {
    const bytes = [1, 1, 128, 176, 159, 238, 166, 103, 128, 221, 219, 1, 0, 1, 212, 203, 49];
    expect([...pack([hour])]).toEqual(bytes);
    expect(unpack(Uint8Array.from(bytes))).toEqual([hour]);
  });

  it.each([0, 127, 128, 129, 16_383, 16_384, Number.MAX_SAFE_INTEGER])(
    "writes %d the shortest way",
    (quantityMicro) => {
      const one = { ...hour, quantityMicro };
      expect(unpack(pack([one]))).toEqual([one]);
    },
  );

  it("counts as many revisions as it can write twice, and no more", () => {
    const one = { ...hour, revision: REVISION_MAX, estimated: true };
    expect(unpack(pack([one]))).toEqual([one]);
    expect(() => pack([{ ...hour, revision: REVISION_MAX + 1 }])).toThrow(
      new Fault("an interval's revision is no count"),
    );
  });

  it.each([
    {
      name: "a start before 1970",
      words: "an interval's start is no instant since 1970",
      changes: { startMs: -1 },
    },
    {
      name: "a start in no year",
      words: "an interval's start is no instant since 1970",
      changes: { startMs: 8.64e15 },
    },
    {
      name: "half a millisecond",
      words: "an interval's start is no instant since 1970",
      changes: { startMs: 0.5 },
    },
    { name: "no duration", words: "an interval's duration is no time", changes: { durationMs: 0 } },
    {
      name: "a negative duration",
      words: "an interval's duration is no time",
      changes: { durationMs: -1 },
    },
    {
      name: "a negative quantity",
      words: "a number that can't be packed",
      changes: { quantityMicro: -1 },
    },
    {
      name: "part of a millionth",
      words: "a number that can't be packed",
      changes: { quantityMicro: 0.5 },
    },
    {
      name: "an unsafe quantity",
      words: "a number that can't be packed",
      changes: { quantityMicro: 2 ** 53 },
    },
    {
      name: "a negative revision",
      words: "an interval's revision is no count",
      changes: { revision: -1 },
    },
    {
      name: "an unsafe revision",
      words: "an interval's revision is no count",
      changes: { revision: 2 ** 52 },
    },
  ])("faults on packing $name", ({ changes, words }) => {
    expect(() => pack([{ ...hour, ...changes }])).toThrow(new Fault(words));
  });

  it.each([
    { name: "no bytes", words: "packed intervals of version undefined", bytes: [] },
    { name: "version 0", words: "packed intervals of version 0", bytes: [0, 0] },
    { name: "version 2", words: "packed intervals of version 2", bytes: [2, 0] },
    {
      name: "a number longer than it need be",
      words: "a packed number that is longer than it need be",
      bytes: [1, 128, 0],
    },
    {
      name: "a number without an end",
      words: "a packed number without an end",
      bytes: [1, 255, 255, 255, 255, 255, 255, 255, 255, 1],
    },
    {
      name: "a quantity past the safe integers",
      words: "a packed number past the safe integers",
      bytes: [1, 1, 0, 1, 0, 1, 255, 255, 255, 255, 255, 255, 255, 127],
    },
    {
      name: "a second run past the number",
      words: "a run of packed intervals past their number",
      bytes: [1, 2, 0, 1, 0, 1, 5, 2, 1, 0, 2, 5, 5],
    },
    {
      name: "a run of none",
      words: "a run of packed intervals past their number",
      bytes: [1, 1, 0, 1, 0, 0],
    },
    {
      name: "a run past the number",
      words: "a run of packed intervals past their number",
      bytes: [1, 1, 0, 1, 0, 2, 5, 5],
    },
    {
      name: "no duration",
      words: "an interval's duration is no time",
      bytes: [1, 1, 0, 0, 0, 1, 5],
    },
    {
      name: "a start before 1970",
      words: "an interval's start is no instant since 1970",
      bytes: [1, 1, 1, 1, 0, 1, 5],
    },
    {
      name: "fewer than it says",
      words: "packed intervals that end too early",
      bytes: [1, 2, 0, 1, 0, 1, 5],
    },
    {
      name: "more than it says",
      words: "packed intervals with bytes after their end",
      bytes: [1, 1, 0, 1, 0, 1, 5, 5],
    },
  ])("faults on $name", ({ bytes, words }) => {
    expect(() => unpack(Uint8Array.from(bytes))).toThrow(new Fault(words));
  });
});
