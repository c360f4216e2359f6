import { beforeEach, describe, expect, it } from "vitest";
import { Connection } from "../../hosts/node/sql.ts";
import { books, header as headerOf, now } from "../../test/support/ledger-books.ts";
import { pledgeMade } from "../ledger/pledged.ts";
import { emergencyDrawn, type Header } from "../ledger/postings.ts";
import { moneyHeld } from "../ledger/suspense.ts";
import type { Home } from "../ports.ts";
import { addAccount } from "../store/accounts.ts";
import { addGrant } from "../store/emergency.ts";
import { migrations } from "../store/migrations/all.ts";
import { addPayCode, addUse } from "../store/pay-codes.ts";
import { addPayout } from "../store/payouts.ts";
import { addPledge } from "../store/pledges.ts";
import { addSuspense } from "../store/suspense.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { post, postAll } from "./post.ts";
import { verifyMoney } from "./verify-money.ts";

const { home, currency } = books;
const utility: Home = "utility:u";
const amountUnits = 20_000_000;

let sql: Connection;

function header(id: string, place: string): Header {
  return headerOf(id, { cause: `${place}#1` });
}

/** A grant that is drawn on, an open pledge, a code that was used, and money that waits. */
beforeEach(() => {
  sql = new Connection(":memory:");
  for (const { text } of migrations) sql.exec(text);
  const of = { id: "1", utilityId: "u", customerId: "c", currency: "USD", zone: "UTC" };
  addAccount(sql, home, { ...of, openedAtMs: 1, closedAtMs: null });
  for (const place of [home, utility]) {
    const row = { kind: "one", actor: "x", channel: null, cause: "x", facts: {} };
    recordHappening(sql, now, beginHappening(sql, place), row);
  }
  post(sql, now, books, {
    ...header("short", home),
    kind: "posted",
    code: "usage",
    pendingId: null,
    entries: [
      { account: "shortfall", amountUnits: 7 },
      { account: "revenue.water", amountUnits: -7 },
    ],
  });
  const grant = { variant: "B", limitUnits: 10, offerAtUnits: 0, drawnUnits: 7 } as const;
  addGrant(sql, home, { ...grant, id: "g", invokedAtMs: 1 });
  post(sql, now, books, emergencyDrawn(header("drawn", home), { amountUnits: 7, capUnits: 10 }));
  const targets = [{ account: "prepaid", amountUnits }];
  const pledged = { agency: "heat", amountUnits, targets };
  postAll(sql, now, books, pledgeMade(header("pledge/p", home), pledged));
  const pledge = { id: "p", agency: "heat", amountMinor: 2_000, state: "pledged" } as const;
  addPledge(sql, home, { ...pledge, pledgedAtMs: 1, expiresAtMs: 2 });
  const code = {
    code: "0000000000",
    accountId: "1",
    capMinor: 900,
    spentMinor: 0,
    usesLeft: 2,
    name: null,
  };
  addPayCode(sql, utility, { ...code, createdAtMs: 1, expiresAtMs: 2, revokedAtMs: null });
  const use = { paymentId: "u", code: code.code, amountMinor: 500, usedAtMs: 1 };
  addUse(sql, utility, { ...use, line: null, uses: 1 });
  post(sql, now, books, moneyHeld(header("came", home), { heldIn: "drawer.d", amountUnits }));
  post(sql, now, books, {
    ...header("payable", home),
    kind: "posted",
    code: "payable",
    pendingId: null,
    entries: [
      { account: "suspense", amountUnits },
      { account: "payable", amountUnits: -amountUnits },
    ],
  });
  addPayout(sql, home, { id: "o", amountMinor: 2_000, madeAtMs: 1 });
  const held = { heldIn: "drawer.d", amountUnits };
  post(sql, now, { home: utility, currency }, moneyHeld(header("held/i", utility), held));
  addSuspense(sql, utility, {
    id: "i",
    source: "d",
    tender: "cash",
    heldIn: "drawer.d",
    amountMinor: 2_000,
    reference: "",
    accountId: null,
    code: "no_match",
    createdAtMs: 1,
  });
});

/** What somebody with a file editor could do. */
function tamper(text: string): void {
  sql.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
  sql.exec(text);
}

describe("verifyMoney", () => {
  it("finds whole credit whole", () => {
    expect(verifyMoney(sql)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["drawn_without_grant", "emergency_credit", "UPDATE emergency_grant SET drawn_units = 6"],
    ["drawn_without_grant", "emergency_credit", "DELETE FROM emergency_grant"],
    ["pledge_unlike_ledger", "pledged.heat", "UPDATE pledge SET amount_minor = 1999"],
    ["pledge_unlike_ledger", "pledged.heat", "UPDATE pledge SET state = 'paid'"],
    ["pledge_unlike_ledger", "pledged.heat", "DELETE FROM pledge"],
    ["pledge_unlike_ledger", "pledged.other", "UPDATE pledge SET agency = 'other'"],
    ["suspense_unlike_ledger", "suspense", "UPDATE suspense_item SET amount_minor = 1"],
    ["suspense_unlike_ledger", "suspense", "DELETE FROM suspense_item"],
    ["suspense_unlike_ledger", "suspense", "DELETE FROM ledger_balance WHERE home = 'utility:u'"],
    ["payout_unlike_ledger", "payable", "UPDATE payout SET amount_minor = 1999"],
    ["payout_unlike_ledger", "payable", "DELETE FROM payout"],
    ["payout_unlike_ledger", "payable", "UPDATE payout SET state = 'paid'"],
    ["payout_unlike_ledger", "payable", "DELETE FROM ledger_balance WHERE account = 'payable'"],
    ["pay_code_unlike_uses", "1", "UPDATE pay_code SET spent_minor = 499"],
    ["pay_code_unlike_uses", "1", "UPDATE pay_code_use SET given_back_at_ms = 1"],
  ])("finds %s at %s", (code, name, text) => {
    tamper(text);
    expect(verifyMoney(sql).filter((problem) => problem.code === code)).toContainEqual(
      expect.objectContaining({ name, detail: expect.stringMatching(/\w/) as string }),
    );
  });
});
