import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../instant.ts";
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
function pending(liftUnits: number, tender: Tender, agoMs: number) {
  return { liftUnits, tender, askedAtWallMs: WALL_MS - agoMs };
}

type Change = Partial<DecideInput>;

describe("when it is decided again", () => {
  const at = (text: string) => Date.parse(text);

  it.each<[string, Change, ReturnType<typeof decide>["again"]]>([
    ["nothing to wait for", { newestActualAtMs: null }, null],
    [
      "a hold that ends",
      { holds: [{ code: "a", untilMs: NOW_MS + 5 }] },
      { clock: "service", atMs: NOW_MS + 5 },
    ],
    [
      "the longest of two holds",
      {
        holds: [
          { code: "a", untilMs: NOW_MS + 5 },
          { code: "b", untilMs: NOW_MS + 9 },
        ],
      },
      { clock: "service", atMs: NOW_MS + 9 },
    ],
    [
      "a hold without end beside one that ends",
      {
        holds: [
          { code: "a", untilMs: NOW_MS + 5 },
          { code: "b", untilMs: null },
        ],
      },
      null,
    ],
    [
      "a pending payment, by wall time",
      { pendings: [pending(1, "card", 0)] },
      { clock: "wall", atMs: WALL_MS + HOUR_MS },
    ],
    [
      "the payment that makes it too little",
      {
        balanceUnits: -5_000_002,
        pendings: [pending(1, "card", 0), pending(1, "cash", 0), pending(1, "bank", 0)],
      },
      { clock: "wall", atMs: WALL_MS + DAY_MS },
    ],
    [
      "opening hours",
      { serviceMs: at("2026-11-24T12:00:00Z"), newestActualAtMs: at("2026-11-24T12:00:00Z") },
      { clock: "service", atMs: at("2026-11-24T13:00:00Z") },
    ],
    [
      "the notice's time, in hours",
      { noticeDeliveredAtMs: NOW_MS - HOUR_MS },
      { clock: "service", atMs: at("2026-11-25T14:00:00Z") },
    ],
    [
      "the notice's time, after hours",
      {
        noticeDeliveredAtMs: at("2026-11-24T02:00:00Z"),
        serviceMs: at("2026-11-24T14:00:00Z"),
        newestActualAtMs: at("2026-11-24T14:00:00Z"),
      },
      { clock: "service", atMs: at("2026-11-25T13:00:00Z") },
    ],
    [
      "both waits, over a weekend",
      {
        noticeDeliveredAtMs: at("2026-11-27T15:00:00Z"),
        serviceMs: at("2026-11-27T21:00:00Z"),
        newestActualAtMs: at("2026-11-27T21:00:00Z"),
      },
      { clock: "service", atMs: at("2026-11-30T13:00:00Z") },
    ],
  ])("%s", (_, change, again) => {
    expect(decide({ ...spent, ...change }, policy).again).toEqual(again);
  });

  it("says until when in the verdict of a wait only", () => {
    expect(decide({ ...spent, noticeDeliveredAtMs: NOW_MS }, policy).untilMs).toBe(NOW_MS + DAY_MS);
    expect(
      decide({ ...spent, holds: [{ code: "a", untilMs: NOW_MS + 5 }] }, policy).untilMs,
    ).toBeNull();
  });
});

/** What is the same in every state that is drawn. */
function constants<Shape extends object>(
  of: Shape,
): { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> } {
  const drawn = Object.entries(of).map(([key, value]) => [key, fc.constant(value)]);
  return Object.fromEntries(drawn) as { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> };
}

const anyInput: fc.Arbitrary<DecideInput> = fc.record({
  ...constants(unprotected("electricity")),
  serviceMs: fc.integer({ min: NOW_MS - 9 * DAY_MS, max: NOW_MS + 9 * DAY_MS }),
  wallMs: fc.constant(WALL_MS),
  zone: fc.constantFrom("America/New_York", "Europe/Madrid", "Asia/Tokyo"),
  mode: fc.constantFrom("prepaid", "postpay"),
  switch: fc.record({
    stage: fc.constantFrom("supplied", "cut_asked", "cut"),
    readiness: fc.constantFrom("ready", "ready", "ready", "parked", "unknown"),
  }),
  balanceUnits: fc.integer({ min: -20_000_000, max: 20_000_000 }),
  estimatedUnits: fc.integer({ min: 0, max: 2_000_000 }),
  emergencyUsedUnits: fc.constantFrom(0, 5_000_000),
  emergencyRemainingUnits: fc.constantFrom(0, 5_000_000),
  newestActualAtMs: fc.option(fc.integer({ min: NOW_MS - 9 * DAY_MS, max: NOW_MS + 9 * DAY_MS })),
  pendings: fc.array(
    fc.record({
      tender: fc.constantFrom<Tender>("card", "bank", "cash", "check"),
      liftUnits: fc.integer({ min: 0, max: 9_000_000 }),
      askedAtWallMs: fc.integer({ min: WALL_MS - 6 * DAY_MS, max: WALL_MS }),
    }),
    { maxLength: 2 },
  ),
  noticeDeliveredAtMs: fc.option(fc.integer({ min: NOW_MS - 20 * DAY_MS, max: NOW_MS })),
  holds: fc.array(
    fc.record({
      code: fc.constant("medical"),
      untilMs: fc.option(fc.integer({ min: NOW_MS - 9 * DAY_MS, max: NOW_MS + 9 * DAY_MS })),
    }),
    { maxLength: 1 },
  ),
});

describe("in any state", () => {
  it("nobody is cut while a guard holds or waits, and every guard is recorded", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const decision = decide(input, policy);
        const isClear = decision.guards.every(({ verdict }) => verdict === "passes");
        expect(isClear).toBe(decision.verdict === "cut" || decision.verdict === "restore");
        expect(decision.guards).toHaveLength(input.switch.stage === "cut" ? 3 : guards.length);
        expect(decision.verdict === "wait_until").toBe(decision.untilMs !== null);
      }),
      { numRuns: 2_000 },
    );
  });

  it("no balance is both cut and restored", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const on = decide({ ...input, switch: { stage: "supplied", readiness: "ready" } }, policy);
        const off = decide({ ...input, switch: { stage: "cut", readiness: "ready" } }, policy);
        expect([on.verdict, off.verdict]).not.toEqual(["cut", "restore"]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("money that comes never makes a cut", () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 1, max: 9_000_000 }), (input, moreUnits) => {
        const richer = { ...input, balanceUnits: input.balanceUnits + moreUnits };
        const isNewlyCut =
          decide(richer, policy).verdict === "cut" && decide(input, policy).verdict !== "cut";
        expect(isNewlyCut).toBe(false);
      }),
    );
  });

  it("a wait ends with no wait left", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { untilMs } = decide(input, policy);
        const later = decide({ ...input, serviceMs: untilMs ?? input.serviceMs }, policy);
        expect(untilMs === null || later.verdict !== "wait_until").toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
