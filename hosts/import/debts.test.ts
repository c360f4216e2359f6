import { describe, expect, it } from "vitest";
import { readConfiguration, type UtilityConfiguration } from "../configuration.ts";
import { configurationFile } from "../node/commands/init-files.ts";
import { debtColumns, readDebts } from "./debts.ts";
import { readTable } from "./table.ts";

function utility(): UtilityConfiguration {
  const sample = readConfiguration(configurationFile);
  if (sample.kind !== "read" || sample.configuration.utilities[0] === undefined) {
    throw new Error("the sample configuration is good");
  }
  return sample.configuration.utilities[0];
}

const header = "account,source,debt,version,amount";

function read(...lines: readonly string[]) {
  const table = readTable(new TextEncoder().encode([header, ...lines].join("\n")), debtColumns);
  const { records, refused } = readDebts(table.rows, utility());
  return { records, refused: [...table.refused, ...refused] };
}

describe("a file of old debts", () => {
  it("is read line by line; a version that is left out is the first", () => {
    const { records, refused } = read("A-1003,cis,d1,,145.68", "A-1003,cis,d1,2,0");
    expect(refused).toEqual([]);
    expect(records).toMatchObject([
      { line: 2, debtId: "d1", version: 1, amountMinor: 14_568, currency: "USD" },
      { line: 3, debtId: "d1", version: 2, amountMinor: 0 },
    ]);
  });

  it.each<[string, string, string]>([
    ["account", "bad_account", "../u,cis,d1,1,1.00"],
    ["source", "bad_source", "A-1,c.i.s,d1,1,1.00"],
    ["debt", "bad_debt", "A-1,cis,d 1,1,1.00"],
    ["version", "bad_version", "A-1,cis,d1,one,1.00"],
    ["version", "bad_version", "A-1,cis,d1,0,1.00"],
    ["amount", "bad_amount", "A-1,cis,d1,1,1.005"],
    ["amount", "formula_like", "A-1,cis,d1,1,-1.00"],
    ["amount", "bad_amount", "A-1,cis,d1,1,$5"],
  ])("refuses a wrong %s by its line and column", (column, code, line) => {
    const { records, refused } = read(line);
    expect(records).toEqual([]);
    expect(refused).toMatchObject([{ line: 2, column, code }]);
  });

  it("refuses the same version twice", () => {
    const line = "A-1003,cis,d1,1,45.68";
    const { records, refused } = read(line, line);
    expect(records).toHaveLength(1);
    expect(refused).toMatchObject([{ line: 3, column: "debt", code: "duplicate_debt" }]);
  });
});
