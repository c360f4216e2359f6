/** Off, a call, a PIN, a payment, and on again: a household on real reads, through the simulated carrier's own webhooks. */
import { expect, it } from "vitest";
import { accountFacts } from "../../core/hub/account-facts.ts";
import { brokenLink } from "../../core/hub/journal.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { accountHome, lineHome, utilityHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { PlacedCall } from "../../channels/simulated/calls.ts";
import { LivingTown } from "../living-town.ts";
import { onEachPlacement } from "../placements.ts";
import { ana, flat, usd } from "../town.ts";
import reads from "../vectors/reads/us-ca-fontana-13.csv?raw";

const number = "+15550100001";
const zone = "America/Los_Angeles";
/** A Monday, 06:00 in California. */
const startMs = Date.UTC(2026, 10, 23, 14);
const options = {
  settings: { ...usd, zone },
  tariffs: [flat],
  accounts: [
    {
      ...ana,
      zone,
      openingUnits: 900_000,
      services: ana.services.map((service) => ({ ...service, zone })),
    },
  ],
  reads: { "E-1": reads },
  startMs,
};

function heard(call: PlacedCall): string[] {
  return call.lines().map(({ by, text }) => `${by === "customer" ? ">" : "<"} ${text}`);
}

onEachPlacement("a whole life by call", (open) => {
  it("is off, calls, proves who it is, pays and is on again", async () => {
    const town = new LivingTown(await open("u"), options);
    await town.found();
    await town.setPin("1001", "4711");
    const { hub } = town.running;
    const supplyNow = async () => {
      const facts = await hub.store.read(accountHome("1001"), (sql) =>
        accountFacts(sql, hub.clock.now(), "1001", []),
      );
      return facts?.supply;
    };
    for (let hours = 0; hours < 24 && (await supplyNow()) !== "off"; hours += 1) {
      await town.pass(HOUR_MS);
    }
    expect(await supplyNow()).toBe("off");

    const call = await town.call(number);
    await town.press(call, "1");
    await town.press(call, "4712#");
    await town.press(call, "4711#");
    await town.listen(12_000);
    await town.press(call, "2");
    await town.press(call, "20*00#");
    await town.listen(12_000);
    await town.press(call, "1");
    await town.listen(MINUTE_MS / 2);
    expect(await supplyNow()).toBe("on");
    await town.press(call, "#");
    await town.listen(MINUTE_MS / 2);
    expect(call.state).toBe("over");
    expect(
      heard(call).map((line) => line.replace(/confirmation is [\w ,]+\./, "confirmation is ##.")),
    ).toMatchInlineSnapshot(`
      [
        "< Northside Power. You are off. Pay 1 dollar to turn on: press 1. Gas leak or wire down, press 8. Para español, pulse 4. For more, press 3.",
        "> 1",
        "< Please enter your PIN, then press pound. For a code by text in place of a PIN, press 1, then pound.",
        "> 4712#",
        "< That account number and PIN do not match. To go back, press star. Please enter your PIN, then press pound. For a code by text in place of a PIN, press 1, then pound.",
        "> 4711#",
        "< You are paying 1 dollar to Oak Street 12, with Visa ending in 4 2 4 2.",
        "< To pay 1 dollar with Visa ending in 4 2 4 2, press 1. For another amount, press 2. For a person, press 0.",
        "> 2",
        "< How much would you like to pay for Oak Street 12? Enter the dollars, then press pound. For cents, press star in between.",
        "> 20*00#",
        "< You are paying 20 dollars to Oak Street 12, with Visa ending in 4 2 4 2.",
        "< To pay 20 dollars with Visa ending in 4 2 4 2, press 1. For another amount, press 2. For a person, press 0.",
        "> 1",
        "< One moment. We are taking your payment. Please stay on the line.",
        "< Thank you. 20 dollars is paid to Oak Street 12. Your balance is 19 dollars and 93 cents. It is being turned on now. Your confirmation is ##. To pay, press 1. Para español, pulse 4. For balance, press 2. For more, press 3. For a person, press 0.",
        "< I heard no key. To pay, press 1. Para español, pulse 4. For balance, press 2. For a person, press 0.",
        "> #",
        "< Thank you for calling Northside Power. Goodbye.",
        "< hung up",
      ]
    `);

    for (const home of [accountHome("1001"), lineHome(number), utilityHome("u")]) {
      expect(await hub.store.read(home, (sql) => brokenLink(sql, home))).toBeNull();
      expect(await hub.store.read(home, (sql) => verifyLedger(sql).problems)).toEqual([]);
    }
  });
});
