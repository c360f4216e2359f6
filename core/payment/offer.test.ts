import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moneyCases } from "../../test/support/money-cases.ts";
import { must } from "../assert.ts";
import { currencyOf, unitsPerMinor } from "../money.ts";
import { noDues, allocate, defaultAllocation, raisedUnits } from "./allocate.ts";
import { type Before, honouredUnits, offerOf } from "./offer.ts";
import { smallestToReach } from "./smallest.ts";

const usd = must(currencyOf("USD"), "USD");
const CENT = 10_000;

/** Vector (b) of the waterfall: a debt of 15.01 (beside 2.00 accumulated), 3.20 short, 4.00 of emergency credit used. */
const before: Before = {
  dues: {
    ...noDues,
    arrearsUnits: 1_701 * CENT,
    accumulatedUnits: 200 * CENT,
    shortfallUnits: 320 * CENT,
    emergencyUsedUnits: 400 * CENT,
  },
  balanceUnits: -720 * CENT,
  levelUnits: -320 * CENT,
  measure: "level",
  reconnectLevelUnits: 0,
};

describe("an offer", () => {
  it.each<[number, number, boolean, Record<string, number>]>([
    [500, -470, false, { debt_share: 50, accumulated: 200, shortfall: 250 }],
    [576, -401, false, {}],
    [577, -400, true, { debt_share: 57, accumulated: 200, shortfall: 320 }],
    [
      1_000,
      -20,
      true,
      { debt_share: 100, accumulated: 200, shortfall: 320, emergency_credit: 380 },
    ],
    [1_023, 1, true, {}],
  ])("of %i cents leaves %i", (amountMinor, balanceMinor, reaches, parts) => {
    const offer = offerOf(amountMinor, before, defaultAllocation, usd);
    expect(offer.balanceAfterUnits).toBe(balanceMinor * CENT);
    expect(offer.reaches).toBe(reaches);
    for (const [target, minor] of Object.entries(parts)) {
      expect(offer.parts).toContainEqual(
        expect.objectContaining({ target, amountUnits: minor * CENT }),
      );
    }
  });
});

describe("a quote", () => {
  it.each<[string, levels: [promised: number, before: number, after: number], number]>([
    ["gives nothing where nothing accrued", [-100, -100, 0], 0],
    ["gives what accrued", [-100, -130, -30], 30],
    ["gives only what the payment does not cover", [-100, -130, -10], 10],
    ["gives nothing where the payment covers it", [-100, -130, 5], 0],
    ["gives nothing for what came back meanwhile", [-100, -100, -50], 0],
    ["gives the use alone where both came", [-100, -130, -80], 30],
    ["gives nothing where money came meanwhile", [-100, -50, -20], 0],
  ])("%s", (_, [levelUnits, levelBeforeUnits, levelAfterUnits], expected) => {
    expect(
      honouredUnits({ levelUnits, targetUnits: 0 }, { levelBeforeUnits, levelAfterUnits }),
    ).toBe(expected);
  });

  it("of the smallest amount turns supply on whatever was used since, and gives no more than that", () => {
    fc.assert(
      fc.property(moneyCases(200), fc.nat({ max: 2e6 }), (money, usedUnits) => {
        const { dues, policy, currency } = money;
        fc.pre(dues.shortfallUnits > 0);
        const levelUnits = -dues.shortfallUnits;
        const reach = {
          balanceUnits: levelUnits,
          targetUnits: 0,
          currency,
          measure: "level" as const,
        };
        const amountMinor = must(smallestToReach(dues, policy, reach), "something is needed");
        // Use after the quote lands in the shortfall.
        const later = { ...dues, shortfallUnits: dues.shortfallUnits + usedUnits };
        const parts = allocate(amountMinor * unitsPerMinor(currency), later, policy, currency);
        const levelBeforeUnits = levelUnits - usedUnits;
        const levelAfterUnits = levelBeforeUnits + raisedUnits(parts, "level");
        const given = honouredUnits(
          { levelUnits, targetUnits: 0 },
          { levelBeforeUnits, levelAfterUnits },
        );
        expect(given).toBeLessThanOrEqual(usedUnits);
        expect(levelAfterUnits + given).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3_000 },
    );
  });
});
