import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkVersions, indexInForce, readTariff, type TariffVersion } from "./tariff.ts";

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
    expect(readTariff(raw)).toMatchObject({ kind: "refused", code });
  });
});

const first: TariffVersion = {
  tariffId: "res-flat",
  version: 1,
  commodity: "gas",
  unit: "m3",
  currency: "USD",
  priceScale: 9,
  pricePerUnit: 1,
  fixedPerDay: 1,
  effectiveFromMs: 1_000,
};
const second = { ...first, version: 2, effectiveFromMs: 2_000 };

describe("checkVersions", () => {
  it("sorts versions by effect", () => {
    expect(checkVersions([second, first])).toEqual([first, second]);
  });

  it.each([
    { code: "no_versions", versions: [] },
    { code: "different_tariff", versions: [first, { ...second, tariffId: "other" }] },
    { code: "different_commodity", versions: [first, { ...second, commodity: "water" as const }] },
    { code: "different_unit", versions: [first, { ...second, unit: "ccf" }] },
    { code: "different_currency", versions: [first, { ...second, currency: "JPY" }] },
    { code: "duplicate_version", versions: [first, { ...second, version: 1 }] },
    { code: "duplicate_version", versions: [first, first] },
    { code: "overlapping_versions", versions: [first, { ...second, effectiveFromMs: 1_000 }] },
    { code: "version_out_of_order", versions: [first, { ...second, effectiveFromMs: 500 }] },
  ])("refuses $code", ({ code, versions }) => {
    expect(checkVersions(versions)).toMatchObject({ kind: "refused", code });
  });
});

describe("indexInForce", () => {
  it.each([
    { atMs: 999, index: -1 },
    { atMs: 1_000, index: 0 },
    { atMs: 1_999, index: 0 },
    { atMs: 2_000, index: 1 },
    { atMs: 9_000_000, index: 1 },
  ])("finds $index at $atMs", ({ atMs, index }) => {
    expect(indexInForce([first, second], atMs)).toBe(index);
  });
});
