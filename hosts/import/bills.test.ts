import { describe, expect, it } from "vitest";
import { readConfiguration, type UtilityConfiguration } from "../configuration.ts";
import { configurationFile } from "../node/commands/init-files.ts";
import { billColumns, readBills } from "./bills.ts";
import { readTable } from "./table.ts";

function utility(): UtilityConfiguration {
  const sample = readConfiguration(configurationFile);
  if (sample.kind !== "read" || sample.configuration.utilities[0] === undefined) {
    throw new Error("the sample configuration is good");
  }
  return sample.configuration.utilities[0];
}

const header = "account,source,bill,version,issued,due,amount";

function read(...lines: readonly string[]) {
  const table = readTable(new TextEncoder().encode([header, ...lines].join("\n")), billColumns);
  const { records, refused } = readBills(table.rows, utility());
  return { records, refused: [...table.refused, ...refused] };
}

describe("a file of bills", () => {
  it("is read line by line; a version that is left out is the first", () => {
    const { records, refused } = read(
      "A-1003,cis,b1,,2026-11-01,2026-11-22,45.68",
      "A-1003,cis,b1,2,2026-11-01,2026-11-22,40.00",
    );
    expect(refused).toEqual([]);
    expect(records).toMatchObject([
      { line: 2, billId: "b1", version: 1, amountMinor: 4_568, currency: "USD" },
      { line: 3, billId: "b1", version: 2, amountMinor: 4_000 },
    ]);
  });

  it.each<[string, string, string]>([
    ["account", "bad_account", "../u,cis,b1,1,2026-11-01,2026-11-22,1.00"],
    ["source", "bad_source", "A-1,c.i.s,b1,1,2026-11-01,2026-11-22,1.00"],
    ["bill", "bad_bill", "A-1,cis,b 1,1,2026-11-01,2026-11-22,1.00"],
    ["version", "bad_version", "A-1,cis,b1,one,2026-11-01,2026-11-22,1.00"],
    ["version", "bad_version", "A-1,cis,b1,0,2026-11-01,2026-11-22,1.00"],
    ["issued", "bad_issued", "A-1,cis,b1,1,11/01/2026,2026-11-22,1.00"],
    ["due", "bad_due", "A-1,cis,b1,1,2026-11-01,2026-11-31,1.00"],
    ["amount", "bad_amount", "A-1,cis,b1,1,2026-11-01,2026-11-22,1.005"],
  ])("refuses a wrong %s by its line and column", (column, code, line) => {
    const { records, refused } = read(line);
    expect(records).toEqual([]);
    expect(refused).toMatchObject([{ line: 2, column, code }]);
  });

  it("refuses the same version twice", () => {
    const line = "A-1003,cis,b1,1,2026-11-01,2026-11-22,45.68";
    const { records, refused } = read(line, line);
    expect(records).toHaveLength(1);
    expect(refused).toMatchObject([{ line: 3, column: "bill", code: "duplicate_bill" }]);
  });
});
