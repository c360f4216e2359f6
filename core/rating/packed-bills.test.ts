import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "../assert.ts";
import type { LiveBills } from "./live-bills.ts";
import { packBills, unpackBills } from "./packed-bills.ts";

const list = fc
  .array(fc.maxSafeNat(), { maxLength: 60 })
  .map((numbers) => Float64Array.from(numbers));
const bill = fc.record({
  use: fc
    .record({
      tally: fc.record({
        counters: list,
        dayEndsMs: fc.constantFrom(Infinity, 1_700_000_000_000),
      }),
      cells: fc
        .uniqueArray(fc.tuple(fc.string({ maxLength: 90 }), list, list), {
          minLength: 1,
          maxLength: 3,
          selector: ([name]) => name,
        })
        .map((all) => new Map(all.map(([name, whole, parts]) => [name, { whole, parts }]))),
      throughMs: fc.maxSafeNat(),
    })
    .chain((use) => fc.constantFrom(...use.cells.keys()).map((version) => ({ ...use, version }))),
  postedUnits: fc.maxSafeInteger(),
});
const month = fc
  .tuple(fc.integer({ min: 2000, max: 2200 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${String(year)}-${String(number).padStart(2, "0")}`);
const live: fc.Arbitrary<LiveBills> = fc.record({
  bills: fc
    .uniqueArray(fc.tuple(month, bill), { maxLength: 14, selector: ([name]) => name })
    .map((all) => new Map(all)),
  closedThrough: fc.option(month),
});

describe("packed bills", () => {
  it("come back as they were, however large", () => {
    fc.assert(
      fc.property(live, (bills) => {
        expect(unpackBills(packBills(bills))).toEqual(bills);
      }),
    );
  });

  it("are the reader's own: what it adds changes no bytes", () => {
    const cells = new Map([["v", { whole: new Float64Array(2), parts: new Float64Array(2) }]]);
    const use = {
      tally: { counters: new Float64Array(1), dayEndsMs: Infinity },
      cells,
      version: "v",
    };
    const bills = new Map([["2026-01", { use: { ...use, throughMs: 5 }, postedUnits: 7 }]]);
    const bytes = packBills({ bills, closedThrough: null });
    const first = unpackBills(bytes);
    first.bills.get("2026-01")?.use.tally.counters.fill(9);
    expect(unpackBills(bytes).bills).toEqual(bills);
  });

  const whole = packBills({ bills: new Map(), closedThrough: "2026-01" });
  it.each([
    ["nothing", new Uint8Array(), "that end too early"],
    ["another version", packed(2, 0, 0), "of another version"],
    ["part of a number", whole.slice(0, -1), "that are cut short"],
    ["an end too early", whole.slice(0, -8), "that end too early"],
    ["more after the end", packed(1, 0, 0, 0), "with bytes after their end"],
    ["a bill that is not there", packed(1, 0, 1), "that end too early"],
    ["a list past the end", packed(1, 0, 1, 202_601, 0, 0, 0, 0, 1, 5, 0), "that end too early"],
    ["a list of less than nothing", packed(1, 0, 1, 202_601, 0, 0, 0, 0, 1, -1), "end too early"],
    ["a list of a part", packed(1, 0, 1, 202_601, 0, 0, 0, 0, 1, 0.5, 0), "that end too early"],
    [
      "a version that is not there",
      packed(1, 0, 1, 202_601, 0, 0, 0, 1, 1, 0, 0, 0, 0),
      "of an unknown version",
    ],
    [
      "a bill without a version",
      packed(1, 0, 1, 202_601, 0, 0, 0, 0, 0, 0),
      "of an unknown version",
    ],
  ])("fault on %s", (_, bytes, words) => {
    expect(() => unpackBills(bytes)).toThrow(Fault);
    expect(() => unpackBills(bytes)).toThrow(words);
  });

  it.each([
    ["a", 0],
    ["bc", 1],
  ])(
    "are these numbers where %s rated last: the version, what is closed, and each bill",
    (version, place) => {
      const use = {
        tally: { counters: Float64Array.of(7), dayEndsMs: 9 },
        cells: new Map([
          ["a", { whole: Float64Array.of(1, 2), parts: Float64Array.of(0, 3) }],
          ["bc", { whole: Float64Array.of(4), parts: Float64Array.of(5) }],
        ]),
        version,
        throughMs: 11,
      };
      const bills = new Map([["2026-10", { use, postedUnits: -6 }]]);
      const bytes = packBills({ bills, closedThrough: "2026-09" });
      const head = [1, 202_609, 1, 202_610, -6, 11, 9, place, 2, 1, 7];
      const first = [1, 97, 2, 1, 2, 2, 0, 3];
      const second = [2, 98, 99, 1, 4, 1, 5];
      expect([...new Float64Array(bytes.buffer)]).toEqual([...head, ...first, ...second]);
      expect(unpackBills(bytes)).toEqual({ bills, closedThrough: "2026-09" });
      expect([
        ...new Float64Array(packBills({ bills: new Map(), closedThrough: null }).buffer),
      ]).toEqual([1, 0, 0]);
    },
  );
});

function packed(...numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Float64Array.from(numbers).buffer);
}
