import { beforeEach, describe, expect, it } from "vitest";
import type { Connection } from "../../hosts/node/sql.ts";
import { books, header, now, openLedger, use } from "../../test/support/ledger-books.ts";
import { cashTaken, paymentPending, paymentSettled } from "../ledger/postings.ts";
import { post, postAll } from "./post.ts";
import { verifyLedger } from "./verify-ledger.ts";

const { home } = books;
const payment = { processor: "simulated", amountUnits: 20_000_000 };
const targets = [{ account: "prepaid", amountUnits: 20_000_000 }];

let sql: Connection;

beforeEach(() => {
  sql = openLedger();
  postAll(sql, now, books, cashTaken(header("cash-1"), { ...payment, drawer: "d", targets }));
  post(sql, now, books, paymentPending(header("pending-1"), payment));
  postAll(
    sql,
    now,
    books,
    paymentSettled(header("post-1"), { ...payment, pendingId: "pending-1", targets }),
  );
  post(sql, now, books, paymentPending(header("pending-2"), payment));
  post(sql, now, books, use("usage-1", 5));
  post(sql, now, books, use("usage-2", 1e9));
});

/** What somebody with a file editor could do: the triggers and CHECKs are out of the way. */
function tamper(...texts: readonly string[]): void {
  const triggers = sql.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
  );
  for (const { name } of triggers) sql.exec(`DROP TRIGGER ${name}`);
  sql.exec(
    "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; DROP INDEX transfer_resolves",
  );
  for (const text of texts) sql.exec(text);
}

const headerOf = (id: string, kind: string, pendingId: string | null): string =>
  `INSERT INTO transfer VALUES ('${home}', '${id}', '${kind}', 'x', 'USD', ${
    pendingId === null ? "NULL" : `'${pendingId}'`
  }, 'x', NULL, 'x', 'x', 1, 1)`;
const entryOf = (id: string, account: string, month: string, units: number): string =>
  `INSERT INTO entry VALUES ('${home}', '${id}', '${account}', '${month}', ${String(units)}, NULL)`;
const counted = "UPDATE ledger_balance SET entry_count = entry_count + 1 WHERE account = ";

describe("verifyLedger", () => {
  it("finds a whole ledger whole, and says how much it read", () => {
    expect(verifyLedger(sql)).toEqual({ transfers: 7, entries: 14, problems: [] });
    expect(verifyLedger(sql, home)).toEqual({ transfers: 7, entries: 14, problems: [] });
    expect(verifyLedger(sql, "account:2")).toEqual({ transfers: 0, entries: 0, problems: [] });
  });

  it.each<[string, string, readonly string[]]>([
    [
      "transfer_not_balanced",
      "usage-1",
      ["UPDATE entry SET amount_units = 6 WHERE transfer_id = 'usage-1' AND account = 'prepaid'"],
    ],
    ["transfer_not_balanced", "usage-1", ["DELETE FROM entry WHERE transfer_id = 'usage-1'"]],
    ["transfer_not_balanced", "lone", [headerOf("lone", "posted", null)]],
    [
      "transfer_not_balanced",
      "void-1",
      [headerOf("void-1", "void", "pending-2"), entryOf("void-1", "bank", "2026-11", 1)],
    ],
    ["entry_without_transfer", "usage-1", ["DELETE FROM transfer WHERE id = 'usage-1'"]],
    [
      "balance_unlike_entries",
      "prepaid",
      ["UPDATE ledger_balance SET posted_units = -1 WHERE account = 'prepaid'"],
    ],
    [
      "balance_unlike_entries",
      "unapplied",
      ["UPDATE ledger_balance SET pending_credit_units = 0 WHERE account = 'unapplied'"],
    ],
    [
      "balance_unlike_entries",
      "clearing.simulated 2026-11",
      ["UPDATE ledger_balance SET pending_debit_units = 1 WHERE account = 'clearing.simulated'"],
    ],
    ["balance_unlike_entries", "prepaid", [`${counted} 'prepaid'`]],
    ["balance_unlike_entries", "prepaid", ["DELETE FROM ledger_balance WHERE account = 'prepaid'"]],
    [
      "balance_unlike_entries",
      "bank",
      [`INSERT INTO ledger_balance VALUES ('${home}', 'bank', '', 'USD', 0, 0, 0, 1)`],
    ],
    ["pending_wrongly_resolved", "pending-1", [headerOf("void-1", "void", "pending-1")]],
    ["pending_wrongly_resolved", "cash-1", [headerOf("void-2", "void", "cash-1")]],
    ["pending_wrongly_resolved", "nothing", [headerOf("void-3", "void", "nothing")]],
    [
      "post_exceeds_pending",
      "post-2",
      [
        headerOf("post-2", "post", "pending-2"),
        entryOf("post-2", "clearing.simulated", "2026-11", 20_000_001),
        entryOf("post-2", "unapplied", "", -20_000_001),
      ],
    ],
    [
      "post_exceeds_pending",
      "post-2",
      [
        headerOf("post-2", "post", "pending-2"),
        entryOf("post-2", "bank", "2026-11", 1),
        entryOf("post-2", "unapplied", "", -1),
      ],
    ],
    [
      "balance_overdrawn",
      "prepaid",
      ["UPDATE ledger_balance SET posted_units = 1 WHERE account = 'prepaid'"],
    ],
    [
      "balance_overdrawn",
      "prepaid",
      ["UPDATE ledger_balance SET pending_debit_units = 4e9 WHERE account = 'prepaid'"],
    ],
    [
      "balance_overdrawn",
      "shortfall",
      [`INSERT INTO ledger_balance VALUES ('${home}', 'shortfall', '', 'USD', -1, 0, 0, 1)`],
    ],
    [
      "refused_and_posted",
      "usage-1",
      [`INSERT INTO transfer_refused VALUES ('${home}', 'usage-1', 'x', 1)`],
    ],
    ["currency_mixed", "cash-1", ["UPDATE transfer SET currency = 'EUR' WHERE id = 'usage-1'"]],
    [
      "account_not_in_chart",
      "cash",
      ["UPDATE entry SET account = 'cash' WHERE account = 'drawer.d'"],
    ],
    [
      "account_not_in_chart",
      "prepaid",
      ["UPDATE entry SET month = '2026-11' WHERE account = 'prepaid'"],
    ],
    [
      "account_not_in_chart",
      "drawer.d",
      ["UPDATE entry SET month = '' WHERE account = 'drawer.d'"],
    ],
  ])("finds %s at %s", (code, name, texts) => {
    tamper(...texts);
    const { problems } = verifyLedger(sql);
    expect(problems.filter((problem) => problem.code === code)).toContainEqual({
      code,
      home,
      name,
      detail: expect.stringMatching(/\w/) as string,
    });
    expect(verifyLedger(sql, "account:2").problems).toEqual([]);
  });

  it("says by how much a balance is off", () => {
    tamper("UPDATE ledger_balance SET posted_units = posted_units - 7 WHERE account = 'prepaid'");
    expect(verifyLedger(sql).problems).toEqual([
      {
        code: "balance_unlike_entries",
        home,
        name: "prepaid",
        detail: "entries less balance: 7 posted, 0 pending debit, 0 pending credit, 0 entries",
      },
    ]);
  });
});
