import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../instant.ts";
import { type DisputePolicy, type Disputed, judgeDispute } from "./dispute.ts";

const policy: DisputePolicy = {
  holdDays: 14,
  withinDays: 7,
  onceInDays: 90,
  payableBasisPoints: 0,
};
const nowMs = 1_000 * DAY_MS;
const inTime: Disputed = {
  nowMs,
  toldAtMs: nowMs - 2 * DAY_MS,
  heldAtMs: null,
  chargedUnits: 40_000_000,
};

function told(days: number): Disputed {
  return { ...inTime, toldAtMs: nowMs - days * DAY_MS };
}

describe("a dispute", () => {
  it.each<[string, Partial<DisputePolicy>, Disputed, number]>([
    ["in time holds all that was charged", {}, inTime, 40_000_000],
    ["on the last day is in time", {}, told(7), 40_000_000],
    ["of which a part stays payable", { payableBasisPoints: 2_500 }, inTime, 30_000_000],
    ["rounds what stays payable up", { payableBasisPoints: 1 }, { ...inTime, chargedUnits: 3 }, 2],
    ["long after another", {}, { ...inTime, heldAtMs: nowMs - 90 * DAY_MS }, 40_000_000],
  ])("%s", (_, change, at, heldUnits) => {
    const untilMs = nowMs + 14 * DAY_MS;
    expect(judgeDispute({ ...policy, ...change }, at)).toEqual({
      standing: "held",
      heldUnits,
      untilMs,
    });
  });

  it.each<[string, DisputePolicy | null, Disputed, string]>([
    ["where the utility holds none", null, inTime, "person"],
    ["before anybody was told", policy, { ...inTime, toldAtMs: null }, "person"],
    ["of nothing that was charged", policy, { ...inTime, chargedUnits: 0 }, "person"],
    ["of money that was given back", policy, { ...inTime, chargedUnits: -5 }, "person"],
    ["of which all stays payable", { ...policy, payableBasisPoints: 10_000 }, inTime, "person"],
    ["a moment after its time", policy, { ...inTime, nowMs: nowMs + 5 * DAY_MS + 1 }, "late"],
    ["weeks after its time", policy, told(30), "late"],
    ["right after another", policy, { ...inTime, heldAtMs: nowMs - DAY_MS }, "again"],
    ["a moment too soon", policy, { ...inTime, heldAtMs: nowMs - 90 * DAY_MS + 1 }, "again"],
    ["late and again is late", policy, { ...told(30), heldAtMs: nowMs - DAY_MS }, "late"],
  ])("%s holds nothing", (_, by, at, standing) => {
    expect(judgeDispute(by, at)).toEqual({ standing, heldUnits: 0, untilMs: null });
  });

  it("never holds more than was charged, nor beyond its days", () => {
    const amount = fc.integer({ min: -1_000, max: 2 ** 50 });
    const share = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(amount, share, (chargedUnits, payableBasisPoints) => {
        const by = { ...policy, payableBasisPoints };
        const { heldUnits, untilMs } = judgeDispute(by, { ...inTime, chargedUnits });
        expect(heldUnits).toBeGreaterThanOrEqual(0);
        expect(heldUnits).toBeLessThanOrEqual(Math.max(0, chargedUnits));
        expect(untilMs === null).toBe(heldUnits === 0);
      }),
    );
  });
});

it("leaves payable the exact share of any charges, rounded up", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.integer({ min: 0, max: 10_000 }),
      (chargedUnits, payableBasisPoints) => {
        const judged = judgeDispute({ ...policy, payableBasisPoints }, { ...inTime, chargedUnits });
        const share = (BigInt(chargedUnits) * BigInt(payableBasisPoints) + 9_999n) / 10_000n;
        expect(BigInt(judged.heldUnits)).toBe(BigInt(chargedUnits) - share);
      },
    ),
  );
});
