import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { allocate, defaultAllocation } from "./allocate.ts";
import {
  checkEmergency,
  type EmergencyBalances,
  type EmergencyPolicy,
  emergencyVariants,
  type Grant,
  isSpellOver,
  judgeEmergency,
  levelOf,
  noEmergency,
} from "./emergency.ts";
import { smallestToReach } from "./smallest.ts";

const usd = must(currencyOf("USD"), "USD");
const CENT = 10_000;
const policy: EmergencyPolicy = { variant: "B", limitUnits: 1_000, offerAtUnits: 200 };
const grant: Grant = { ...policy, drawnUnits: 300 };

function at(prepaidUnits: number, shortfallUnits = 0, emergencyUsedUnits = 0): EmergencyBalances {
  const balanceUnits = prepaidUnits - shortfallUnits - emergencyUsedUnits;
  return { balanceUnits, shortfallUnits, emergencyUsedUnits };
}

describe("a grant", () => {
  it.each<[string, EmergencyBalances, Partial<EmergencyPolicy>]>([
    ["at the level of the offer", at(200), {}],
    ["at nothing", at(0), {}],
    ["with a shortfall that it covers", at(0, 999), {}],
    ["at nothing, in variant A", at(0), { variant: "A" }],
  ])("is offered %s", (_, balances, change) => {
    expect(judgeEmergency({ ...policy, ...change }, balances, null)).toBeNull();
  });

  it.each<[string, string, EmergencyBalances, Partial<EmergencyPolicy>]>([
    ["none is lent", "no_emergency_credit", at(0), { limitUnits: 0 }],
    ["some is owed of before", "debt_to_clear", at(0, 0, 1), {}],
    ["a shortfall is owed, in variant A", "debt_to_clear", at(0, 1), { variant: "A" }],
    ["there is more than the level", "not_low", at(201), {}],
    ["it would not cover the shortfall", "too_deep", at(0, 1_000), {}],
  ])("is refused where %s: %s", (_, code, balances, change) => {
    expect(judgeEmergency({ ...policy, ...change }, balances, null)).toMatchObject({ code });
    const open = judgeEmergency(policy, balances, grant);
    expect(open).toMatchObject({ code: "already_invoked" });
  });

  it.each<[string, EmergencyBalances, boolean]>([
    ["goes on while some is owed", at(500, 0, 1), false],
    ["goes on while a shortfall is", at(500, 1), false],
    ["goes on where it was offered", at(200), false],
    ["is over above that", at(201), true],
  ])("has a spell that %s", (_, balances, isOver) => {
    expect(isSpellOver(grant, balances)).toBe(isOver);
  });

  it.each<[string, Partial<Grant> | null, EmergencyBalances, object]>([
    ["without one", null, at(50), { levelUnits: 50, measure: "level" }],
    ["used in part", {}, at(0, 0, 300), { levelUnits: 700, measure: "level" }],
    ["used in part and repaid", {}, at(0, 0, 100), { levelUnits: 700, measure: "level" }],
    [
      "used up, in variant B",
      { drawnUnits: 1_000 },
      at(0, 40, 1_000),
      { levelUnits: -40, measure: "level" },
    ],
    [
      "used in part, in variant A",
      { variant: "A" },
      at(0, 0, 300),
      { levelUnits: 700, measure: "level" },
    ],
    [
      "used up, in variant A",
      { variant: "A", drawnUnits: 1_000 },
      at(0, 40, 1_000),
      { levelUnits: -1_040, measure: "balance" },
    ],
  ])("%s leaves its account at a level", (_, change, balances, expected) => {
    const open = change === null ? null : { ...grant, ...change };
    expect(levelOf(balances, open)).toMatchObject(expected);
  });

  it("drawn beyond its limit is a fault", () => {
    expect(() => levelOf(at(0), { ...grant, drawnUnits: 1_001 })).toThrow(/drawn/);
  });
});

/** Uses and pays by chance under one grant, as the ledger does it. */
class Household {
  prepaidUnits = 0;
  shortfallUnits = 0;
  usedUnits = 0;
  drawnUnits = 0;

  balances(): EmergencyBalances {
    return at(this.prepaidUnits, this.shortfallUnits, this.usedUnits);
  }

  use(units: number, limitUnits: number): void {
    const prepaid = Math.min(units, this.prepaidUnits);
    const lent = Math.min(units - prepaid, limitUnits - this.drawnUnits);
    this.prepaidUnits -= prepaid;
    this.usedUnits += lent;
    this.drawnUnits += lent;
    this.shortfallUnits += units - prepaid - lent;
  }

  pay(units: number): void {
    const dues = {
      returnedPaymentsUnits: 0,
      arrearsUnits: 0,
      accumulatedUnits: 0,
      arrearsTakenInPeriodUnits: 0,
      shortfallUnits: this.shortfallUnits,
      emergencyUsedUnits: this.usedUnits,
      dayUnits: 0,
    };
    for (const { account, amountUnits } of allocate(units, dues, defaultAllocation, usd)) {
      if (account === "shortfall") this.shortfallUnits -= amountUnits;
      else if (account === "emergency_credit") this.usedUnits -= amountUnits;
      else this.prepaidUnits += amountUnits;
    }
  }
}

describe("a spell by chance", () => {
  const steps = fc.array(
    fc.record({ uses: fc.boolean(), units: fc.nat({ max: 2_000 }).map((cents) => cents * CENT) }),
    { maxLength: 30 },
  );
  const limits = fc.integer({ min: 1, max: 2_000 }).map((cents) => cents * CENT);

  it("keeps prepaid at nothing or more, lends no more than its limit, and gives back nothing by being repaid", () => {
    fc.assert(
      fc.property(
        steps,
        limits,
        fc.constantFrom(...emergencyVariants),
        (all, limitUnits, variant) => {
          const home = new Household();
          for (const { uses, units } of all) {
            const open = { variant, limitUnits, offerAtUnits: 0, drawnUnits: home.drawnUnits };
            const before = levelOf(home.balances(), open);
            if (uses) home.use(units, limitUnits);
            else home.pay(units);
            expect(Math.min(home.prepaidUnits, home.shortfallUnits, home.usedUnits)).toBe(0);
            expect(home.usedUnits).toBeLessThanOrEqual(home.drawnUnits);
            const after = levelOf(home.balances(), { ...open, drawnUnits: home.drawnUnits });
            // Use lowers the level by what is used; in variant A all that is lent is owed at once when the last of it is drawn.
            const isUp = before.remainingUnits > 0 && after.remainingUnits === 0 && variant === "A";
            const owed = isUp ? home.usedUnits : 0;
            const fallenUnits = before.levelUnits - after.levelUnits;
            expect(uses ? fallenUnits === units + owed : fallenUnits <= 0).toBe(true);
          }
        },
      ),
    );
  });

  it("is left by exactly the smallest payment that is told", () => {
    fc.assert(
      fc.property(
        steps,
        limits,
        fc.constantFrom(...emergencyVariants),
        (all, limitUnits, variant) => {
          const home = new Household();
          for (const { uses, units } of all) {
            if (uses) home.use(units, limitUnits);
            else home.pay(units);
          }
          const open = { variant, limitUnits, offerAtUnits: 0, drawnUnits: home.drawnUnits };
          const { levelUnits, measure } = levelOf(home.balances(), open);
          const dues = {
            returnedPaymentsUnits: 0,
            arrearsUnits: 0,
            accumulatedUnits: 0,
            arrearsTakenInPeriodUnits: 0,
            shortfallUnits: home.shortfallUnits,
            emergencyUsedUnits: home.usedUnits,
            dayUnits: 0,
          };
          const reach = { balanceUnits: levelUnits, targetUnits: 0, measure, currency: usd };
          const minor = smallestToReach(dues, defaultAllocation, reach);
          fc.pre(minor !== null);
          home.pay((must(minor, "something is needed") - 1) * CENT);
          expect(levelOf(home.balances(), open).levelUnits).toBeLessThan(0);
          home.pay(CENT);
          expect(levelOf(home.balances(), open).levelUnits).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe("a policy", () => {
  it("that says nothing lends nothing", () => {
    expect(noEmergency).toEqual({ variant: "B", limitUnits: 0, offerAtUnits: 0 });
  });

  it.each<[string, Partial<EmergencyPolicy>]>([
    ["limit_out_of_bounds", { limitUnits: -1 }],
    ["limit_out_of_bounds", { limitUnits: 0.5 }],
    ["limit_out_of_bounds", { limitUnits: 1e12 + 1 }],
    ["offer_out_of_bounds", { offerAtUnits: Number.NaN }],
    ["offer_out_of_bounds", { offerAtUnits: -2e12 }],
  ])("is refused: %s", (code, change) => {
    expect(checkEmergency({ ...policy, ...change })).toMatchObject({ code });
    expect(checkEmergency(policy)).toBeNull();
  });

  it.each<Partial<EmergencyPolicy>>([
    { limitUnits: 0 },
    { limitUnits: 1e12 },
    { offerAtUnits: 1e12 },
    { offerAtUnits: -1e12 },
  ])("is taken at the very bounds of %j", (change) => {
    expect(checkEmergency({ ...policy, ...change })).toBeNull();
  });
});
