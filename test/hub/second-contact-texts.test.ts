/** What a second contact texts: answered within a bound that is theirs, and never at the cost of what they agreed to be told. */
import { expect, it } from "vitest";
import { askSecondContact, endSecondContact } from "../../core/hub/second-contact.ts";
import { STRANGER_TEXTS_MAX } from "../../core/hub/stranger-texts.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { onEachPlacement } from "../placements.ts";
import { code, makeCode, wrongCode } from "../support/code-town.ts";
import { ana, Town, usd } from "../town.ts";

const sister = "+15550100077";
const home = accountHome("1001");
const by = { channel: "counter", actor: "test" };

/** The customer has the sister asked, or ends it. */
async function change(town: Town, isAsked: boolean): Promise<void> {
  const came = await town.hub.store.transact<object>(home, (sql) => {
    const now = town.hub.clock.now();
    const changing = isAsked ? askSecondContact : endSecondContact;
    return changing(sql, now, home, { ...by, line: sister });
  });
  expect(isRefusal(came)).toBe(false);
  town.hub.wake();
  await town.settle();
}

onEachPlacement("what a second contact texts", (open) => {
  const often = 3 * STRANGER_TEXTS_MAX;

  async function asked(): Promise<Town> {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol(ana);
    await change(town, true);
    return town;
  }

  async function agreed(): Promise<Town> {
    const town = await asked();
    const [question = ""] = town.textsTo(sister);
    await town.text(sister, /Reply (\d)/.exec(question)?.[1] ?? "none");
    return town;
  }

  async function sendsTo(town: Town, said: string, times: number): Promise<string[]> {
    const before = town.textsTo(sister).length;
    for (let at = 0; at < times; at += 1) await town.text(sister, said);
    return town.textsTo(sister).slice(before);
  }

  it("is answered like any number of no account, three times as often in a day, and no more", async () => {
    const town = await agreed();
    // Of these the question and what it came to were two.
    const answers = await sendsTo(town, "BAL", often + 5);
    expect(answers).toHaveLength(often - 2);
    for (const text of answers) expect(text).toMatch(/not on any account/);
    expect(await sendsTo(town, "I smell gas", 1)).toHaveLength(1);
    await town.pass(DAY_MS);
    expect(await sendsTo(town, "BAL", 1)).toHaveLength(1);
  });

  it("takes none of the notices that it agreed to, however much it texts", async () => {
    const town = await agreed();
    await sendsTo(town, "BAL", often + 5);
    const before = town.textsTo(sister).length;
    await town.use("E-1", 60_000_000);
    await town.report("1001");
    const told = town.textsTo(sister).slice(before);
    expect(told.at(-1)).toContain("Oak St 12 may be turned off. You asked to be told.");
    // And notices take none of its answers.
    await town.pass(DAY_MS);
    expect(await sendsTo(town, "BAL", often + 5)).toHaveLength(often);
  });

  it("counts as any stranger's before it agreed, and again once either side has ended it", async () => {
    const town = await asked();
    expect(await sendsTo(town, "BAL", often)).toHaveLength(STRANGER_TEXTS_MAX - 1);
    const over = await agreed();
    await change(over, false);
    expect(await sendsTo(over, "BAL", often)).toHaveLength(STRANGER_TEXTS_MAX - 3);
    const left = await agreed();
    await left.text(sister, "stop texting me");
    await left.pass(DAY_MS);
    expect(await sendsTo(left, "BAL", often)).toHaveLength(STRANGER_TEXTS_MAX);
  });

  it("guesses codes no longer than any line", async () => {
    const town = await agreed();
    await makeCode(town.hub);
    const notGood = "That code is not known or no longer good";
    expect((await sendsTo(town, `CODE ${code} 20`, 1))[0]).not.toContain(notGood);
    for (let at = 0; at < 6; at += 1) await sendsTo(town, `CODE ${wrongCode(at)} 20`, 1);
    expect((await sendsTo(town, `CODE ${code} 20`, 1))[0]).toContain(notGood);
  });

  it("reaches no account by any word", async () => {
    const town = await agreed();
    for (const word of ["BAL", "WHY", "PAY 20", "OWE", "EC", "ALERTS"]) {
      const [text = ""] = await sendsTo(town, word, 1);
      expect(text).toContain("not on any account");
      expect(text).not.toContain("Oak");
    }
    expect(town.world.charged).toEqual([]);
  });
});
