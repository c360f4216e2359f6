/** Numbers of no account: answered, but not for as long as somebody is paid for each answer. */
import { expect, it } from "vitest";
import { STRANGER_TEXTS_MAX } from "../../core/hub/stranger-texts.ts";
import { lineHome } from "../../core/ids.ts";
import { DAY_MS } from "../../core/instant.ts";
import { consentOf } from "../../core/store/talks.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import { ana, Town } from "../town.ts";

const stranger = "+18765550199";
const known = "+15550100001";

async function townOf(open: Open): Promise<Town> {
  const town = new Town(await open("u"));
  await town.found();
  await town.enrol(ana);
  await town.settle();
  return town;
}

async function texts(town: Town, from: string, said: string, times: number): Promise<number> {
  const before = town.textsTo(from).length;
  for (let at = 0; at < times; at += 1) await town.text(from, said);
  return town.textsTo(from).length - before;
}

onEachPlacement("a number of no account", (open) => {
  it.each(["BAL", "hello", "4", "PAY 20", "LANGUAGE", "JOIN"])(
    "that texts %s over and over is answered so many times a day",
    async (said) => {
      const town = await townOf(open);
      expect(await texts(town, stranger, said, 15)).toBe(STRANGER_TEXTS_MAX);
      await town.pass(DAY_MS - 1);
      expect(await texts(town, stranger, said, 2)).toBe(0);
      await town.pass(1);
      expect(await texts(town, stranger, said, 2)).toBe(2);
    },
  );

  it("is told what to do about gas after that, and that it gets no more", async () => {
    const town = await townOf(open);
    await texts(town, stranger, "BAL", 15);
    expect(await texts(town, stranger, "I smell gas", 1)).toBe(1);
    expect(await texts(town, stranger, "stop texting me", 1)).toBe(1);
    const home = lineHome(stranger);
    expect(await town.hub.store.read(home, (sql) => consentOf(sql, home, "account"))).toBe(
      "revoked",
    );
    expect(await texts(town, stranger, "gas", 40)).toBeLessThanOrEqual(3 * STRANGER_TEXTS_MAX);
  });

  it("ends its texts though it is told nothing more", async () => {
    const town = await townOf(open);
    await texts(town, stranger, "gas", 40);
    expect(await texts(town, stranger, "stop texting me", 1)).toBe(0);
    const home = lineHome(stranger);
    expect(await town.hub.store.read(home, (sql) => consentOf(sql, home, "account"))).toBe(
      "revoked",
    );
  });

  it("is bounded, a customer is not", async () => {
    const town = await townOf(open);
    expect(await texts(town, known, "BAL", 25)).toBe(25);
  });
});
