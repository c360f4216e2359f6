import { beforeEach, describe, expect, it } from "vitest";
import type { Connection } from "../../hosts/node/sql.ts";
import {
  answerTo,
  books,
  header,
  now,
  openLedger,
  transfer,
  usd,
  use,
} from "../../test/support/ledger-books.ts";
import { must } from "../assert.ts";
import {
  cashTaken,
  emergencyDrawn,
  paymentPending,
  paymentSettled,
  paymentVoided,
  usageCharged,
} from "../ledger/postings.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { currencyOf } from "../money.ts";
import type { Sql, SqlValue } from "../ports.ts";
import { type Books, balancesAt, post, postAll } from "./post.ts";
import { verifyLedger } from "./verify-ledger.ts";

const { home } = books;
const payment = { processor: "simulated", amountUnits: 20_000_000 };
const toPrepaid = [{ account: "prepaid", amountUnits: 20_000_000 }];

/** Counts what a posting asks of the store. */
class Counted implements Sql {
  count = 0;
  readonly #inner: Sql;
  constructor(inner: Sql) {
    this.#inner = inner;
  }
  run(text: string, values?: readonly SqlValue[]): number {
    this.count += 1;
    return this.#inner.run(text, values);
  }
  get<Row extends object>(text: string, values?: readonly SqlValue[]): Row | undefined {
    this.count += 1;
    return this.#inner.get<Row>(text, values);
  }
  all<Row extends object>(text: string, values?: readonly SqlValue[]): Row[] {
    this.count += 1;
    return this.#inner.all<Row>(text, values);
  }
  sha256(text: string): string {
    return this.#inner.sha256(text);
  }
}

let sql: Connection;

beforeEach(() => {
  sql = openLedger();
  const cash = { drawer: "desk-1", amountUnits: 20_000_000, targets: toPrepaid };
  postAll(sql, now, books, cashTaken(header("cash-1"), cash));
});

function codeOf(one: Transfer, at: Books = books): string {
  return answerTo(sql, one, at);
}

describe("post", () => {
  it("writes a transfer, its entries and what the balances are after it", () => {
    expect(post(sql, now, books, use("usage-1", 1_234_567))).toEqual({ kind: "posted" });
    expect(balancesAt(sql, home)).toMatchObject({ balanceUnits: 18_765_433, unappliedUnits: 0 });
    const row = sql.get("SELECT * FROM transfer WHERE id = 'usage-1'");
    expect(row).toEqual({
      home,
      id: "usage-1",
      kind: "posted",
      code: "usage",
      currency: "USD",
      pending_id: null,
      cause: "happening of usage-1",
      corrects: null,
      actor: "system",
      channel: "meter",
      effective_at_ms: 1_000,
      recorded_at_ms: 2_000,
    });
    expect(verifyLedger(sql).problems).toEqual([]);
  });

  it("keeps the utility's accounts by month and the customer's without", () => {
    post(sql, now, books, use("usage-1", 5));
    post(sql, now, books, { ...use("usage-2", 7), month: "2026-12" });
    expect(
      sql.all(
        `SELECT account, month, posted_units AS units FROM ledger_balance
         WHERE account IN ('prepaid', 'revenue.electricity') ORDER BY account, month`,
      ),
    ).toEqual([
      { account: "prepaid", month: "", units: -19_999_988 },
      { account: "revenue.electricity", month: "2026-11", units: -5 },
      { account: "revenue.electricity", month: "2026-12", units: -7 },
    ]);
  });

  it("answers exists to the same transfer again and writes nothing", () => {
    expect(codeOf(use("usage-1", 5))).toBe("posted");
    const before = sql.all("SELECT * FROM ledger_balance");
    expect(codeOf(use("usage-1", 5))).toBe("exists");
    expect(codeOf({ ...use("usage-1", 5), actor: "clerk", effectiveAtMs: 9 })).toBe("exists");
    expect(sql.all("SELECT * FROM ledger_balance")).toEqual(before);
  });

  it("refuses the same id with other content, and leaves the first as it is", () => {
    codeOf(use("usage-1", 5));
    expect(codeOf(use("usage-1", 6))).toBe("exists_with_different_content");
    expect(codeOf(use("usage-1", 0))).toBe("amount_zero");
    expect(codeOf(use("usage-1", 5))).toBe("exists");
    expect(sql.all("SELECT * FROM transfer_refused")).toEqual([]);
  });

  it("keeps a refused id refused, also when the money is there later", () => {
    expect(codeOf(use("usage-1", 20_000_001))).toBe("would_overdraw_prepaid");
    const cash = { drawer: "desk-1", amountUnits: 20_000_000, targets: toPrepaid };
    postAll(sql, now, books, cashTaken(header("cash-2"), cash));
    expect(codeOf(use("usage-1", 20_000_001))).toBe("id_was_refused");
    expect(codeOf(use("usage-1", 5))).toBe("id_was_refused");
    expect(codeOf(use("usage-2", 20_000_001))).toBe("posted");
    expect(sql.all("SELECT id, code FROM transfer_refused")).toEqual([
      { id: "usage-1", code: "would_overdraw_prepaid" },
    ]);
  });

  it("keeps the id of a malformed transfer refused, too", () => {
    const unequal = transfer("usage-1", [
      ...use("x", 5).entries.slice(0, 1),
      { account: "fees", amountUnits: -4 },
    ]);
    expect(codeOf(unequal)).toBe("not_balanced");
    expect(codeOf(use("usage-1", 5))).toBe("id_was_refused");
  });

  it("refuses an id in its own home only", () => {
    expect(codeOf(use("usage-1", 20_000_001))).toBe("would_overdraw_prepaid");
    const elsewhere = { home: "account:2", currency: usd } as const;
    const cash = { drawer: "d", amountUnits: 10_000, targets: [] };
    for (const one of cashTaken(header("usage-1"), cash)) {
      expect(codeOf(one, elsewhere)).toBe("posted");
    }
  });

  const eur = must(currencyOf("EUR"), "EUR");
  it.each<[string, Transfer, typeof usd]>([
    ["id_empty", use("", 5), usd],
    ["id_too_long", use("x".repeat(301), 5), usd],
    [
      "account_unknown",
      transfer("t", [{ account: "cash", amountUnits: 1 }, ...use("x", 1).entries]),
      usd,
    ],
    ["corrected_not_found", { ...use("t", 5), corrects: "usage-0" }, usd],
    ["pending_not_found", paymentVoided(header("t"), "nothing"), usd],
    ["pending_not_found", paymentVoided(header("t"), "cash-1"), usd],
    ["currency_mixed", use("t", 5), eur],
    ["would_overdraw_shortfall", emergencyDrawn(header("t"), { amountUnits: 5, capUnits: 9 }), usd],
    [
      "would_exceed_cap",
      transfer("t", [
        { account: "emergency_credit", amountUnits: 5, capUnits: 4 },
        { account: "revenue.gas", amountUnits: -5 },
      ]),
      usd,
    ],
  ])("refuses %s and writes no entry", (code, one, currency) => {
    const before = sql.all("SELECT * FROM entry");
    expect(codeOf(one, { home, currency })).toBe(code);
    expect(sql.all("SELECT * FROM entry")).toEqual(before);
    const kept = code.startsWith("id_") ? [] : [{ id: "t", code }];
    expect(sql.all("SELECT id, code FROM transfer_refused")).toEqual(kept);
  });

  it("names in a correction the transfer it puts right", () => {
    codeOf(use("usage-1", 5));
    const funds = {
      billing: "prepaid",
      balances: balancesAt(sql, home),
      emergencyCapUnits: 0,
    } as const;
    const change = { commodity: "electricity", amountUnits: -2 };
    const correction = usageCharged(header("usage-1/2", { corrects: "usage-1" }), change, funds);
    expect(codeOf(must(correction, "a correction"))).toBe("posted");
    expect(balancesAt(sql, home).balanceUnits).toBe(19_999_997);
  });

  it("refuses a total that a number could not hold", () => {
    const big = (id: string): Transfer =>
      transfer(id, [
        { account: "suspense", amountUnits: 4e14 },
        { account: "between_homes", amountUnits: -4e14 },
      ]);
    const codes = Array.from({ length: 23 }, (_, at) => codeOf(big(`big-${String(at)}`)));
    expect(new Set(codes.slice(0, 22))).toEqual(new Set(["posted"]));
    expect(codes[22]).toBe("would_overflow");
    expect(verifyLedger(sql).problems).toEqual([]);
  });
});

describe("a posting's cost", () => {
  it.each<[string, number, () => Transfer | undefined]>([
    [
      "a charge of three entries",
      5,
      () =>
        transfer("t", [
          ...use("x", 5).entries,
          { account: "fees", amountUnits: 3 },
          { account: "rounding", amountUnits: -3 },
        ]),
    ],
    ["a pending payment", 5, () => paymentPending(header("t"), payment)],
    ["a void", 5, () => paymentVoided(header("t"), "pending-1")],
    [
      "a post",
      6,
      () => paymentSettled(header("t"), { ...payment, pendingId: "pending-1", targets: [] })[0],
    ],
    ["a duplicate", 2, () => use("usage-1", 5)],
    ["a refusal", 3, () => use("t", 1e9)],
  ])("for %s is %i statements", (_, statements, make) => {
    codeOf(use("usage-1", 5));
    codeOf(paymentPending(header("pending-1"), payment));
    const counted = new Counted(sql);
    post(counted, now, books, must(make(), "a transfer"));
    expect(counted.count).toBe(statements);
  });
});
