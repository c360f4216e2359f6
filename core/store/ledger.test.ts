import { beforeEach, describe, expect, it } from "vitest";
import { Connection } from "../../hosts/node/sql.ts";
import { ledgerTables } from "./migrations/0001-ledger.ts";
import {
  balancesOfAccounts,
  entriesOf,
  insertEntries,
  insertRefused,
  insertTransfer,
  putBalances,
  transferFacts,
} from "./ledger.ts";
import type { Transfer } from "../ledger/transfer.ts";

const home = "account:1";
const pending: Transfer = {
  id: "payment-1",
  kind: "pending",
  code: "payment",
  pendingId: null,
  cause: "happening-1",
  corrects: null,
  actor: "customer",
  channel: "sms",
  effectiveAtMs: 1,
  month: "2026-11",
  entries: [],
};
const written = { currency: "USD", recordedAtMs: 2 };
const entries = [
  { account: "clearing.simulated", month: "2026-11", amountUnits: 20_000 },
  { account: "unapplied", month: "", amountUnits: -20_000 },
];
const balance = {
  account: "prepaid",
  month: "",
  currency: "USD",
  postedUnits: -5,
  pendingDebitUnits: 3,
  pendingCreditUnits: 0,
  entryCount: 1,
};

let sql: Connection;

beforeEach(() => {
  sql = new Connection(":memory:");
  sql.exec(ledgerTables);
  insertTransfer(sql, home, pending, written);
  insertEntries(sql, home, [{ id: pending.id, entries }]);
  insertRefused(sql, home, "refused-1", { code: "would_overdraw_prepaid", recordedAtMs: 2 });
});

describe("the ledger's rows", () => {
  it("come back as they were written", () => {
    expect(entriesOf(sql, home, pending.id)).toEqual(entries);
    putBalances(sql, home, [balance]);
    putBalances(sql, home, [{ ...balance, postedUnits: -9, entryCount: 2 }]);
    expect(balancesOfAccounts(sql, home, [balance, entries[0] ?? balance])).toEqual([
      { ...balance, postedUnits: -9, entryCount: 2 },
    ]);
  });

  it("hold the largest whole numbers exactly", () => {
    const large = { ...balance, account: "bank", month: "2026-11", postedUnits: 2 ** 53 - 1 };
    putBalances(sql, home, [large]);
    expect(balancesOfAccounts(sql, home, [large])).toEqual([large]);
  });

  it("of other homes are other rows", () => {
    insertTransfer(sql, "account:2", pending, written);
    expect(entriesOf(sql, "account:2", pending.id)).toEqual([]);
    expect(transferFacts(sql, "account:3", pending)?.kind).toBeNull();
  });

  it("answer for an id, what it corrects and what it resolves in one row", () => {
    const post: Transfer = { ...pending, id: "post-1", kind: "post", pendingId: pending.id };
    expect(transferFacts(sql, home, { ...post, corrects: pending.id })).toMatchObject({
      kind: null,
      refusedCode: null,
      correctedFound: 1,
      pendingKind: "pending",
      resolvedBy: null,
    });
    insertTransfer(sql, home, post, written);
    expect(transferFacts(sql, home, post)).toMatchObject({ kind: "post", resolvedBy: "post" });
    const other = { id: "refused-1", pendingId: null, corrects: "nothing" };
    expect(transferFacts(sql, home, other)).toMatchObject({
      kind: null,
      refusedCode: "would_overdraw_prepaid",
      correctedFound: 0,
    });
  });

  it("keep the first refusal of an id, and none of an id that is posted", () => {
    insertRefused(sql, home, "refused-1", { code: "would_overflow", recordedAtMs: 3 });
    insertRefused(sql, home, pending.id, { code: "would_overflow", recordedAtMs: 3 });
    expect(sql.all("SELECT id, code FROM transfer_refused")).toEqual([
      { id: "refused-1", code: "would_overdraw_prepaid" },
    ]);
  });

  it("are found by an index, however many there are", () => {
    const plan = sql
      .all<{ detail: string }>(
        `EXPLAIN QUERY PLAN SELECT 1 FROM (SELECT 'account:1' AS home, 'x' AS pending_id) AS asked
         LEFT JOIN transfer AS resolver
           ON resolver.home = asked.home AND resolver.pending_id = asked.pending_id`,
      )
      .map((row) => row.detail)
      .join("; ");
    expect(plan).toContain("transfer_resolves (home=? AND pending_id=?)");
  });
});

describe("a row once written", () => {
  const transfer = `'${home}', 'payment-1', 'posted', 'x', 'USD', NULL, 'x', NULL, 'x', 'x', 1, 1`;
  const entry = `'${home}', 'payment-1', 'unapplied', '', 1, NULL`;
  it.each([
    ["UPDATE transfer SET code = 'other'", "never changed"],
    ["UPDATE transfer SET recorded_at_ms = 0 WHERE id = 'payment-1'", "never changed"],
    ["UPDATE OR REPLACE transfer SET id = 'other'", "never changed"],
    ["DELETE FROM transfer", "never deleted"],
    [`INSERT INTO transfer VALUES (${transfer})`, "written once"],
    [`INSERT OR REPLACE INTO transfer VALUES (${transfer})`, "written once"],
    [`REPLACE INTO transfer VALUES (${transfer})`, "written once"],
    [`INSERT INTO transfer VALUES (${transfer.replace("payment-1", "refused-1")})`, "written once"],
    ["UPDATE entry SET amount_units = 1", "never changed"],
    ["DELETE FROM entry WHERE account = 'unapplied'", "never deleted"],
    [`INSERT OR REPLACE INTO entry VALUES (${entry})`, "written once"],
    ["UPDATE transfer_refused SET code = 'other'", "never changed"],
    ["DELETE FROM transfer_refused", "never deleted"],
    [`REPLACE INTO transfer_refused VALUES ('${home}', 'refused-1', 'x', 1)`, "refused once"],
    [`INSERT INTO transfer_refused VALUES ('${home}', 'payment-1', 'x', 1)`, "refused once"],
  ])("refuses %s", (text, message) => {
    const before = sql.all("SELECT * FROM transfer JOIN entry ON transfer_id = id");
    expect(() => sql.run(text)).toThrow(message);
    expect(sql.all("SELECT * FROM transfer JOIN entry ON transfer_id = id")).toEqual(before);
  });

  it("is not deleted by a second resolution of the same pending transfer", () => {
    insertTransfer(
      sql,
      home,
      { ...pending, id: "p", kind: "post", pendingId: "payment-1" },
      written,
    );
    const values = `'${home}', 'v', 'void', 'x', 'USD', 'payment-1', 'x', NULL, 'x', 'x', 1, 1`;
    expect(() => sql.run(`INSERT INTO transfer VALUES (${values})`)).toThrow("resolved once");
    expect(() => sql.run(`REPLACE INTO transfer VALUES (${values})`)).toThrow("resolved once");
  });
});

describe("a CHECK refuses what no program may write", () => {
  it.each([
    ["negative prepaid", { postedUnits: 1, pendingDebitUnits: 0 }],
    ["prepaid reserved past zero", { postedUnits: -5, pendingDebitUnits: 6 }],
    ["a negative shortfall", { account: "shortfall", postedUnits: -1, pendingDebitUnits: 0 }],
    [
      "a shortfall released past zero",
      { account: "shortfall", postedUnits: 5, pendingCreditUnits: 6 },
    ],
    ["negative emergency credit", { account: "emergency_credit", postedUnits: -1 }],
    ["negative arrears", { account: "arrears", postedUnits: -1 }],
    ["negative returned payments", { account: "returned_payments", postedUnits: -1 }],
    ["a negative bill", { account: "receivable", postedUnits: -1 }],
    ["an overdrawn deposit", { account: "deposit", postedUnits: 1, pendingDebitUnits: 0 }],
    ["more allocated than came", { account: "unapplied", postedUnits: 1, pendingDebitUnits: 0 }],
    ["a total past 2^53", { account: "bank", postedUnits: 2 ** 53 }],
    ["a pending total below zero", { account: "bank", pendingCreditUnits: -1 }],
    ["a month that is none", { account: "bank", month: "November" }],
    ["a balance without entries", { entryCount: 0 }],
    ["half a unit", { postedUnits: -5.5 }],
    ["a currency that is none", { currency: "" }],
  ])("%s", (_, change) => {
    expect(() => {
      putBalances(sql, home, [{ ...balance, ...change }]);
    }).toThrow(/CHECK|STRICT|cannot store|beyond/);
  });

  it.each([
    ["an amount of zero", { amountUnits: 0 }],
    ["an amount beyond the limit", { amountUnits: 4e14 + 1 }],
    ["an account without a name", { account: "" }],
    ["a transfer that is not there", {}],
  ])("%s in an entry", (name, change) => {
    const id = name.startsWith("a transfer") ? "nothing" : "payment-2";
    insertTransfer(sql, home, { ...pending, id: "payment-2" }, written);
    expect(() => {
      insertEntries(sql, home, [
        { id, entries: [{ account: "bank", month: "", amountUnits: 1, ...change }] },
      ]);
    }).toThrow(/CHECK|FOREIGN KEY/);
  });

  it.each<[string, Partial<Transfer>]>([
    ["a post of nothing", { kind: "post" }],
    ["a posted one that resolves", { kind: "posted", pendingId: "payment-1" }],
    ["an empty id", { id: "" }],
    ["an empty cause", { cause: "" }],
  ])("%s in a transfer", (_, change) => {
    expect(() => {
      insertTransfer(sql, home, { ...pending, id: "payment-2", ...change }, written);
    }).toThrow("CHECK");
  });
});
