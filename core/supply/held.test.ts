/**
 * Whoever is held is not cut, in states and under rules drawn at random: who may be cut is worked out a second time, and the two
 * must say the same.
 */
import { expect, it } from "vitest";
import { Draw, drawInput, drawPolicy } from "../../test/support/drawn-account.ts";
import { reasonsOf } from "../../test/support/who-may-be-cut.ts";
import { decide } from "./decide.ts";
import { guards } from "./protect.ts";

const STATES = 16_000;

it("cuts exactly those whom no rule holds, and each rule is the only reason now and then", () => {
  const alone = new Map<string, number>();
  let cut = 0;
  for (let seed = 0; seed < STATES; seed += 1) {
    const draw = new Draw(seed);
    const policy = drawPolicy(draw);
    const input = drawInput(draw);
    const reasons = reasonsOf(input, policy);
    const decision = decide(input, policy);
    const isCut = decision.verdict === "cut";
    if (isCut !== (reasons.length === 0)) {
      throw new Error(JSON.stringify({ seed, reasons, decision, input, policy }, null, 1));
    }
    if (isCut) cut += 1;
    const [only, ...others] = reasons;
    if (only !== undefined && others.length === 0) alone.set(only, (alone.get(only) ?? 0) + 1);
  }
  expect(cut).toBeGreaterThan(500);
  // An account at its level is held by "estimated" where only the estimate is below, and by "level" where nothing is.
  const named = guards.filter((guard) => guard !== "level");
  expect(named.filter((guard) => (alone.get(guard) ?? 0) < 4)).toEqual([]);
});
