import { describe, expect, it } from "vitest";
import { readReads, readColumns } from "./reads.ts";
import { readTable } from "./table.ts";

function read(text: string) {
  const table = readTable(new TextEncoder().encode(text), readColumns);
  expect(table.refused).toEqual([]);
  const { records, refused } = readReads(table.rows);
  return {
    records,
    refused: refused.map(({ line, column, code }) => `${String(line)} ${String(column)} ${code}`),
  };
}

const header = "meter,start,minutes,quantity,revision,estimated";

describe("readReads", () => {
  it("reads CSV and JSON alike", () => {
    const csv = `${header}\nE-1,2026-11-22T14:00:00Z,60,0.412,2,yes\nE-1,2026-11-22T15:00:00Z,60,1,,`;
    const json = JSON.stringify([
      {
        meter: "E-1",
        start: "2026-11-22T14:00:00Z",
        minutes: 60,
        quantity: 0.412,
        revision: 2,
        estimated: true,
      },
      { meter: "E-1", start: "2026-11-22T15:00:00Z", minutes: 60, quantity: "1" },
    ]);
    const withoutLines = (text: string) =>
      read(text).records.map((record) => ({ ...record, line: 0 }));
    expect(withoutLines(csv)).toEqual(withoutLines(json));
    expect(read(csv).records).toMatchObject([
      { line: 2, quantityMicro: 412_000, revision: 2, estimated: true },
      { line: 3, quantityMicro: 1_000_000, revision: 0, estimated: false },
    ]);
  });

  it.each([
    [",2026-11-22T14:00:00Z,60,1,,", "meter bad_meter"],
    ["E-1,2026-11-22 14:00,60,1,,", "start bad_start"],
    ["E-1,2026-11-22T14:00:30Z,60,1,,", "start not_on_a_minute"],
    ["E-1,2026-11-22T14:00:00Z,an hour,1,,", "minutes bad_minutes"],
    ["E-1,2026-11-22T14:00:00Z,,1,,", "minutes bad_minutes"],
    ["E-1,2026-11-22T14:00:00Z,60,,,", "quantity bad_quantity"],
    ["E-1,2026-11-22T14:00:00Z,60,-1,,", "quantity bad_quantity"],
    ["E-1,2026-11-22T14:00:00Z,60,1,x,", "revision bad_revision"],
    ["E-1,2026-11-22T14:00:00Z,60,1,,perhaps", "estimated bad_estimated"],
  ])("refuses %s", (line, expected) => {
    expect(read(`${header}\n${line}`)).toEqual({ records: [], refused: [`2 ${expected}`] });
  });
});
