import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import { type DayRow, type Settlement, settlementOf } from "./settlement.ts";

function row(account: string, code: string, units: number, channel = "sms"): DayRow {
  return {
    account,
    code,
    channel,
    currency: "USD",
    debitUnits: Math.max(units, 0),
    creditUnits: Math.max(-units, 0),
    entries: 1,
  };
}

/** A charge of 20.00 by text, cash of 5.00 at a desk, use of 3.00, one payment of 4.00 that came back, and a payout of 10.00. */
const day: readonly DayRow[] = [
  row("clearing.acme", "payment", 2_000),
  row("unapplied", "payment", -2_000),
  row("unapplied", "allocation", 2_000),
  row("prepaid", "allocation", -2_000),
  row("drawer.desk-1", "payment", 500, "counter"),
  row("unapplied", "payment", -500, "counter"),
  row("prepaid", "usage", 300, "meter"),
  row("revenue.electricity", "usage", -300, "meter"),
  row("returned_payments", "payment_returned", 400),
  row("clearing.acme", "payment_returned", -400),
  row("bank", "payout", 1_000, "processor"),
  row("clearing.acme", "payout", -1_000, "processor"),
];

function settled(rows: readonly DayRow[]): Settlement {
  const settlement = settlementOf(rows);
  if (isRefusal(settlement)) throw new Error(settlement.code);
  return settlement;
}

describe("a day settled", () => {
  it("has a journal of each account and reason that balances", () => {
    const { lines, totalUnits, entries } = settled(day);
    expect(totalUnits).toBe(6_200);
    expect(entries).toBe(12);
    expect(lines.map((line) => `${line.account} ${line.code}`)).toEqual([
      "bank payout",
      "clearing.acme payment",
      "clearing.acme payment_returned",
      "clearing.acme payout",
      "drawer.desk-1 payment",
      "prepaid allocation",
      "prepaid usage",
      "returned_payments payment_returned",
      "revenue.electricity usage",
      "unapplied allocation",
      "unapplied payment",
    ]);
    expect(lines.at(-1)).toMatchObject({ debitUnits: 0, creditUnits: 2_500 });
  });

  it("says what each way of paying brought on each channel", () => {
    const none = {
      feesUnits: 0,
      refundsUnits: 0,
      disputesUnits: 0,
      returnsUnits: 0,
      movedUnits: 0,
    };
    expect(settled(day).tenders).toEqual([
      {
        tender: "bank",
        holder: "",
        channel: "processor",
        grossUnits: 0,
        ...none,
        movedUnits: 1_000,
        netUnits: 1_000,
      },
      {
        tender: "card",
        holder: "acme",
        channel: "processor",
        grossUnits: 0,
        ...none,
        movedUnits: -1_000,
        netUnits: -1_000,
      },
      {
        tender: "card",
        holder: "acme",
        channel: "sms",
        grossUnits: 2_000,
        ...none,
        returnsUnits: 400,
        netUnits: 1_600,
      },
      {
        tender: "cash",
        holder: "desk-1",
        channel: "counter",
        grossUnits: 500,
        ...none,
        netUnits: 500,
      },
    ]);
  });

  it.each<[string, string]>([
    ["processor_fee", "feesUnits"],
    ["refund", "refundsUnits"],
    ["dispute", "disputesUnits"],
    ["payment_returned", "returnsUnits"],
  ])("counts a %s under %s", (code, column) => {
    const { tenders } = settled([row("clearing.acme", code, -7), row("prepaid", code, 7)]);
    expect(tenders).toEqual([
      expect.objectContaining({ [column]: 7, netUnits: -7, grossUnits: 0 }),
    ]);
  });

  it.each([
    ["cash_in_transit", "cash"],
    ["ach_in_flight", "bank"],
    ["bank", "bank"],
  ])("counts what is in %s as %s, which nobody holds", (account, tender) => {
    const { tenders } = settled([row(account, "payment", 7), row("unapplied", "payment", -7)]);
    expect(tenders).toMatchObject([{ tender, holder: "", grossUnits: 7, netUnits: 7 }]);
  });

  it("says which currencies are mixed", () => {
    const mixed = settlementOf([...day, { ...row("bank", "payout", 1), currency: "EUR" }]);
    expect(isRefusal(mixed) && mixed.message).toContain("EUR, USD");
  });

  it("is nothing of a day without postings", () => {
    expect(settled([])).toEqual({ lines: [], tenders: [], totalUnits: 0, entries: 0 });
  });

  it("adds the stores' sums up, whichever answers first", () => {
    const store = fc.array(
      fc.tuple(
        fc.constantFrom("clearing.a", "drawer.d", "prepaid"),
        fc.integer({ min: 1, max: 1e9 }),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(store, { maxLength: 4 }), (stores) => {
        const parts = stores.map((rows) =>
          rows.flatMap(([account, units]) => [
            row(account, "payment", units),
            row("unapplied", "payment", -units),
          ]),
        );
        const one = settled(parts.flat());
        expect(settled(parts.toReversed().flat())).toEqual(one);
        const sumUnits = stores.flat().reduce((sum, [, units]) => sum + units, 0);
        expect(one.totalUnits).toBe(sumUnits);
        for (const total of one.tenders) {
          const { grossUnits, feesUnits, refundsUnits, disputesUnits, returnsUnits, movedUnits } =
            total;
          const outUnits = feesUnits + refundsUnits + disputesUnits + returnsUnits;
          expect(total.netUnits).toBe(grossUnits - outUnits + movedUnits);
        }
      }),
    );
  });

  it.each<[string, readonly DayRow[], string]>([
    [
      "in two currencies",
      [...day, { ...row("bank", "payout", 1), currency: "EUR" }],
      "currency_mixed",
    ],
    ["one unit out of balance", [...day, row("bank", "payout", 1)], "not_balanced"],
    ["of one side only", [row("bank", "payout", 5)], "not_balanced"],
  ])("is refused for postings %s", (_, rows, code) => {
    expect(settlementOf(rows)).toMatchObject({ code });
  });

  it("that no number holds exactly is a fault", () => {
    const huge = row("bank", "payout", Number.MAX_SAFE_INTEGER);
    expect(() => settlementOf([huge, huge])).toThrow(/exactly/);
  });
});
