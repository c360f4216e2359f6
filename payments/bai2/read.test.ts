import { describe, expect, it } from "vitest";
import { readBai2 } from "./read.ts";

const lines = [
  "01,FIRSTBANK,NORTHSIDE,261126,0600,1,,,2/",
  "02,NORTHSIDE,FIRSTBANK,1,261126,0600,USD,2/",
  "03,744567899,USD,010,500000,,,100,63456,2,/",
  "16,142,43456,,REF-1,,STRIPE PAYOUT",
  "88,NORTHSIDE-2026-11-25/",
  "16,301,20000,,,,DEPOSIT BRANCH 4/",
  "16,475,1000,,,,CHECK 17/",
  "49,627912,6/",
  "98,627912,1,8/",
  "99,627912,1,10/",
];
const text = lines.join("\n");

describe("a BAI2 statement", () => {
  it("tells what came and what left, with all that is said of it", () => {
    expect(readBai2(text)).toEqual([
      {
        account: "744567899",
        day: "2026-11-26",
        type: "142",
        amountMinor: 43_456,
        isCredit: true,
        text: "REF-1 STRIPE PAYOUT NORTHSIDE-2026-11-25",
      },
      {
        account: "744567899",
        day: "2026-11-26",
        type: "301",
        amountMinor: 20_000,
        isCredit: true,
        text: "DEPOSIT BRANCH 4",
      },
      {
        account: "744567899",
        day: "2026-11-26",
        type: "475",
        amountMinor: 1_000,
        isCredit: false,
        text: "CHECK 17",
      },
    ]);
    expect(readBai2(`${lines.join("\r\n")}\r\n`)).toHaveLength(3);
  });

  it.each<[string, string, string]>([
    ["nothing", "not_bai2", ""],
    ["words", "not_bai2", "date,amount"],
    ["a file cut short", "not_bai2", lines.slice(0, 7).join("\n")],
    ["a file without a transaction", "wrong_totals", without(5)],
    ["a file without a continuation", "wrong_totals", without(4)],
    ["another amount", "wrong_totals", text.replace("20000", "20001")],
    ["another sum of the group", "wrong_totals", text.replace("98,627912", "98,627913")],
    ["another count of the file", "wrong_totals", text.replace("99,627912,1,10", "99,627912,1,11")],
    ["a summary that is no number", "not_bai2", text.replace("500000", "5000.00")],
    ["a transaction without an amount", "not_bai2", text.replace("16,301,20000", "16,301,")],
    ["a transaction outside an account", "not_bai2", without(2)],
    ["an account outside a group", "not_bai2", without(1)],
    ["a group without its end", "not_bai2", without(8)],
    ["an account without its end", "not_bai2", without(7)],
    ["a day that is none", "not_bai2", text.replace("1,261126", "1,26-11")],
    ["a second header", "not_bai2", [lines[0], ...lines].join("\n")],
    ["more after the end", "not_bai2", [...lines, lines[3]].join("\n")],
    ["an unknown record", "not_bai2", text.replace("16,475", "17,475")],
    ["a continuation of nothing", "not_bai2", ["88,x", ...lines].join("\n")],
  ])("refuses %s: %s", (_, code, wrong) => {
    expect(readBai2(wrong)).toMatchObject({ code });
  });
});

function without(at: number): string {
  return lines.filter((_, index) => index !== at).join("\n");
}
