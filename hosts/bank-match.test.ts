import { describe, expect, it } from "vitest";
import type { BankLine } from "../payments/bai2/read.ts";
import { type Expected, matchBank } from "./bank-match.ts";

function came(day: string, amountMinor: number, text = "", isCredit = true): BankLine {
  return { account: "1", day, type: isCredit ? "142" : "475", amountMinor, isCredit, text };
}

function due(day: string, amountMinor: number, holder = "stripe"): Expected {
  return { day, holder, amountMinor };
}

function told(expected: readonly Expected[], statement: readonly BankLine[]): string {
  const { matched, missing, unexplained } = matchBank(expected, statement);
  return [
    ...matched.map((pair) => `${pair.expected.day} ${pair.expected.holder} = ${pair.line.day}`),
    ...missing.map(({ day, holder }) => `${day} ${holder} missing`),
    ...unexplained.map(({ day, amountMinor }) => `${day} ${String(amountMinor)} unexplained`),
  ].join("; ");
}

describe("a statement beside settled days", () => {
  it.each<[string, Expected[], BankLine[], string]>([
    [
      "the next day",
      [due("2026-11-25", 100)],
      [came("2026-11-26", 100)],
      "2026-11-25 stripe = 2026-11-26",
    ],
    [
      "five days later",
      [due("2026-11-25", 100)],
      [came("2026-11-30", 100)],
      "2026-11-25 stripe = 2026-11-30",
    ],
    [
      "too late",
      [due("2026-11-25", 100)],
      [came("2026-12-01", 100)],
      "2026-11-25 stripe missing; 2026-12-01 100 unexplained",
    ],
    [
      "before the day",
      [due("2026-11-25", 100)],
      [came("2026-11-24", 100)],
      "2026-11-25 stripe missing; 2026-11-24 100 unexplained",
    ],
    [
      "a cent less",
      [due("2026-11-25", 100)],
      [came("2026-11-26", 99)],
      "2026-11-25 stripe missing; 2026-11-26 99 unexplained",
    ],
    [
      "money that left",
      [due("2026-11-25", 100)],
      [came("2026-11-26", 100, "", false)],
      "2026-11-25 stripe missing",
    ],
    [
      "nothing expected of a day without money",
      [due("2026-11-25", 0), due("2026-11-26", -5)],
      [],
      "",
    ],
    [
      "the same amount twice, once come",
      [due("2026-11-25", 100), due("2026-11-26", 100)],
      [came("2026-11-27", 100)],
      "2026-11-25 stripe = 2026-11-27; 2026-11-26 stripe missing",
    ],
    [
      "two of one amount by what their text says",
      [due("2026-11-25", 100, "desk-1"), due("2026-11-25", 100)],
      [came("2026-11-26", 100, "STRIPE"), came("2026-11-27", 100, "DESK-1")],
      "2026-11-25 desk-1 = 2026-11-27; 2026-11-25 stripe = 2026-11-26",
    ],
  ])("%s", (_, expected, statement, words) => {
    expect(told(expected, statement)).toBe(words);
  });
});
