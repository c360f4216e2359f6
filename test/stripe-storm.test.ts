/** Exactly one charge a payment and one refund a refund asked for, whatever the network does; a thousand payments each in test/long. */
import { describe, expect, it } from "vitest";
import { answerFaults, everyFault, REFUND_CENTS, weather } from "./support/stripe-storm.ts";

describe("payments while a fifth of all requests fails", () => {
  it.each([
    ["a server that keeps keys, and webhooks in any order", everyFault, true, 900, undefined],
    ["a server that ignores keys, and no webhook", answerFaults, false, 0, 50_000],
    ["a server that ignores keys, and webhooks in any order", answerFaults, false, 900, 50_000],
  ])("at %s, charge and give back once each", async (...storm) => {
    const [, faults, keepsKeys, toldPerMille, lateMs] = storm;
    const count = 60;
    const after = await weather({
      count,
      seed: "storm",
      faults,
      keepsKeys,
      toldPerMille,

      ...(lateMs !== undefined && { lateMs }),
    });
    const good = count * 0.9;
    expect(after.good.filter((charges) => charges !== 1)).toEqual([]);
    expect(after.bad.filter((charges) => charges !== 0)).toEqual([]);
    expect(after.refunds.filter((refunds) => refunds !== 1)).toEqual([]);
    expect(after.states).toEqual({ settled: good, declined: count * 0.1 });
    expect(after.refundStates).toEqual({ made: good });
    expect(after.balanceCents).toBe(good * (100 - REFUND_CENTS));
    expect(after.clearingCents).toBe(after.heldByStripe);
    expect(after.faults.size).toBeGreaterThan(2);
    expect(after.wrong).toEqual([]);
  });
});
