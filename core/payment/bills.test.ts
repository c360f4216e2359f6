import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oldestDueDay, type OpenBill, payBills, unpaidUnits } from "./bills.ts";

function bill(key: string, dueDay: string, leftUnits: number, issuedDay = "2026-01-01"): OpenBill {
  return { key, dueDay, leftUnits, issuedDay };
}

const open = [
  bill("c", "2026-03-01", 30),
  bill("a", "2026-02-01", 20),
  bill("b", "2026-02-01", 10, "2025-12-01"),
];

describe("a payment to bills", () => {
  it.each<[string, number, string | null, string]>([
    ["nothing pays nothing", 0, null, "left 0"],
    ["the oldest of those due together first", 5, null, "b 5, left 0"],
    ["then the next", 25, null, "b 10, a 15, left 0"],
    ["to the unit", 60, null, "b 10, a 20, c 30, left 0"],
    ["the rest is credit", 61, null, "b 10, a 20, c 30, left 1"],
    ["the named one first", 35, "c", "c 30, b 5, left 0"],
    ["the named one once", 61, "c", "c 30, b 10, a 20, left 1"],
    ["a named one that is paid already changes nothing", 5, "z", "b 5, left 0"],
  ])("%s", (_, amountUnits, named, expected) => {
    const { parts, leftUnits } = payBills(amountUnits, open, named);
    const told = [
      ...parts.map((part) => `${part.key} ${String(part.amountUnits)}`),
      `left ${String(leftUnits)}`,
    ];
    expect(told.join(", ")).toBe(expected);
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])("of %d units is no payment", (amountUnits) => {
    expect(() => payBills(amountUnits, open, null)).toThrow("whole units");
  });

  it.each([0, -1])("has no bill of %d units", (leftUnits) => {
    expect(() => payBills(5, [bill("x", "2026-03-01", leftUnits)], null)).toThrow(/open bill x/);
  });

  it("keeps what it is given, pays no bill twice or too much, and leaves none unpaid that is due before one it pays", () => {
    const bills = fc.uniqueArray(
      fc.record({
        key: fc.string({ minLength: 1, maxLength: 3 }),
        issuedDay: fc.constant("2026-01-01"),
        dueDay: fc.integer({ min: 10, max: 28 }).map((day) => `2026-02-${String(day)}`),
        leftUnits: fc.integer({ min: 1, max: 1_000_000 }),
      }),
      { selector: ({ key }) => key, maxLength: 12 },
    );
    fc.assert(
      fc.property(bills, fc.integer({ min: 0, max: 5_000_000 }), (given, amountUnits) => {
        const { parts, leftUnits } = payBills(amountUnits, given, null);
        const paid = new Map(parts.map(({ key, amountUnits: units }) => [key, units]));
        expect([...paid.values()].reduce((sum, units) => sum + units, leftUnits)).toBe(amountUnits);
        expect(paid.size).toBe(parts.length);
        for (const one of given) {
          const units = paid.get(one.key) ?? 0;
          expect(units).toBeLessThanOrEqual(one.leftUnits);
          if (units === one.leftUnits) continue;
          expect(leftUnits).toBe(0);
          const later = given.filter(({ dueDay }) => dueDay > one.dueDay);
          expect(later.every(({ key }) => !paid.has(key))).toBe(true);
        }
      }),
    );
  });
});

describe("what is unpaid", () => {
  it("is the sum of the open bills", () => {
    expect([unpaidUnits(open), unpaidUnits([])]).toEqual([60, 0]);
  });
});

describe("the oldest due day", () => {
  it("is of the bill that is paid first", () => {
    expect(oldestDueDay(open)).toBe("2026-02-01");
    expect(oldestDueDay([])).toBeNull();
  });
});
