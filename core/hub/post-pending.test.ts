import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Connection } from "../../hosts/node/sql.ts";
import { openStore } from "../../hosts/node/store.ts";
import { answerTo, books, header, now, openLedger, use } from "../../test/support/ledger-books.ts";
import { must } from "../assert.ts";
import {
  cashTaken,
  fixedCharged,
  paymentPending,
  paymentSettled,
  paymentVoided,
} from "../ledger/postings.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { isRefusal, refuse } from "../refusal.ts";
import { ledgerTables } from "../store/migrations/0001-ledger.ts";
import { type Books, balancesAt, post, postAll } from "./post.ts";
import { verifyLedger } from "./verify-ledger.ts";

const { home } = books;
const payment = { processor: "simulated", amountUnits: 20_000_000 };
const toPrepaid = [{ account: "prepaid", amountUnits: 20_000_000 }];

let sql: Connection;

beforeEach(() => {
  sql = openLedger();
  const cash = { drawer: "desk-1", amountUnits: 20_000_000, targets: toPrepaid };
  postAll(sql, now, books, cashTaken(header("cash-1"), cash));
});

function codeOf(one: Transfer, at: Books = books): string {
  return answerTo(sql, one, at);
}

describe("a pending payment", () => {
  beforeEach(() => {
    codeOf(paymentPending(header("pending-1"), payment));
  });
  const settled = paymentSettled(header("settle-1"), {
    ...payment,
    pendingId: "pending-1",
    targets: toPrepaid,
  });

  it("is shown beside the balance and can't be spent", () => {
    expect(balancesAt(sql, home)).toMatchObject({
      balanceUnits: 20_000_000,
      pendingUnits: 20_000_000,
    });
    expect(codeOf(use("usage-1", 20_000_001))).toBe("would_overdraw_prepaid");
  });

  it("is posted once and allocated", () => {
    expect(postAll(sql, now, books, settled)).toEqual({ kind: "posted" });
    expect(postAll(sql, now, books, settled)).toEqual({ kind: "exists" });
    expect(balancesAt(sql, home)).toMatchObject({ balanceUnits: 40_000_000, pendingUnits: 0 });
    expect(codeOf(paymentVoided(header("void-1"), "pending-1"))).toBe("pending_already_posted");
    const second = paymentSettled(header("settle-2"), {
      ...payment,
      pendingId: "pending-1",
      targets: [],
    });
    expect(second.map((one) => codeOf(one))).toEqual(["pending_already_posted"]);
    expect(verifyLedger(sql).problems).toEqual([]);
  });

  it("answers a late duplicate even when its waterfall would be another by now", () => {
    postAll(sql, now, books, settled);
    const later = paymentSettled(header("settle-1"), {
      ...payment,
      pendingId: "pending-1",
      targets: [{ account: "arrears", amountUnits: 20_000_000 }],
    });
    expect(postAll(sql, now, books, later)).toEqual({ kind: "exists" });
  });

  it("is voided once and leaves nothing", () => {
    const voided = paymentVoided(header("void-1"), "pending-1");
    expect([codeOf(voided), codeOf(voided)]).toEqual(["posted", "exists"]);
    expect(balancesAt(sql, home)).toMatchObject({ balanceUnits: 20_000_000, pendingUnits: 0 });
    expect(postAll(sql, now, books, settled)).toMatchObject({ code: "pending_already_voided" });
    expect(verifyLedger(sql).problems).toEqual([]);
  });

  it("may be posted in part, and releases the rest; never more than was reserved", () => {
    const of = (amountUnits: number, id: string): Transfer[] =>
      paymentSettled(header(id), { ...payment, amountUnits, pendingId: "pending-1", targets: [] });
    expect(of(20_010_000, "more").map((one) => codeOf(one))).toEqual(["exceeds_pending"]);
    expect(of(15_000_000, "less").map((one) => codeOf(one))).toEqual(["posted"]);
    expect(balancesAt(sql, home)).toMatchObject({ unappliedUnits: 15_000_000, pendingUnits: 0 });
    expect(verifyLedger(sql).problems).toEqual([]);
  });

  it("releases in its own month what it posts in another", () => {
    postAll(
      sql,
      now,
      books,
      settled.map((one) => ({ ...one, month: "2026-12" })),
    );
    expect(
      sql.all(
        `SELECT month, posted_units AS posted, pending_debit_units AS pending FROM ledger_balance
         WHERE account = 'clearing.simulated' ORDER BY month`,
      ),
    ).toEqual([
      { month: "2026-11", posted: 0, pending: 0 },
      { month: "2026-12", posted: 20_000_000, pending: 0 },
    ]);
    expect(verifyLedger(sql).problems).toEqual([]);
  });
});

describe("postAll", () => {
  it("throws when what follows from the first is refused, so that nothing of it stays", () => {
    const [taken] = cashTaken(header("cash-2"), { drawer: "d", amountUnits: 10_000, targets: [] });
    expect(() => postAll(sql, now, books, [must(taken, "taken"), use("usage-1", 1e9)])).toThrow(
      "would_overdraw_prepaid",
    );
    expect(() => postAll(sql, now, books, [])).toThrow("posts nothing");
  });
});

describe("a pending transfer that was allowed", () => {
  const part = fc.integer({ min: 1, max: 1_000 });
  const refund = (id: string, amountUnits: number, change: Partial<Transfer> = {}): Transfer => ({
    ...header(id),
    kind: "posted",
    code: "refund",
    pendingId: null,
    entries: [
      { account: "prepaid", amountUnits },
      { account: "suspense", amountUnits: -amountUnits },
    ],
    ...change,
  });

  it("can always be posted, whole or in part, or voided, whatever came between, and once", () => {
    fc.assert(
      fc.property(part, fc.array(part, { maxLength: 6 }), fc.nat(1_000), (held, uses, wished) => {
        const ledger = openLedger();
        const amountUnits = 1_000_000;
        const targets = [{ account: "prepaid", amountUnits }];
        postAll(
          ledger,
          now,
          books,
          cashTaken(header("cash"), { drawer: "d", amountUnits, targets }),
        );
        const hold = refund("hold", held * 1_000, { kind: "pending" });
        expect(answerTo(ledger, hold)).toBe("posted");
        for (const [at, used] of uses.entries()) {
          const units = used * 1_000;
          const fits = units <= balancesAt(ledger, home).prepaidFreeUnits;
          const answer = answerTo(ledger, refund(`use-${String(at)}`, units));
          expect(answer).toBe(fits ? "posted" : "would_overdraw_prepaid");
        }
        const postedUnits = Math.min(wished, held) * 1_000;
        const resolve =
          postedUnits === 0
            ? refund("resolve", 0, { kind: "void", pendingId: "hold", entries: [] })
            : refund("resolve", postedUnits, { kind: "post", pendingId: "hold" });
        expect(answerTo(ledger, resolve)).toBe("posted");
        const word = postedUnits === 0 ? "voided" : "posted";
        expect(answerTo(ledger, { ...resolve, id: "again" })).toBe(`pending_already_${word}`);
        const after = balancesAt(ledger, home);
        expect(after.prepaidFreeUnits).toBe(after.prepaidUnits);
        expect(verifyLedger(ledger).problems).toEqual([]);
        ledger.close();
      }),
      { numRuns: 100 },
    );
  });
});

describe("a refusal in the caller's transaction", () => {
  it("stays when the caller answers a value, and goes when it answers a Refusal", async () => {
    const migrations = [{ number: 1, text: ledgerTables }];
    const store = openStore({ path: ":memory:", home: "utility:oak", migrations });
    if (isRefusal(store)) throw new Error(store.message);
    const late = must(
      fixedCharged(header("fixed-1"), 5, { billing: "postpay", balances: balancesAt(sql, home) }),
      "a charge",
    );
    const bad = { ...late, corrects: "nothing" };
    const kept = await store.transact(home, (inside) => post(inside, now, books, bad));
    expect(kept).toMatchObject({ kind: "refused", code: "corrected_not_found" });
    const again = await store.transact(home, (inside) => post(inside, now, books, late));
    expect(again).toMatchObject({ code: "id_was_refused" });

    const other = { ...bad, id: "fixed-2" };
    await store.transact(home, (inside) => {
      post(inside, now, books, other);
      return refuse("not_now", "the caller gives the happening up");
    });
    const free = await store.transact(home, (inside) =>
      post(inside, now, books, { ...late, id: "fixed-2" }),
    );
    expect(free).toEqual({ kind: "posted" });
    await store.close();
  });
});
