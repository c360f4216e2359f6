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
    .map((use) => ({ ...use, version: [...use.cells.keys()].at(-1) ?? "" })),
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
    ["nothing", new Uint8Array()],
    ["another version", packed(2, 0, 0)],
    ["part of a number", whole.slice(0, -1)],
    ["an end too early", whole.slice(0, -8)],
    ["more after the end", packed(1, 0, 0, 0)],
    ["a bill that is not there", packed(1, 0, 1)],
    ["a list past the end", packed(1, 0, 1, 202_601, 0, 0, 0, 0, 1, 5, 0)],
    ["a list of less than nothing", packed(1, 0, 1, 202_601, 0, 0, 0, 0, 1, -1)],
    ["a version that is not there", packed(1, 0, 1, 202_601, 0, 0, 0, 1, 1, 0, 0, 0, 0)],
  ])("fault on %s", (_, bytes) => {
    expect(() => unpackBills(bytes)).toThrow(Fault);
  });
});

function packed(...numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Float64Array.from(numbers).buffer);
}
