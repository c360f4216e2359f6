import { describe, expect, it } from "vitest";
import { readRegisters } from "./registers.ts";

const row = { meter: "W-1", at: "2026-11-22T14:03:00Z", register: "12.5" };

describe("readRegisters", () => {
  it("reads what a register showed, with its digits and whether it was guessed", () => {
    const { records, refused } = readRegisters([
      { line: 2, cells: row },
      { line: 3, cells: { ...row, digits: "5", estimated: "Yes" } },
    ]);
    expect(refused).toEqual([]);
    const atMs = Date.UTC(2026, 10, 22, 14, 3);
    expect(records).toMatchObject([
      { line: 2, meterId: "W-1", atMs, registerMicro: 12_500_000, wholeDigits: null },
      { line: 3, wholeDigits: 5, estimated: true },
    ]);
  });

  it.each([
    [{ meter: "" }, "meter"],
    [{ at: "2026-11-22 14:03" }, "at"],
    [{ register: "12,5" }, "register"],
    [{ digits: "five" }, "digits"],
    [{ estimated: "maybe" }, "estimated"],
  ])("refuses %j by its column %s", (change, column) => {
    const { records, refused } = readRegisters([{ line: 2, cells: { ...row, ...change } }]);
    expect(records).toEqual([]);
    expect(refused).toMatchObject([{ line: 2, column, code: `bad_${column}` }]);
  });
});
