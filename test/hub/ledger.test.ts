import { expect, it } from "vitest";
import { balancesAt, post, postAll } from "../../core/hub/post.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import {
  betweenHomesIn,
  betweenHomesOut,
  cashTaken,
  charged,
  type Header,
  paymentPending,
  paymentSettled,
  paymentVoided,
} from "../../core/ledger/postings.ts";
import { currencyOf } from "../../core/money.ts";
import type { Home } from "../../core/ports.ts";
import { refuse } from "../../core/refusal.ts";
import { onEachPlacement } from "../placements.ts";

const now = { wallMs: 2_000, serviceMs: 1_000 };
const currency = currencyOf("USD") ?? { code: "USD", minorDigits: 2, ledgerDigits: 6 };
const home: Home = "account:1";
const books = { home, currency };
const payment = { processor: "simulated", amountUnits: 20_000_000 };
const toPrepaid = [{ account: "prepaid", amountUnits: 20_000_000 }];

function header(id: string): Header {
  return {
    id,
    cause: `happening of ${id}`,
    corrects: null,
    actor: "system",
    channel: "meter",
    effectiveAtMs: 1_000,
    month: "2026-11",
  };
}

onEachPlacement("the ledger", (open) => {
  it("posts, resolves, moves between homes and is whole afterwards", async () => {
    const { store } = await open();
    await store.transact(home, (sql) => {
      postAll(
        sql,
        now,
        books,
        cashTaken(header("cash"), { ...payment, drawer: "d", targets: toPrepaid }),
      );
      post(sql, now, books, paymentPending(header("p1"), payment));
      post(sql, now, books, paymentPending(header("p2"), payment));
      postAll(
        sql,
        now,
        books,
        paymentSettled(header("s1"), { ...payment, pendingId: "p1", targets: toPrepaid }),
      );
      post(sql, now, books, paymentVoided(header("v2"), "p2"));
      const balances = balancesAt(sql, home);
      const lines = [
        { account: "revenue.electricity", amountUnits: 39_123_456 },
        { account: "tax.city", amountUnits: 1_234_567 },
      ];
      const charge = charged(header("use"), "usage", lines, {
        billing: "prepaid",
        balances,
        emergencyCapUnits: 0,
      });
      if (charge !== null) post(sql, now, books, charge);
      return 0;
    });
    const balances = await store.read(home, (sql) => balancesAt(sql, home));
    expect(balances).toMatchObject({
      balanceUnits: 40_000_000 - 40_358_023,
      prepaidUnits: 0,
      shortfallUnits: 358_023,
      pendingUnits: 0,
      unappliedUnits: 0,
    });

    const share = {
      amountUnits: 5_000_000,
      targets: [{ account: "prepaid", amountUnits: 5_000_000 }],
    };
    const cash = { drawer: "d", amountUnits: 5_000_000, targets: [] };
    await store.transact(home, (sql) => {
      postAll(sql, now, books, cashTaken(header("cash-2"), cash));
      post(
        sql,
        now,
        books,
        betweenHomesOut(header("out"), { from: "unapplied", amountUnits: 5_000_000 }),
      );
      return 0;
    });
    await store.transact(
      "account:2",
      (sql) =>
        postAll(sql, now, { home: "account:2", currency }, betweenHomesIn(header("in"), share))
          .kind,
    );
    for (const place of [home, "account:2"] as const) {
      const verdict = await store.read(place, (sql) => verifyLedger(sql, place));
      expect(verdict.problems).toEqual([]);
      expect(verdict.transfers).toBeGreaterThan(1);
    }
  });

  it("keeps a refusal that the happening commits, and forgets one that it takes back", async () => {
    const opened = await open();
    const { store } = opened;
    const void1 = paymentVoided(header("v1"), "nothing");
    const first = await store.transact(home, (sql) => post(sql, now, books, void1));
    expect(first).toMatchObject({ kind: "refused", code: "pending_not_found" });
    await store.transact(home, (sql) => {
      post(sql, now, books, { ...void1, id: "v2" });
      return refuse("given_up", "the happening gives up");
    });
    await opened.restart();
    const codes = await store.transact(home, (sql) =>
      ["v1", "v2"].map((id) => {
        const result = post(sql, now, books, { ...paymentPending(header(id), payment) });
        return result.kind === "refused" ? result.code : result.kind;
      }),
    );
    expect(codes).toEqual(["id_was_refused", "posted"]);
  });

  it("lets no statement change what is written", async () => {
    const { store } = await open();
    await store.transact(
      home,
      (sql) => post(sql, now, books, paymentPending(header("p1"), payment)).kind,
    );
    for (const text of [
      "UPDATE transfer SET code = 'x'",
      "DELETE FROM transfer",
      "UPDATE entry SET amount_units = 1",
      "DELETE FROM entry",
      "INSERT OR REPLACE INTO entry SELECT * FROM entry",
      "INSERT OR REPLACE INTO transfer SELECT * FROM transfer",
      "UPDATE ledger_balance SET posted_units = 1 WHERE account = 'unapplied'",
    ]) {
      await expect(store.transact(home, (sql) => sql.run(text))).rejects.toThrow(
        /never|once|CHECK/,
      );
    }
    expect(await store.read(home, (sql) => verifyLedger(sql).problems)).toEqual([]);
  });
});
