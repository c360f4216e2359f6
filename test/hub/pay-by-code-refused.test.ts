/** Codes that pay for nobody: unknown, over, guessed, late or doubled, and all of them answered alike. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { revokePayCode } from "../../core/hub/make-pay-code.ts";
import { DAY_MS, MINUTE_MS } from "../../core/instant.ts";
import { onEachPlacement } from "../placements.ts";
import {
  agreeing,
  code,
  codeTown,
  ending,
  guest,
  lastTo,
  payer,
  spentOf,
  utility,
  wrongCode,
} from "../support/code-town.ts";
import type { Town } from "../town.ts";

onEachPlacement("a code that is not good", (open) => {
  it.each<[string, (town: Town) => Promise<unknown> | undefined]>([
    [
      "that was ended",
      (town) =>
        town.hub.store.transact(utility, (sql) =>
          revokePayCode(sql, town.hub.clock.now(), utility, { code, actor: "test" }),
        ),
    ],
    ["that is over", (town) => town.pass(8 * DAY_MS)],
  ])("answers a code %s like one that never was, before and at its digit", async (_, end) => {
    const town = await codeTown(open);
    await town.text(payer, `CODE ${code} 20`);
    const good = agreeing(town);
    await end(town);
    await town.text(payer, good);
    expect(lastTo(town)).toMatch(/not known or no longer good|too late/);
    await town.text(payer, `CODE ${code} 20`);
    const ended = lastTo(town);
    await town.text(payer, `CODE ${wrongCode(1)} 20`);
    expect(lastTo(town)).toBe(ended);
    expect(ended).toContain("That code is not known or no longer good. Nothing was paid.");
    expect(town.world.charged).toEqual([]);
  });

  it.each([
    ["a wrong check digit", `CODE ${code.slice(0, 9)}${String((Number(code[9]) + 1) % 10)} 20`],
    ["a digit too few", `CODE ${code.slice(0, 9)}`],
    ["a digit too many", `CODE ${code}1`],
  ])("answers %s like a code that never was", async (_, text) => {
    const town = await codeTown(open);
    await town.text(payer, text);
    expect(lastTo(town)).toContain("That code is not known or no longer good. Nothing was paid.");
  });

  it.each([payer, guest])("asks %s for an amount that can't be read, of the code", async (line) => {
    const town = await codeTown(open);
    await town.text(line, `CODE ${code} 20 or 30`);
    expect(lastTo(town, line)).toContain("Which amount? Text PAY and the amount");
    await town.text(line, "PAY 20");
    expect(lastTo(town, line)).toContain(`for code ...${ending}`);
  });

  it("is no code where ten digits alone are none, and stays what it was", async () => {
    const town = await codeTown(open);
    await town.text(payer, wrongCode(7));
    expect(lastTo(town)).not.toContain("code");
  });

  it("looks at no code any more after six wrong ones, and again in a quarter of an hour", async () => {
    const town = await codeTown(open);
    for (let at = 0; at < 6; at += 1) await town.text(payer, `CODE ${wrongCode(at)} 20`);
    await town.text(payer, `CODE ${code} 20`);
    expect(lastTo(town)).toContain("not known or no longer good");
    await town.pass(15 * MINUTE_MS);
    await town.text(payer, `CODE ${code} 20`);
    expect(lastTo(town)).toContain("with Mastercard 1881");
  });

  it("keeps counting what was wrong when a right one comes between", async () => {
    const town = await codeTown(open);
    for (let at = 0; at < 6; at += 1) {
      await town.text(payer, `CODE ${wrongCode(at)} 20`);
      if (at < 5) await town.text(payer, `CODE ${code}`);
    }
    await town.text(payer, `CODE ${code} 20`);
    expect(lastTo(town)).toContain("not known or no longer good");
  });

  it("pays once, however often the same texts come, and never by a digit that is old", async () => {
    const town = await codeTown(open);
    for (const _ of [1, 2]) await town.text(payer, `CODE ${code} 20`, "asked");
    const agreed = agreeing(town);
    for (const _ of [1, 2]) await town.text(payer, agreed, "agreed");
    await town.text(payer, agreed);
    expect(town.world.charged).toHaveLength(1);
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded");
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded", "again");
    await town.text(payer, agreed);
    expect(town.world.charged).toHaveLength(1);
    expect(await spentOf(town.hub)).toEqual([2_000, 4]);
  });

  it("pays nothing by a digit that comes after ten minutes", async () => {
    const town = await codeTown(open);
    await town.text(payer, `CODE ${code} 20`);
    const agreed = agreeing(town);
    await town.pass(10 * MINUTE_MS);
    await town.text(payer, agreed);
    expect(town.world.charged).toEqual([]);
    expect(await spentOf(town.hub)).toEqual([0, 5]);
  });
});
