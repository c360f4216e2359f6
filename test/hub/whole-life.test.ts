import { expect, it } from "vitest";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, Town } from "../town.ts";

const number = "+15550100001";

onEachPlacement("a household's whole life", (open) => {
  it("is noticed, cut, pays by text and is on again", async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol(ana);
    await town.pass(2 * HOUR_MS);

    expect(await town.use("E-1", 8_000_000)).toMatchObject({ outcome: "accepted" });
    expect(town.promptsTo(number).map(({ key }) => key)).toEqual(["notice_low"]);

    await town.pass(HOUR_MS);
    await town.use("E-1", 30_000_000);
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off"]);
    await town.report("1001");
    expect(town.promptsTo(number).at(-1)?.key).toBe("notice_off");

    await town.text(number, "BAL");
    expect(town.promptsTo(number).at(-1)).toMatchObject({ key: "balance", supply: "off" });
    await town.text(number, "pay 20");
    const confirm = town.promptsTo(number).at(-1);
    expect(confirm).toMatchObject({ key: "confirm_pay", amountMinor: 2000 });
    await town.text(number, String(confirm?.key === "confirm_pay" ? confirm.digit : ""));
    const [charge] = town.world.charged;
    if (charge === undefined) throw new Error("nothing was charged");
    expect(charge).toMatchObject({ amountMinor: 2000, methodToken: "sim_visa_4242" });

    await town.pass(5_000);
    await town.settleCharge(charge, "succeeded");
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off", "on"]);
    expect(town.promptsTo(number).at(-1)).toMatchObject({ key: "receipt", amountMinor: 2000 });
    await town.pass(5_000);
    await town.report("1001");
    expect(town.promptsTo(number).at(-1)?.key).toBe("notice_on");

    const home = accountHome("1001");
    const facts = await town.hub.store.read(home, (sql) =>
      accountFacts(sql, town.hub.clock.now(), "1001", []),
    );
    expect(facts).toMatchObject({ supply: "on", balanceUnits: 6_000_000 - 7_950_000 + 20_000_000 });
    // The code on a receipt follows from the payment's id, and that from the line's journal, which differs by placement.
    const texts = town.textsTo(number).map((text) => text.replace(/Code \w+/, "Code ########"));
    expect(texts).toMatchInlineSnapshot(`
      [
        "Northside Power: Oak St 12 is low, balance $4.05. Text PAY 1.00 by Nov 23 11:00 am to stay on. HELP for help.",
        "Northside Power: Oak St 12 is off. Text PAY 1.95 to turn it on. HELP for help.",
        "Northside Power: Oak St 12 OFF, balance -$1.95 as of 12:00 pm. PAY 1.95 turns on.",
        "Northside Power: Reply 4 to pay $20.00 with Visa 4242 for Oak St 12. Good for 10 min.",
        "Northside Power: Paid $20.00 to Oak St 12. Balance $18.05. It is being turned on. Code ########.",
        "Northside Power: Oak St 12 is on. Balance $18.05.",
      ]
    `);
  });
});
