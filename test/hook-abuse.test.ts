/** Webhooks that are forged, cut, huge, deep or of wrong types change nothing; test/long posts ten thousand of them. */
import { expect, it } from "vitest";
import { abuse, contentsOf, liveAWhile } from "./support/abused-town.ts";
import { townWith } from "./support/call-town.ts";
import { onEachPlacement } from "./placements.ts";

const COUNT = 400;

onEachPlacement("abusive webhooks", (open) => {
  it("change nothing, break nothing, and each is refused or passed over", async () => {
    const town = await townWith(open);
    await liveAWhile(town);
    const before = await contentsOf(town);
    const { statuses, wrong } = await abuse(town, "short", COUNT);
    expect(wrong).toEqual([]);
    expect(Object.keys(statuses)).toEqual(
      expect.arrayContaining(["200", "400", "401", "405", "413"]),
    );
    expect(await contentsOf(town)).toEqual(before);
    expect(town.faults).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("leave the town able to go on where it was", async () => {
    const town = await townWith(open);
    await liveAWhile(town);
    await abuse(town, "then honest", COUNT / 10);
    const asked = town.phone("+15550100001").messages().at(-1)?.text ?? "";
    await town.text("+15550100001", /Reply (\d)/.exec(asked)?.[1] ?? "none");
    await town.pass(10_000);
    expect(town.phone("+15550100001").messages().at(-1)?.text).toMatch(/Paid \$25\.00/);
  });
});
