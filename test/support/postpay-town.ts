/** A utility with a post-pay customer, and what the tests of bills do to them. */
import { expect } from "vitest";
import { takeCounterCash } from "../../hosts/take-counter-cash.ts";
import { must } from "../../core/assert.ts";
import { accountBill } from "../../core/hub/account-bill.ts";
import { convertAccount, type ConvertAccount } from "../../core/hub/convert-account.ts";
import type { ImportBill } from "../../core/hub/import-bill.ts";
import { balancesAt } from "../../core/hub/post.ts";
import type { BillingPolicy } from "../../core/hub/settings.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import { DAY_MS } from "../../core/instant.ts";
import { currencyOf } from "../../core/money.ts";
import { ana, type Town, usd } from "../town.ts";

export const home = accountHome("1001");
export const CENT = 10_000;
const currency = must(currencyOf("USD"), "USD");
export const phone = "+15550100001";

export const own: BillingPolicy = {
  bills: "own",
  dueDays: 21,
  dunning: { graceDays: 3, overdueDays: 7, remindedDays: 10, finalDays: 10 },
};

/** Somebody else's account, prepaid. */
const cabin = {
  ...ana,
  accountId: "1002",
  customerId: "c2",
  label: "Cabin",
  openingUnits: 0,
  contacts: [],
  services: ana.services.map((service) => ({ ...service, meterId: "E-2", label: "Cabin" })),
};

export async function postpaid(town: Town, billing: BillingPolicy = own): Promise<void> {
  await town.found({ ...usd, billing });
  await town.enrol({ ...ana, mode: "postpay", openingUnits: 0 }, cabin);
}

/** Days, one by one, so that each night's work is done. */
export async function days(town: Town, count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) await town.pass(DAY_MS);
}

export async function standing(town: Town, at = home) {
  const [bill, balances] = await town.hub.store.read(at, (sql) => [
    accountBill(sql, at),
    balancesAt(sql, at),
  ]);
  const cents = (units: number): number => units / CENT;
  return {
    due: cents(bill.dueUnits),
    credit: cents(bill.creditUnits),
    stage: bill.stage,
    prepaid: cents(balances.prepaidUnits),
    shortfall: cents(balances.shortfallUnits),
    arrears: cents(balances.arrearsUnits),
  };
}

let payments = 0;

export async function pay(
  town: Town,
  amountMinor: number,
  more: { billKey?: string; away?: { accountId: string; amountMinor: number }[]; id?: string } = {},
) {
  payments += 1;
  const taken = await takeCounterCash(town.hub, {
    paymentId: more.id ?? `desk-${String(payments)}`,
    accountId: "1001",
    amountMinor,
    currency,
    drawer: "desk-1",
    clerk: "maria",
    billKey: more.billKey ?? null,
    away: (more.away ?? []).map((share) => ({ ...share, billKey: null })),
  });
  await town.settle();
  return taken;
}

export async function expectWhole(town: Town): Promise<void> {
  for (const slice of town.hub.store.slices()) {
    const problems = await town.hub.store.read(slice, (sql) => [
      ...verifyLedger(sql).problems,
      ...verifyMoney(sql),
    ]);
    expect(problems).toEqual([]);
  }
}

export const bill: ImportBill = {
  accountId: "1001",
  source: "cis",
  billId: "2026-11",
  version: 1,
  issuedDay: "2026-11-23",
  dueDay: "2026-12-10",
  amountMinor: 4_000,
  currency: "USD",
  actor: "test",
};

export const toPrepaid: ConvertAccount = {
  key: "change-1",
  mode: "prepaid",
  agreed: { by: "Ana Lopez", terms: "prepay-2026-03", channel: "counter" },
  actor: "maria",
};

export function convert(town: Town, input: ConvertAccount, at = home) {
  return town.hub.store.transact<ReturnType<typeof convertAccount>>(at, (sql) =>
    convertAccount(sql, town.hub.clock.now(), at, input),
  );
}
