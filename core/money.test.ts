import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "./assert.ts";
import {
  type Currency,
  currencyCodes,
  currencyOf,
  microToDecimal,
  minorToDecimal,
  minorToUnits,
  parseDecimal,
  unitsPerMinor,
  unitsToDecimal,
  unitsToMinorCeil,
  unitsToMinorFloor,
} from "./money.ts";

function currency(code: string): Currency {
  return must(currencyOf(code), code);
}

const anyCurrency = fc.constantFrom(...currencyCodes).map(currency);
/** The edges of the safe integers come up often here, where a division of doubles could slip. */
const safe = fc.oneof(
  fc.maxSafeInteger(),
  fc.nat({ max: 20_000 }).map((less) => Number.MAX_SAFE_INTEGER - less),
  fc.nat({ max: 20_000 }).map((more) => Number.MIN_SAFE_INTEGER + more),
  fc.integer({ min: -20_000, max: 20_000 }),
);

describe("currencies", () => {
  it.each([
    { code: "USD", minor: 2, ledger: 6, perMinor: 10_000 },
    { code: "JPY", minor: 0, ledger: 4, perMinor: 10_000 },
    { code: "KWD", minor: 3, ledger: 6, perMinor: 1_000 },
    { code: "VND", minor: 0, ledger: 2, perMinor: 100 },
  ])("keeps $code at $ledger digits", ({ code, minor, ledger, perMinor }) => {
    expect(currency(code)).toEqual({ code, minorDigits: minor, ledgerDigits: ledger });
    expect(unitsPerMinor(currency(code))).toBe(perMinor);
  });

  it.each(["usd", "XXX", "", "constructor", "__proto__"])("knows no %j", (code) => {
    expect(currencyOf(code)).toBeUndefined();
  });
});

describe("minor units", () => {
  it.each([
    { code: "USD", units: 1_239_999, floor: 123, ceil: 124 },
    { code: "USD", units: -1, floor: -1, ceil: 0 },
    { code: "USD", units: 1, floor: 0, ceil: 1 },
    { code: "USD", units: 0, floor: 0, ceil: 0 },
    { code: "USD", units: 20_000, floor: 2, ceil: 2 },
    { code: "JPY", units: -15_000, floor: -2, ceil: -1 },
    { code: "KWD", units: 1_001, floor: 1, ceil: 2 },
    { code: "VND", units: 199, floor: 1, ceil: 2 },
  ])("shows $units of $code as $floor or $ceil", ({ code, units, floor, ceil }) => {
    expect(unitsToMinorFloor(units, currency(code))).toBe(floor);
    expect(unitsToMinorCeil(units, currency(code))).toBe(ceil);
  });

  it("are the nearest whole ones on either side", () => {
    fc.assert(
      fc.property(anyCurrency, safe, (of, units) => {
        const per = BigInt(unitsPerMinor(of));
        const floor = BigInt(unitsToMinorFloor(units, of));
        const ceil = BigInt(unitsToMinorCeil(units, of));
        expect(floor * per <= BigInt(units) && BigInt(units) < (floor + 1n) * per).toBe(true);
        expect((ceil - 1n) * per < BigInt(units) && BigInt(units) <= ceil * per).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("come back from ledger units unchanged", () => {
    fc.assert(
      fc.property(anyCurrency, fc.integer(), (of, minor) => {
        const units = minorToUnits(minor, of);
        expect(unitsToMinorFloor(units, of)).toBe(minor);
        expect(unitsToMinorCeil(units, of)).toBe(minor);
      }),
    );
  });
});

describe("decimals", () => {
  it.each([
    { code: "USD", minor: -2005, text: "-20.05" },
    { code: "USD", minor: 5, text: "0.05" },
    { code: "USD", minor: 0, text: "0.00" },
    { code: "JPY", minor: -1500, text: "-1500" },
    { code: "KWD", minor: 1, text: "0.001" },
    { code: "VND", minor: 50_000, text: "50000" },
  ])("writes $minor of $code as $text", ({ code, minor, text }) => {
    expect(minorToDecimal(minor, currency(code))).toBe(text);
  });

  it("writes ledger units in full", () => {
    expect(unitsToDecimal(-1, currency("USD"))).toBe("-0.000001");
    expect(unitsToDecimal(Number.MAX_SAFE_INTEGER, currency("VND"))).toBe("90071992547409.91");
  });

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(anyCurrency, safe, (of, value) => {
        expect(parseDecimal(minorToDecimal(value, of), of.minorDigits)).toBe(value);
        expect(parseDecimal(unitsToDecimal(value, of), of.ledgerDigits)).toBe(value);
      }),
    );
  });

  it.each([
    { text: "20", digits: 2, value: 2_000 },
    { text: "-3.5", digits: 2, value: -350 },
    { text: " 0.25 ", digits: 2, value: 25 },
    { text: "007", digits: 0, value: 7 },
    { text: "1.50000", digits: 1, value: 15 },
    { text: "1.0", digits: 0, value: 1 },
    { text: "-0.00", digits: 2, value: 0 },
    { text: "90071992547409.91", digits: 2, value: Number.MAX_SAFE_INTEGER },
  ])("reads $text as $value", ({ text, digits, value }) => {
    expect(parseDecimal(text, digits)).toBe(value);
  });

  it("tells a quantity exactly", () => {
    expect([0, 1, -1, 1_500_000].map((micro) => microToDecimal(micro))).toEqual([
      "0.000000",
      "0.000001",
      "-0.000001",
      "1.500000",
    ]);
  });

  it("has each currency under its own code", () => {
    expect(currencyCodes.map((code) => currencyOf(code)?.code)).toEqual(currencyCodes);
  });

  it.each([
    { text: "", code: "not_a_decimal" },
    { text: " ", code: "not_a_decimal" },
    { text: "-", code: "not_a_decimal" },
    { text: ".5", code: "not_a_decimal" },
    { text: "5.", code: "not_a_decimal" },
    { text: "+5", code: "not_a_decimal" },
    { text: "--5", code: "not_a_decimal" },
    { text: "- 5", code: "not_a_decimal" },
    { text: "1,000.00", code: "not_a_decimal" },
    { text: "1_000", code: "not_a_decimal" },
    { text: "1.2.3", code: "not_a_decimal" },
    { text: "1e3", code: "not_a_decimal" },
    { text: "0x10", code: "not_a_decimal" },
    { text: "NaN", code: "not_a_decimal" },
    { text: "Infinity", code: "not_a_decimal" },
    { text: "$5", code: "not_a_decimal" },
    { text: "５", code: "not_a_decimal" },
    { text: "5\n6", code: "not_a_decimal" },
    { text: "0.001", code: "too_many_decimals" },
    { text: "-0.001", code: "too_many_decimals" },
    { text: "90071992547409.92", code: "too_large" },
    { text: "-90071992547409.92", code: "too_large" },
    { text: "9".repeat(400), code: "too_large" },
  ])("refuses $text as $code", ({ text, code }) => {
    expect(parseDecimal(text, 2)).toMatchObject({ kind: "refused", code });
  });
});
