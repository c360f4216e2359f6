import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { type AccountBalances, balancesOf } from "./balances.ts";
import {
  type Funds,
  type Header,
  betweenHomesIn,
  betweenHomesOut,
  cashTaken,
  charged,
  emergencyDrawn,
  fixedCharged,
  paymentPending,
  paymentSettled,
  paymentVoided,
  tenderTaken,
  usageCharged,
  writtenOff,
} from "./postings.ts";
import { type Transfer, checkTransfer } from "./transfer.ts";

const usd = must(currencyOf("USD"), "USD");
const header: Header = {
  id: "batch-1",
  cause: "happening-1",
  corrects: null,
  actor: "system",
  channel: "meter",
  effectiveAtMs: 0,
  month: "2026-11",
};

function prepaid(change: Partial<AccountBalances>, emergencyCapUnits = 0): Funds {
  return { billing: "prepaid", balances: { ...balancesOf([]), ...change }, emergencyCapUnits };
}

function postpay(change: Partial<AccountBalances>): Funds {
  return { billing: "postpay", balances: { ...balancesOf([]), ...change } };
}

/** "prepaid 5, revenue.water -5": the entries as one line. */
function line(transfer: Transfer | null | undefined): string {
  return (transfer?.entries ?? [])
    .map(({ account, amountUnits }) => `${account} ${String(amountUnits)}`)
    .join(", ");
}

describe("a charge", () => {
  it.each<[string, number, Funds, string]>([
    ["nothing", 0, prepaid({ prepaidFreeUnits: 10 }), ""],
    ["money that is there", 4, prepaid({ prepaidFreeUnits: 10 }), "prepaid 4, revenue.water -4"],
    ["the last of it", 10, prepaid({ prepaidFreeUnits: 10 }), "prepaid 10, revenue.water -10"],
    [
      "more than it",
      14,
      prepaid({ prepaidFreeUnits: 10 }),
      "prepaid 10, shortfall 4, revenue.water -14",
    ],
    ["no money", 4, prepaid({ shortfallUnits: 9 }), "shortfall 4, revenue.water -4"],
    [
      "money, a grant and neither",
      14,
      prepaid({ prepaidFreeUnits: 5, emergencyUsedUnits: 2 }, 8),
      "prepaid 5, emergency_credit 6, shortfall 3, revenue.water -14",
    ],
    [
      "a grant used past a limit that was lowered",
      3,
      prepaid({ emergencyUsedUnits: 9 }, 8),
      "shortfall 3, revenue.water -3",
    ],
    ["a bill", 14, postpay({ prepaidFreeUnits: 10 }), "receivable 14, revenue.water -14"],
    [
      "a correction, of the shortfall first",
      -5,
      prepaid({ shortfallUnits: 3 }),
      "shortfall -3, prepaid -2, revenue.water 5",
    ],
    [
      "a correction, then of the grant",
      -9,
      prepaid({ shortfallUnits: 3, emergencyUsedUnits: 4, prepaidUnits: 1 }),
      "shortfall -3, emergency_credit -4, prepaid -2, revenue.water 9",
    ],
    ["a correction of prepaid use", -5, prepaid({}), "prepaid -5, revenue.water 5"],
    [
      "a correction of a bill",
      -5,
      postpay({ receivableUnits: 3 }),
      "receivable -3, unapplied -2, revenue.water 5",
    ],
  ])("takes %s", (_, amountUnits, funds, entries) => {
    const transfer = usageCharged(header, { commodity: "water", amountUnits }, funds);
    expect(line(transfer)).toBe(entries);
    expect(transfer === null).toBe(entries === "");
  });

  it("says what a grant may hold", () => {
    const funds = prepaid({ emergencyUsedUnits: 2 }, 8);
    const transfer = usageCharged(header, { commodity: "gas", amountUnits: 3 }, funds);
    expect(transfer?.entries[0]).toEqual({
      account: "emergency_credit",
      amountUnits: 3,
      capUnits: 8,
    });
  });

  it("of a day goes to fixed revenue", () => {
    const transfer = fixedCharged(header, 350_000, prepaid({ prepaidFreeUnits: 1_000_000 }));
    expect(line(transfer)).toBe("prepaid 350000, revenue.fixed -350000");
    expect(transfer).toMatchObject({ ...header, kind: "posted", code: "fixed", pendingId: null });
  });

  it("of a whole batch is one transfer, one entry an account", () => {
    const lines = [
      { account: "revenue.electricity", amountUnits: 70 },
      { account: "revenue.electricity", amountUnits: 20 },
      { account: "revenue.fixed", amountUnits: 5 },
      { account: "tax.city", amountUnits: 9 },
      { account: "fees", amountUnits: 0 },
    ];
    expect(line(charged(header, "usage", lines, prepaid({ prepaidFreeUnits: 100 })))).toBe(
      "prepaid 100, shortfall 4, revenue.electricity -90, revenue.fixed -5, tax.city -9",
    );
  });

  it("that a correction cancels touches no customer", () => {
    const lines = [
      { account: "revenue.electricity", amountUnits: -5 },
      { account: "revenue.fixed", amountUnits: 5 },
    ];
    expect(line(charged(header, "usage", lines, prepaid({})))).toBe(
      "revenue.electricity 5, revenue.fixed -5",
    );
  });

  it("is well formed, conserves money and keeps every limit, whatever the balances", () => {
    const units = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(
        fc.record({ free: units, shortfall: units, used: units, cap: units, owed: units }),
        fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { maxLength: 4 }),
        fc.boolean(),
        (has, amounts, paysAhead) => {
          const balances = {
            prepaidFreeUnits: has.free,
            shortfallUnits: has.shortfall,
            emergencyUsedUnits: has.used,
            receivableUnits: has.owed,
          };
          const funds = paysAhead ? prepaid(balances, has.cap) : postpay(balances);
          const lines = amounts.map((amountUnits, at) => ({
            account: `revenue.r${String(at)}`,
            amountUnits,
          }));
          const transfer = charged(header, "usage", lines, funds);
          if (transfer === null) return amounts.every((amount) => amount === 0);
          const moved = new Map(
            transfer.entries.map((entry) => [entry.account, entry.amountUnits]),
          );
          const of = (account: string): number => moved.get(account) ?? 0;
          return (
            checkTransfer(transfer, usd, "account:1") === null &&
            of("prepaid") <= has.free &&
            of("shortfall") >= -has.shortfall &&
            of("receivable") >= -has.owed &&
            of("emergency_credit") >= -has.used &&
            has.used + of("emergency_credit") <= Math.max(has.cap, has.used) &&
            // Money is never taken on credit while there is prepaid money left.
            (of("shortfall") <= 0 || of("prepaid") === has.free)
          );
        },
      ),
    );
  });
});

describe("a payment", () => {
  const payment = { processor: "simulated", amountUnits: 20_000_000 };
  const targets = [
    { account: "shortfall", amountUnits: 3_200_000 },
    { account: "prepaid", amountUnits: 16_800_000 },
  ];

  it("is pending, then posted and allocated", () => {
    const pending = paymentPending(header, payment);
    expect(pending).toMatchObject({ kind: "pending", code: "payment", pendingId: null });
    expect(line(pending)).toBe("clearing.simulated 20000000, unapplied -20000000");
    const settle = { ...header, id: "settle-1" };
    const [post, allocation, ...more] = paymentSettled(settle, {
      ...payment,
      pendingId: "batch-1",
      targets,
    });
    expect(more).toEqual([]);
    expect(post).toMatchObject({ id: "settle-1", kind: "post", pendingId: "batch-1" });
    expect(line(post)).toBe(line(pending));
    expect(allocation).toMatchObject({
      id: "settle-1/allocation",
      kind: "posted",
      code: "allocation",
      pendingId: null,
    });
    expect(line(allocation)).toBe("unapplied 20000000, shortfall -3200000, prepaid -16800000");
  });

  it("that came to nothing is voided without entries", () => {
    const voided = paymentVoided({ ...header, id: "void-1" }, "batch-1");
    expect(voided).toMatchObject({ kind: "void", pendingId: "batch-1", entries: [] });
    expect(checkTransfer(voided, usd, "account:1")).toBeNull();
  });

  it("in cash stands in its drawer at once", () => {
    const cash = { drawer: "desk-1", amountUnits: 20_000_000, targets };
    const transfers = cashTaken(header, cash);
    expect(transfers.map(line)).toEqual([
      "drawer.desk-1 20000000, unapplied -20000000",
      "unapplied 20000000, shortfall -3200000, prepaid -16800000",
    ]);
    expect(tenderTaken(header, { ...cash, account: "drawer.desk-1" })).toEqual(transfers);
  });

  it("may stay unapplied, whole or in part", () => {
    const cash = { drawer: "desk-1", amountUnits: 20_000_000 };
    expect(cashTaken(header, { ...cash, targets: [] })).toHaveLength(1);
    const zero = [{ account: "prepaid", amountUnits: 0 }];
    expect(cashTaken(header, { ...cash, targets: zero })).toHaveLength(1);
    const part = [{ account: "prepaid", amountUnits: 1 }];
    expect(line(cashTaken(header, { ...cash, targets: part })[1])).toBe("unapplied 1, prepaid -1");
  });

  it.each([
    ["more than came", [{ account: "prepaid", amountUnits: 20_000_001 }]],
    [
      "less than nothing",
      [
        { account: "prepaid", amountUnits: 20_000_000 },
        { account: "arrears", amountUnits: -1 },
      ],
    ],
  ])("can't allocate %s", (_, wrong) => {
    const cash = { drawer: "desk-1", amountUnits: 20_000_000, targets: wrong };
    expect(() => cashTaken(header, cash)).toThrow("an allocation of");
  });
});

describe("the rest", () => {
  it.each<[string, Transfer[], string[]]>([
    [
      "money that leaves for another home",
      [betweenHomesOut(header, { from: "unapplied", amountUnits: 5 })],
      ["unapplied 5, between_homes -5"],
    ],
    [
      "a note that a kiosk took for an account elsewhere",
      [betweenHomesOut(header, { from: "drawer.k1", amountUnits: 10_000 })],
      ["drawer.k1 10000, between_homes -10000"],
    ],
    [
      "money that arrives from another home",
      betweenHomesIn(header, { amountUnits: 5, targets: [{ account: "prepaid", amountUnits: 5 }] }),
      ["between_homes 5, unapplied -5", "unapplied 5, prepaid -5"],
    ],
    [
      "a grant that takes over a shortfall",
      [emergencyDrawn(header, { amountUnits: 5, capUnits: 8 })],
      ["emergency_credit 5, shortfall -5"],
    ],
    [
      "a debt given up",
      [writtenOff(header, { account: "arrears", amountUnits: 5 })],
      ["write_off 5, arrears -5"],
    ],
  ])("%s", (_, transfers, lines) => {
    expect(transfers.map(line)).toEqual(lines);
    for (const transfer of transfers) {
      expect(checkTransfer(transfer, usd, "account:1")).toBeNull();
    }
  });
});
