import { describe, expect, it } from "vitest";
import { Fault } from "../assert.ts";
import { columnsOf, type Use } from "./read-columns.ts";

function uses(...all: readonly (readonly [startMs: number, quantityMicro: number])[]): Use[] {
  return all.map(([startMs, quantityMicro]) => ({ startMs, quantityMicro }));
}

describe("reads in columns", () => {
  it.each([
    { name: "nothing", reads: uses(), starts: [], quantities: [] },
    { name: "one", reads: uses([5, 7]), starts: [5], quantities: [7] },
    { name: "in order", reads: uses([5, 7], [6, 8]), starts: [5, 6], quantities: [7, 8] },
    {
      name: "out of order",
      reads: uses([7, 1], [5, 2], [6, 3]),
      starts: [5, 6, 7],
      quantities: [2, 3, 1],
    },
    {
      name: "backward",
      reads: uses([7, 1], [6, 2], [5, 3]),
      starts: [5, 6, 7],
      quantities: [3, 2, 1],
    },
    { name: "of one start", reads: uses([5, 7], [5, -2], [5, 1]), starts: [5], quantities: [6] },
    {
      name: "of one start, apart",
      reads: uses([6, 4], [5, 7], [6, -1], [5, 2]),
      starts: [5, 6],
      quantities: [9, 3],
    },
    {
      name: "of one start, the last out of order",
      reads: uses([5, 1], [6, 2], [7, 3], [6, 4]),
      starts: [5, 6, 7],
      quantities: [1, 6, 3],
    },
    { name: "at the epoch", reads: uses([0, 1], [0, 2]), starts: [0], quantities: [3] },
  ])("$name are in order of time, those of one start summed", ({ reads, starts, quantities }) => {
    const given = structuredClone(reads);
    const { startsMs, quantitiesMicro, length } = columnsOf(reads);
    expect(length).toBe(starts.length);
    expect([...startsMs.subarray(0, length)]).toEqual(starts);
    expect([...quantitiesMicro.subarray(0, length)]).toEqual(quantities);
    expect(reads).toEqual(given);
  });

  it("that come in order, as nearly all do, are not sorted again", () => {
    const reads = Object.assign(uses([5, 7], [6, 8], [9, 1]), {
      toSorted: () => {
        throw new Error("sorted again");
      },
    });
    expect([...columnsOf(reads).quantitiesMicro]).toEqual([7, 8, 1]);
  });

  it.each([
    { name: "no instant", reads: uses([Number.NaN, 1]), words: "a read with a broken instant" },
    { name: "part of an instant", reads: uses([0.5, 1]), words: "a read with a broken instant" },
    {
      name: "an instant without end, after a whole one",
      reads: uses([1, 1], [Infinity, 1]),
      words: "a read with a broken instant",
    },
    {
      name: "part of a quantity",
      reads: uses([1, 0.5]),
      words: "quantities that do not add up exactly",
    },
    {
      name: "a sum past the safe integers",
      reads: uses([1, Number.MAX_SAFE_INTEGER], [1, 1]),
      words: "quantities that do not add up exactly",
    },
    {
      name: "one that comes back from there",
      reads: uses([1, Number.MAX_SAFE_INTEGER], [1, 1], [1, -1]),
      words: "quantities that do not add up exactly",
    },
  ])("fault on $name", ({ reads, words }) => {
    expect(() => columnsOf(reads)).toThrow(new Fault(words));
  });
});
