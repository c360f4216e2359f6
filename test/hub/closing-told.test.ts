/** What the customer of a closed account hears, and what of it they may not do any more. */
import { expect, it } from "vitest";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { creditAssigned } from "../../core/hub/credit-assigned.ts";
import { enrol } from "../../core/hub/enrol.ts";
import { usablePayCodes } from "../../core/store/pay-codes.ts";
import { makePayCodeHere } from "../../hosts/pay-by-code.ts";
import { onEachPlacement } from "../placements.ts";
import { ben, cabin, close, home, payAtCounter, told, useFrom } from "../support/closing-town.ts";
import { ana, START_MS, Town, usd } from "../town.ts";

const phone = "+15550100001";
const utility = utilityHome("u");

async function begun(town: Town, openingUnits: number): Promise<void> {
  await town.found(usd);
  await town.enrol({ ...ana, openingUnits });
  await useFrom(town, { fromMs: START_MS - 9 * HOUR_MS, hours: 9 });
}

onEachPlacement("a customer who left", (open) => {
  it("has it in writing, and is told the same whatever they text", async () => {
    const town = new Town(await open("u"));
    await begun(town, 6_000_000);
    await close(town);
    await town.pass(0);
    const words = /Oak St 12 is closed\. We pay out \$3\.85\./;
    expect(town.textsTo(phone).at(-1)).toMatch(words);
    for (const text of ["BAL", "PAY 20", "EC", "AUTO 20", "MOVE"]) {
      await town.text(phone, text);
      expect(town.textsTo(phone).at(-1)).toMatch(words);
    }
    expect(town.world.charged).toEqual([]);
  });

  it("has nothing in writing who ended our texts, and is told once they ask", async () => {
    const town = new Town(await open("u"));
    await begun(town, 0);
    await town.text(phone, "stop texting me");
    const before = town.textsTo(phone).length;
    await close(town);
    await town.pass(DAY_MS);
    expect(town.textsTo(phone)).toHaveLength(before);
    await town.text(phone, "BAL");
    expect(town.textsTo(phone).at(-1)).toMatch(/is closed\. \$2\.15 is owed/);
    await payAtCounter(town, 215);
    await town.text(phone, "BAL");
    expect(town.textsTo(phone).at(-1)).toMatch(/is closed\. Nothing is owed/);
  });

  it("hears before the last read that the final bill follows", async () => {
    const town = new Town(await open("u"));
    await town.found(usd);
    await town.enrol(ana);
    await close(town);
    expect(town.textsTo(phone)).toEqual([]);
    await town.text(phone, "BAL");
    expect(town.textsTo(phone).at(-1)).toMatch(/is closed\. The final bill follows/);
  });

  it("who has another account hears of that alone", async () => {
    const town = new Town(await open("u"));
    await begun(town, 6_000_000);
    await town.enrol(cabin);
    await close(town);
    await town.text(phone, "BAL");
    expect(town.textsTo(phone).at(-1)).toMatch(/Cabin/);
    expect(town.textsTo(phone).at(-1)).not.toMatch(/closed/);
  });

  it("is not told of use, of a low balance or that supply is off", async () => {
    const town = new Town(await open("u"));
    await begun(town, 0);
    await close(town);
    const before = town.textsTo(phone).length;
    for (let day = 0; day < 20; day += 1) await town.pass(DAY_MS);
    expect(town.textsTo(phone)).toHaveLength(before);
  });

  it("can't be enrolled again under the account, nor pay by its codes", async () => {
    const town = new Town(await open("u"));
    await begun(town, 6_000_000);
    const made = await makePayCodeHere(town.hub, {
      accountId: "1001",
      capMinor: 5_000,
      uses: 5,
      days: 7,
      actor: "test",
    });
    expect(isRefusal(made)).toBe(false);
    const usable = () =>
      town.hub.store.read(utility, (sql) => usablePayCodes(sql, utility, "1001", town.wallMs));
    expect(await usable()).toBe(1);
    await close(town);
    expect(await usable()).toBe(0);
    const slice = town.hub.store.sliceOf(home);
    const again = await town.hub.store.transact<ReturnType<typeof enrol>>(utility, (sql) =>
      enrol(sql, town.hub.clock.now(), utility, { ...ana, name: "Ana L.", slice }),
    );
    expect(again).toMatchObject({ code: "account_closed" });
    // The file that has it as it was changes nothing either.
    await town.enrol({ ...ben, accountId: "2001" });
    expect(await told(town)).toMatchObject({ state: "settled" });
    expect(await told(town, accountHome("2001"))).toBe("no_such_closing");
  });
});

onEachPlacement("money that a third party brings for a closed account", (open) => {
  it.each([
    ["what is owed is taken", 215, "credited", 0],
    ["a part of it is taken", 100, "credited", 115],
    ["what is more goes back to wait", 216, "sent_back", 215],
  ])("%s", async (_, amountMinor, kind, owed) => {
    const town = new Town(await open("u"));
    await begun(town, 0);
    await close(town);
    const at = { home, key: "k1" };
    const input = {
      itemId: "i1",
      source: "agency",
      tender: "bank",
      amountMinor,
      paidAtMs: town.wallMs,
      by: "maria",
    } as const;
    const came = await town.hub.store.transact(home, (sql) =>
      creditAssigned(sql, town.hub.clock.now(), at, input),
    );
    expect(came).toEqual({ kind });
    expect(await told(town)).toMatchObject({ owed });
  });
});
