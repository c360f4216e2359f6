import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { readConfiguration } from "../configuration.ts";
import { readTable } from "./table.ts";
import { readTariffs, tariffColumns } from "./tariffs.ts";
import { configurationFile, sampleTariffs } from "../node/commands/init-files.ts";

const configured = readConfiguration(configurationFile);
if (configured.kind === "refused") throw new Error(JSON.stringify(configured.problems));
const utility = must(configured.configuration.utilities[0], "a utility");

function read(text: string) {
  const table = readTable(new TextEncoder().encode(text), tariffColumns);
  expect(table.refused).toEqual([]);
  const { records, refused } = readTariffs(table.rows, utility);
  return {
    records,
    refused: refused.map(({ line, column, code }) => `${String(line)} ${String(column)} ${code}`),
  };
}

const good = {
  id: "home",
  version: "1",
  commodity: "electricity",
  unit: "kWh",
  currency: "USD",
  price: "0.1625",
  fixed_per_day: "0.35",
  effective_from: "2026-01-01",
  zone: "",
};

function fileOf(...changes: readonly Readonly<Record<string, string>>[]): string {
  const lines = changes.map((change) => Object.values({ ...good, ...change }).join(","));
  return [Object.keys(good).join(","), ...lines].join("\n");
}

describe("readTariffs", () => {
  it("reads the sample that init writes", () => {
    const { records, refused } = read(sampleTariffs);
    expect(refused).toEqual([]);
    expect(records.map(({ line, tariff }) => [line, tariff.tariffId])).toEqual([
      [1, "home-electricity"],
      [2, "home-water"],
      [3, "home-gas"],
    ]);
  });

  it.each([
    [{}, { pricePerUnit: 162_500_000, effectiveFromMs: Date.UTC(2026, 0, 1, 5) }],
    [{ zone: "UTC" }, { effectiveFromMs: Date.UTC(2026, 0, 1) }],
    [{ effective_from: "1767225600000" }, { effectiveFromMs: Date.UTC(2026, 0, 1) }],
    [{ version: "12" }, { version: 12 }],
  ])("reads %j", (change, expected) => {
    const { records, refused } = read(fileOf(change));
    expect(refused).toEqual([]);
    expect(records).toMatchObject([{ line: 2, tariff: expected }]);
  });

  it.each([
    [{ id: "" }, "id bad_tariff_id"],
    [{ version: "one" }, "version bad_version"],
    [{ version: "-1" }, "version bad_version"],
    [{ commodity: "steam" }, "commodity unknown_commodity"],
    [{ unit: "m3" }, "unit unit_not_of_commodity"],
    [{ currency: "XXX" }, "currency unknown_currency"],
    [{ currency: "EUR" }, "currency wrong_currency"],
    [{ price: "" }, "price price_not_a_decimal"],
    [{ price: "-1" }, "price price_negative"],
    [{ fixed_per_day: "x" }, "fixed_per_day fixed_per_day_not_a_decimal"],
    [{ effective_from: "" }, "effective_from bad_effective_from"],
    [{ effective_from: "1 Jan" }, "effective_from bad_effective_from"],
    [{ zone: "Nowhere" }, "zone unknown_zone"],
  ])("refuses %j", (change, expected) => {
    expect(read(fileOf(change))).toEqual({ records: [], refused: [`2 ${expected}`] });
  });

  it("refuses a version that stands twice, and keeps the others", () => {
    const { records, refused } = read(
      fileOf({}, {}, { version: "2", effective_from: "2026-06-01" }),
    );
    expect(refused).toEqual(["3 version duplicate_version"]);
    expect(records.map(({ tariff }) => tariff.version)).toEqual([1, 2]);
  });
});
