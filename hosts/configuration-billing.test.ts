import { describe, expect, it } from "vitest";
import { remittanceOf } from "./configuration-billing.ts";

const written = {
  bank_routing: "121042882",
  bank_name: "First Bank",
  company_id: "1234567890",
  company_name: "Northside Power",
  account_routing: "231380104",
  account: "744-5678-99",
  account_name: "Northside Power",
};

describe("[utility.remittance]", () => {
  it("is where a day is remitted to; without it nowhere", () => {
    const notes: string[] = [];
    const remittance = remittanceOf(written, (at) => notes.push(at));
    expect([notes, remittance?.receivingAccount]).toEqual([[], "744-5678-99"]);
    expect(remittanceOf(undefined, (at) => notes.push(at))).toBeNull();
  });

  it.each<[string, string, object]>([
    ["remittance", "bad_routing", { bank_routing: "121042883" }],
    ["remittance", "bad_routing", { account_routing: "1" }],
    ["remittance.account", "bad_account", { account: "12 34" }],
    ["remittance.company_id", "bad_company", { company_id: "12-3456789" }],
    ["remittance", "bad_name", { company_name: "\u6771\u4eac" }],
  ])("refuses by %s: %s", (place, code, wrong) => {
    const notes: string[][] = [];
    remittanceOf({ ...written, ...wrong }, (at, why) => notes.push([at, why]));
    expect(notes).toEqual([[place, code]]);
  });
});
