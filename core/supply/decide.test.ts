import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../instant.ts";
import { decide } from "./decide.ts";
import { type SupplyPolicy, type Tender, usualSupplyPolicy } from "./policy.ts";
import { type DecideInput, guards, unprotected } from "./protect.ts";

/** A Tuesday, 10:00 in New York. */
const NOW_MS = Date.parse("2026-11-24T15:00:00Z");
const WALL_MS = 1_700_000_000_000;

/** Off below -5.00, on again at +10.00. */
const policy: SupplyPolicy = {
  ...usualSupplyPolicy,
  disconnectLevelUnits: -5_000_000,
  reconnectLevelUnits: 10_000_000,
};
/** Nothing stands in the way of turning this one off. */
const spent: DecideInput = {
  ...unprotected("electricity"),
  serviceMs: NOW_MS,
  wallMs: WALL_MS,
  zone: "America/New_York",
  mode: "prepaid",
  switch: { stage: "supplied", readiness: "ready" },
  balanceUnits: -5_000_001,
  estimatedUnits: 0,
  emergencyUsedUnits: 0,
  emergencyRemainingUnits: 0,
  newestActualAtMs: NOW_MS - HOUR_MS,
  pendings: [],
  noticeDeliveredAtMs: NOW_MS - 2 * DAY_MS,
  holds: [],
};
const cut: DecideInput = { ...spent, switch: { stage: "cut", readiness: "ready" } };

function pending(liftUnits: number, tender: Tender, agoMs: number) {
  return { liftUnits, tender, askedAtWallMs: WALL_MS - agoMs };
}

type Change = Partial<DecideInput>;
type Row = [string, Change, string];

function outcome(input: DecideInput, rules = policy): string {
  const { verdict, decidedBy } = decide(input, rules);
  return `${verdict} by ${decidedBy}`;
}

describe("a spent account", () => {
  it("is cut when every guard passes", () => {
    const decision = decide(spent, policy);
    expect(decision).toMatchObject({ verdict: "cut", decidedBy: "level", again: null });
    expect(decision.guards.map(({ guard, verdict }) => `${guard} ${verdict}`)).toEqual(
      guards.map((guard) => `${guard} passes`),
    );
  });

  it.each<Row>([
    ["post-pay", { mode: "postpay" }, "leave by mode"],
    ["not below the level but at it", { balanceUnits: -5_000_000 }, "leave by level"],
    ["in credit", { balanceUnits: 1 }, "leave by level"],
    [
      "on emergency credit that is not used up",
      {
        balanceUnits: -9_000_000,
        emergencyUsedUnits: 3_000_000,
        emergencyRemainingUnits: 1_000_000,
      },
      "leave by level",
    ],
    [
      "out of emergency credit",
      { balanceUnits: -9_000_000, emergencyUsedUnits: 3_999_999 },
      "cut by level",
    ],
    [
      "spent by estimate only",
      { balanceUnits: -5_000_000, estimatedUnits: 1 },
      "hold by estimated",
    ],
    ["spent by actual use, and estimated more", { estimatedUnits: 9_000_000 }, "cut by level"],
    ["over-estimated", { balanceUnits: -5_000_000, estimatedUnits: -9_000_000 }, "leave by level"],
    ["without any actual read", { newestActualAtMs: null }, "hold by data_age"],
    ["with data just too old", { newestActualAtMs: NOW_MS - DAY_MS - 1 }, "hold by data_age"],
    ["with data just young enough", { newestActualAtMs: NOW_MS - DAY_MS }, "cut by level"],
    ["with a read of the next minute", { newestActualAtMs: NOW_MS + MINUTE_MS }, "cut by level"],
    ["with a read from the future", { newestActualAtMs: NOW_MS + HOUR_MS }, "hold by data_age"],
    [
      "without a switch",
      { switch: { stage: "supplied", readiness: "no_remote_switch" } },
      "hold by capability",
    ],
    [
      "with a command under way",
      { switch: { stage: "supplied", readiness: "command_under_way" } },
      "hold by capability",
    ],
    [
      "with a switch nobody knows",
      { switch: { stage: "supplied", readiness: "unknown" } },
      "hold by capability",
    ],
    [
      "with a parked switch",
      { switch: { stage: "supplied", readiness: "parked" } },
      "hold by capability",
    ],
    ["held until lifted", { holds: [{ code: "medical", untilMs: null }] }, "hold by hold"],
    [
      "held for a minute more",
      { holds: [{ code: "dispute", untilMs: NOW_MS + 1 }] },
      "hold by hold",
    ],
    ["held until now", { holds: [{ code: "dispute", untilMs: NOW_MS }] }, "cut by level"],
    ["with enough on its way", { pendings: [pending(1, "card", 0)] }, "hold by pending_payment"],
    ["with too little on its way", { pendings: [pending(0, "card", 0)] }, "cut by level"],
    ["with a payment past its time", { pendings: [pending(1, "card", HOUR_MS)] }, "cut by level"],
    [
      "with a bank payment, which takes longer",
      { pendings: [pending(1, "bank", HOUR_MS)] },
      "hold by pending_payment",
    ],
    [
      "with a check, which is no money yet",
      { pendings: [pending(9_000_000, "check", 0)] },
      "cut by level",
    ],
    ["never told", { noticeDeliveredAtMs: null }, "hold by notice"],
    [
      "told a moment too late",
      { noticeDeliveredAtMs: NOW_MS - DAY_MS + 1 },
      "wait_until by notice",
    ],
    ["told just in time", { noticeDeliveredAtMs: NOW_MS - DAY_MS }, "cut by level"],
    [
      "told tomorrow, by a clock gone back",
      { noticeDeliveredAtMs: NOW_MS + DAY_MS },
      "wait_until by notice",
    ],
    [
      "before hours",
      { serviceMs: NOW_MS - 3 * HOUR_MS, newestActualAtMs: NOW_MS - 3 * HOUR_MS },
      "wait_until by allowed_hours",
    ],
    [
      "after hours",
      { serviceMs: NOW_MS + 5 * HOUR_MS, noticeDeliveredAtMs: 0 },
      "wait_until by allowed_hours",
    ],
    ["where it is still night", { zone: "Pacific/Honolulu" }, "wait_until by allowed_hours"],
  ])("%s", (_, change, expected) => {
    expect(outcome({ ...spent, ...change })).toBe(expected);
    // Asked for and not yet commanded, it is decided in the same way.
    const { stage: _stage, ...view } = { ...spent, ...change }.switch;
    expect(outcome({ ...spent, ...change, switch: { ...view, stage: "cut_asked" } })).toBe(
      expected,
    );
  });

  it.each([
    ["no hours are ever allowed", { allowed: [] }, "hold by allowed_hours"],
    ["today is a holiday", { holidays: ["2026-11-24"] }, "wait_until by allowed_hours"],
    ["notice need only have been delivered", { noticeMs: 0 }, "cut by level"],
  ])("where %s", (_, rules, expected) => {
    expect(outcome(spent, { ...policy, ...rules })).toBe(expected);
  });

  it.each<[string, Change, string]>([
    ["mode before level", { mode: "postpay", balanceUnits: 0 }, "leave by mode"],
    [
      "level before all that follows",
      { balanceUnits: 0, newestActualAtMs: null, holds: [{ code: "a", untilMs: null }] },
      "leave by level",
    ],
    [
      "estimated before data age",
      { balanceUnits: -5_000_000, estimatedUnits: 1, newestActualAtMs: null },
      "hold by estimated",
    ],
    [
      "data age before capability",
      { newestActualAtMs: null, switch: { stage: "supplied", readiness: "parked" } },
      "hold by data_age",
    ],
    [
      "capability before a hold",
      { switch: { stage: "supplied", readiness: "parked" }, holds: [{ code: "a", untilMs: null }] },
      "hold by capability",
    ],
    [
      "a hold before pending money",
      { holds: [{ code: "a", untilMs: null }], pendings: [pending(1, "card", 0)] },
      "hold by hold",
    ],
    [
      "pending money before a notice",
      { pendings: [pending(1, "card", 0)], noticeDeliveredAtMs: null },
      "hold by pending_payment",
    ],
    [
      "a hold that comes late before a wait that comes early",
      { noticeDeliveredAtMs: NOW_MS, holds: [{ code: "a", untilMs: null }] },
      "hold by hold",
    ],
    [
      "a notice not delivered before closed hours",
      { noticeDeliveredAtMs: null, zone: "Pacific/Honolulu" },
      "hold by notice",
    ],
  ])("precedence: %s", (_, change, expected) => {
    expect(outcome({ ...spent, ...change })).toBe(expected);
  });
});

describe("an account that is cut", () => {
  it.each<Row>([
    ["stays off below the reconnect level", { balanceUnits: 9_999_999 }, "leave by level"],
    ["stays off between the levels", { balanceUnits: 0 }, "leave by level"],
    ["is restored at the reconnect level", { balanceUnits: 10_000_000 }, "restore by level"],
    [
      "is restored by an emergency grant",
      { balanceUnits: 0, emergencyRemainingUnits: 10_000_000 },
      "restore by level",
    ],
    [
      "is restored whatever is estimated",
      { balanceUnits: 10_000_000, estimatedUnits: 9_000_000 },
      "restore by level",
    ],
    [
      "is not restored by money on its way",
      { pendings: [pending(99_000_000, "card", 0)] },
      "leave by level",
    ],
    [
      "is restored at night, without reads or notice",
      {
        balanceUnits: 10_000_000,
        zone: "Asia/Tokyo",
        newestActualAtMs: null,
        noticeDeliveredAtMs: null,
      },
      "restore by level",
    ],
    [
      "cannot be restored without a switch",
      { balanceUnits: 10_000_000, switch: { stage: "cut", readiness: "no_remote_switch" } },
      "hold by capability",
    ],
    [
      "post-pay, is left to its bills",
      { balanceUnits: 10_000_000, mode: "postpay" },
      "leave by mode",
    ],
  ])("%s", (_, change, expected) => {
    expect(outcome({ ...cut, ...change })).toBe(expected);
  });
});
