import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { DAY_MS, HOUR_MS, instantOf, localTime } from "../../core/instant.ts";
import { currencyOf } from "../../core/money.ts";
import { defaultNotice } from "../../core/notice/decide.ts";
import { defaultAllocation } from "../../core/payment/allocate.ts";
import { usualReadRule } from "../../core/rating/forecast/ask-for-read.ts";
import { importTariffText } from "../../core/rating/import-urdb.ts";
import { isRefusal } from "../../core/refusal.ts";
import { usualSupplyPolicy } from "../../core/supply/policy.ts";
import { replayDecision } from "../../core/supply/replay.ts";
import { flatTariff } from "../../test/support/backtest-town.ts";
import { calendarOf } from "./calendar.ts";
import { plainHabits, type Tenant } from "./habits.ts";
import type { RealHome } from "./home.ts";
import { live } from "./live.ts";
import type { Outcome } from "./outcome.ts";
import type { World } from "./world.ts";

const zone = "America/Chicago";
const usd = must(currencyOf("USD"), "USD");
const DAYS = 60;
const calendar = calendarOf(zone, "2026-02-02", DAYS);
const imported = importTariffText(flatTariff());
const { plan } = must(isRefusal(imported) ? null : imported, "a tariff");

/** A unit an hour: $4.80 a day. */
const home: RealHome = {
  id: "even",
  firstDay: "2025-02-03",
  cycleDays: 28,
  hours: new Float64Array(28 * 24).fill(1_000_000),
};

const world: World = {
  seed: 1,
  calendar,
  currency: usd,
  commodity: "electricity",
  tariff: [
    {
      tariffId: "flat",
      version: 1,
      commodity: "electricity",
      unit: "kWh",
      currency: "USD",
      priceScale: 9,
      pricePerUnit: 0,
      fixedPerDay: 0,
      effectiveFromMs: 0,
      plan,
    },
  ],
  policy: usualSupplyPolicy,
  notice: defaultNotice(5_000_000),
  requiredRule: "low",
  noticeChannels: ["sms"],
  allocation: defaultAllocation,
  weatherAt: () => null,
  outages: [],
  reading: { kind: "on_demand", rule: usualReadRule },
  topUp: { leastMinor: 2_000, mostMinor: 3_000 },
  faults: { reads: 30, lateReads: 0, notices: 0, charges: 0, refusals: 10, silences: 20 },
  fixedUnits: new Float64Array(DAYS + 28),
};

const never: Tenant = { id: "one", home, shiftWeeks: 0, habits: plainHabits("dark") };
const always: Tenant = { ...never, habits: plainHabits("told") };

function lived(changed: Partial<World>, tenant: Tenant): { outcome: Outcome; texts: string[] } {
  const texts: string[] = [];
  const outcome = live({ ...world, ...changed }, tenant, (text) => texts.push(text));
  return { outcome, texts };
}

/** What the whole time would have cost, less what supply was off for, in the whole hours that were read. */
function mostUnits({ offMs }: Outcome): number {
  return ((DAYS * 24 * HOUR_MS - offMs) / HOUR_MS) * 200_000;
}

describe("a household's time", () => {
  const { outcome, texts } = lived({}, never);

  it("is cut off again and again where nobody pays when told, and only at allowed hours", () => {
    expect(outcome.cuts.length).toBeGreaterThan(5);
    for (const { atMs } of outcome.cuts) {
      const { weekday, hour } = localTime(zone, atMs);
      expect([1, 2, 3, 4, 5]).toContain(weekday);
      expect(hour).toBeGreaterThanOrEqual(8);
      expect(hour).toBeLessThan(15);
    }
  });

  it("is charged for what ran through the meter, and for nothing while supply was off", () => {
    const unread = mostUnits(outcome) - outcome.usedUnits;
    expect(outcome.offMs).toBeGreaterThan(0);
    expect(unread).toBeGreaterThanOrEqual(-200_000);
    expect(unread).toBeLessThan(14 * 24 * 200_000);
  });

  it("owes what was used and not paid", () => {
    const paid = outcome.paid.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
    expect(outcome.owedUnits).toBe(Math.max(0, outcome.usedUnits - paid));
  });

  it("is lived the same again, decision by decision, and otherwise by another seed", () => {
    expect(lived({}, never).texts).toEqual(texts);
    expect(lived({ seed: 2 }, never).texts).not.toEqual(texts);
  });

  it("leaves decisions that are recomputed bit for bit, and not under another pack", () => {
    const kinds = (policy: World["policy"]): Set<string> =>
      new Set(texts.map((text) => replayDecision(text, policy).kind));
    expect(kinds(usualSupplyPolicy)).toEqual(new Set(["same"]));
    expect(kinds({ ...usualSupplyPolicy, noticeMs: DAY_MS * 2 })).toContain("not_reproduced");
  });

  it("has no cut-off where the customer pays when told, and every read is counted", () => {
    const paying = lived({ faults: { ...world.faults, reads: 0 } }, always).outcome;
    expect([paying.cuts.length, paying.offMs]).toEqual([0, 0]);
    expect(paying.reads.failed).toBe(0);
    expect(paying.reads.scheduled).toBe(2);
    expect(paying.reads.arrived).toBeGreaterThanOrEqual(paying.reads.asked + 1);
  });

  it("tells what a cut was wrong by: no more than some hours' use where hours never wait", () => {
    const allowed = [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 0, toMinute: 1_440 }];
    const policy = { ...usualSupplyPolicy, allowed, noticeMs: 0 };
    const notice = { ...world.notice, quietFromMinute: 0, quietToMinute: 0 };
    const { cuts } = lived({ policy, notice }, never).outcome;
    expect(cuts.length).toBeGreaterThan(8);
    for (const { belowUnits, lateMs } of cuts) {
      // Use is even, so money and time say the same: $0.20 an hour.
      expect(Math.abs(belowUnits - (lateMs / HOUR_MS) * 200_000)).toBeLessThan(1_000);
    }
    expect(cuts.filter(({ belowUnits }) => belowUnits <= 1_000_000).length).toBeGreaterThan(
      cuts.length * 0.8,
    );
  });
});

describe("rules that forbid it", () => {
  it.each([
    ["no hours are allowed", { allowed: [] }, "allowed_hours"],
    ["weather is asked for and nobody knows it", { weather: [cold()] }, "weather"],
    ["electricity may not be turned off", { services: ["gas" as const] }, "service"],
    ["a season protects everybody", { seasons: [winter()] }, "season"],
  ])("nobody is cut off where %s", (_, changed, guard) => {
    const policy = { ...usualSupplyPolicy, ...changed };
    const { outcome } = lived({ policy }, never);
    expect([outcome.cuts.length, outcome.offMs]).toEqual([0, 0]);
    expect([...outcome.heldMs.keys()]).toContain(guard);
    expect(outcome.owedUnits).toBeGreaterThan(100_000_000);
  });

  it("holds by a notice that lapsed, and says so", () => {
    const policy = { ...usualSupplyPolicy, noticeMostMs: 25 * HOUR_MS };
    const notice = { ...world.notice, lowUnits: 15_000_000, rearmUnits: 1 };
    const { outcome } = lived({ policy, notice }, never);
    expect(outcome.lapsedMs).toBeGreaterThan(20 * DAY_MS);
  });

  it("holds while cards can't be charged, where cards are promised", () => {
    const untilMs = instantOf(zone, "2026-02-20");
    const outages = [{ fromMs: calendar.beginsMs, untilMs }];
    const policy = { ...usualSupplyPolicy, channels: ["card"], channelGraceMs: HOUR_MS };
    const { cuts } = lived({ policy, outages }, never).outcome;
    expect(cuts.length).toBeGreaterThan(0);
    for (const { atMs } of cuts) expect(atMs).toBeGreaterThanOrEqual(untilMs + HOUR_MS);
  });
});

function cold() {
  const test = { measure: "low", side: "at_or_below", limitDeciC: 0, days: 1 } as const;
  return {
    code: "cold",
    households: "all",
    observed: null,
    forecast: test,
    advisory: null,
  } as const;
}

function winter() {
  return { code: "winter", firstDay: "01-01", lastDay: "06-30", households: "all" } as const;
}
