import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTariff, unitsOf } from "./tariff.ts";

const flat = {
  id: "res-flat",
  version: 1,
  commodity: "electricity",
  unit: "kWh",
  currency: "USD",
  price: "0.204153",
  fixed_per_day: "0.35",
  effective_from: "2026-01-01",
  zone: "America/Los_Angeles",
};

describe("readTariff", () => {
  it("reads a hand-written record", () => {
    expect(readTariff(flat)).toEqual({
      tariffId: "res-flat",
      version: 1,
      commodity: "electricity",
      unit: "kWh",
      currency: "USD",
      priceScale: 9,
      pricePerUnit: 204_153_000,
      fixedPerDay: 350_000_000,
      effectiveFromMs: Date.parse("2026-01-01T08:00Z"),
    });
  });

  it.each([
    { from: 1_767_225_600_000, zone: undefined, at: "2026-01-01T00:00Z" },
    { from: "2026-01-01", zone: "Asia/Kathmandu", at: "2025-12-31T18:15Z" },
    // The clock jumps over this midnight.
    { from: "2026-09-06", zone: "America/Santiago", at: "2026-09-06T04:00Z" },
  ])("takes effect from $from in $zone at $at", ({ from, zone, at }) => {
    const read = readTariff({ ...flat, effective_from: from, zone });
    expect(read).toMatchObject({ effectiveFromMs: Date.parse(at) });
  });

  it.each([
    { price: "0", nano: 0 },
    { price: 0.204153, nano: 204_153_000 },
    { price: 31, nano: 31_000_000_000 },
    { price: " 2.50 ", nano: 2_500_000_000 },
    { price: "0.000000001", nano: 1 },
    { price: "0.12345678900", nano: 123_456_789 },
    { price: "999999.999999999", nano: 999_999_999_999_999 },
    { price: 999_999.999999999, nano: 999_999_999_999_999 },
  ])("takes the price $price", ({ price, nano }) => {
    expect(readTariff({ ...flat, price })).toMatchObject({ pricePerUnit: nano });
  });

  it("takes as a JSON number exactly what it takes as text", () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999_999 }), (nano) => {
        const digits = String(nano).padStart(10, "0");
        const text = `${digits.slice(0, -9)}.${digits.slice(-9)}`;
        expect(readTariff({ ...flat, price: text })).toMatchObject({ pricePerUnit: nano });
        const number: unknown = JSON.parse(text);
        const hasExponent = String(number).includes("e");
        expect(readTariff({ ...flat, price: number })).toMatchObject(
          hasExponent ? { code: "price_has_exponent" } : { pricePerUnit: nano },
        );
      }),
    );
  });

  it.each([
    { raw: null, code: "tariff_not_an_object" },
    { raw: [flat], code: "tariff_not_an_object" },
    { raw: "res-flat", code: "tariff_not_an_object" },
    { raw: { ...flat, fixed_perday: "0.35" }, code: "unknown_field" },
    { raw: { ...flat, id: undefined }, code: "bad_tariff_id" },
    { raw: { ...flat, id: "" }, code: "bad_tariff_id" },
    { raw: { ...flat, id: "a b" }, code: "bad_tariff_id" },
    { raw: { ...flat, id: "x".repeat(65) }, code: "bad_tariff_id" },
    { raw: { ...flat, version: 0 }, code: "bad_version" },
    { raw: { ...flat, version: 1.5 }, code: "bad_version" },
    { raw: { ...flat, version: "1" }, code: "bad_version" },
    { raw: { ...flat, commodity: "steam" }, code: "unknown_commodity" },
    { raw: { ...flat, commodity: "toString" }, code: "unknown_commodity" },
    { raw: { ...flat, commodity: ["electricity"] }, code: "unknown_commodity" },
    { raw: { ...flat, unit: "kwh" }, code: "unit_not_of_commodity" },
    { raw: { ...flat, unit: "kgal" }, code: "unit_not_of_commodity" },
    { raw: { ...flat, currency: "usd" }, code: "unknown_currency" },
    { raw: { ...flat, currency: "XXX" }, code: "unknown_currency" },
    { raw: { ...flat, price: undefined }, code: "price_missing" },
    { raw: { ...flat, price: null }, code: "price_missing" },
    { raw: { ...flat, price: true }, code: "price_not_a_decimal" },
    { raw: { ...flat, price: "" }, code: "price_not_a_decimal" },
    { raw: { ...flat, price: "$0.20" }, code: "price_not_a_decimal" },
    { raw: { ...flat, price: "1,5" }, code: "price_not_a_decimal" },
    { raw: { ...flat, price: "2e-7" }, code: "price_not_a_decimal" },
    { raw: { ...flat, price: Number.NaN }, code: "price_not_a_decimal" },
    { raw: { ...flat, price: 2e-7 }, code: "price_has_exponent" },
    { raw: { ...flat, price: 1e21 }, code: "price_has_exponent" },
    { raw: { ...flat, price: "-0.1" }, code: "price_negative" },
    { raw: { ...flat, price: -1 }, code: "price_negative" },
    { raw: { ...flat, price: "0.0000000001" }, code: "price_too_many_decimals" },
    { raw: { ...flat, price: 0.1 + 0.2 }, code: "price_too_many_decimals" },
    { raw: { ...flat, price: "1000000" }, code: "price_too_large" },
    { raw: { ...flat, price: "99999999999999999999" }, code: "price_too_large" },
    { raw: { ...flat, fixed_per_day: undefined }, code: "fixed_per_day_missing" },
    { raw: { ...flat, fixed_per_day: "none" }, code: "fixed_per_day_not_a_decimal" },
    { raw: { ...flat, fixed_per_day: 1e-7 }, code: "fixed_per_day_has_exponent" },
    { raw: { ...flat, fixed_per_day: "-0.35" }, code: "fixed_per_day_negative" },
    { raw: { ...flat, fixed_per_day: "0.0123456789" }, code: "fixed_per_day_too_many_decimals" },
    { raw: { ...flat, fixed_per_day: 1_000_000 }, code: "fixed_per_day_too_large" },
    { raw: { ...flat, effective_from: undefined }, code: "effective_from_missing" },
    { raw: { ...flat, effective_from: "2026-02-30" }, code: "bad_effective_from" },
    { raw: { ...flat, effective_from: "2026-1-1" }, code: "bad_effective_from" },
    { raw: { ...flat, effective_from: "2026-01-01T00:00Z" }, code: "bad_effective_from" },
    { raw: { ...flat, effective_from: 1.5, zone: undefined }, code: "bad_effective_from" },
    { raw: { ...flat, effective_from: {} }, code: "bad_effective_from" },
    { raw: { ...flat, zone: undefined }, code: "zone_missing" },
    { raw: { ...flat, zone: null }, code: "zone_missing" },
    { raw: { ...flat, zone: "Mars/Olympus" }, code: "unknown_zone" },
    { raw: { ...flat, zone: 1 }, code: "unknown_zone" },
    { raw: { ...flat, effective_from: 1_767_225_600_000 }, code: "zone_without_day" },
    {
      raw: { ...flat, effective_from: 1_767_225_600, zone: undefined },
      code: "effective_from_out_of_range",
    },
    { raw: { ...flat, effective_from: "1999-12-31" }, code: "effective_from_out_of_range" },
    { raw: { ...flat, effective_from: "2201-01-01" }, code: "effective_from_out_of_range" },
  ])("refuses $code", ({ raw, code }) => {
    const message: unknown = expect.stringContaining(words[code] ?? "no such code");
    expect(readTariff(raw)).toMatchObject({ kind: "refused", code, message });
  });
});

/** What the refusals of a record say, beside naming the field. */
const words: Readonly<Record<string, string>> = {
  tariff_not_an_object: "an object of fields",
  unknown_field: '"fixed_perday" is not a field',
  bad_tariff_id: "1 to 64 letters",
  bad_version: "a whole number from 1",
  unknown_commodity: "one of electricity, gas, water",
  unit_not_of_commodity: "electricity is in kWh",
  unknown_currency: "the code of one we keep a scale for",
  price_missing: 'price is missing; write "0"',
  price_not_a_decimal: "price",
  price_has_exponent: "write price as text without an exponent",
  price_negative: "price must not be below 0",
  price_too_many_decimals: "more than 9 decimals",
  price_too_large: "price",
  fixed_per_day_missing: "fixed_per_day is missing",
  fixed_per_day_not_a_decimal: "fixed_per_day: ",
  fixed_per_day_has_exponent: "write fixed_per_day as text",
  fixed_per_day_negative: "fixed_per_day must not be below 0",
  fixed_per_day_too_many_decimals: "fixed_per_day: ",
  fixed_per_day_too_large: "fixed_per_day must be below 1000000",
  effective_from_missing: "effective_from is missing",
  bad_effective_from: "is",
  zone_missing: "a day needs the zone",
  unknown_zone: "a name of the time zone database",
  zone_without_day: "an instant has no zone",
  effective_from_out_of_range: "not between 2000 and 2200",
};

describe("the bounds of a tariff", () => {
  it.each([
    { from: Date.UTC(2000, 0, 1), isTaken: true },
    { from: Date.UTC(2000, 0, 1) - 1, isTaken: false },
    { from: Date.UTC(2200, 0, 1), isTaken: true },
    { from: Date.UTC(2200, 0, 1) + 1, isTaken: false },
  ])("takes effect at $from: $isTaken", ({ from, isTaken }) => {
    const read = readTariff({ ...flat, effective_from: from, zone: null });
    expect(read).toMatchObject(
      isTaken ? { effectiveFromMs: from } : { code: "effective_from_out_of_range" },
    );
  });

  it.each([
    ["gas", "kWh"],
    ["gas", "MJ"],
    ["gas", "m3"],
    ["gas", "ccf"],
    ["gas", "therm"],
    ["water", "m3"],
    ["water", "kL"],
    ["water", "ccf"],
    ["water", "kgal"],
    ["water", "gal"],
  ])("prices %s by the %s", (commodity, unit) => {
    expect(readTariff({ ...flat, commodity, unit })).toMatchObject({ commodity, unit });
  });

  it.each([
    ["electricity", ["kWh"]],
    ["gas", ["kWh", "MJ", "m3", "ccf", "therm"]],
    ["water", ["m3", "kL", "ccf", "kgal", "gal"]],
  ] as const)("names the units of %s", (commodity, units) => {
    expect(unitsOf(commodity)).toEqual(units);
    expect(readTariff({ ...flat, commodity, unit: "pint" })).toMatchObject({
      code: "unit_not_of_commodity",
      message: `${commodity} is in ${units.join(", ")}`,
    });
  });

  it.each(["a", "0", "A.b_c-9", "x".repeat(64)])("takes the id %s", (id) => {
    expect(readTariff({ ...flat, id })).toMatchObject({ tariffId: id });
  });

  it.each(["-a", ".a", "a/b", "a\n", " a", "é"])("takes no id %j", (id) => {
    expect(readTariff({ ...flat, id })).toMatchObject({ code: "bad_tariff_id" });
  });

  it.each([
    { from: "2026-02-30", words: '"2026-02-30" is not a day as 2026-01-31' },
    { from: 1.5, words: "a day or whole epoch milliseconds" },
    { from: null, words: "effective_from is missing" },
  ])("says what is wrong with taking effect at $from", ({ from, words: said }) => {
    const message: unknown = expect.stringContaining(said);
    expect(readTariff({ ...flat, effective_from: from })).toMatchObject({ message });
  });

  it.each([
    { price: true, said: 'price is a decimal as text, such as "0.204153"' },
    { price: "x", said: 'price: "x" is not a plain decimal' },
    { price: "1000000", said: "price must be below 1000000" },
  ])("says what is wrong with the price $price", ({ price, said }) => {
    expect(readTariff({ ...flat, price })).toMatchObject({ message: said });
  });
});
