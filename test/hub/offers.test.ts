/** Terms that a digit agrees to, from the text to what the account and the utility keep: a link, a plan, a standing payment. */
import { expect, it } from "vitest";
import { textPayLink } from "../../core/hub/text-pay-link.ts";
import { saveCard } from "../../core/hub/save-card.ts";
import { oweDebt } from "../../core/hub/owe-debt.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { autopayOf } from "../../core/store/autopay.ts";
import { openTerms } from "../../core/store/debt-terms.ts";
import { payLinkOf } from "../../core/store/pay-links.ts";
import { payAddresses } from "../../hosts/pay-address.ts";
import { hashToken } from "../../hosts/api-key.ts";
import { type Open, onEachPlacement } from "../placements.ts";
import { ana, Town, usd } from "../town.ts";

const number = "+15550100001";
const home = accountHome("1001");
const arrangement = { downBasisPoints: 2_000, downDays: 7, count: 4, everyDays: 30 };

async function townOf(open: Open, of = ana, settings = usd): Promise<Town> {
  const opened = await open("u");
  const town = new Town(
    opened,
    payAddresses("u", () => "https://pay.example.com"),
  );
  await town.found(settings);
  await town.enrol(of);
  return town;
}

function last(town: Town): string {
  return town.textsTo(number).at(-1) ?? "";
}

/** Texts the digit that the last text asks for. */
async function agree(town: Town): Promise<void> {
  await town.text(number, /Reply (\d)/.exec(last(town))?.[1] ?? "none");
}

async function owe(town: Town, amountMinor: number, debtId: string): Promise<void> {
  await town.hub.store.transact(home, (sql) =>
    oweDebt(sql, town.hub.clock.now(), home, {
      debtId,
      amountMinor,
      channel: "api",
      actor: "test",
    }),
  );
}

onEachPlacement("a link in place of a card that is not there", (open) => {
  it("is texted once it is asked for, and pays what it names", async () => {
    const town = await townOf(open, { ...ana, methods: [] });
    await town.text(number, "PAY 20");
    expect(last(town)).toContain("no saved card");
    await agree(town);
    const token = /\/pay\/(\S+)$/.exec(last(town))?.[1] ?? "none";
    const utility = utilityHome("u");
    const hash = await hashToken(token);
    const link = await town.hub.store.read(utility, (sql) => payLinkOf(sql, utility, hash));
    expect(link).toMatchObject({ accountId: "1001", amountMinor: 2000, usedAtMs: null });
    const card = { hash, key: "page", token: "sim_visa_4242", brand: "Visa", last4: "4242" };
    await town.hub.store.transact(utility, (sql) =>
      saveCard(sql, town.hub.clock.now(), utility, card),
    );
    town.hub.wake();
    await town.settle();
    expect(town.world.charged.map(({ amountMinor }) => amountMinor)).toEqual([2000]);
  });

  it("is told of each time that none could be made", async () => {
    const town = await townOf(open);
    const before = town.textsTo(number).length;
    for (const key of ["first", "first", "second"]) {
      const at = { home: utilityHome("u"), key };
      await textPayLink(town.hub, town.hub.clock.now(), at, {
        accountId: "1001",
        label: "Oak St 12",
        amountMinor: usd.payment.maxMinor + 1,
        channel: "sms",
        line: number,
        numberUsed: usd.numbers[0] ?? "",
      });
      town.hub.wake();
      await town.settle();
    }
    expect(town.textsTo(number).slice(before)).toEqual(
      [1, 2].map(() => expect.stringContaining("Nothing was done")),
    );
  });

  it("is not offered where no page can be reached", async () => {
    const town = new Town(await open("u"));
    await town.found();
    await town.enrol({ ...ana, methods: [] });
    await town.text(number, "PAY 20");
    expect(last(town)).toContain("Pay at our counter");
  });
});

onEachPlacement("a plan for old debt", (open) => {
  it("is agreed to as it was told, and told in writing", async () => {
    const town = await townOf(open, ana, { ...usd, arrangement });
    await owe(town, 5_000, "d1");
    await town.text(number, "PLAN");
    expect(last(town)).toContain("$10.00 by Nov 30, then 4 of $10.00 every 30 days");
    await agree(town);
    expect(last(town)).toContain("Agreed for Oak St 12: $10.00 by Nov 30");
    const standing = await town.hub.store.read(home, (sql) => openTerms(sql, home));
    const parts = standing?.terms.kind === "plan" ? standing.terms.parts : [];
    expect(parts.map(({ amountUnits }) => amountUnits)).toEqual(
      [1, 1, 1, 1, 1].map(() => 10_000_000),
    );
    await town.text(number, "PLAN");
    expect(last(town)).toContain("$10.00 is due by Nov 30");
  });

  it("is none where what is owed grew between the terms and the digit", async () => {
    const town = await townOf(open, ana, { ...usd, arrangement });
    await owe(town, 5_000, "d1");
    await town.text(number, "PLAN");
    await owe(town, 1_000, "d2");
    await agree(town);
    expect(last(town)).toContain("Nothing was done");
    expect(await town.hub.store.read(home, (sql) => openTerms(sql, home) ?? null)).toBe(null);
  });

  it("is none where no policy offers one", async () => {
    const town = await townOf(open);
    await owe(town, 5_000, "d1");
    await town.text(number, "PLAN");
    expect(last(town)).toContain("No plan is open to Oak St 12 now");
  });
});

onEachPlacement("a standing payment", (open) => {
  it("is agreed to by a digit, charges once it is low, and ends by a word", async () => {
    const town = await townOf(open);
    await town.text(number, "AUTO 20");
    expect(last(town)).toContain("below $5.00 Oak St 12 pays $20.00 with Visa 4242");
    await agree(town);
    expect(last(town)).toContain("Autopay is on: below $5.00 Oak St 12 pays $20.00");
    expect(town.world.charged).toEqual([]);
    await town.use("E-1", 10_000_000);
    await town.pass(HOUR_MS);
    expect(town.world.charged.map(({ amountMinor }) => amountMinor)).toEqual([2000]);
    await town.text(number, "AUTO OFF");
    expect(last(town)).toContain("Autopay of Oak St 12 is off");
    expect(await town.hub.store.read(home, (sql) => autopayOf(sql, home) ?? null)).toBe(null);
  });

  it("is not set without its digit", async () => {
    const town = await townOf(open);
    await town.text(number, "AUTO 20");
    await town.text(number, "YES");
    expect(await town.hub.store.read(home, (sql) => autopayOf(sql, home) ?? null)).toBe(null);
  });
});
