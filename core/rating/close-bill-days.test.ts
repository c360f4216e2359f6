import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { must } from "../assert.ts";
import { HOUR_MS } from "../instant.ts";
import { currencyOf } from "../money.ts";
import { isRefusal } from "../refusal.ts";
import { accruedUnits } from "./accrual.ts";
import { billEndMs, closeBill, type Closing, oldestOpenBill } from "./close-bill.ts";
import type { OpenBill } from "./open-bills.ts";
import type { Plan } from "./plan.ts";
import { emptyState, rate, type RatingState } from "./rate.ts";
import type { TariffVersion } from "./tariff.ts";

const currency = must(currencyOf("USD"), "USD");

function version(number: number, effectiveFromMs: number, plan?: Plan): TariffVersion {
  return {
    tariffId: "t",
    version: number,
    commodity: "electricity",
    unit: "kWh",
    currency: "USD",
    priceScale: 9,
    pricePerUnit: plan === undefined ? 200_000_000 : 0,
    fixedPerDay: plan === undefined ? 5_000_000_000 : 0,
    effectiveFromMs,
    ...(plan === undefined ? {} : { plan }),
  };
}

function daily(amount: string, changes: Partial<Plan> = {}): Plan {
  return { ...smallPlan, fixed: [{ amount, per: "day" }], ...changes };
}

/** Nothing used in the bills named, each with its first version. */
function openAt(...bills: readonly string[]): RatingState {
  const one: OpenBill = {
    counters: [0],
    dayEndsMs: null,
    version: "t/1",
    cells: { "t/1": [[0, 0, 0, 0], null] },
    throughMs: 0,
    postedUnits: 0,
  };
  const open = { bills: Object.fromEntries(bills.map((bill) => [bill, one])), closedThrough: null };
  return { ...emptyState, open };
}

function closing(changes: Partial<Closing> = {}): Closing {
  return {
    zone: "UTC",
    currency,
    movedInDay: "2026-01-01",
    nowMs: Date.UTC(2027, 0, 1),
    ...changes,
  };
}

function closed(versions: readonly TariffVersion[], state: RatingState, of = closing()) {
  const result = closeBill(versions, state, of);
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

/** The fixed charges alone, in whole units of money. */
function fixed(versions: readonly TariffVersion[], state: RatingState, of = closing()): number[] {
  return closed(versions, state, of)
    .charges.filter(({ component }) => component === "fixed")
    .map(({ amountUnits }) => amountUnits / 1e6);
}

const one = [version(1, 0, daily("1"))];
const twoMonths = [version(1, 0, daily("1", { billMonths: 2 }))];

describe("the days that a closing owes", () => {
  it.each([
    { name: "all of the bill's", through: null, moved: "2025-03-01", days: [31] },
    { name: "those from the move-in", through: null, moved: "2026-01-30", days: [2] },
    {
      name: "those after the ones that are charged",
      through: "2026-01-10",
      moved: "2025-03-01",
      days: [21],
    },
    { name: "the last one", through: "2026-01-30", moved: "2025-03-01", days: [1] },
    { name: "none where all are charged", through: "2026-01-31", moved: "2025-03-01", days: [] },
    { name: "none where more are charged", through: "2026-02-03", moved: "2025-03-01", days: [] },
    { name: "none of the bill before", through: "2025-11-10", moved: "2025-03-01", days: [31] },
  ])("are $name", ({ through, moved, days }) => {
    const state = { ...openAt("2026-01"), fixedThroughDay: through };
    const of = closing({ movedInDay: moved });
    expect(fixed(one, state, of)).toEqual(days);
    const last = days.length === 0 ? through : "2026-01-31";
    expect(closed(one, state, of).state.fixedThroughDay).toBe(last);
  });

  it("are those of both months where a bill has two", () => {
    expect(fixed(twoMonths, openAt("2026-01"))).toEqual([59]);
    expect(fixed(twoMonths, openAt("2026-01"), closing({ movedInDay: "2026-02-10" }))).toEqual([
      19,
    ]);
  });

  it("are each by the version of its first instant", () => {
    const change = version(2, Date.parse("2026-01-10T12:00Z"), daily("3"));
    expect(fixed([...one, change], openAt("2026-01"))).toEqual([10, 63]);
  });

  it("are not those of flat prices before or after the plan: their own charge is their own", () => {
    const plan = version(1, Date.parse("2026-01-11T00:00Z"), daily("1"));
    const before = version(0, 0);
    const after = version(2, Date.parse("2026-01-21T00:00Z"));
    expect(fixed([before, plan, after], openAt("2026-01"))).toEqual([10]);
  });

  it("are local days", () => {
    const change = version(2, Date.parse("2026-01-10T18:15Z"), daily("3"));
    const of = closing({ zone: "Asia/Kathmandu" });
    expect(fixed([...one, change], openAt("2026-01"), of)).toEqual([10, 63]);
  });
});

describe("a closing", () => {
  it("takes the oldest bill first, one at a time, and keeps the others as they are", () => {
    const state = { ...openAt("2026-02", "2025-12", "2026-01"), usageRemainderFemto: 7 };
    expect(oldestOpenBill(state)).toBe("2025-12");
    const first = closed(one, state, closing({ movedInDay: "2025-12-31" }));
    expect(first.bill).toBe("2025-12");
    expect(first.state).toEqual({
      usageRemainderFemto: 7,
      fixedRemainderFemto: 0,
      fixedThroughDay: "2025-12-31",
      open: { ...openAt("2026-02", "2026-01").open, closedThrough: "2025-12" },
    });
  });

  it.each([
    { name: "of one month", versions: one, endMs: Date.UTC(2026, 1, 1), zone: "UTC" },
    { name: "of two", versions: twoMonths, endMs: Date.UTC(2026, 2, 1), zone: "UTC" },
    {
      name: "in the west",
      versions: one,
      endMs: Date.parse("2026-02-01T08:00Z"),
      zone: "America/Los_Angeles",
    },
  ])("waits for the end of a bill $name", ({ versions, endMs, zone }) => {
    expect(billEndMs(versions, zone, "2026-01")).toBe(endMs);
    const early = closeBill(versions, openAt("2026-01"), closing({ zone, nowMs: endMs - 1 }));
    expect(early).toEqual({
      kind: "refused",
      code: "bill_not_over",
      message: "bill 2026-01 goes on",
    });
    const atEnd = closeBill(versions, openAt("2026-01"), closing({ zone, nowMs: endMs }));
    expect(atEnd).toMatchObject({ bill: "2026-01" });
  });

  it("is refused where there is nothing to close, or no plan to close it by", () => {
    const none = { kind: "refused", code: "no_open_bill", message: "the service has no open bill" };
    expect(closeBill(one, emptyState, closing())).toEqual(none);
    expect(closeBill(one, openAt(), closing())).toEqual(none);
    expect(oldestOpenBill(emptyState)).toBeNull();
    expect(oldestOpenBill(openAt())).toBeNull();
    const flat = [version(1, 0)];
    expect(billEndMs(flat, "UTC", "2026-01")).toBeNull();
    expect(closeBill(flat, openAt("2026-01"), closing())).toMatchObject({ code: "bill_not_over" });
  });

  it("names each charge", () => {
    const plan = daily("1", {
      minimum: { amount: "62", per: "month" },
      percent: [{ name: "tax", rate: "0.5" }],
    });
    expect(closed([version(1, 0, plan)], openAt("2026-01")).charges).toEqual([
      { component: "fixed", amountUnits: 31_000_000 },
      { component: "minimum", amountUnits: 31_000_000 },
      { component: "percent", amountUnits: 31_000_000 },
    ]);
  });
});

describe("what has accrued", () => {
  const plan = daily("1", {
    minimum: { amount: "124", per: "month" },
    percent: [{ name: "tax", rate: "0.5" }],
  });
  const versions = [version(1, 0, plan)];
  // A day owes 1 fixed, 3 more for the minimum, and half of both for tax.
  it.each([
    { at: "2026-01-01T00:00Z", moved: "2025-12-01", units: 5e6 },
    { at: "2026-01-10T23:59Z", moved: "2025-12-01", units: 50e6 },
    { at: "2026-01-10T23:59Z", moved: "2026-01-10", units: 5e6 },
    { at: "2026-01-31T23:59Z", moved: "2026-01-10", units: 110e6 },
    { at: "2026-03-31T00:00Z", moved: "2025-12-01", units: 155e6 },
  ])("by $at, moved in on $moved, is $units", ({ at, moved, units }) => {
    const of = closing({ movedInDay: moved, nowMs: Date.parse(at) });
    expect(accruedUnits(versions, openAt("2026-01"), of)).toBe(units);
  });

  it("is that of all open bills, and nothing without one", () => {
    const of = closing({ movedInDay: "2025-12-01", nowMs: Date.UTC(2026, 1, 28) });
    // 124 in February is 4.428571 a day, of which 1 is fixed: 96 and 62 beside January's 155.
    expect(accruedUnits(versions, openAt("2026-01", "2026-02"), of)).toBe(313_000_000);
    expect(accruedUnits(versions, emptyState, of)).toBe(0);
    expect(accruedUnits([version(1, 0)], emptyState, of)).toBe(0);
  });

  it("counts what is used, in the zone's own days", () => {
    const interval = {
      startMs: Date.parse("2026-01-05T20:00Z"),
      durationMs: HOUR_MS,
      quantityMicro: 10_000_000,
    };
    const batch = { ...closing(), intervals: [interval] };
    const rated = rate(versions, emptyState, batch);
    if (isRefusal(rated)) throw new Error(rated.message);
    // By the sixth local day 24 are owed: 3 for use and 6 fixed leave 15 of the minimum, and 12 of tax.
    const nowMs = Date.parse("2026-01-05T18:15Z");
    const of = closing({ zone: "Asia/Kathmandu", nowMs });
    expect(accruedUnits(versions, rated.state, of)).toBe(27_000_000);
    expect(accruedUnits(versions, rated.state, { ...of, nowMs: nowMs - 1 })).toBe(22_000_000);
  });
});
