/** Exactly one charge a payment, whatever the network does; a thousand payments each in test/long. */
import { describe, expect, it } from "vitest";
import { answerFaults, everyFault, weather } from "./support/stripe-storm.ts";

describe("payments while a fifth of all requests fails", () => {
  it.each([
    ["a server that keeps keys, and webhooks in any order", everyFault, true, 900],
    ["a server that ignores keys, and no webhook", answerFaults, false, 0],
  ])("at %s, charge once each", async (_, faults, keepsKeys, toldPerMille) => {
    const count = 60;
    const after = await weather({ count, seed: "storm", faults, keepsKeys, toldPerMille });
    expect(after.good.every((charges) => charges === 1)).toBe(true);
    expect(after.bad.every((charges) => charges === 0)).toBe(true);
    expect(after.states).toEqual({ settled: count * 0.9, declined: count * 0.1 });
    expect(after.balanceCents).toBe(count * 0.9 * 100);
    expect(after.clearingCents).toBe(after.heldByStripe);
    expect(after.faults.size).toBeGreaterThan(2);
    expect(after.wrong).toEqual([]);
  });
});
