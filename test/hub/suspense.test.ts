/** Other people's money: by a code that tells nothing, and from third parties, until a person knows whose it is. */
import { expect, it } from "vitest";
import { assignHeldMoney } from "../../core/hub/assign-suspense.ts";
import { holdMoney, type HoldMoney } from "../../core/hub/hold-money.ts";
import { listSuspense } from "../../core/hub/list-suspense.ts";
import { revokePayCode } from "../../core/hub/make-pay-code.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { must } from "../../core/assert.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS } from "../../core/instant.ts";
import { currencyOf } from "../../core/money.ts";
import { isRefusal } from "../../core/refusal.ts";
import { journalOf } from "../../core/store/journal.ts";
import { paymentOf } from "../../core/store/payments.ts";
import { suspenseOf } from "../../core/store/suspense.ts";
import { makePayCodeHere, payByCode } from "../../hosts/pay-by-code.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");
const utility = utilityHome("u");
const currency = must(currencyOf("USD"), "USD");

async function begun(opened: OpenedStore): Promise<Town> {
  const town = new Town(opened);
  await town.found();
  await town.enrol(ana);
  return town;
}

/** In cents; every store of the utility is whole. */
async function balance(town: Town): Promise<number> {
  for (const place of [home, utility]) {
    const problems = await town.hub.store.read(place, (sql) => [
      ...verifyLedger(sql).problems,
      ...verifyMoney(sql),
    ]);
    expect(problems).toEqual([]);
  }
  return town.hub.store.read(home, (sql) => balancesAt(sql, home).balanceUnits / 10_000);
}

async function codeFor(town: Town, change: object = {}): Promise<string> {
  const asked = { accountId: "1001", capMinor: 5_000, uses: 50, days: 7, actor: "test" };
  const made = await makePayCodeHere(town.hub, { ...asked, ...change });
  return isRefusal(made) ? made.code : made.code;
}

async function pay(town: Town, code: string, paymentId: string, amountMinor: number) {
  const payment = { code, paymentId, amountMinor, currency, drawer: "desk-1", clerk: "maria" };
  const paid = await payByCode(town.hub, payment);
  return isRefusal(paid) ? paid.code : paid.kind;
}

onEachPlacement("a pay-code", (open) => {
  it("credits its account, and tells who pays nothing of it", async () => {
    const town = await begun(await open());
    const code = await codeFor(town);
    expect(code).toMatch(/^\d{10}$/);
    const payment = {
      code,
      paymentId: "p1",
      amountMinor: 2_000,
      currency,
      drawer: "d",
      clerk: "m",
    };
    const paid = await payByCode(town.hub, payment);
    expect(Object.keys(paid).toSorted()).toEqual(["confirmation", "kind"]);
    expect(await balance(town)).toBe(2_600);
    expect(await pay(town, `${code.slice(0, 5)} ${code.slice(5)}`, "p2", 500)).toBe("taken");
    expect(await pay(town, code, "p2", 500)).toBe("repeated");
    expect(await pay(town, code, "p2", 501)).toBe("id_reused");
    expect(await balance(town)).toBe(3_100);
  });

  it("never passes its cap under 64 who pay at once", async () => {
    const town = await begun(await open());
    const code = await codeFor(town, { capMinor: 5_000 });
    const came = await Promise.all(
      Array.from({ length: 64 }, (_, at) => pay(town, code, `p${String(at)}`, 700)),
    );
    expect(came.filter((one) => one === "taken")).toHaveLength(7);
    expect(came.filter((one) => one === "over_cap")).toHaveLength(57);
    expect(await balance(town)).toBe(600 + 4_900);
  });

  it("of one payment is good for one", async () => {
    const town = await begun(await open());
    const code = await codeFor(town, { uses: 1 });
    const came = await Promise.all(
      Array.from({ length: 8 }, (_, at) => pay(town, code, `p${String(at)}`, 100)),
    );
    expect(came.toSorted()).toEqual([...Array.from({ length: 7 }, () => "code_not_good"), "taken"]);
  });

  it("that is over, ended, mistyped or unknown is refused in the same words", async () => {
    const town = await begun(await open());
    const code = await codeFor(town, { days: 1 });
    const mistyped = code.slice(0, 9) + String((Number(code[9]) + 1) % 10);
    expect(await pay(town, mistyped, "p1", 500)).toBe("code_not_good");
    expect(await pay(town, "0123456789", "p1", 500)).toBe("code_not_good");
    const other = await codeFor(town);
    await town.hub.store.transact(utility, (sql) => {
      revokePayCode(sql, town.hub.clock.now(), utility, { code: other, actor: "test" });
    });
    expect(await pay(town, other, "p2", 500)).toBe("code_not_good");
    await town.pass(DAY_MS);
    expect(await pay(town, code, "p3", 500)).toBe("code_not_good");
    expect(await balance(town)).toBe(600);
    const facts = await town.hub.store.read(utility, (sql) =>
      journalOf(sql, utility, 0, 1_000).map((row) => `${row.cause} ${row.facts}`),
    );
    expect(facts.some((text) => text.includes(code))).toBe(false);
  });

  it.each<[object, string]>([
    [{ accountId: "nobody" }, "no_such_account"],
    [{ capMinor: 99 }, "bad_cap"],
    [{ capMinor: 50_001 }, "bad_cap"],
    [{ uses: 0 }, "bad_uses"],
    [{ days: 32 }, "bad_days"],
  ])("with %j is refused: %s", async (change, code) => {
    const town = await begun(await open());
    expect(await codeFor(town, change)).toBe(code);
  });
});

async function hold(town: Town, change: Partial<HoldMoney> = {}) {
  const input: HoldMoney = {
    itemId: "i1",
    source: "corner-shops",
    tender: "cash",
    amountMinor: 2_000,
    currency: "USD",
    reference: "10O1",
    actor: "test",
    ...change,
  };
  const came = await town.hub.store.transact(utility, (sql) => {
    const held = holdMoney(sql, town.hub.clock.now(), utility, input);
    return isRefusal(held) ? held.code : held.kind;
  });
  town.hub.wake();
  await town.settle();
  return came;
}

async function assign(town: Town, accountId: string, by = "maria") {
  const came = await town.hub.store.transact(utility, (sql) => {
    const now = town.hub.clock.now();
    const assigned = assignHeldMoney(sql, now, utility, { itemId: "i1", accountId, by });
    return isRefusal(assigned) ? assigned.code : assigned.kind;
  });
  town.hub.wake();
  await town.settle();
  return came;
}

onEachPlacement("money that a third party brought", (open) => {
  it("waits with suggestions until a person says whose it is, and every step is in the journal", async () => {
    const town = await begun(await open());
    expect(await hold(town, { reference: "my power, 555-010-0001" })).toBe("held");
    expect(await hold(town, { reference: "my power, 555-010-0001" })).toBe("repeated");
    expect(await balance(town)).toBe(600);
    const [waiting] = await town.hub.store.read(utility, (sql) => [
      ...listSuspense(sql, town.hub.clock.now(), utility),
    ]);
    expect(waiting).toMatchObject({
      id: "i1",
      code: "no_match",
      suggestions: [{ accountId: "1001", because: "phone" }],
    });
    expect(await assign(town, "nobody")).toBe("no_such_account");
    const came = await Promise.all(Array.from({ length: 64 }, () => assign(town, "1001")));
    expect(came.filter((one) => one === "assigned")).toHaveLength(1);
    expect(await balance(town)).toBe(2_600);
    const payment = await town.hub.store.read(home, (sql) => paymentOf(sql, home, "held-i1"));
    expect(payment).toMatchObject({ tender: "cash", state: "settled", actor: "maria" });
    const rows = await town.hub.store.read(utility, (sql) => journalOf(sql, utility, 0, 1_000));
    const told = rows.filter(({ kind }) => kind === "money-held" || kind === "suspense-assigned");
    expect(told.map(({ kind, actor }) => [kind, actor])).toEqual([
      ["money-held", "test"],
      ["suspense-assigned", "maria"],
    ]);
    // What a person wrote on a slip stands in no journal.
    expect(rows.some(({ facts }) => facts.includes("my power"))).toBe(false);
  });

  it("that names its account is credited at once", async () => {
    const town = await begun(await open());
    expect(await hold(town, { reference: "1001", tender: "bank" })).toBe("assigned");
    expect(await balance(town)).toBe(2_600);
    expect(await assign(town, "1001")).toBe("repeated");
  });

  it("comes back to wait where its account can't take it", async () => {
    const town = await begun(await open());
    await hold(town);
    await town.hub.store.transact(home, (sql) => {
      sql.run("UPDATE account SET closed_at_ms = 1 WHERE home = ?1", [home]);
    });
    expect(await assign(town, "1001")).toBe("assigned");
    const item = await town.hub.store.read(utility, (sql) => suspenseOf(sql, utility, "i1"));
    expect(item).toMatchObject({ assignedTo: null, code: "account_closed", accountId: "1001" });
    expect(await balance(town)).toBe(600);
  });

  it("is refused in another currency, of nothing, and under an id of other money", async () => {
    const town = await begun(await open());
    expect(await hold(town, { currency: "EUR" })).toBe("wrong_currency");
    expect(await hold(town, { amountMinor: 0 })).toBe("bad_amount");
    expect(await hold(town)).toBe("held");
    expect(await hold(town, { amountMinor: 1_999 })).toBe("id_reused");
  });
});
