import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { usualSupplyPolicy } from "./policy.ts";
import { type DecideInput, unprotected } from "./protect.ts";
import { type DecisionRecord, decisionRecord, decisionText, sameDecision } from "./record.ts";

const input: DecideInput = {
  ...unprotected("electricity"),
  serviceMs: 1_795_000_000_000,
  wallMs: 1_795_000_000_000,
  zone: "Europe/Madrid",
  mode: "prepaid",
  switch: { stage: "supplied", readiness: "ready" },
  balanceUnits: -1,
  estimatedUnits: 0,
  emergencyUsedUnits: 0,
  emergencyRemainingUnits: 0,
  newestActualAtMs: null,
  pendings: [{ tender: "card", liftUnits: 1, askedAtWallMs: 0 }],
  noticeDeliveredAtMs: null,
  holds: [{ code: "medical", untilMs: null }],
};
const by = { policyVersion: 7, pack: null };
const decision = decide(input, usualSupplyPolicy);
const record = decisionRecord(input, by, { decision, previousHash: null });

describe("a decision's record", () => {
  it("holds what it rested on and every guard's verdict", () => {
    expect(record).toMatchObject({ policyVersion: 7, decideVersion: 2, input, verdict: "hold" });
    expect(record.guards).toHaveLength(22);
  });

  it("is recomputed bit for bit from its own text", () => {
    const stored = JSON.parse(decisionText(record)) as DecisionRecord;
    const again = decisionRecord(stored.input, by, {
      decision: decide(stored.input, usualSupplyPolicy),
      previousHash: null,
    });
    expect(decisionText(again)).toBe(decisionText(record));
  });

  it("has one text, whatever the order of its keys", () => {
    const backwards = Object.fromEntries(
      Object.entries(input).toReversed(),
    ) as unknown as DecideInput;
    expect(Object.keys(backwards)).not.toEqual(Object.keys(input));
    const other = decisionRecord(backwards, by, {
      decision: decide(backwards, usualSupplyPolicy),
      previousHash: null,
    });
    expect(decisionText(other)).toBe(decisionText(record));
  });

  it.each([
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["nothing", undefined],
  ])("with %s in it is a fault", (_, balanceUnits) => {
    const wrong = { ...record, input: { ...input, balanceUnits } } as unknown as DecisionRecord;
    expect(() => decisionText(wrong)).toThrow("finite");
  });
});

describe("the same decision", () => {
  it.each([
    ["hold", "notice", true],
    ["hold", "data_age", false],
    ["cut", "notice", false],
  ] as const)("%s by %s: %s", (verdict, decidedBy, expected) => {
    expect(sameDecision({ verdict: "hold", decidedBy: "notice" }, { verdict, decidedBy })).toBe(
      expected,
    );
  });
});
