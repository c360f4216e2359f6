import { beforeEach, describe, expect, it } from "vitest";
import { Connection } from "../../hosts/node/sql.ts";
import { books, header as headerOf, now, transfer } from "../../test/support/ledger-books.ts";
import {
  cashTaken,
  emergencyDrawn,
  type Header,
  paymentPending,
  paymentSettled,
  paymentVoided,
  quoteHonoured,
} from "../ledger/postings.ts";
import { paymentReturned } from "../ledger/returned.ts";
import { addAccount } from "../store/accounts.ts";
import { migrations } from "../store/migrations/all.ts";
import { addPayment, type PaymentRow } from "../store/payments.ts";
import { addGrant } from "../store/emergency.ts";
import { addQuote, useQuote } from "../store/quotes.ts";
import { addReturn } from "../store/returns.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { post, postAll } from "./post.ts";
import { verifyMoney } from "./verify-money.ts";

const { home } = books;
const card = { processor: "simulated", amountUnits: 20_000_000 };
const targets = [{ account: "prepaid", amountUnits: 20_000_000 }];

let sql: Connection;

function header(id: string): Header {
  return headerOf(id, { cause: `${home}#1` });
}

function payment(
  id: string,
  state: PaymentRow["state"],
  tender: PaymentRow["tender"] = "card",
): void {
  addPayment(sql, home, {
    id,
    state,
    tender,
    amountMinor: 2_000,
    methodId: null,
    processor: tender === "card" ? "simulated" : null,
    chargeKey: null,
    chargeToken: null,
    processorId: null,
    channel: "sms",
    line: null,
    actor: "x",
    confirmation: null,
    code: null,
    createdAtMs: 1,
    resolvedAtMs: null,
    payee: null,
  });
}

/** A payment that was settled and came back, with a fee of three units. */
function returned(): void {
  post(sql, now, books, paymentPending(header("payment/back"), card));
  const settled = { ...card, pendingId: "payment/back", targets };
  postAll(sql, now, books, paymentSettled(header("payment/back/settled"), settled));
  payment("back", "settled");
  const from = [{ account: "clearing.simulated", amountUnits: card.amountUnits }];
  const balances = { prepaidFreeUnits: card.amountUnits, emergencyUsedUnits: 0, unappliedUnits: 0 };
  const billing = { mode: "prepaid" } as const;
  const back = { from, given: targets, feeUnits: 3, balances, billing };
  post(sql, now, books, paymentReturned(header("payment/back/returned"), back));
  addReturn(sql, home, {
    paymentId: "back",
    reason: "R01",
    feeUnits: 3,
    wonReconnect: 0,
    returnedAtMs: 1,
  });
}

/** One payment of each state, a return, a quote that was honoured, emergency credit in use and a correction. */
beforeEach(() => {
  sql = new Connection(":memory:");
  for (const { text } of migrations) sql.exec(text);
  const of = { id: "1", utilityId: "u", customerId: "c", currency: "USD", zone: "UTC" };
  addAccount(sql, home, { ...of, openedAtMs: 1, closedAtMs: null });
  for (const kind of ["one", "two"]) {
    const row = { kind, actor: "x", channel: null, cause: "x", facts: {} };
    recordHappening(sql, now, beginHappening(sql, home), row);
  }
  const cash = { drawer: "d", amountUnits: card.amountUnits, targets };
  postAll(sql, now, books, cashTaken(header("payment/cash"), cash));
  payment("cash", "settled", "cash");
  for (const id of ["settled", "pending", "unresolved", "declined"]) {
    post(sql, now, books, paymentPending(header(`payment/${id}`), card));
  }
  const settled = { ...card, pendingId: "payment/settled", targets };
  postAll(sql, now, books, paymentSettled(header("payment/settled/settled"), settled));
  post(sql, now, books, paymentVoided(header("payment/declined/voided"), "payment/declined"));
  for (const state of ["settled", "pending", "unresolved", "declined", "refused"] as const) {
    payment(state, state);
  }
  returned();
  const quote = {
    amountMinor: 2_000,
    levelUnits: -5,
    targetUnits: 0,
    createdAtMs: 1,
    expiresAtMs: 9,
  };
  addQuote(sql, home, { id: "q", ...quote });
  useQuote(sql, home, "q", "cash");
  const given = { amountUnits: 5, shortfallUnits: 0 };
  post(sql, now, books, quoteHonoured(header("payment/cash/quote"), given));
  post(sql, now, books, {
    ...transfer("short", [
      { account: "shortfall", amountUnits: 7 },
      { account: "suspense", amountUnits: -7 },
    ]),
    ...header("short"),
  });
  const grant = { variant: "B", limitUnits: 10, offerAtUnits: 0, drawnUnits: 7 } as const;
  addGrant(sql, home, { ...grant, id: "g", invokedAtMs: 1 });
  post(sql, now, books, emergencyDrawn(header("drawn"), { amountUnits: 7, capUnits: 10 }));
  post(sql, now, books, {
    ...transfer("correction", [
      { account: "prepaid", amountUnits: 1 },
      { account: "revenue.water", amountUnits: -1 },
    ]),
    ...header("correction"),
    corrects: "drawn",
  });
});

/** What somebody with a file editor could do: the triggers and CHECKs are out of the way, but for the question about them. */
function tamper(text: string): void {
  const triggers = sql.all<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
  );
  for (const { name } of triggers) sql.exec(`DROP TRIGGER ${name}`);
  sql.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
  sql.exec(text);
  for (const trigger of triggers) sql.exec(trigger.sql);
}

describe("verifyMoney", () => {
  it("finds whole money whole", () => {
    expect(verifyMoney(sql)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["payment_unlike_ledger", "cash", "UPDATE payment SET amount_minor = 1999 WHERE id = 'cash'"],
    [
      "payment_unlike_ledger",
      "settled",
      "UPDATE payment SET amount_minor = 2001 WHERE id = 'settled'",
    ],
    [
      "payment_unlike_ledger",
      "settled",
      "DELETE FROM transfer WHERE id = 'payment/settled/settled'",
    ],
    [
      "payment_unlike_ledger",
      "pending",
      "UPDATE payment SET state = 'settled' WHERE id = 'pending'",
    ],
    [
      "payment_unlike_ledger",
      "pending",
      "UPDATE payment SET amount_minor = 1 WHERE id = 'pending'",
    ],
    [
      "payment_unlike_ledger",
      "unresolved",
      "UPDATE payment SET state = 'declined' WHERE id = 'unresolved'",
    ],
    [
      "payment_unlike_ledger",
      "declined",
      "UPDATE payment SET state = 'settled' WHERE id = 'declined'",
    ],
    [
      "payment_unlike_ledger",
      "settled",
      "UPDATE payment SET state = 'declined' WHERE id = 'settled'",
    ],
    [
      "payment_unlike_ledger",
      "refused",
      "UPDATE payment SET state = 'settled' WHERE id = 'refused'",
    ],
    ["payment_unlike_ledger", "cash", "UPDATE payment SET state = 'refused' WHERE id = 'cash'"],
    ["transfer_without_payment", "payment/cash", "DELETE FROM payment WHERE id = 'cash'"],
    ["transfer_without_payment", "payment/pending", "DELETE FROM payment WHERE id = 'pending'"],
    ["quote_honoured_unused", "payment/cash/quote", "UPDATE quote SET payment_id = NULL"],
    ["quote_honoured_unused", "payment/cash/quote", "UPDATE quote SET payment_id = 'settled'"],
    ["return_unlike_ledger", "back", "UPDATE payment_return SET fee_units = 4"],
    ["return_unlike_ledger", "payment/back/returned", "DELETE FROM payment_return"],
    [
      "return_unlike_ledger",
      "back",
      "DELETE FROM entry WHERE transfer_id = 'payment/back/returned'",
    ],
    ["return_unlike_ledger", "settled", "UPDATE payment_return SET payment_id = 'settled'"],
    [
      "return_unlike_ledger",
      "back",
      "UPDATE entry SET amount_units = -1 WHERE account = 'clearing.simulated' AND transfer_id GLOB '*/returned'",
    ],
    [
      "transfer_without_happening",
      "drawn",
      "UPDATE transfer SET cause = 'account:1#9' WHERE id = 'drawn'",
    ],
    [
      "transfer_without_happening",
      "drawn",
      "UPDATE transfer SET cause = 'someone' WHERE id = 'drawn'",
    ],
    ["transfer_without_happening", "payment/cash", "DELETE FROM journal WHERE sequence = 1"],
    [
      "value_not_conserved",
      "all accounts",
      "UPDATE ledger_balance SET posted_units = posted_units + 1 WHERE account = 'prepaid'",
    ],
    [
      "emergency_beyond_cap",
      "emergency_credit",
      "UPDATE ledger_balance SET posted_units = 11 WHERE account = 'emergency_credit'",
    ],
    [
      "emergency_beyond_cap",
      "emergency_credit",
      "UPDATE entry SET cap_units = 6 WHERE account = 'emergency_credit'",
    ],
    [
      "tender_not_whole",
      "payment/cash",
      "UPDATE entry SET amount_units = amount_units + 1 WHERE account = 'drawer.d'",
    ],
    [
      "tender_not_whole",
      "payment/settled",
      "UPDATE entry SET amount_units = 20000001 WHERE account = 'clearing.simulated'",
    ],
    [
      "correction_of_nothing",
      "correction",
      "UPDATE transfer SET corrects = 'nothing' WHERE id = 'correction'",
    ],
    [
      "correction_of_nothing",
      "correction",
      "UPDATE transfer SET currency = 'EUR' WHERE id = 'drawn'",
    ],
    ["journal_out_of_order", "journal", "UPDATE journal SET position = 99 WHERE sequence = 1"],
  ])("finds %s at %s", (code, name, text) => {
    tamper(text);
    expect(verifyMoney(sql).filter((problem) => problem.code === code)).toContainEqual(
      expect.objectContaining({ name, detail: expect.stringMatching(/\w/) as string }),
    );
  });

  it("finds each trigger that is gone", () => {
    const names = sql
      .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
      .map(({ name }) => name)
      .filter((name) => /^(?:transfer|entry|journal|settlement)_/.test(name));
    for (const name of names) {
      const made = sql.get<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE name = ?", [name]);
      sql.exec(`DROP TRIGGER ${name}`);
      expect(verifyMoney(sql)).toEqual([
        { code: "trigger_missing", home: "store", name: "triggers", detail: `${name} gone` },
      ]);
      sql.exec(made?.sql ?? "");
    }
    expect(verifyMoney(sql)).toEqual([]);
    expect(names).toHaveLength(13);
  });
});
