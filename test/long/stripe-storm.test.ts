/** A thousand payments while a fifth of all requests fails: one charge and one refund each, in the hub's books and in Stripe's. */
import { describe, expect, it } from "vitest";
import { answerFaults, everyFault, REFUND_CENTS, weather } from "../support/stripe-storm.ts";

/** Some 0.1 s of a core a payment: minutes on a machine that is busy. */
const STORM_MS = 1_800_000;

describe("a thousand payments while a fifth of all requests fails", () => {
  it.each([
    ["a server that keeps keys, and webhooks in any order", everyFault, true, 900, undefined],
    ["a server that keeps keys, and no webhook", everyFault, true, 0, undefined],
    ["a server that ignores keys, and no webhook", answerFaults, false, 0, 50_000],
  ])(
    "at %s, charge once each",
    async (...storm) => {
      const [, faults, keepsKeys, toldPerMille, lateMs] = storm;
      const after = await weather({
        count: 1_000,
        seed: "storm",
        faults,
        keepsKeys,
        toldPerMille,

        ...(lateMs !== undefined && { lateMs }),
      });
      expect(after.good.filter((charges) => charges !== 1)).toEqual([]);
      expect(after.bad.filter((charges) => charges !== 0)).toEqual([]);
      expect(after.states).toEqual({ settled: 900, declined: 100 });
      expect(after.refunds.filter((refunds) => refunds !== 1)).toEqual([]);
      expect(after.refundStates).toEqual({ made: 900 });
      expect(after.balanceCents).toBe(900 * (100 - REFUND_CENTS));
      expect(after.clearingCents).toBe(after.heldByStripe);
      expect([...after.faults.keys()].toSorted()).toEqual(faults.toSorted());
      expect(after.wrong).toEqual([]);
    },
    STORM_MS,
  );
});
