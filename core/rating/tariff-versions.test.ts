import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { checkVersions, indexInForce, type TariffVersion } from "./tariff.ts";

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

  const planned = { ...first, plan: { ...smallPlan, billMonths: 2 } };
  it.each([
    { code: "no_versions", versions: [], said: "a tariff has at least one version" },
    {
      code: "different_tariff",
      versions: [first, { ...second, tariffId: "other" }],
      said: "other version 2 is not of res-flat",
    },
    {
      code: "different_commodity",
      versions: [first, { ...second, commodity: "water" as const }],
      said: "res-flat version 2 is not for gas",
    },
    {
      code: "different_unit",
      versions: [first, { ...second, unit: "ccf" }],
      said: "res-flat version 2 is not priced by the m3",
    },
    {
      code: "different_currency",
      versions: [first, { ...second, currency: "JPY" }],
      said: "res-flat version 2 is not in USD",
    },
    {
      code: "different_bill_months",
      versions: [planned, { ...second, plan: smallPlan }],
      said: "res-flat version 2 has not 2 months a bill",
    },
    {
      code: "duplicate_version",
      versions: [first, { ...second, version: 1 }],
      said: "res-flat version 1 is given twice",
    },
    {
      code: "duplicate_version",
      versions: [first, first],
      said: "res-flat version 1 is given twice",
    },
    {
      code: "overlapping_versions",
      versions: [first, { ...second, effectiveFromMs: 1_000 }],
      said: "res-flat version 1 and res-flat version 2 begin at once",
    },
    {
      code: "version_out_of_order",
      versions: [first, { ...second, effectiveFromMs: 500 }],
      said: "res-flat version 1 begins after res-flat version 2",
    },
  ])("refuses $code", ({ code, versions, said }) => {
    expect(checkVersions(versions)).toEqual({ kind: "refused", code, message: said });
  });

  it("takes flat prices beside a plan of any months", () => {
    const third = { ...planned, version: 3, effectiveFromMs: 3_000 };
    expect(
      checkVersions([first, { ...planned, version: 2, effectiveFromMs: 2_000 }, third]),
    ).toHaveLength(3);
    expect(checkVersions([planned, second, third])).toHaveLength(3);
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
