/** Texts that come late, twice or for another question: whatever the carrier's delays, nobody pays by what they said of something else. */
import { expect, it } from "vitest";
import { takeTurn } from "../../core/hub/take-turn.ts";
import { MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { ana, Town } from "../town.ts";

const number = "+15550100001";

async function asked(open: Open): Promise<{ town: Town; digit: string }> {
  const town = new Town(await open("u"));
  await town.found();
  await town.enrol(ana);
  await town.text(number, "PAY 20");
  const digit = /Reply (\d)/.exec(town.textsTo(number).at(-1) ?? "")?.[1] ?? "none";
  return { town, digit };
}

let keys = 0;

/** A text that was said then and comes now. */
async function comes(town: Town, text: string, saidAtMs: number): Promise<void> {
  keys += 1;
  await takeTurn(town.hub, {
    channel: "sms",
    key: `late-${String(keys)}`,
    from: number,
    to: "+15550001000",
    input: { kind: "said", text },
    occurredAtMs: saidAtMs,
  });
  await town.settle();
}

onEachPlacement("a text out of its time", (open) => {
  it.each([
    ["an hour before the question", -60 * MINUTE_MS, 0],
    ["five days before it", -7200 * MINUTE_MS, 0],
    ["a millisecond more before it than clocks may be apart", -5 * MINUTE_MS - 1, 0],
    ["by a clock five minutes behind ours", -5 * MINUTE_MS, 1],
    ["after it", 1, 1],
    ["by a clock that is ahead", 60 * MINUTE_MS, 1],
  ])("said %s pays as often as it should", async (_when, beforeMs, payments) => {
    const { town, digit } = await asked(open);
    await comes(town, digit, town.wallMs + beforeMs);
    expect(town.world.charged).toHaveLength(payments);
  });

  it("that answered another question leaves the one that stands to its own digit", async () => {
    const { town, digit } = await asked(open);
    const told = town.textsTo(number).length;
    await comes(town, digit, town.wallMs - 60 * MINUTE_MS);
    expect(town.textsTo(number)).toHaveLength(told);
    await town.text(number, digit);
    expect(town.world.charged).toHaveLength(1);
  });

  it.each([
    [10 * MINUTE_MS - 1, 1],
    [10 * MINUTE_MS, 0],
    [10 * MINUTE_MS + 1, 0],
  ])("that comes %i ms after the question makes %i payments", async (afterMs, payments) => {
    const { town, digit } = await asked(open);
    town.wallMs += afterMs;
    await town.text(number, digit);
    expect(town.world.charged).toHaveLength(payments);
  });

  it("ends texts however late it comes, and is confirmed once", async () => {
    const { town } = await asked(open);
    await comes(town, "please stop texting me", town.wallMs + 1);
    const told = town.textsTo(number).length;
    expect(town.textsTo(number).at(-1)).toContain("opted out");
    for (const text of ["dont text me", "no more messages"]) await town.text(number, text);
    expect(town.textsTo(number)).toHaveLength(told);
  });
});
