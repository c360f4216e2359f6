import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile, quantiles, type Weighted } from "./share.ts";

function even(...values: number[]): Weighted[] {
  return values.map((value) => ({ value, weight: 1 }));
}

const weighted = fc.array(
  fc.record({
    value: fc.double({ min: 0, max: 1e12, noNaN: true }),
    weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("a share of values", () => {
  it.each([
    ["of one value is that value", even(7), 0.1, 7],
    ["of equal values is that value, to the last bit", even(0.1, 0.1, 0.1), 0.5, 0.1],
    ["in the middle of three is the second", even(3, 1, 2), 0.5, 2],
    ["at the bottom is the least", even(5, 4, 9), 0, 4],
    ["at the top is the most", even(5, 4, 9), 1, 9],
    ["between two values is their mean", even(10, 20), 0.5, 15],
    ["counts by weight", [...even(1), { value: 9, weight: 3 }], 0.4, 9],
  ])("%s", (_, values, at, expected) => {
    expect(quantile(values, at)).toBeCloseTo(expected, 12);
  });

  it("of nothing is not a number", () => {
    expect(quantile([], 0.5)).toBeNaN();
  });

  it("never falls when the share rises, and lies between the least and the most", () => {
    fc.assert(
      fc.property(weighted, share, share, (values, one, other) => {
        const [low = 0, high = 0] = quantiles(values, [Math.min(one, other), Math.max(one, other)]);
        const sorted = values.map(({ value }) => value);
        const slack = 1e-9 * Math.max(...sorted);
        expect(low).toBeLessThanOrEqual(high + slack);
        expect(low).toBeGreaterThanOrEqual(Math.min(...sorted));
        expect(high).toBeLessThanOrEqual(Math.max(...sorted) + slack);
      }),
    );
  });

  it("never falls when a value rises", () => {
    const rise = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(weighted, share, fc.nat(), rise, (values, at, pick, by) => {
        const place = pick % values.length;
        const risen = values.map((one, index) =>
          index === place ? { ...one, value: one.value + by } : one,
        );
        expect(quantile(risen, at)).toBeGreaterThanOrEqual(quantile(values, at) * (1 - 1e-12));
      }),
    );
  });
});
