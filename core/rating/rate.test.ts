import { describe, expect, it } from "vitest";
import {
  flatVersion as version,
  oneBatch as batch,
  oneUse as use,
} from "../../test/support/flat-tariff.ts";
import { must } from "../assert.ts";
import { HOUR_MS, MINUTE_MS } from "../instant.ts";
import { currencyOf } from "../money.ts";
import { isRefusal } from "../refusal.ts";
import { type Batch, type Charge, emptyState, rate, type RatingState } from "./rate.ts";
import type { TariffVersion } from "./tariff.ts";

function rated(
  versions: readonly TariffVersion[],
  state: RatingState,
  of: Batch,
): { charges: Charge[]; state: RatingState } {
  const result = rate(versions, state, of);
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return result;
}

function amounts(charges: readonly Charge[], component: Charge["component"]): number[] {
  return charges.filter((one) => one.component === component).map((one) => one.amountUnits);
}

describe("rate", () => {
  it("charges a batch's use and the local days it reaches", () => {
    const { charges, state } = rated(
      [version()],
      emptyState,
      batch([use("2026-01-01T05:00Z", 1_500_000), use("2026-01-02T23:00Z", 250_000)]),
    );
    expect(charges).toEqual([
      {
        component: "usage",
        amountUnits: 350_000,
        quantityMicro: 1_750_000,
        fromMs: Date.parse("2026-01-01T05:00Z"),
        toMs: Date.parse("2026-01-03T00:00Z"),
        tariffVersion: 1,
      },
      {
        component: "fixed",
        amountUnits: 700_000,
        quantityMicro: 2_000_000,
        fromMs: Date.parse("2026-01-01T00:00Z"),
        toMs: Date.parse("2026-01-03T00:00Z"),
        tariffVersion: 1,
      },
    ]);
    expect(state).toEqual({
      usageRemainderFemto: 0,
      fixedRemainderFemto: 0,
      fixedThroughDay: "2026-01-02",
    });
  });

  it("says the time from the first start to the last end, in whatever order the reads stand", () => {
    const uses = [
      use("2026-01-01T07:00Z", 1),
      use("2026-01-01T05:00Z", 1, 15 * MINUTE_MS),
      use("2026-01-01T06:30Z", 1, 15 * MINUTE_MS),
    ];
    for (const intervals of [uses, uses.toReversed()]) {
      expect(rated([version()], emptyState, batch(intervals)).charges[0]).toMatchObject({
        fromMs: Date.parse("2026-01-01T05:00Z"),
        toMs: Date.parse("2026-01-01T08:00Z"),
      });
    }
  });

  it("agrees with a month's bill worked out elsewhere", () => {
    // 880.984631 kWh at 0.280045 is 246.715340988395 by an independent exact calculation.
    const month = version({ pricePerUnit: 280_045_000, fixedPerDay: 0 });
    const { charges, state } = rated(
      [month],
      emptyState,
      batch([use("2026-01-01T00:00Z", 880_984_631)]),
    );
    expect(amounts(charges, "usage")).toEqual([246_715_341]);
    expect(state.usageRemainderFemto).toBe(-11_605_000);
  });

  it("charges each local day once, however the reads come in", () => {
    let state = emptyState;
    const fixed: number[][] = [];
    for (const at of ["2026-01-03T10:00Z", "2026-01-01T10:00Z", "2026-01-03T11:00Z"]) {
      const result = rated([version()], state, batch([use(at, 0)]));
      fixed.push(amounts(result.charges, "fixed"));
      ({ state } = result);
    }
    const next = rated([version()], state, batch([use("2026-01-04T00:00Z", 0)]));
    expect([...fixed, amounts(next.charges, "fixed")]).toEqual([[1_050_000], [], [], [350_000]]);
  });

  it.each([
    { zone: "Europe/London", day: "2026-03-29", hours: 23 },
    { zone: "Europe/London", day: "2026-10-25", hours: 25 },
    { zone: "America/Los_Angeles", day: "2026-03-08", hours: 23 },
    { zone: "America/Los_Angeles", day: "2026-11-01", hours: 25 },
    { zone: "Australia/Lord_Howe", day: "2026-10-04", hours: 23.5 },
    { zone: "Australia/Lord_Howe", day: "2026-04-05", hours: 24.5 },
    { zone: "Asia/Kathmandu", day: "2026-06-01", hours: 24 },
  ])("charges the $hours hours of $day in $zone as one day", ({ zone, day, hours }) => {
    const { charges } = rated(
      [version()],
      emptyState,
      batch([use(`${day}T12:00Z`, 0)], { zone, movedInDay: day }),
    );
    const fixed = must(charges.at(-1), "the fixed charge");
    expect(fixed).toMatchObject({ amountUnits: 350_000, quantityMicro: 1_000_000 });
    expect((fixed.toMs - fixed.fromMs) / HOUR_MS).toBe(hours);
  });

  it("owes nothing for a day the zone skipped at the date line", () => {
    const { charges } = rated(
      [version({ effectiveFromMs: Date.UTC(2011, 0, 1) })],
      emptyState,
      batch([use("2011-12-31T12:00Z", 0)], { zone: "Pacific/Apia", movedInDay: "2011-12-29" }),
    );
    // The 29th and 31st of December and the 1st of January; there was no 30th.
    expect(amounts(charges, "fixed")).toEqual([3 * 350_000]);
  });

  it("rates an interval by the version at its start and a day by the one at its first instant", () => {
    const noon = version({
      version: 2,
      pricePerUnit: 300_000_000,
      fixedPerDay: 500_000_000,
      effectiveFromMs: Date.parse("2026-01-02T12:00Z"),
    });
    const { charges } = rated(
      [version(), noon],
      emptyState,
      batch([
        use("2026-01-03T12:00Z", 1_000_000),
        use("2026-01-02T11:30Z", 1_000_000),
        use("2026-01-02T12:00Z", 1_000_000),
      ]),
    );
    expect(
      charges.map((one) => [one.component, one.tariffVersion, one.amountUnits, one.quantityMicro]),
    ).toEqual([
      ["usage", 1, 200_000, 1_000_000],
      ["usage", 2, 600_000, 2_000_000],
      ["fixed", 1, 700_000, 2_000_000],
      ["fixed", 2, 500_000, 1_000_000],
    ]);
  });

  it("rounds a half up on both sides of zero and carries it on", () => {
    const half = version({ pricePerUnit: 500_000_000, fixedPerDay: 0 });
    const posted: number[] = [];
    let state = emptyState;
    for (const quantityMicro of [1, -1, -1, 1, 1, 1]) {
      const result = rated([half], state, batch([use("2026-01-01T00:00Z", quantityMicro)]));
      posted.push(...amounts(result.charges, "usage"));
      ({ state } = result);
    }
    // The totals are 0.5, 0, -0.5, 0, 0.5 and 1 units: rounded 1, 0, 0, 0, 1 and 1.
    expect(posted).toEqual([1, -1, 0, 0, 1, 0]);
  });

  it("posts the exact difference of a correction", () => {
    const first = rated([version()], emptyState, batch([use("2026-01-01T00:00Z", 5_000_000)]));
    const second = rated(
      [version()],
      first.state,
      batch([use("2026-01-01T00:00Z", 1_000_000 - 5_000_000)]),
    );
    expect(amounts(second.charges, "usage")).toEqual([-800_000]);
    expect(amounts(second.charges, "fixed")).toEqual([]);
  });

  it("charges nothing and keeps its state for an empty batch", () => {
    const state = { ...emptyState, usageRemainderFemto: 7, fixedThroughDay: "2026-01-05" };
    expect(rated([version()], state, batch([]))).toEqual({ charges: [], state });
  });

  it("owes no fixed charge before the move-in day", () => {
    const of = batch([use("2026-01-01T00:00Z", 1)], { movedInDay: "2026-01-02" });
    const { charges, state } = rated([version()], emptyState, of);
    expect(charges.map((one) => one.component)).toEqual(["usage"]);
    expect(state.fixedThroughDay).toBeNull();
  });

  it("begins again at a later move-in, and leaves the days between unowed", () => {
    const state = { ...emptyState, fixedThroughDay: "2026-01-05" };
    const of = batch([use("2026-01-11T00:00Z", 0)], { movedInDay: "2026-01-10" });
    expect(amounts(rated([version()], state, of).charges, "fixed")).toEqual([700_000]);
  });

  it("is exact where doubles no longer are", () => {
    const vnd = must(currencyOf("VND"), "VND");
    const dear = version({ currency: "VND", pricePerUnit: 1, fixedPerDay: 0 });
    const of = batch([use("2026-01-01T00:00Z", Number.MAX_SAFE_INTEGER)], { currency: vnd });
    const { charges, state } = rated([dear], emptyState, of);
    // 9007199254740991 of 1e-15 are 900.7 units of 0.01.
    expect(amounts(charges, "usage")).toEqual([901]);
    expect(state.usageRemainderFemto).toBe(9_007_199_254_740_991 - 9_010_000_000_000_000);
  });
});
