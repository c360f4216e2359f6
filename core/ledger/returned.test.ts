import { describe, expect, it } from "vitest";
import type { Header } from "./postings.ts";
import { paymentReturned } from "./returned.ts";
import type { Transfer } from "./transfer.ts";

const header: Header = {
  id: "batch-1",
  cause: "happening-1",
  corrects: null,
  actor: "system",
  channel: "meter",
  effectiveAtMs: 0,
  month: "2026-11",
};

function line(transfer: Transfer | null | undefined): string {
  return (transfer?.entries ?? [])
    .map(({ account, amountUnits }) => `${account} ${String(amountUnits)}`)
    .join(", ");
}

describe("a payment", () => {
  it.each<[string, number, number, string]>([
    ["is taken off the credit that is left", 9, 0, "prepaid 9, clearing.simulated -9"],
    [
      "is a shortfall where the credit is spent",
      4,
      0,
      "prepaid 4, shortfall 5, clearing.simulated -9",
    ],
    [
      "brings its fee, owed apart from use",
      0,
      2,
      "shortfall 9, returned_payments 2, clearing.simulated -9, fees -2",
    ],
  ])("that comes back %s", (_, prepaidFreeUnits, feeUnits, expected) => {
    const balances = { prepaidFreeUnits, emergencyUsedUnits: 0, unappliedUnits: 0 };
    const billing = { mode: "prepaid" } as const;
    const given = [{ account: "prepaid", amountUnits: 9 }];
    const from = [{ account: "clearing.simulated", amountUnits: 9 }];
    expect(line(paymentReturned(header, { from, given, feeUnits, balances, billing }))).toBe(
      expected,
    );
  });

  it("that comes back opens again every part that it had paid", () => {
    const given = ["returned_payments", "arrears", "accumulated_debt", "shortfall", "prepaid"].map(
      (account) => ({ account, amountUnits: 3 }),
    );
    const billing = { mode: "prepaid" } as const;
    const returned = {
      from: [{ account: "clearing.simulated", amountUnits: 19 }],
      given: [...given, { account: "emergency_credit", amountUnits: 4 }],
      feeUnits: 1,
      balances: { prepaidFreeUnits: 1, emergencyUsedUnits: 7, unappliedUnits: 0 },
      billing,
    };
    const transfer = paymentReturned(header, returned);
    expect(line(transfer)).toBe(
      "returned_payments 4, arrears 3, accumulated_debt 3, shortfall 5, prepaid 1, emergency_credit 4, clearing.simulated -19, fees -1",
    );
    expect(transfer.entries.find(({ account }) => account === "emergency_credit")?.capUnits).toBe(
      11,
    );
  });

  it.each<[string, string, [number, number], string]>([
    ["opens the bill that it paid again", "receivable", [9, 0], "receivable 9"],
    [
      "is owed apart where the bill is no more",
      "receivable",
      [4, 0],
      "receivable 4, returned_payments 5",
    ],
    ["takes credit that no bill used", "unapplied", [0, 9], "unapplied 9"],
    [
      "is owed where a bill used the credit",
      "unapplied",
      [0, 2],
      "unapplied 2, returned_payments 7",
    ],
    [
      "was credit before the account was post-pay",
      "prepaid",
      [0, 3],
      "unapplied 3, returned_payments 6",
    ],
    ["paid a shortfall that is a bill by now", "shortfall", [0, 0], "returned_payments 9"],
    ["repaid emergency credit", "emergency_credit", [0, 0], "returned_payments 9"],
  ])("of a post-pay account that %s", (_, account, [reopenedUnits, unappliedUnits], expected) => {
    const transfer = paymentReturned(header, {
      from: [{ account: "clearing.simulated", amountUnits: 9 }],
      given: [{ account, amountUnits: 9 }],
      feeUnits: 0,
      balances: { prepaidFreeUnits: 0, emergencyUsedUnits: 0, unappliedUnits },
      billing: { mode: "postpay", reopenedUnits },
    });
    expect(line(transfer)).toBe(`${expected}, clearing.simulated -9`);
  });

  it.each([
    ["a bill", "receivable", "returned_payments 9"],
    ["credit for a bill", "unapplied", "prepaid 4, shortfall 5"],
  ])("that paid %s, of an account that is prepaid by now, is owed", (_, account, expected) => {
    const transfer = paymentReturned(header, {
      from: [{ account: "clearing.simulated", amountUnits: 9 }],
      given: [{ account, amountUnits: 9 }],
      feeUnits: 0,
      balances: { prepaidFreeUnits: 4, emergencyUsedUnits: 0, unappliedUnits: 0 },
      billing: { mode: "prepaid" },
    });
    expect(line(transfer)).toBe(`${expected}, clearing.simulated -9`);
  });
});
