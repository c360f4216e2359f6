import { describe, expect, it } from "vitest";
import { balancesOf } from "./balances.ts";
import type { LedgerBalance } from "./effect.ts";

function row(account: string, postedUnits: number, debit = 0, credit = 0): LedgerBalance {
  const pending = { pendingDebitUnits: debit, pendingCreditUnits: credit };
  return { account, month: "", currency: "USD", postedUnits, ...pending, entryCount: 1 };
}

const none = {
  balanceUnits: 0,
  prepaidUnits: 0,
  prepaidFreeUnits: 0,
  shortfallUnits: 0,
  emergencyUsedUnits: 0,
  arrearsUnits: 0,
  returnedPaymentsUnits: 0,
  receivableUnits: 0,
  depositUnits: 0,
  unappliedUnits: 0,
  pendingUnits: 0,
};

describe("balancesOf", () => {
  it.each<[string, LedgerBalance[], Partial<typeof none>]>([
    ["a home without rows", [], {}],
    ["an account used up", [row("prepaid", 0)], {}],
    [
      "prepaid money",
      [row("prepaid", -20_000_000)],
      { balanceUnits: 20_000_000, prepaidUnits: 20_000_000, prepaidFreeUnits: 20_000_000 },
    ],
    [
      "prepaid money that a refund has reserved",
      [row("prepaid", -20_000_000, 15_000_000)],
      { balanceUnits: 20_000_000, prepaidUnits: 20_000_000, prepaidFreeUnits: 5_000_000 },
    ],
    [
      "a shortfall",
      [row("shortfall", 3_200_000)],
      { balanceUnits: -3_200_000, shortfallUnits: 3_200_000 },
    ],
    [
      "emergency credit used beside a shortfall",
      [row("emergency_credit", 4_000_000), row("shortfall", 3_200_000), row("prepaid", 0)],
      { balanceUnits: -7_200_000, emergencyUsedUnits: 4_000_000, shortfallUnits: 3_200_000 },
    ],
    ["old debt, which is no part of the balance", [row("arrears", 9)], { arrearsUnits: 9 }],
    ["a returned payment, too", [row("returned_payments", 9)], { returnedPaymentsUnits: 9 }],
    ["a post-pay bill, too", [row("receivable", 9)], { receivableUnits: 9 }],
    ["a deposit, too", [row("deposit", -9)], { depositUnits: 9 }],
    ["a payment under way, too", [row("unapplied", 0, 0, 9)], { pendingUnits: 9 }],
    ["money not allocated, too", [row("unapplied", -9)], { unappliedUnits: 9 }],
  ])("reads %s", (_, rows, expected) => {
    expect(balancesOf(rows)).toEqual({ ...none, ...expected });
  });
});
