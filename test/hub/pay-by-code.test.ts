/** Paying for somebody by the code that they gave: by text, from the payer's words to the money on an account they never hear of. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { saveCard } from "../../core/hub/save-card.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { payCodeOf } from "../../core/payment/pay-code.ts";
import { hashToken } from "../../hosts/api-key.ts";
import { onEachPlacement } from "../placements.ts";
import {
  balanceOf,
  ben,
  agreeing,
  code,
  codeHome,
  codeTown,
  ending,
  guest,
  lastTo,
  makeCode,
  owner,
  payer,
  spentOf,
  utility,
} from "../support/code-town.ts";
import { type Town, usd } from "../town.ts";

/** Everything of a line's messages, and every journal and message of the utility's stores, as text. */
async function everythingKept(town: Town): Promise<string> {
  const all = await Promise.all(
    [codeHome, utility, `line:${payer}` as const].map((at) =>
      town.hub.store.read(at, (sql) =>
        JSON.stringify([
          sql.all("SELECT * FROM journal"),
          sql.all("SELECT * FROM message"),
          sql.all("SELECT * FROM conversation"),
        ]),
      ),
    ),
  );
  return all.join("\n");
}

/** Nothing of whose it is: neither name, street, number nor standing. */
function expectNothingTold(town: Town, line = payer): void {
  for (const text of town.textsTo(line)) {
    expect(text).not.toMatch(/Oak|Ana|Lopez|1001|balance|Balance|is on|is off|turn|saldo/);
  }
}

onEachPlacement("paying by somebody's code by text", (open) => {
  it("charges the payer's own card once, credits the code's account, and tells each their own part", async () => {
    const town = await codeTown(open);
    await town.text(payer, `CODE ${code} 20`);
    expect(lastTo(town)).toContain(`$20.00 with Mastercard 1881 for code ...${ending}`);
    await town.text(payer, "YES");
    expect(town.world.charged).toEqual([]);
    await town.text(payer, agreeing(town));
    expect(town.world.charged).toMatchObject([
      { accountId: "1001", amountMinor: 2_000, methodToken: "sim_ben_1881" },
    ]);
    expect(await spentOf(town.hub)).toEqual([2_000, 4]);
    const before = await balanceOf(town.hub);
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded");
    expect((await balanceOf(town.hub)) - before).toBe(20_000_000);
    expect(await balanceOf(town.hub, accountHome("2001"))).toBe(6_000_000);
    expect(lastTo(town)).toMatch(
      new RegExp(`Paid \\$20.00 by code \\.\\.\\.${ending}\\. Confirmation \\w+`),
    );
    expect(lastTo(town, owner)).toContain("$20.00 was paid to Oak St 12");
    expectNothingTold(town);
    expect(await everythingKept(town)).not.toContain(code);
    const findings = await town.hub.store.read(utility, (sql) => verifyMoney(sql));
    expect(findings).toEqual([]);
  });

  it("turns the supply of the account on, and says so to its owner alone", async () => {
    const town = await codeTown(open);
    await town.use("E-1", 60_000_000);
    await town.report("1001");
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off"]);
    await town.text(payer, `code ${code} 40`);
    await town.text(payer, agreeing(town));
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded");
    expect(town.world.commanded.map(({ wanted }) => wanted)).toEqual(["off", "on"]);
    expectNothingTold(town);
  });

  it.each([
    [
      "in groups, with the amount asked for next",
      `Code: ${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`,
    ],
    ["with dashes", `paycode ${code.slice(0, 3)}-${code.slice(3, 6)}-${code.slice(6)}`],
    ["in Spanish", `CODIGO ${code}`],
    ["behind a word of paying", `pay code ${code}`],
    ["alone, as ten digits", ` ${code}. `],
  ])("takes a code %s", async (_, text) => {
    const town = await codeTown(open);
    await town.text(payer, text);
    expect(lastTo(town)).toMatch(
      new RegExp(`(?:How much for code|monto para codigo) ...${ending}`),
    );
    await town.text(payer, "15");
    await town.text(payer, agreeing(town));
    expect(town.world.charged).toMatchObject([{ accountId: "1001", amountMinor: 1_500 }]);
  });

  it.each([`PAY 20 CODE ${code}`, `please pay $20 with code ${code}`, `${code} 20`])(
    "takes %j with its amount, and keeps no digit of the code",
    async (text) => {
      const town = await codeTown(open);
      await town.text(payer, text);
      expect(lastTo(town)).toContain(`$20.00 with Mastercard 1881 for code ...${ending}`);
      expect(await everythingKept(town)).not.toContain(code);
    },
  );

  it("asks with which of several cards", async () => {
    const methods = [...ben.methods, { token: "sim_ben_2", brand: "Visa", last4: "0005" }];
    const town = await codeTown(open, {}, { ...ben, methods });
    await town.text(payer, `CODE ${code} 20`);
    expect(lastTo(town)).toContain("Which card for $20.00?");
    await town.text(payer, agreeing(town));
    expect(lastTo(town)).toContain("with Mastercard 1881");
    await town.text(payer, agreeing(town));
    expect(town.world.charged).toMatchObject([{ methodToken: "sim_ben_1881" }]);
  });

  it("gives the code its amount back where the card is declined, and says so", async () => {
    const town = await codeTown(open);
    await town.text(payer, `CODE ${code} 20`);
    await town.text(payer, agreeing(town));
    await town.settleCharge(must(town.world.charged[0], "a charge"), "declined");
    expect(lastTo(town)).toContain(`declined: $20.00 for code ...${ending} is not paid`);
    expect(await spentOf(town.hub)).toEqual([0, 5]);
    expectNothingTold(town);
    expect(town.textsTo(owner)).toEqual([]);
  });

  it("charges nothing over the cap, and tells no remainder", async () => {
    const town = await codeTown(open, { capMinor: 3_000 });
    await town.text(payer, `CODE ${code} 40`);
    await town.text(payer, agreeing(town));
    expect(town.world.charged).toEqual([]);
    expect(lastTo(town)).toContain(`$40.00 is more than code ...${ending} still takes`);
    expect(lastTo(town)).not.toContain("30");
    expect(await spentOf(town.hub)).toEqual([0, 5]);
  });

  it("never passes a cap, however many pay at once", async () => {
    const lines = Array.from({ length: 20 }, (_, at) => `+1555020${String(1_000 + at)}`);
    const town = await codeTown(open, { capMinor: 5_000, uses: 50 });
    for (const [at, line] of lines.entries()) {
      const id = String(3_000 + at);
      await town.enrol({
        ...ben,
        accountId: id,
        customerId: `c${id}`,
        contacts: [{ line, agreed: "form of 2026-11-01" }],
        services: ben.services.map((own) => ({ ...own, meterId: `E-${id}` })),
      });
    }
    await Promise.all(lines.map((line) => town.text(line, `CODE ${code} 10`, `asked ${line}`)));
    const digits = lines.map((line) => agreeing(town, line));
    await Promise.all(lines.map((line, at) => town.text(line, digits[at] ?? "", `agreed ${line}`)));
    expect(town.world.charged).toHaveLength(5);
    expect(await spentOf(town.hub)).toEqual([5_000, 45]);
    const refused = lines.filter((line) => /still takes|no longer good/.test(lastTo(town, line)));
    expect(refused).toHaveLength(15);
  });

  it("bounds what one line pays by codes in a day, as by any text", async () => {
    const cap = { capMinor: usd.payment.maxMinor, uses: 50 };
    const town = await codeTown(open, cap, ben, { dailyByCodesMinor: 1_000_000 });
    const many = Math.floor(usd.payment.dailyByTextMinor / 5_000);
    for (let at = 0; at <= many; at += 1) {
      if (at > 0 && at % 3 === 0) await makeCode(town.hub, cap, String(500_000_000 + at));
      const own = at < 3 ? code : payCodeOf(String(500_000_000 + Math.floor(at / 3) * 3));
      await town.text(payer, `CODE ${own} 50`);
      await town.text(payer, agreeing(town));
      const charge = town.world.charged[at];
      if (charge !== undefined) await town.settleCharge(charge, "succeeded");
    }
    expect(town.world.charged).toHaveLength(many);
    expect(lastTo(town)).toContain("could not take $50.00");
    await town.pass(DAY_MS + HOUR_MS);
    await makeCode(town.hub, cap, "700000000");
    await town.text(payer, `CODE ${payCodeOf("700000000")} 50`);
    await town.text(payer, agreeing(town));
    expect(town.world.charged).toHaveLength(many + 1);
  });

  it("takes nothing more for an account that was closed meanwhile, and gives the code back", async () => {
    const town = await codeTown(open);
    await town.text(payer, `CODE ${code} 20`);
    await town.hub.store.transact(codeHome, (sql) => {
      sql.run("UPDATE account SET closed_at_ms = ?2 WHERE home = ?1", [codeHome, town.serviceMs]);
      return null;
    });
    await town.text(payer, agreeing(town));
    expect(town.world.charged).toEqual([]);
    expect(lastTo(town)).toContain("could not take $20.00");
    expect(lastTo(town)).not.toContain("closed");
    expect(await spentOf(town.hub)).toEqual([0, 5]);
  });
});

onEachPlacement("paying by somebody's code from a number that nobody knows", (open) => {
  it("is asked for a card on a page, which is charged once and saved for nobody", async () => {
    const town = await codeTown(open);
    await town.text(guest, `CODE ${code} 20`);
    expect(lastTo(town, guest)).toContain(`code ...${ending}`);
    await town.text(guest, agreeing(town, guest));
    const token = /\/pay\/(\S+)$/.exec(lastTo(town, guest))?.[1] ?? "none";
    const card = {
      hash: await hashToken(token),
      key: "page",
      token: "sim_guest",
      brand: "Visa",
      last4: "4242",
    };
    for (const _ of [1, 2]) {
      await town.hub.store.transact(utility, (sql) =>
        saveCard(sql, town.hub.clock.now(), utility, card),
      );
    }
    town.hub.wake();
    await town.settle();
    expect(town.world.charged).toMatchObject([
      { accountId: "1001", amountMinor: 2_000, methodToken: "sim_guest" },
    ]);
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded");
    expect(lastTo(town, guest)).toContain(`Paid $20.00 by code ...${ending}`);
    expectNothingTold(town, guest);
    const methods = await town.hub.store.read(utility, (sql) =>
      sql.all("SELECT token FROM method WHERE token = 'sim_guest'"),
    );
    expect(methods).toEqual([]);
  });

  it("is told of no account by any other word", async () => {
    const town = await codeTown(open);
    await town.text(guest, `CODE ${code}`);
    for (const word of ["BAL", "WHY", "LAST", "OWE"]) {
      await town.text(guest, word);
      expect(lastTo(town, guest)).toContain("not on any account");
    }
    expectNothingTold(town, guest);
  });
});
