import { describe, expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import { type AutopayMoment, autopayNow, type AutopayPlan, checkAutopay } from "./autopay.ts";

const low: AutopayPlan = {
  when: { kind: "threshold", belowUnits: 5_000 },
  pay: { kind: "fixed", amountMinor: 2_000 },
  dayCapMinor: 4_000,
  monthCapMinor: 10_000,
};
const monthly: AutopayPlan = {
  ...low,
  when: { kind: "interval", everyDays: 30 },
  pay: { kind: "target", toUnits: 50_000 },
};
const moment: AutopayMoment = {
  balanceUnits: 4_999,
  toTargetMinor: 700,
  minMinor: 500,
  maxMinor: 3_000,
  chargedTodayMinor: 0,
  chargedThisMonthMinor: 0,
  isPending: false,
  isPaused: false,
  nowMs: 100,
  dueAtMs: 100,
};

describe("a standing word to pay", () => {
  it.each<[string, AutopayPlan, Partial<AutopayMoment>, number | string]>([
    ["pays its amount below its level", low, {}, 2_000],
    ["pays up to its target when it is time", monthly, {}, 700],
    ["pays no less than may be paid", monthly, { toTargetMinor: 1 }, 500],
    ["pays no more than may be paid", monthly, { toTargetMinor: 9_999 }, 3_000],
    ["pays to the last of its caps", low, { chargedTodayMinor: 2_000 }, 2_000],
    ["pays to the last of a month's cap", low, { chargedThisMonthMinor: 8_000 }, 2_000],
    ["waits where no day is set", monthly, { dueAtMs: null }, "not_due"],
    ["waits at its level", low, { balanceUnits: 5_000 }, "not_due"],
    ["waits for its day", monthly, { nowMs: 99 }, "not_due"],
    ["pays nothing at its target", monthly, { toTargetMinor: null }, "nothing_needed"],
    ["waits for what is on its way", low, { isPending: true }, "payment_pending"],
    ["rests while it is paused", low, { isPaused: true }, "paused"],
    ["never passes its day", low, { chargedTodayMinor: 2_001 }, "over_cap"],
    ["never passes its month", low, { chargedThisMonthMinor: 8_001 }, "over_cap"],
  ])("%s", (_, plan, change, expected) => {
    const now = autopayNow(plan, { ...moment, ...change });
    expect(isRefusal(now) ? now.code : now).toBe(expected);
  });

  it.each<[string, Partial<AutopayPlan>]>([
    ["bad_when", { when: { kind: "threshold", belowUnits: 0.5 } }],
    ["bad_when", { when: { kind: "interval", everyDays: 0 } }],
    ["bad_when", { when: { kind: "interval", everyDays: 367 } }],
    ["bad_amount", { pay: { kind: "fixed", amountMinor: 499 } }],
    ["bad_amount", { pay: { kind: "fixed", amountMinor: 3_001 } }],
    ["bad_amount", { pay: { kind: "target", toUnits: 5_000 } }],
    ["bad_amount", { pay: { kind: "target", toUnits: Number.NaN } }],
    ["bad_amount", { when: monthly.when, pay: { kind: "target", toUnits: 0.5 } }],
    ["bad_caps", { dayCapMinor: 1_999 }],
    ["bad_caps", { monthCapMinor: 3_999 }],
    ["bad_caps", { dayCapMinor: Number.NaN }],
  ])("is refused: %s of %j", (code, change) => {
    const limits = { minMinor: 500, maxMinor: 3_000 };
    expect(checkAutopay({ ...low, ...change }, limits)).toMatchObject({ code });
    expect([checkAutopay(low, limits), checkAutopay(monthly, limits)]).toEqual([null, null]);
  });

  it.each<Partial<AutopayPlan>>([
    { when: { kind: "interval", everyDays: 1 } },
    { when: { kind: "interval", everyDays: 366 } },
    { pay: { kind: "fixed", amountMinor: 500 } },
    { pay: { kind: "fixed", amountMinor: 3_000 } },
    { pay: { kind: "target", toUnits: 5_001 } },
    { dayCapMinor: 2_000 },
    { monthCapMinor: 4_000 },
  ])("is taken at the very bounds of %j", (change) => {
    expect(checkAutopay({ ...low, ...change }, { minMinor: 500, maxMinor: 3_000 })).toBeNull();
  });
});
