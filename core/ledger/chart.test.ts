import { describe, expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import { accountCodes, accountOf, readAccountName } from "./chart.ts";
import { transferRefusals } from "./transfer.ts";

describe("an account's name", () => {
  it.each([
    ["prepaid", "prepaid", null],
    ["shortfall", "shortfall", null],
    ["bank", "bank", null],
    ["revenue.electricity", "revenue", "electricity"],
    ["revenue.fixed", "revenue", "fixed"],
    ["clearing.simulated", "clearing", "simulated"],
    ["drawer.desk-1", "drawer", "desk-1"],
    ["drawer.K_0042", "drawer", "K_0042"],
    ["tax.city-of-fontana", "tax", "city-of-fontana"],
  ])("%s is read", (name, code, detail) => {
    expect(readAccountName(name)).toMatchObject({ code, detail });
  });

  it.each([
    [""],
    ["."],
    ["cash"],
    ["Prepaid"],
    ["prepaid "],
    ["prepaid.maria"],
    ["revenue"],
    ["revenue."],
    ["revenue.a.b"],
    ["revenue.a/b"],
    ["revenue.a b"],
    ["drawer.-1"],
    [`drawer.${"x".repeat(65)}`],
    ["constructor"],
    ["toString"],
    ["__proto__"],
  ])("%j is refused", (name) => {
    const read = readAccountName(name);
    expect(isRefusal(read) && read.code).toBe("account_unknown");
  });
});

describe("the chart", () => {
  it("has an overdraft refusal for every account that may not pass zero, and for no other", () => {
    const limited = accountCodes.filter((code) =>
      ["guarded", "capped"].includes(accountOf(code).rule),
    );
    const refused = transferRefusals
      .filter((code) => code.startsWith("would_overdraw_"))
      .map((code) => code.slice("would_overdraw_".length));
    expect(refused.toSorted()).toEqual(limited.toSorted());
    expect(limited.every((code) => accountOf(code).owner === "customer")).toBe(true);
  });

  it("keeps prepaid a liability and what the customer owes assets", () => {
    expect(accountOf("prepaid").type).toBe("liability");
    for (const code of ["shortfall", "emergency_credit", "arrears", "receivable"] as const) {
      expect(accountOf(code).type).toBe("asset");
    }
  });
});
