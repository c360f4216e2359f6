/** Old debts carried over from another system: taken once by source, id and version, and collected as all old debt is. */
import { expect, it } from "vitest";
import { agreeDebtTerms, type TermsAsked } from "../../core/hub/agree-debt-terms.ts";
import { convertAccount } from "../../core/hub/convert-account.ts";
import { importDebt, type ImportDebt } from "../../core/hub/import-debt.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { isRefusal } from "../../core/refusal.ts";
import { termsOf } from "../../core/store/debt-terms.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");
const CENT = 10_000;
const by = { channel: "counter", actor: "test" };

const debt: ImportDebt = {
  accountId: "1001",
  source: "cis",
  debtId: "2025-7",
  version: 1,
  amountMinor: 10_000,
  currency: "USD",
  actor: "import",
};

async function founded(opened: OpenedStore): Promise<Town> {
  const town = new Town(opened);
  await town.found();
  await town.enrol(ana);
  return town;
}

function carry(town: Town, change: Partial<ImportDebt> = {}) {
  return town.hub.store.transact(home, (sql) => {
    const carried = importDebt(sql, town.hub.clock.now(), home, { ...debt, ...change });
    return isRefusal(carried) ? carried.code : carried.kind;
  });
}

function agree(town: Town, asked: TermsAsked) {
  return town.hub.store.transact(home, (sql) => {
    const terms = { ...by, termsId: "t1", asked };
    const agreed = agreeDebtTerms(sql, town.hub.clock.now(), home, terms);
    return isRefusal(agreed) ? agreed.code : agreed.kind;
  });
}

function pay(town: Town, paymentId: string, amountMinor: number) {
  const cash = { currency: "USD", drawer: "desk-1", clerk: "maria", paymentId, amountMinor };
  return town.hub.store.transact(home, (sql) => {
    takeCash(sql, town.hub.clock.now(), home, cash);
  });
}

/** In cents; the books are whole each time they are looked at. */
function standing(town: Town) {
  return town.hub.store.read(home, (sql) => {
    expect([...verifyLedger(sql).problems, ...verifyMoney(sql)]).toEqual([]);
    const { arrearsUnits, prepaidUnits, unappliedUnits } = balancesAt(sql, home);
    return {
      debt: arrearsUnits / CENT,
      prepaid: prepaidUnits / CENT,
      unapplied: unappliedUnits / CENT,
      terms: termsOf(sql, home, "t1")?.state,
    };
  });
}

onEachPlacement("a debt of another system", (open) => {
  it("is owed once, however often it is told, and corrected by what a version differs by", async () => {
    const town = await founded(await open());
    expect(await carry(town)).toBe("carried");
    expect(await carry(town)).toBe("unchanged");
    expect((await standing(town)).debt).toBe(10_000);
    expect(await carry(town, { debtId: "2025-8", amountMinor: 500 })).toBe("carried");
    expect(await carry(town, { source: "old", amountMinor: 50 })).toBe("carried");
    expect((await standing(town)).debt).toBe(10_550);
    expect(await carry(town, { version: 2, amountMinor: 12_000 })).toBe("carried");
    expect(await carry(town, { version: 4, amountMinor: 4_000 })).toBe("carried");
    expect((await standing(town)).debt).toBe(4_550);
    expect(await carry(town, { version: 5, amountMinor: 4_000 })).toBe("carried");
    expect(await carry(town, { version: 5, amountMinor: 4_000 })).toBe("unchanged");
    expect((await standing(town)).debt).toBe(4_550);
  });

  it.each<[string, Partial<ImportDebt>]>([
    ["version_differs", { amountMinor: 10_001 }],
    ["version_is_old", { version: 1, debtId: "later" }],
    ["wrong_currency", { version: 2, currency: "EUR" }],
    ["amount_too_large", { version: 2, amountMinor: 999_999_999_999 }],
    ["no_such_account", { version: 2, accountId: "9999" }],
  ])("is refused as %s, and nothing changes", async (code, change) => {
    const town = await founded(await open());
    await carry(town);
    await carry(town, { debtId: "later", version: 3 });
    const before = await standing(town);
    const of = accountHome(change.accountId ?? "1001");
    const told = await town.hub.store.transact(of, (sql) => {
      const carried = importDebt(sql, town.hub.clock.now(), of, { ...debt, ...change });
      return isRefusal(carried) ? carried.code : carried.kind;
    });
    expect(told).toBe(code);
    expect(await standing(town)).toEqual(before);
  });

  it("is not taken by an account that is closed", async () => {
    const town = await founded(await open());
    await town.hub.store.transact(home, (sql) =>
      sql.run("UPDATE account SET closed_at_ms = 1 WHERE home = ?1", [home]),
    );
    expect(await carry(town)).toBe("account_closed");
  });

  it("is collected by the share of payments", async () => {
    const town = await founded(await open());
    const { prepaid } = await standing(town);
    await carry(town);
    await pay(town, "p1", 2_000);
    // The utility's share is a tenth.
    expect(await standing(town)).toMatchObject({ debt: 9_800, prepaid: prepaid + 1_800 });
  });

  it("is collected by time", async () => {
    const town = await founded(await open());
    const { prepaid } = await standing(town);
    await carry(town);
    expect(await agree(town, { kind: "time", weeklyMinor: 700 })).toBe("agreed");
    await town.pass(DAY_MS + HOUR_MS);
    const after = await standing(town);
    expect(after.debt).toBeLessThan(10_000);
    expect(10_000 - after.debt).toBe(prepaid - after.prepaid);
  });

  it("is collected by a plan, of which a version that lowers it counts as paid", async () => {
    const town = await founded(await open());
    await carry(town);
    const plan = { downMinor: 2_000, downDays: 3, count: 4, everyDays: 7 } as const;
    expect(await agree(town, { kind: "plan", ...plan })).toBe("agreed");
    expect(await carry(town, { version: 2, amountMinor: 8_000 })).toBe("carried");
    await town.pass(4 * DAY_MS);
    // The down payment was due and is covered.
    expect(await standing(town)).toMatchObject({ debt: 8_000, terms: "open" });
    await town.pass(8 * DAY_MS);
    expect(await standing(town)).toMatchObject({ debt: 8_000, terms: "broken" });
  });

  it("that was paid and is withdrawn is the customer's credit", async () => {
    const town = await founded(await open());
    const { prepaid } = await standing(town);
    await carry(town);
    await pay(town, "p1", 5_000);
    expect(await carry(town, { version: 2, amountMinor: 0 })).toBe("carried");
    expect(await standing(town)).toMatchObject({ debt: 0, prepaid: prepaid + 5_000 });
  });

  it("that a post-pay customer paid and is withdrawn is credit for the next bill", async () => {
    const town = await founded(await open());
    await town.hub.store.transact(home, (sql) =>
      convertAccount(sql, town.hub.clock.now(), home, {
        key: "c1",
        mode: "postpay",
        agreed: { by: "Ana", terms: "t", channel: "counter" },
        actor: "maria",
      }),
    );
    const { unapplied } = await standing(town);
    await carry(town);
    await pay(town, "p1", 4_000);
    expect(await standing(town)).toMatchObject({ debt: 6_000, unapplied });
    expect(await carry(town, { version: 2, amountMinor: 0 })).toBe("carried");
    expect(await standing(town)).toMatchObject({ debt: 0, unapplied: unapplied + 4_000 });
  });
});
