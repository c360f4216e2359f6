import { expect, it } from "vitest";
import { abuse, contentsOf, liveAWhile } from "../support/abused-town.ts";
import { townWith } from "../support/call-town.ts";
import { onEachPlacement } from "../placements.ts";
import "../node-placements.ts";

const COUNT = 10_000;

onEachPlacement("ten thousand abusive webhooks", (open) => {
  it.each(["one", "two"])("change nothing and break nothing, seed %s", async (seed) => {
    const town = await townWith(open);
    await liveAWhile(town);
    const before = await contentsOf(town);
    const { statuses, wrong } = await abuse(town, seed, COUNT);
    process.stderr.write(`${JSON.stringify(statuses)}\n`);
    expect(wrong).toEqual([]);
    expect(await contentsOf(town)).toEqual(before);
    expect(town.faults).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
