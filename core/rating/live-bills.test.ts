import { describe, expect, it } from "vitest";
import { smallPlan } from "../../test/support/small-plan.ts";
import { Fault, must } from "../assert.ts";
import { DAY_MS, HOUR_MS } from "../instant.ts";
import { compile } from "./compiled.ts";
import { advance, type BillCharge, energyUnits, type LiveBills } from "./live-bills.ts";
import type { Plan } from "./plan.ts";
import { columnsOf, type Use } from "./read-columns.ts";
import { ONE } from "./units.ts";
import type { RatingVersion } from "./use.ts";

const monthMs = Date.UTC(2026, 0, 1);
const nextMonthMs = Date.UTC(2026, 1, 1);

function version(plan: Plan, changes: Partial<RatingVersion> = {}): RatingVersion {
  const compiled = compile(plan, "UTC", ONE);
  return { name: "a/1", compiled, fromMs: -Infinity, untilMs: Infinity, ...changes };
}

const flatPlan = {
  ...smallPlan,
  periods: [
    [{ price: "0.5", bound: null, isDaily: false }],
    [{ price: "0.5", bound: null, isDaily: false }],
  ],
};

/** A read of so many kWh at an hour of January. */
function at(hour: number, kwh: number): Use {
  return { startMs: monthMs + hour * HOUR_MS, quantityMicro: kwh * 1e6 };
}

/** A service that keeps its reads, and counts how often it is asked for them. */
class Service {
  readonly live: { bills: LiveBills["bills"]; closedThrough: string | null };
  readonly seen: Use[] = [];
  readonly asked: [number, number][] = [];
  readonly #versions: readonly RatingVersion[];

  constructor(versions: readonly RatingVersion[], closedThrough: string | null = null) {
    this.#versions = versions;
    this.live = { bills: new Map(), closedThrough };
  }

  add(...reads: readonly Use[]): BillCharge[] {
    const charges = advance(this.live, columnsOf(reads), {
      versions: this.#versions,
      ledgerDigits: 6,
      known: (fromMs, toMs) => {
        this.asked.push([fromMs, toMs]);
        return this.seen.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
      },
    });
    this.seen.push(...reads);
    return charges;
  }
}

describe("a batch", () => {
  it("is charged by bill, each with its own time and use", () => {
    const service = new Service([version(smallPlan)]);
    const late = { startMs: nextMonthMs, quantityMicro: 2_000_000 };
    expect(service.add(at(1, 1), at(2, 4), late)).toEqual([
      {
        bill: "2026-01",
        amountUnits: 700_000,
        quantityMicro: 5_000_000,
        fromMs: monthMs + HOUR_MS,
        toMs: monthMs + 2 * HOUR_MS,
        version: "a/1",
        corrects: null,
      },
      {
        bill: "2026-02",
        amountUnits: 200_000,
        quantityMicro: 2_000_000,
        fromMs: nextMonthMs,
        toMs: nextMonthMs,
        version: "a/1",
        corrects: null,
      },
    ]);
    expect([...service.live.bills].map(([bill, { postedUnits }]) => [bill, postedUnits])).toEqual([
      ["2026-01", 700_000],
      ["2026-02", 200_000],
    ]);
    expect(service.asked).toEqual([]);
  });

  it("splits between the last read of one bill and the first of the next", () => {
    const service = new Service([version(smallPlan)]);
    const charges = service.add(
      { startMs: nextMonthMs - 1, quantityMicro: 1 },
      { startMs: nextMonthMs, quantityMicro: 2 },
      { startMs: Date.UTC(2026, 2, 1) - 1, quantityMicro: 3 },
      { startMs: Date.UTC(2026, 2, 1), quantityMicro: 4 },
    );
    expect(charges.map(({ bill, quantityMicro }) => [bill, quantityMicro])).toEqual([
      ["2026-01", 1],
      ["2026-02", 5],
      ["2026-03", 4],
    ]);
  });

  it("of nothing charges nothing", () => {
    expect(new Service([version(smallPlan)]).add()).toEqual([]);
  });

  it("posts the difference to what is posted, rounded once", () => {
    const service = new Service([version(flatPlan)]);
    const units = [1, 1, 1].map(
      (quantityMicro, hour) =>
        service.add({ startMs: monthMs + hour * HOUR_MS, quantityMicro })[0]?.amountUnits,
    );
    // Half a unit each: 0.5, 1 and 1.5 are rounded 1, 1 and 2.
    expect(units).toEqual([1, 0, 1]);
  });

  it("needs a version for each read", () => {
    const service = new Service([version(smallPlan, { fromMs: monthMs })]);
    expect(() => service.add(at(-1, 1))).toThrow(new Fault("a read that no version rates"));
  });
});

describe("a read that comes late", () => {
  it("rates the bill anew from all that is known of it, and of it alone", () => {
    const service = new Service([version(smallPlan)]);
    service.add(at(24, 3));
    service.add({ startMs: nextMonthMs, quantityMicro: 50_000_000 });
    const [charge] = service.add(at(1, 2));
    expect(charge).toMatchObject({
      bill: "2026-01",
      amountUnits: 400_000,
      quantityMicro: 2_000_000,
      corrects: { fromMs: monthMs + HOUR_MS, toMs: monthMs + DAY_MS },
    });
    expect(service.asked).toEqual([[monthMs, nextMonthMs]]);
    expect(service.live.bills.get("2026-01")?.postedUnits).toBe(700_000);
    expect(service.live.bills.get("2026-02")?.postedUnits).toBe(9_700_000);
  });

  it.each([
    {
      name: "the newest again",
      hour: 24,
      corrects: { fromMs: monthMs + DAY_MS, toMs: monthMs + DAY_MS },
    },
    { name: "a later one", hour: 25, corrects: null },
  ])("is known from one that follows: $name", ({ hour, corrects }) => {
    const service = new Service([version(smallPlan)]);
    service.add(at(24, 3));
    expect(service.add(at(hour, 1))).toMatchObject([{ amountUnits: 200_000, corrects }]);
    expect(service.asked.length).toBe(corrects === null ? 0 : 1);
  });

  it("is only added where its cost depends on no other read", () => {
    const service = new Service([version(flatPlan)]);
    service.add(at(24, 3));
    const [charge] = service.add(at(1, 2));
    const corrects = { fromMs: monthMs + HOUR_MS, toMs: monthMs + DAY_MS };
    expect(charge).toMatchObject({ amountUnits: 1_000_000, corrects });
    expect(service.asked).toEqual([]);
  });

  const changeMs = monthMs + 10 * DAY_MS;
  it.each([
    { name: "before the tiers begin, which it shifts", day: 3, asks: true, units: 600_000 },
    { name: "where they begin", day: 10, asks: true, units: 200_000 },
    { name: "where they are", day: 12, asks: true, units: 200_000 },
  ])(
    "is only added $name, where a version with tiers comes within the bill",
    ({ day, asks, units }) => {
      const service = new Service([
        version(flatPlan, { untilMs: changeMs }),
        version(smallPlan, { name: "a/2", fromMs: changeMs }),
      ]);
      service.add(at(4 * 24, 1), at(13 * 24, 3));
      const [charge] = service.add(at(day * 24, 1));
      expect(charge?.amountUnits).toBe(units);
      expect(service.asked.length > 0).toBe(asks);
    },
  );

  it("is only added after the tiers have ended", () => {
    const service = new Service([
      version(smallPlan, { untilMs: changeMs }),
      version(flatPlan, { name: "a/2", fromMs: changeMs }),
    ]);
    service.add(at(24, 1), at(13 * 24, 1));
    expect(service.add(at(10 * 24, 1))).toMatchObject([{ amountUnits: 500_000 }]);
    expect(service.asked).toEqual([]);
    service.add({ startMs: changeMs - 1, quantityMicro: 1_000_000 });
    expect(service.asked.length).toBe(1);
  });

  it("is rated in its own day, where the tiers of a later version count days", () => {
    const untilMs = monthMs + 8 * DAY_MS + 6 * HOUR_MS;
    const service = new Service([
      version({ ...flatPlan, tierReset: "day" }, { untilMs }),
      version({ ...smallPlan, tierReset: "day" }, { name: "a/2", fromMs: untilMs }),
    ]);
    service.add(at(195, 1));
    expect(service.add(at(170, 2))).toMatchObject([{ amountUnits: 1_000_000 }]);
    expect(service.add(at(200, 3))).toMatchObject([{ amountUnits: 400_000 }]);
  });
});

describe("a read for a closed bill", () => {
  it.each([
    { name: "of the last that is closed", closed: "2026-01", isClosed: true },
    { name: "of one before it", closed: "2026-02", isClosed: true },
    { name: "of one after it", closed: "2025-12", isClosed: false },
  ])("is rated beside it: $name", ({ closed, isClosed }) => {
    const service = new Service([version(smallPlan)], closed);
    service.seen.push(at(24, 3));
    const [charge] = service.add(at(1, 2));
    expect(charge?.amountUnits).toBe(isClosed ? 400_000 : 200_000);
    expect(charge?.closed === undefined).toBe(!isClosed);
    expect(service.live.bills.size).toBe(isClosed ? 0 : 1);
  });

  it("says what its use was and is", () => {
    const service = new Service([version(smallPlan)], "2026-01");
    service.seen.push(at(24, 3));
    const { closed, ...charge } = must(service.add(at(1, 2))[0], "a charge");
    expect(charge).toEqual({
      bill: "2026-01",
      amountUnits: 400_000,
      quantityMicro: 2_000_000,
      fromMs: monthMs + HOUR_MS,
      toMs: monthMs + HOUR_MS,
      version: "a/1",
      corrects: { fromMs: monthMs + HOUR_MS, toMs: monthMs + DAY_MS },
    });
    expect([...(closed?.was?.cells.get("a/1")?.whole ?? [])]).toEqual([3e6, 0, 0, 0]);
    expect([...(closed?.is.cells.get("a/1")?.whole ?? [])]).toEqual([3e6, 2e6, 0, 0]);
  });

  it("corrects nothing where it is the first of the bill, or comes after all that is known", () => {
    const service = new Service([version(smallPlan)], "2026-01");
    expect(service.add(at(1, 2))).toMatchObject([
      { amountUnits: 200_000, corrects: null, closed: { was: null } },
    ]);
    expect(service.add(at(2, 1))).toMatchObject([{ amountUnits: 100_000, corrects: null }]);
  });
});

describe("what a bill's use costs", () => {
  const changeMs = monthMs + 10 * DAY_MS;
  const versions = [
    version(smallPlan, { untilMs: changeMs }),
    version(flatPlan, { name: "a/2", fromMs: changeMs }),
  ];

  it.each([
    { name: "by one version", reads: [at(1, 4)], units: 500_000 },
    { name: "by the other", reads: [at(11 * 24, 4)], units: 2_000_000 },
    // 0.6 and 0.5 of a unit would each be rounded up, and are 1.1 together.
    {
      name: "by both, rounded once",
      reads: [
        { startMs: monthMs, quantityMicro: 6 },
        { startMs: changeMs, quantityMicro: 1 },
      ],
      units: 1,
    },
  ])("$name", ({ reads, units }) => {
    const service = new Service(versions);
    service.add(...reads);
    const { use } = must(service.live.bills.get("2026-01"), "a bill");
    expect(energyUnits(use, { versions, ledgerDigits: 6 })).toBe(units);
  });

  it("is by fractions where doubles can't hold it, and the same", () => {
    const service = new Service([version(smallPlan)]);
    service.add({ startMs: monthMs, quantityMicro: 2 ** 50 + 1 });
    const { use } = must(service.live.bills.get("2026-01"), "a bill");
    // Three at 0.1 and the rest at 0.200000001, in millionths, rounded to a ledger unit.
    const rest = BigInt(2 ** 50 + 1 - 3_000_000) * 200_000_001n + 3_000_000n * 100_000_000n;
    const units = Number((rest + 500_000_000n) / 1_000_000_000n);
    const other = version(flatPlan, { name: "a/2" });
    const both = [version(smallPlan), other];
    expect(energyUnits(use, { versions: both, ledgerDigits: 6 })).toBe(units);
  });

  it("makes no fractions where doubles hold it, which is nearly every batch", () => {
    const service = new Service([version(smallPlan)]);
    service.add(at(1, 4));
    const { use } = must(service.live.bills.get("2026-01"), "a bill");
    const compiled = Object.defineProperty({ ...compile(smallPlan, "UTC", ONE) }, "priceTops", {
      get: () => {
        throw new Error("by fractions");
      },
    });
    const both = [version(flatPlan, { name: "a/0" }), version(smallPlan, { compiled })];
    expect(energyUnits(use, { versions: both, ledgerDigits: 6 })).toBe(500_000);
    expect(() => energyUnits(use, { versions: both, ledgerDigits: 16 })).toThrow("by fractions");
  });
});
