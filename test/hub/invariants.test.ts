/**
 * The fifteen invariants that a ledger is asked to keep, each by name, on the hub's own happenings: in turn on whole money, and
 * under many at once. What finds a breach in a store is `ledger verify` (core/hub/verify-*.test.ts break each on purpose).
 *
 * The hub's own are tests elsewhere: a charge at the processor is one credit, and clearing is what the processor holds
 * (test/stripe-storm.test.ts, test/long/month.test.ts); a drawer is what was counted, and the general ledger's journal is the sum
 * of the day's postings (test/long/month.test.ts, test/hub/settlement.test.ts); supply is on only by funds or a rule
 * (core/supply/guards.test.ts); any order of independent happenings and no credit below nothing (test/hub/order.test.ts); no second
 * use under 64 at once of a quote (test/hub/quotes.test.ts), a pay-code and money in suspense (test/hub/suspense.test.ts), a pledge
 * (test/hub/pledges.test.ts), emergency credit (test/hub/emergency-credit.test.ts), a return (test/hub/return-payment.test.ts).
 */
import { expect, it } from "vitest";
import { brokenLink } from "../../core/hub/journal.ts";
import { balancesAt, post } from "../../core/hub/post.ts";
import { takeCash } from "../../core/hub/take-cash.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { must } from "../../core/assert.ts";
import { accountHome } from "../../core/ids.ts";
import { HOUR_MS } from "../../core/instant.ts";
import type { Entry, Transfer } from "../../core/ledger/transfer.ts";
import { currencyOf } from "../../core/money.ts";
import type { Sql } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { journalOf } from "../../core/store/journal.ts";
import { onEachPlacement, type OpenedStore } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");
const usd = must(currencyOf("USD"), "USD");
const books = { home, currency: usd };
const MANY = 64;

async function household(opened: OpenedStore): Promise<Town> {
  const town = new Town(opened);
  await town.found();
  await town.enrol(ana);
  return town;
}

function pay(town: Town, paymentId: string, amountMinor = 500): Promise<string> {
  const cash = { paymentId, amountMinor, currency: "USD", drawer: "desk-1", clerk: "maria" };
  return town.hub.store.transact(home, (sql) => {
    const taken = takeCash(sql, town.hub.clock.now(), home, cash);
    return isRefusal(taken) ? taken.code : taken.kind;
  });
}

function read<Result>(town: Town, work: (sql: Sql) => Result): Promise<Result> {
  return town.hub.store.read(home, (sql) => work(sql) as never);
}

/** Every transfer's sum, and every balance beside the sum of its entries. */
function sums(sql: Sql) {
  return {
    transfers: sql.all(
      "SELECT transfer_id FROM entry WHERE home = ?1 GROUP BY transfer_id HAVING sum(amount_units) <> 0",
      [home],
    ),
    balances: sql.all(
      `SELECT account FROM ledger_balance AS balance WHERE home = ?1 AND posted_units <> (
         SELECT coalesce(sum(amount_units), 0) FROM entry JOIN transfer
           ON transfer.home = entry.home AND transfer.id = entry.transfer_id
         WHERE entry.home = balance.home AND entry.account = balance.account
           AND entry.month = balance.month AND transfer.kind IN ('posted', 'post'))`,
      [home],
    ),
    whole: sql.get<{ units: number }>(
      "SELECT coalesce(sum(posted_units), 0) AS units FROM ledger_balance WHERE home = ?1",
      [home],
    )?.units,
  };
}

function transferOf(town: Town, id: string, entries: readonly Entry[]): Transfer {
  return {
    id,
    cause: "test",
    corrects: null,
    actor: "test",
    channel: "test",
    effectiveAtMs: town.serviceMs,
    month: "2026-11",
    kind: "posted",
    code: "usage",
    pendingId: null,
    entries,
  };
}

function draw(town: Town, id: string, units: number, change: Partial<Transfer> = {}) {
  const entries = [
    { account: "prepaid", amountUnits: units },
    { account: "revenue.water", amountUnits: -units },
  ];
  return town.hub.store.transact(home, (sql) => {
    const transfer = { ...transferOf(town, id, entries), ...change };
    const posted = post(sql, town.hub.clock.now(), books, transfer);
    return posted.kind === "refused" ? posted.code : posted.kind;
  });
}

onEachPlacement("the ledger keeps", (open) => {
  it("1 each transfer balanced, 7 value conserved, 8 balances that are the sum of the entries, 10 every ledger unit", async () => {
    const town = await household(await open());
    for (let hour = 1; hour <= 3; hour += 1) {
      await town.pass(HOUR_MS);
      // A third of a kWh, and a finer part: no price of it is a whole cent.
      await town.use("E-1", 333_333 + hour);
      await pay(town, `p-${String(hour)}`, 101);
    }
    expect(await read(town, sums)).toEqual({ transfers: [], balances: [], whole: 0 });
    const { balanceUnits } = await read(town, (sql) => balancesAt(sql, home));
    const charged = await read(town, (sql) =>
      sql.get<{ units: number }>(
        "SELECT -sum(posted_units) AS units FROM ledger_balance WHERE account GLOB 'revenue.*'",
      ),
    );
    // Three thirds of a kWh and six millionths at 20 cents, and a day at 35.
    expect(charged?.units).toBe(Math.round(0.2 * 1_000_005) + 350_000);
    expect(balanceUnits).toBe(6_000_000 + 3 * 1_010_000 - (charged?.units ?? 0));
  });

  it("2 what is written, 3 its chain of hashes, and 14 the order of each account", async () => {
    const town = await household(await open());
    await pay(town, "p-1");
    await pay(town, "p-2");
    for (const text of ["UPDATE entry SET amount_units = 1", "DELETE FROM journal"]) {
      await expect(town.hub.store.transact(home, (sql) => sql.run(text))).rejects.toThrow(
        /never|immutable/,
      );
    }
    expect(await read(town, (sql) => brokenLink(sql, home))).toBeNull();
    const sequences = await read(town, (sql) =>
      journalOf(sql, home, 0, 1_000).map(({ sequence }) => sequence),
    );
    expect(sequences).toEqual(sequences.map((_, at) => at + 1));
  });

  it("4 a duplicate from counting, also 5 when 64 come at once, and 15 one of a refusal from being let in", async () => {
    const town = await household(await open());
    const came = await Promise.all(Array.from({ length: MANY }, () => pay(town, "p-1")));
    expect(came.filter((kind) => kind === "taken")).toHaveLength(1);
    expect(came.filter((kind) => kind === "repeated")).toHaveLength(MANY - 1);
    expect(await pay(town, "p-1", 501)).toBe("id_reused");
    expect(await draw(town, "too-much", 11_000_001)).toBe("would_overdraw_prepaid");
    await pay(town, "p-2", 5_000);
    // The money is there by now, and the id stays refused.
    expect(await draw(town, "too-much", 11_000_001)).toBe("id_was_refused");
    const { balanceUnits } = await read(town, (sql) => balancesAt(sql, home));
    expect(balanceUnits).toBe(6_000_000 + 5_000_000 + 50_000_000);
  });

  it("6 every one of 64 updates at once, and 9 what is there from being drawn twice", async () => {
    const town = await household(await open());
    await Promise.all(Array.from({ length: MANY }, (_, at) => pay(town, `p-${String(at)}`, 100)));
    const { balanceUnits } = await read(town, (sql) => balancesAt(sql, home));
    expect(balanceUnits).toBe(6_000_000 + MANY * 1_000_000);
    const drawn = await Promise.all(
      Array.from({ length: MANY }, (_, at) => draw(town, `d-${String(at)}`, 7_000_000)),
    );
    expect(drawn.filter((kind) => kind === "posted")).toHaveLength(10);
    expect(new Set(drawn)).toEqual(new Set(["posted", "would_overdraw_prepaid"]));
    expect((await read(town, (sql) => balancesAt(sql, home))).prepaidUnits).toBe(0);
  });

  it("11 currencies apart, and 12 a correction beside what it puts right", async () => {
    const town = await household(await open());
    const euros = { home, currency: must(currencyOf("EUR"), "EUR") };
    const mixed = await town.hub.store.transact(home, (sql) => {
      const entries = [
        { account: "prepaid", amountUnits: 1 },
        { account: "revenue.water", amountUnits: -1 },
      ];
      const transfer = transferOf(town, "euros", entries);
      const posted = post(sql, town.hub.clock.now(), euros, transfer);
      return posted.kind === "refused" ? posted.code : posted.kind;
    });
    expect(mixed).toBe("currency_mixed");
    expect(await draw(town, "wrong", 1_000_000)).toBe("posted");
    expect(await draw(town, "back", -1_000_000, { corrects: "nothing" })).toBe(
      "corrected_not_found",
    );
    expect(await draw(town, "right", -1_000_000, { corrects: "wrong" })).toBe("posted");
    const rows = await read(town, (sql) =>
      sql.all("SELECT id FROM transfer WHERE id IN ('wrong', 'right')"),
    );
    expect(rows).toHaveLength(2);
    expect((await read(town, (sql) => balancesAt(sql, home))).balanceUnits).toBe(6_000_000);
  });

  it("13 all that its balances are rebuilt from", async () => {
    const town = await household(await open());
    await pay(town, "p-1");
    await town.pass(HOUR_MS);
    await town.use("E-1", 1_000_000);
    const before = await read(town, (sql) => balancesAt(sql, home));
    await town.hub.store.transact(home, (sql) => {
      const text = `SELECT account, month, sum(amount_units) AS units FROM entry
        WHERE home = ?1 GROUP BY account, month`;
      const rebuilt = sql.all<{ account: string; month: string; units: number }>(text, [home]);
      sql.run("UPDATE ledger_balance SET posted_units = 0 WHERE home = ?1", [home]);
      for (const { account, month, units } of rebuilt) {
        sql.run(
          "UPDATE ledger_balance SET posted_units = ?4 WHERE home = ?1 AND account = ?2 AND month = ?3",
          [home, account, month, units],
        );
      }
    });
    expect(await read(town, (sql) => balancesAt(sql, home))).toEqual(before);
    // Each payment and each charge is in the journal too, with its amounts.
    expect(
      await read(town, (sql) => [...verifyLedger(sql, home).problems, ...verifyMoney(sql)]),
    ).toEqual([]);
  });
});
