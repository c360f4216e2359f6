/** What an account takes by its codes in a day from cards that nobody sees: counted over codes and lines, and told to nobody. */
import { expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { payCodeOf } from "../../core/payment/pay-code.ts";
import { usePayCode } from "../../core/hub/use-pay-code.ts";
import { hashToken } from "../../hosts/api-key.ts";
import { saveCard } from "../../core/hub/save-card.ts";
import { onEachPlacement, type Open } from "../placements.ts";
import {
  agreeing,
  ben,
  code,
  codeTown,
  guest,
  lastTo,
  makeCode,
  owner,
  payer,
  utility,
} from "../support/code-town.ts";
import { type Town, usd } from "../town.ts";

const cap = { capMinor: usd.payment.maxMinor, uses: 50 };
const daily = usd.payment.dailyByTextMinor;

/** Somebody with many lines, each on an account of its own. */
async function townOfLines(
  open: Open,
  count: number,
  payment?: Partial<typeof usd.payment>,
): Promise<{ town: Town; lines: string[] }> {
  const town = await codeTown(open, cap, ben, payment);
  const lines = Array.from({ length: count }, (_, at) => `+1555020${String(1_000 + at)}`);
  for (const [at, line] of lines.entries()) {
    const accountId = String(3_000 + at);
    const services = ben.services.map((own) => ({ ...own, meterId: `E-${accountId}` }));
    const contacts = [{ line, agreed: "form of 2026-11-01" }];
    await town.enrol({ ...ben, accountId, customerId: `c${accountId}`, contacts, services });
  }
  return { town, lines };
}

async function pay(town: Town, line: string, dollars: number, by = code): Promise<string> {
  await town.text(line, `CODE ${by} ${String(dollars)}`);
  await town.text(line, agreeing(town, line));
  return lastTo(town, line);
}

onEachPlacement("what an account takes by codes in a day", (open) => {
  it("is bounded over two lines, and over two of its codes, in the words of one line's own bound", async () => {
    const { town, lines } = await townOfLines(open, 2);
    const other = payCodeOf("500000001");
    await makeCode(town.hub, cap, "500000001");
    const [first = "", second = ""] = lines;
    await pay(town, first, 150);
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded");
    const told = await pay(town, second, 60, other);
    expect(town.world.charged).toHaveLength(1);
    expect(told).toContain("could not take $60.00");
    expect(told).not.toMatch(/50\.00|150|200|today|day|limit|Oak|Ana|1001|balance/);
    // The line's own bound is told alike.
    expect((await pay(town, first, 60)).replaceAll(/\d\d\. |\.\.\.\d\d/g, "")).toBe(
      told.replaceAll(/\d\d\. |\.\.\.\d\d/g, ""),
    );
    await pay(town, second, 50, other);
    expect(town.world.charged).toHaveLength(2);
  });

  it("never passes its bound, however many pay at once, and what was declined counts no more", async () => {
    const { town, lines } = await townOfLines(open, 20);
    const asked = (line: string) => town.text(line, `CODE ${code} 30`, `asked ${line}`);
    await Promise.all(lines.map(asked));
    const digits = lines.map((line) => agreeing(town, line));
    await Promise.all(lines.map((line, at) => town.text(line, digits[at] ?? "", `agreed ${line}`)));
    expect(town.world.charged).toHaveLength(Math.floor(daily / 3_000));
    await town.settleCharge(must(town.world.charged[0], "a charge"), "declined");
    const refused = lines.filter((line) => lastTo(town, line).includes("could not take"));
    expect(refused).toHaveLength(20 - Math.floor(daily / 3_000));
    await pay(town, must(refused[0], "a line"), 30);
    expect(town.world.charged).toHaveLength(Math.floor(daily / 3_000) + 1);
  });

  it("is the utility's own to say, and its day is any 24 hours", async () => {
    const { town, lines } = await townOfLines(open, 3, { dailyByCodesMinor: 7_000 });
    const [first = "", second = "", third = ""] = lines;
    await pay(town, first, 40);
    expect(await pay(town, second, 40)).toContain("could not take $40.00");
    await pay(town, second, 30);
    expect(town.world.charged).toHaveLength(2);
    await town.pass(DAY_MS + HOUR_MS);
    await pay(town, third, 70);
    expect(town.world.charged).toHaveLength(3);
  });

  it("counts a card of nobody on a page, and refuses one that is too much, in writing", async () => {
    const { town, lines } = await townOfLines(open, 1);
    await pay(town, must(lines[0], "a line"), 150);
    await town.text(guest, `CODE ${code} 60`);
    await town.text(guest, agreeing(town, guest));
    const token = /\/pay\/(\S+)$/.exec(lastTo(town, guest))?.[1] ?? "none";
    const card = { token: "sim_guest", brand: "Visa", last4: "4242", key: "page" };
    const hash = await hashToken(token);
    await town.hub.store.transact(utility, (sql) =>
      saveCard(sql, town.hub.clock.now(), utility, { ...card, hash }),
    );
    town.hub.wake();
    await town.settle();
    expect(town.world.charged).toHaveLength(1);
    expect(lastTo(town, guest)).toContain("could not take $60.00");
  });

  it("counts no cash at a counter, and refuses none", async () => {
    const { town } = await townOfLines(open, 0);
    for (const [at, amountMinor] of [15_000, 15_000].entries()) {
      const use = { code, paymentId: `desk-${String(at)}`, amountMinor, actor: "clerk" };
      const used = await town.hub.store.transact<ReturnType<typeof usePayCode>>(utility, (sql) =>
        usePayCode(sql, town.hub.clock.now(), utility, use),
      );
      expect(used).toMatchObject({ kind: "used" });
    }
    await pay(town, payer, 50);
    expect(town.world.charged).toHaveLength(1);
    expect(town.textsTo(owner)).toEqual([]);
  });

  it("takes nothing of what its own customer may pay by text", async () => {
    const { town, lines } = await townOfLines(open, 1);
    await pay(town, must(lines[0], "a line"), 200);
    await town.settleCharge(must(town.world.charged[0], "a charge"), "succeeded");
    await town.text(owner, "PAY 200");
    expect(lastTo(town, owner)).toContain("to pay $200.00 with Visa 4242");
    await town.text(owner, agreeing(town, owner));
    expect(town.world.charged).toHaveLength(2);
  });
});
