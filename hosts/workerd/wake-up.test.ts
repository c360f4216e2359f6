import { describe, expect, it } from "vitest";
import { WakeUp } from "./wake-up.ts";

/** An alarm as the storage keeps it, at 1,000 by the clock. */
function wakeUp(setForMs: number | null) {
  const sets: number[] = [];
  const storage = { setAlarm: async (at: number | Date) => void sets.push(Number(at)) };
  return { sets, wakeUp: new WakeUp(storage, () => 1_000, setForMs) };
}

describe("an object's alarm", () => {
  it.each([
    ["nothing is due", null, null, []],
    ["something is due later", null, 5_000, [5_000]],
    ["an earlier alarm stands", 4_000, 5_000, []],
    ["the same alarm stands", 5_000, 5_000, []],
    ["a later alarm stands", 6_000, 5_000, [5_000]],
    ["something is due already: work is under way", null, 900, [3_000]],
    ["something is due already and the alarm stands by", 3_000, 900, []],
  ] as const)("when %s", (_, setForMs, dueMs, expected) => {
    const { sets, wakeUp: one } = wakeUp(setForMs);
    one.by(dueMs);
    expect(sets).toEqual(expected);
  });

  it("is set anew once it rang", () => {
    const { sets, wakeUp: one } = wakeUp(2_000);
    one.rang();
    one.by(5_000);
    expect(sets).toEqual([5_000]);
  });
});
