/** People as they are, a short while; test/long lets them go on. */
import { describe, expect, it } from "vitest";
import { fuzzAll } from "./support/talk-fuzz.ts";

describe.each(["sms", "ivr"] as const)("whoever talks by %s", (channel) => {
  it("gets an answer wherever they are, and pays by nothing but the key of a read-back", () => {
    const { faults, paid } = fuzzAll(channel, { seed: "short", people: 4, turns: 10 });
    expect(faults.slice(0, 3)).toEqual([]);
    expect(paid).toBeGreaterThan(20);
  });
});
