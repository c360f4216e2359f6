import { describe, expect, it } from "vitest";
import { readReturns } from "./returns.ts";

/** Two debits that came back, one closed and one without money, and one correction of an account. */
const lines = [
  "101 1210428821234567890261130" +
    "0930A094101FIRST BANK             NORTHSIDE POWER                ",
  "5200NORTHSIDE POWER                     1234567890PPDPAYMENT   261130261130   1121042880000001",
  "62623138010412345678         0000002500P-1001         ANA LOPEZ               1231380100000001",
  "799R01121042880000011      23138010" + " ".repeat(44) + "231380100000001",
  "62623138010487654321         0000004000P-1002         BEN CARTER              1231380100000002",
  "799R02121042880000012      23138010" + " ".repeat(44) + "231380100000002",
  "82000000040046276020000000006500000000000000" +
    "1234567890" +
    " ".repeat(25) +
    "121042880000001",
  "5200NORTHSIDE POWER                     1234567890CORPAYMENT   261130261130   1121042880000002",
  "62623138010455555555         0000000000P-1003         CHI TRAN                1231380100000003",
  "798C01121042880000013      231380101918171614" + " ".repeat(34) + "231380100000003",
  "82000000020023138010000000000000000000000000" +
    "1234567890" +
    " ".repeat(25) +
    "121042880000002",
  "9000002000002000000060069414030000000006500000000000000" + " ".repeat(39),
];
const file = [...lines, ...Array.from({ length: 8 }, () => "9".repeat(94))];
const text = file.join("\n");

describe("a bank's file of returns", () => {
  it("tells each entry that came back, and each account that is to be changed", () => {
    expect(file.map((line) => line.length)).toEqual(file.map(() => 94));
    expect(readReturns(text)).toEqual([
      {
        kind: "return",
        code: "R01",
        trace: "121042880000011",
        reference: "P-1001",
        amountMinor: 2_500,
        isDebit: true,
        corrected: null,
      },
      {
        kind: "return",
        code: "R02",
        trace: "121042880000012",
        reference: "P-1002",
        amountMinor: 4_000,
        isDebit: true,
        corrected: null,
      },
      {
        kind: "correction",
        code: "C01",
        trace: "121042880000013",
        reference: "P-1003",
        amountMinor: 0,
        isDebit: true,
        corrected: "1918171614",
      },
    ]);
    expect(readReturns(`${file.join("\r\n")}\r\n`)).toHaveLength(3);
  });

  it.each<[string, string, string]>([
    ["nothing", "not_nacha", ""],
    ["words", "not_nacha", "hello"],
    ["a file cut short", "not_nacha", lines.slice(0, 8).join("\n")],
    ["a file without a line of a batch", "wrong_totals", without(4)],
    ["a file without an addendum", "wrong_totals", without(3)],
    ["a file without the end of a batch", "not_nacha", without(6)],
    ["a file without the beginning of a batch", "not_nacha", without(1)],
    ["another amount", "wrong_totals", text.replace("0000002500", "0000002501")],
    ["another bank", "not_nacha", text.replace("626231380104", "626231380105")],
    ["no code", "not_nacha", text.replace("799R01", "799X01")],
    ["letters for an amount", "not_nacha", text.replace("0000002500", "00000025OO")],
    ["a line too long", "not_nacha", text.replace("ANA LOPEZ", "ANA  LOPEZ")],
    ["a second header", "not_nacha", [lines[0], ...lines].join("\n")],
    ["more after the end", "not_nacha", [...lines, lines[2]].join("\n")],
    ["an unknown record", "not_nacha", text.replace("\n5200", "\n4200")],
  ])("refuses %s: %s", (_, code, wrong) => {
    expect(readReturns(wrong)).toMatchObject({ code });
  });
});

function without(at: number): string {
  return lines.filter((_, index) => index !== at).join("\n");
}
