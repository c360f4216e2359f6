import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { Fault, must } from "../assert.ts";
import { HOUR_MS } from "../instant.ts";
import { currencyOf } from "../money.ts";
import { isRefusal } from "../refusal.ts";
import type { Plan } from "./plan.ts";
import {
  type Batch,
  emptyState,
  type IntervalUse,
  rate,
  type Rated,
  type RatingState,
} from "./rate.ts";
import { fixedOf, plannedVersions } from "./rate-planned.ts";
import type { TariffVersion } from "./tariff.ts";

const currency = must(currencyOf("USD"), "USD");
const changeMs = Date.UTC(2026, 0, 17);

function flat(version: number, effectiveFromMs: number): TariffVersion {
  return {
    tariffId: "t",
    version,
    commodity: "electricity",
    unit: "kWh",
    currency: "USD",
    priceScale: 9,
    pricePerUnit: 200_000_000,
    fixedPerDay: 350_000_000,
    effectiveFromMs,
  };
}

function planned(version: number, effectiveFromMs: number, changes: Partial<Plan> = {}) {
  const plan = { ...smallPlan, ...changes };
  return { ...flat(version, effectiveFromMs), pricePerUnit: 0, fixedPerDay: 0, plan };
}

/** Of a day and hour of January; one kWh where nothing else is said. */
function use(day: number, hour: number, quantityMicro = 1_000_000): IntervalUse {
  return { startMs: Date.UTC(2026, 0, day, hour), durationMs: HOUR_MS, quantityMicro };
}

function rated(
  versions: readonly TariffVersion[],
  intervals: readonly IntervalUse[],
  { state = emptyState, ...changes }: Partial<Batch> & { state?: RatingState } = {},
): Rated {
  const batch = { zone: "UTC", currency, movedInDay: "2026-01-01", intervals, ...changes };
  const result = rate(versions, state, batch);
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

describe("the planned versions", () => {
  it("are each in force until the next of any kind", () => {
    const versions = [planned(1, 0), flat(2, 1_000), planned(3, 2_000), planned(4, 3_000)];
    const found = plannedVersions(versions, "Europe/Lisbon");
    expect(found.map(({ name, fromMs, untilMs }) => [name, fromMs, untilMs])).toEqual([
      ["t/1", 0, 1_000],
      ["t/3", 2_000, 3_000],
      ["t/4", 3_000, Infinity],
    ]);
    expect(found.map(({ compiled }) => compiled.zone)).toEqual([
      "Europe/Lisbon",
      "Europe/Lisbon",
      "Europe/Lisbon",
    ]);
  });
});

describe("a batch under a published plan", () => {
  it("charges each bill's use, with its time and version, and keeps what is open", () => {
    const versions = [planned(7, 0, { fixed: [{ amount: "0.5", per: "day" }] })];
    const { charges, settled, state } = rated(versions, [use(31, 23), use(31, 1), use(32, 1)], {
      movedInDay: "2026-01-31",
    });
    expect(charges).toEqual([
      {
        component: "usage",
        amountUnits: 400_000,
        quantityMicro: 2_000_000,
        fromMs: Date.UTC(2026, 0, 31, 1),
        toMs: Date.UTC(2026, 1, 1),
        tariffVersion: 7,
        bill: "2026-01",
      },
      {
        component: "usage",
        amountUnits: 100_000,
        quantityMicro: 1_000_000,
        fromMs: Date.UTC(2026, 1, 1, 1),
        toMs: Date.UTC(2026, 1, 1, 2),
        tariffVersion: 7,
        bill: "2026-02",
      },
      {
        component: "fixed",
        amountUnits: 1_000_000,
        quantityMicro: 2_000_000,
        fromMs: Date.UTC(2026, 0, 31),
        toMs: Date.UTC(2026, 1, 2),
        tariffVersion: 7,
      },
    ]);
    expect(settled).toBeUndefined();
    expect(Object.keys(state.open?.bills ?? {})).toEqual(["2026-01", "2026-02"]);
    expect(state).toMatchObject({ usageRemainderFemto: 0, fixedThroughDay: "2026-02-01" });
  });

  it("names the time whose charge a late read changes", () => {
    const versions = [planned(1, 0)];
    const known = [use(5, 2, 3_000_000)];
    const first = rated(versions, known);
    const late = rated(versions, [use(5, 1)], { state: first.state, known: () => known });
    const corrects = { fromMs: Date.UTC(2026, 0, 5, 1), toMs: Date.UTC(2026, 0, 5, 2) };
    expect(late.charges).toMatchObject([{ amountUnits: 200_000, corrects }]);
  });

  it("counts no known read in its tiers that a flat price rated", () => {
    const versions = [flat(1, 0), planned(2, changeMs)];
    const known = [use(5, 1, 50_000_000), use(20, 2, 1_000_000)];
    const first = rated(versions, known);
    expect(first.charges.filter(({ component }) => component === "usage")).toMatchObject([
      { tariffVersion: 1, amountUnits: 10_000_000 },
      { tariffVersion: 2, amountUnits: 100_000, bill: "2026-01" },
    ]);
    const late = rated(versions, [use(20, 1)], { state: first.state, known: () => known });
    expect(late.charges).toMatchObject([{ tariffVersion: 2, amountUnits: 100_000 }]);
  });

  it("takes nothing as known where the batch says of nothing", () => {
    const versions = [planned(1, 0)];
    const state = { ...emptyState, open: { bills: {}, closedThrough: "2026-01" } };
    const late = rated(versions, [use(5, 1)], { state });
    expect(late.charges[0]).toMatchObject({ amountUnits: 100_000, bill: "2026-01" });
  });

  it("settles anew what a read for a closed bill changes beside its use", () => {
    const versions = [
      planned(1, 0, {
        minimum: { amount: "31", per: "month" },
        percent: [{ name: "tax", rate: "0.1" }],
      }),
    ];
    const state = { ...emptyState, open: { bills: {}, closedThrough: "2026-01" } };
    const late = rated(versions, [use(5, 13, 10_000_000)], { state, movedInDay: "2026-01-01" });
    expect(late.settled).toEqual([{ component: "minimum", amountUnits: -3_000_000 }]);
    const nothing = rated(versions, [use(5, 13, 0)], { state });
    expect(nothing.settled).toBeUndefined();
  });

  it("keeps no bills where no plan rated", () => {
    const { state } = rated([flat(1, 0), planned(2, changeMs)], [use(5, 1)]);
    expect(state).not.toHaveProperty("open");
  });

  it("refuses an amount that no safe integer holds, and says how much was used", () => {
    const periods = [[{ price: "999999.999999999", bound: null, isDaily: false }]];
    const dear = planned(1, 0, { periods, weekday: hours(0), weekend: hours(0) });
    const batch = {
      zone: "UTC",
      currency,
      movedInDay: "2026-01-01",
      intervals: [use(5, 1, 2 ** 50)],
    };
    expect(rate([dear], emptyState, batch)).toEqual({
      kind: "refused",
      code: "charge_too_large",
      message: "1125899906842624 used",
    });
  });
});

function hours(period: number): number[][] {
  return Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => period));
}

describe("the fixed charges of days", () => {
  const perDay = (amount: string): Partial<Plan> => ({ fixed: [{ amount, per: "day" }] });
  const batch = { zone: "Europe/London", currency, movedInDay: "2026-03-28", intervals: [] };

  it("are one a version, from its first day to the end of its last", () => {
    const versions = [
      planned(1, 0, perDay("1")),
      planned(2, Date.parse("2026-03-29T12:00Z"), perDay("2")),
    ];
    const days = ["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"];
    expect(fixedOf(versions, batch, days)).toEqual([
      {
        component: "fixed",
        amountUnits: 2_000_000,
        quantityMicro: 2_000_000,
        fromMs: Date.parse("2026-03-28T00:00Z"),
        toMs: Date.parse("2026-03-29T23:00Z"),
        tariffVersion: 1,
      },
      {
        component: "fixed",
        amountUnits: 4_000_000,
        quantityMicro: 2_000_000,
        fromMs: Date.parse("2026-03-29T23:00Z"),
        toMs: Date.parse("2026-03-31T23:00Z"),
        tariffVersion: 2,
      },
    ]);
    expect(fixedOf(versions, batch, [])).toEqual([]);
  });

  it.each([
    { name: "the first instant of a version", at: "2026-03-29T23:00Z", version: 2 },
    { name: "a millisecond before it", at: "2026-03-29T23:00:00.001Z", version: 1 },
  ])("are by the version of the day's first instant: $name", ({ at, version }) => {
    const versions = [planned(1, 0, perDay("1")), planned(2, Date.parse(at), perDay("2"))];
    expect(fixedOf(versions, batch, ["2026-03-30"])).toMatchObject([{ tariffVersion: version }]);
  });

  it.each([
    { name: "before the first plan", day: "2026-03-28" },
    { name: "of a flat price after it", day: "2026-04-02" },
  ])("fault on a day $name", ({ day }) => {
    const versions = [
      planned(1, Date.parse("2026-03-29T00:00Z"), perDay("1")),
      flat(2, Date.parse("2026-04-01T00:00Z")),
    ];
    expect(() => fixedOf(versions, batch, [day])).toThrow(new Fault("a plan of the day"));
  });
});
