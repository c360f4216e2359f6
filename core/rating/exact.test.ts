import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import {
  decimalsOf,
  decimalText,
  type Exact,
  exactText,
  isBelow,
  lowest,
  minus,
  parseExact,
  plus,
  ratio,
  roundHalfAway,
  times,
  ZERO,
} from "./exact.ts";

function of(top: bigint, bottom = 1n): Exact {
  return { top, bottom };
}

describe("a decimal's text", () => {
  it.each([
    ["20", 20n, 1n],
    ["-3.5", -35n, 10n],
    ["0012.3400", 1234n, 100n],
    ["5e-05", 5n, 100_000n],
    ["5E3", 5_000n, 1n],
    ["1.25e+1", 125n, 10n],
    ["1.25e2", 125n, 1n],
    ["1200e-2", 12n, 1n],
    ["100000000000000", 10n ** 14n, 1n],
    ["999999999999999", 999_999_999_999_999n, 1n],
    ["-999999999999999", -999_999_999_999_999n, 1n],
    ["1e14", 10n ** 14n, 1n],
    ["0.1e15", 10n ** 14n, 1n],
    ["0.00000000000000000001", 1n, 10n ** 20n],
    ["1e-20", 1n, 10n ** 20n],
    ["10e-21", 1n, 10n ** 20n],
    ["0.1000000000000000000000000", 1n, 10n],
    ["0000000000000000000000001", 1n, 1n],
    ["0.3e-19", 3n, 10n ** 20n],
  ])("%s is %s/%s", (text, top, bottom) => {
    expect(parseExact(text)).toEqual({ top, bottom });
  });

  it.each(["0", "-0", "0.000", "000", "0e9999", "0e-9999", "-0.0E+12"])("%s is nothing", (text) => {
    expect(parseExact(text)).toEqual(ZERO);
  });

  it.each([
    ["", "not_a_decimal", '"" is not a decimal'],
    ["-", "not_a_decimal", '"-" is not'],
    ["+1", "not_a_decimal", '"+1" is not'],
    [".5", "not_a_decimal", '".5" is not'],
    ["5.", "not_a_decimal", '"5." is not'],
    ["1.2.3", "not_a_decimal", "is not"],
    ["1,5", "not_a_decimal", "is not"],
    [" 1", "not_a_decimal", "is not"],
    ["1 ", "not_a_decimal", "is not"],
    ["1\n", "not_a_decimal", "is not"],
    ["--1", "not_a_decimal", "is not"],
    ["1e", "not_a_decimal", "is not"],
    ["1e1.5", "not_a_decimal", "is not"],
    ["1e12345", "not_a_decimal", '"1e12345" is not'],
    ["x1", "not_a_decimal", "is not"],
    ["1x", "not_a_decimal", "is not"],
    ["NaN", "not_a_decimal", "is not"],
    ["Infinity", "not_a_decimal", "is not"],
    ["0x10", "not_a_decimal", "is not"],
    [`${"9".repeat(39)}xy`, "not_a_decimal", `"${"9".repeat(39)}x" is not a decimal`],
    ["1000000000000000", "too_large", '"1000000000000000" is too large'],
    ["1e15", "too_large", "is too large"],
    ["1e9999", "too_large", "is too large"],
    ["0.01e17", "too_large", "is too large"],
    ["9".repeat(60), "too_large", `"${"9".repeat(40)}" is too large`],
    ["1e-21", "too_many_decimals", '"1e-21" has more than 20 decimals'],
    ["1.000000000000000000001", "too_many_decimals", "20 decimals"],
    ["1e-9999", "too_many_decimals", "20 decimals"],
    [`0.${"1".repeat(60)}`, "too_many_decimals", `"0.${"1".repeat(38)}" has more`],
  ])("%j is refused as %s", (text, code, words) => {
    const message: unknown = expect.stringContaining(words);
    expect(parseExact(text)).toMatchObject({ kind: "refused", code, message });
  });
});

describe("exact numbers", () => {
  it.each([
    [of(1n, 2n), of(1n, 2n), of(2n, 2n), of(0n, 2n)],
    [of(1n, 2n), of(1n, 3n), of(5n, 6n), of(1n, 6n)],
    [of(-3n, 4n), of(5n, 6n), of(2n, 24n), of(-38n, 24n)],
    [ZERO, of(7n, 9n), of(7n, 9n), of(-7n, 9n)],
  ])("%o and %o add to %o and differ by %o", (one, other, sum, difference) => {
    expect(plus(one, other)).toEqual(sum);
    expect(minus(one, other)).toEqual(difference);
  });

  it.each([
    [of(2n, 3n), of(3n, 4n), of(1n, 2n)],
    [of(-2n, 3n), of(6n), of(-4n)],
    [of(5n, 7n), ZERO, ZERO],
    [of(5n, 7n), of(11n, 13n), of(55n, 91n)],
  ])("%o times %o is %o", (one, other, product) => {
    expect(times(one, other)).toEqual(product);
  });

  it.each([
    [6n, 4n, of(3n, 2n)],
    [-6n, 4n, of(-3n, 2n)],
    [7n, 5n, of(7n, 5n)],
    [0n, 5n, ZERO],
    [12n, 4n, of(3n)],
    [-1n, 3n, of(-1n, 3n)],
  ])("%s over %s in lowest terms is %o", (top, bottom, value) => {
    expect(ratio(top, bottom)).toEqual(value);
    expect(lowest(of(top, bottom))).toEqual(value);
  });

  it.each([
    [of(1n, 3n), of(1n, 2n), true],
    [of(1n, 2n), of(1n, 3n), false],
    [of(1n, 2n), of(2n, 4n), false],
    [of(-1n, 2n), of(-1n, 3n), true],
    [of(-1n, 2n), ZERO, true],
    [of(10n), of(9n, 2n), false],
  ])("%o below %o is %s", (one, other, below) => {
    expect(isBelow(one, other)).toBe(below);
  });

  it("are what fractions make of them", () => {
    const top = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    const number = fc.tuple(top, fc.bigInt({ min: 1n, max: 10n ** 9n }));
    fc.assert(
      fc.property(number, number, ([a, b], [c, d]) => {
        const [one, other] = [of(a, b), of(c, d)];
        const sum = plus(one, other);
        expect(sum.top * b * d).toBe((a * d + c * b) * sum.bottom);
        const product = times(one, other);
        expect(product.top * b * d).toBe(a * c * product.bottom);
        expect(isBelow(one, other)).toBe(minus(one, other).top < 0n);
        const back = minus(sum, other);
        expect(back.top * b).toBe(a * back.bottom);
      }),
    );
  });
});

describe("rounding", () => {
  it.each([
    [of(5n, 1_000n), 2, 1n],
    [of(-5n, 1_000n), 2, -1n],
    [of(4_999n, 1_000_000n), 2, 0n],
    [of(-4_999n, 1_000_000n), 2, 0n],
    [of(15n, 1_000n), 2, 2n],
    [of(1n, 3n), 3, 333n],
    [of(2n, 3n), 3, 667n],
    [of(-2n, 3n), 3, -667n],
    [of(5n, 2n), 0, 3n],
    [of(-5n, 2n), 0, -3n],
    [of(7n), 2, 700n],
    [ZERO, 6, 0n],
  ])("%o at %i decimals is %s", (value, decimals, rounded) => {
    expect(roundHalfAway(value, decimals)).toBe(rounded);
  });
});

describe("text of exact numbers", () => {
  it.each([
    [of(0n), "0"],
    [of(20n), "20"],
    [of(-7n), "-7"],
    [of(100n), "100"],
    [of(1n, 2n), "0.5"],
    [of(1n, 4n), "0.25"],
    [of(1n, 5n), "0.2"],
    [of(1n, 10n), "0.1"],
    [of(1n, 40n), "0.025"],
    [of(1n, 1024n), "0.0009765625"],
    [of(3n, 3125n), "0.00096"],
    [of(-5n, 100n), "-0.05"],
    [of(1234n, 100n), "12.34"],
    [of(10n, 10n ** 20n), "0.0000000000000000001"],
    [of(1n, 3n), "0.333333333333333"],
    [of(2n, 3n), "0.666666666666667"],
    [of(-2n, 3n), "-0.666666666666667"],
    [of(1n, 6n), "0.166666666666667"],
    [of(10n, 3n), "3.333333333333333"],
    [of(1n, 3n * 10n ** 16n), "0"],
    [of(100n, 30n), "3.333333333333333"],
    [of(9n, 3n), "3"],
    [of(3n * 10n ** 16n + 1n, 3n * 10n ** 17n), "0.1"],
  ])("%o is %s", (value, text) => {
    expect(exactText(value)).toBe(text);
  });

  it.each([
    [0n, 0, "0"],
    [0n, 2, "0.00"],
    [-5n, 2, "-0.05"],
    [5n, 1, "0.5"],
    [123n, 0, "123"],
    [-123n, 0, "-123"],
    [123n, 2, "1.23"],
    [123n, 3, "0.123"],
    [12_345n, 2, "123.45"],
  ])("%s at %i decimals is %s", (value, decimals, text) => {
    expect(decimalText(value, decimals)).toBe(text);
  });

  it.each([
    ["1", 0],
    ["0.5", 1],
    ["0.25", 2],
    ["0.10", 1],
    ["-0.000001", 6],
  ])("%s has %i decimals, and comes back as it was", (text, decimals) => {
    const value = parseExact(text);
    if (isRefusal(value)) throw new Error(value.message);
    expect(decimalsOf(value)).toBe(decimals);
    expect(parseExact(exactText(value))).toEqual(value);
  });
});
