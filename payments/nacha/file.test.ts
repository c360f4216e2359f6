import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Remittance } from "../../core/hub/settings.ts";
import { isRefusal } from "../../core/refusal.ts";
import { isRoutingNumber, words } from "./fields.ts";
import { checkParties, ENTRY_MINOR_MAX, nachaFile } from "./file.ts";
import { readReturns } from "./returns.ts";

const parties: Remittance = {
  originatingRouting: "121042882",
  originatingName: "First Bank",
  companyId: "1234567890",
  companyName: "Northside Power",
  receivingRouting: "231380104",
  receivingAccount: "744-5678-99",
  receivingName: "Northside Power",
};
const credit = {
  effectiveDay: "2026-11-26",
  amountMinor: 123_456,
  reference: "northside-2026-11-25-0a1b2c3d4e5f",
};

function textOf(file: ReturnType<typeof nachaFile>): string {
  if (isRefusal(file)) throw new Error(file.message);
  return file;
}

describe("a NACHA file", () => {
  it("is one credit with what it is for, in whole blocks, the same every time", () => {
    const file = nachaFile(parties, credit);
    expect(isRefusal(file)).toBe(false);
    expect(nachaFile(parties, credit)).toBe(file);
    const lines = textOf(file).split("\n");
    expect(lines.pop()).toBe("");
    expect(lines).toHaveLength(10);
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([94]));
    expect(lines.slice(0, 6)).toEqual([
      "101 1210428821234567890261126" +
        "0000A094101FIRST BANK             NORTHSIDE POWER                ",
      "5220NORTHSIDE POWER                     1234567890CCDSETTLEMENT261126261126   1121042880000001",
      "622231380104744-5678-99      0000123456NORTHSIDE-2026-NORTHSIDE POWER         1121042880000001",
      `705${"NORTHSIDE-2026-11-25-0A1B2C3D4E5F".padEnd(80)}00010000001`,
      "82200000020023138010000000000000000000123456" +
        "1234567890                         121042880000001",
      "9000001000001000000020023138010000000000000000000123456".padEnd(94),
    ]);
    expect(lines.slice(6).every((line) => /^9{94}$/.test(line))).toBe(true);
  });

  it.each<[string, number, string]>([
    ["nothing", 0, "nothing_to_remit"],
    ["less than nothing", -1, "nothing_to_remit"],
    ["a hundred million dollars", ENTRY_MINOR_MAX + 1, "amount_too_large"],
  ])("of %s is refused", (_, amountMinor, code) => {
    expect(nachaFile(parties, { ...credit, amountMinor })).toMatchObject({ code });
  });

  it("is read by the reader of returns, which finds none", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: ENTRY_MINOR_MAX }),
        fc.string(),
        (amountMinor, reference) => {
          const file = nachaFile(parties, { ...credit, amountMinor, reference });
          expect(readReturns(textOf(file))).toEqual([]);
        },
      ),
    );
  });
});

describe("the parties", () => {
  it.each<[string, Partial<Remittance>]>([
    ["bad_routing", { originatingRouting: "121042883" }],
    ["bad_routing", { receivingRouting: "23138010" }],
    ["bad_account", { receivingAccount: "" }],
    ["bad_account", { receivingAccount: "1 2" }],
    ["bad_account", { receivingAccount: "1".repeat(18) }],
    ["bad_company", { companyId: "12-3456789" }],
    ["bad_name", { receivingName: "\u6771" }],
  ])("%s", (code, wrong) => {
    expect(checkParties({ ...parties, ...wrong })).toMatchObject({ code });
  });

  it("are good", () => {
    expect(checkParties(parties)).toBeNull();
  });
});

describe("fields", () => {
  it.each<[string, boolean]>([
    ["021000021", true],
    ["121042882", true],
    ["021000022", false],
    ["02100002", false],
    ["0210000211", false],
    ["02100002a", false],
  ])("routing number %s: %s", (text, expected) => {
    expect(isRoutingNumber(text)).toBe(expected);
  });

  it("write words as a bank reads them", () => {
    expect(words("Muñoz & Söhne_\u0000", 16)).toBe("MUNOZ & SOHNE   ");
  });
});
