/** Two calls of one number at once: one talk a line, and nobody left in silence. */
import { expect, it } from "vitest";
import { onEachPlacement } from "./placements.ts";
import { last, number, PIN, townWith } from "./support/call-town.ts";
import { usd } from "./town.ts";

onEachPlacement("a call that another of its number overtakes", (open) => {
  it("is hung up where a newer call of the same number goes on, and is not left in silence", async () => {
    const town = await townWith(open);
    const first = await town.call(number);
    await town.press(first, "1");
    const second = await town.call(number);
    await town.listen(1_000);
    expect(first).toMatchObject({ state: "over", endedBy: "callee" });
    await town.press(second, `${PIN}#`);
    expect(last(second)).toMatch(/^How much would you like to pay/);
  });

  it("goes on with a person, though the same number calls again", async () => {
    const town = await townWith(open, { ...usd, agentNumber: "+15550001999" });
    const first = await town.call(number);
    await town.press(first, "0");
    await town.listen(5_000);
    expect(first.putThroughTo).toBe("+15550001999");
    const second = await town.call(number);
    await town.listen(1_000);
    expect([first.state, second.state]).toEqual(["up", "up"]);
  });
});
