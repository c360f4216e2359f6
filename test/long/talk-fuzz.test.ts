import { describe, expect, it } from "vitest";
import { fuzzAll } from "../support/talk-fuzz.ts";

describe.each(["sms", "ivr"] as const)("whoever talks by %s", (channel) => {
  it.each(["one", "two", "three"])(
    "gets an answer and never pays without its key, seed %s",
    (seed) => {
      const { faults, paid } = fuzzAll(channel, { seed, people: 20, turns: 40 });
      expect(faults.slice(0, 3)).toEqual([]);
      expect(paid).toBeGreaterThan(200);
    },
  );
});
