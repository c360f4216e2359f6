import { describe, expect, it } from "vitest";
import { isRefusal } from "../refusal.ts";
import {
  type Effect,
  type LedgerBalance,
  applyEffects,
  availableUnits,
  effectsOf,
} from "./effect.ts";
import type { Transfer } from "./transfer.ts";

const header = {
  id: "transfer-1",
  code: "payment",
  cause: "happening-1",
  corrects: null,
  actor: "customer",
  channel: "sms",
  effectiveAtMs: 0,
  month: "2026-12",
};

function effect(account: string, change: Partial<Effect>): Effect {
  return {
    account,
    month: "",
    postedUnits: 0,
    pendingDebitUnits: 0,
    pendingCreditUnits: 0,
    entryCount: 1,
    capUnits: null,
    ...change,
  };
}

function balance(account: string, change: Partial<LedgerBalance>): LedgerBalance {
  return {
    account,
    month: "",
    currency: "USD",
    postedUnits: 0,
    pendingDebitUnits: 0,
    pendingCreditUnits: 0,
    entryCount: 1,
    ...change,
  };
}

const payment = [
  { account: "clearing.simulated", amountUnits: 20_000_000 },
  { account: "unapplied", amountUnits: -20_000_000 },
];
const reserved = [
  { account: "clearing.simulated", amountUnits: 20_000_000, month: "2026-11" },
  { account: "unapplied", amountUnits: -20_000_000, month: "" },
];

describe("effectsOf", () => {
  const transfer: Transfer = { ...header, kind: "posted", pendingId: null, entries: payment };

  it("moves posted totals at once, the utility's by month and the customer's without", () => {
    expect(effectsOf(transfer, [])).toEqual([
      effect("clearing.simulated", { month: "2026-12", postedUnits: 20_000_000 }),
      effect("unapplied", { postedUnits: -20_000_000 }),
    ]);
  });

  it("heeds a cap where an entry adds, not where it takes away", () => {
    const entries = [
      { account: "emergency_credit", amountUnits: -5, capUnits: 1 },
      { account: "prepaid", amountUnits: 5, capUnits: 7 },
    ];
    expect(effectsOf({ ...transfer, entries }, [])).toEqual([
      effect("emergency_credit", { postedUnits: -5 }),
      effect("prepaid", { postedUnits: 5, capUnits: 7 }),
    ]);
  });

  it("reserves each side of a pending transfer", () => {
    expect(effectsOf({ ...transfer, kind: "pending" }, [])).toEqual([
      effect("clearing.simulated", { month: "2026-12", pendingDebitUnits: 20_000_000 }),
      effect("unapplied", { pendingCreditUnits: 20_000_000 }),
    ]);
  });

  it("releases in the month of the reservation and posts in its own", () => {
    const post: Transfer = { ...transfer, kind: "post", pendingId: "pending-1" };
    expect(effectsOf(post, reserved)).toEqual([
      effect("clearing.simulated", {
        month: "2026-11",
        pendingDebitUnits: -20_000_000,
        entryCount: 0,
      }),
      effect("unapplied", { postedUnits: -20_000_000, pendingCreditUnits: -20_000_000 }),
      effect("clearing.simulated", { month: "2026-12", postedUnits: 20_000_000 }),
    ]);
  });

  it("keeps the cap of what is posted beside what is released", () => {
    const post: Transfer = {
      ...transfer,
      kind: "post",
      pendingId: "pending-1",
      entries: [{ account: "emergency_credit", amountUnits: 5, capUnits: 9 }],
    };
    const held = [{ account: "emergency_credit", amountUnits: 7, month: "" }];
    expect(effectsOf(post, held)).toEqual([
      effect("emergency_credit", { postedUnits: 5, pendingDebitUnits: -7, capUnits: 9 }),
    ]);
  });

  it("releases all of what a void gives up", () => {
    const voided: Transfer = { ...transfer, kind: "void", pendingId: "pending-1", entries: [] };
    expect(effectsOf(voided, reserved)).toEqual([
      effect("clearing.simulated", {
        month: "2026-11",
        pendingDebitUnits: -20_000_000,
        entryCount: 0,
      }),
      effect("unapplied", { pendingCreditUnits: -20_000_000, entryCount: 0 }),
    ]);
  });
});

describe("applyEffects", () => {
  it.each<[string, Effect, Partial<LedgerBalance> | null]>([
    ["would_overdraw_prepaid", effect("prepaid", { postedUnits: 6 }), { postedUnits: -5 }],
    ["would_overdraw_prepaid", effect("prepaid", { pendingDebitUnits: 6 }), { postedUnits: -5 }],
    [
      "would_overdraw_prepaid",
      effect("prepaid", { postedUnits: 3 }),
      { postedUnits: -5, pendingDebitUnits: 3 },
    ],
    [
      "would_overdraw_prepaid",
      effect("prepaid", { postedUnits: 6 }),
      // What is only on its way in can't be spent.
      { postedUnits: -5, pendingCreditUnits: 100 },
    ],
    ["would_overdraw_prepaid", effect("prepaid", { postedUnits: 1 }), null],
    ["would_overdraw_shortfall", effect("shortfall", { postedUnits: -6 }), { postedUnits: 5 }],
    [
      "would_overdraw_shortfall",
      effect("shortfall", { pendingCreditUnits: 6 }),
      { postedUnits: 5 },
    ],
    ["would_overdraw_emergency_credit", effect("emergency_credit", { postedUnits: -1 }), null],
    ["would_overdraw_arrears", effect("arrears", { postedUnits: -1 }), null],
    ["would_overdraw_returned_payments", effect("returned_payments", { postedUnits: -1 }), null],
    ["would_overdraw_receivable", effect("receivable", { postedUnits: -1 }), null],
    ["would_overdraw_deposit", effect("deposit", { postedUnits: 1 }), null],
    ["would_overdraw_unapplied", effect("unapplied", { postedUnits: 1 }), null],
    [
      "would_exceed_cap",
      effect("emergency_credit", { postedUnits: 6, capUnits: 10 }),
      { postedUnits: 5 },
    ],
    [
      "would_exceed_cap",
      effect("emergency_credit", { pendingDebitUnits: 6, capUnits: 10 }),
      { postedUnits: 3, pendingDebitUnits: 2 },
    ],
    ["currency_mixed", effect("prepaid", { postedUnits: -1 }), { currency: "EUR" }],
    [
      "would_overflow",
      effect("revenue.water", { month: "2026-12", postedUnits: -2 }),
      { month: "2026-12", postedUnits: 2 - 2 ** 53 },
    ],
    [
      "would_overflow",
      effect("bank", { month: "2026-12", pendingDebitUnits: 1 }),
      { month: "2026-12", pendingDebitUnits: 2 ** 53 - 1 },
    ],
  ])("refuses %s", (code, change, before) => {
    const old = before === null ? [] : [balance(change.account, before)];
    const after = applyEffects([change], old, "USD");
    expect(isRefusal(after) && after.code).toBe(code);
  });

  it("refuses the cap before the overdraft, and the overdraft before the overflow", () => {
    const over = effect("emergency_credit", { postedUnits: 6, capUnits: 5 });
    const drawn = effect("prepaid", { postedUnits: 6 });
    const flown = effect("bank", { month: "2026-12", postedUnits: 2 ** 53 });
    const first = (effects: Effect[]): unknown => {
      const after = applyEffects(effects, [], "USD");
      return isRefusal(after) ? after.code : after;
    };
    expect(first([flown, drawn, over])).toBe("would_exceed_cap");
    expect(first([flown, drawn])).toBe("would_overdraw_prepaid");
    expect(first([flown])).toBe("would_overflow");
  });

  it("says by how much an account would be below zero", () => {
    const after = applyEffects([effect("prepaid", { postedUnits: 6 })], [], "USD");
    expect(isRefusal(after) && after.message).toBe("prepaid would be 6 units below zero");
  });

  it("goes to the limit exactly", () => {
    const effects = [
      effect("prepaid", { postedUnits: 5 }),
      effect("emergency_credit", { postedUnits: 5, capUnits: 10 }),
      effect("shortfall", { postedUnits: -5 }),
    ];
    const before = [
      balance("prepaid", { postedUnits: -8, pendingDebitUnits: 3, entryCount: 4 }),
      balance("emergency_credit", { postedUnits: 5 }),
      balance("shortfall", { postedUnits: 5 }),
    ];
    expect(applyEffects(effects, before, "USD")).toEqual([
      balance("prepaid", { postedUnits: -3, pendingDebitUnits: 3, entryCount: 5 }),
      balance("emergency_credit", { postedUnits: 10, entryCount: 2 }),
      balance("shortfall", { postedUnits: 0, entryCount: 2 }),
    ]);
  });

  it("starts a balance that was not there", () => {
    expect(applyEffects([effect("shortfall", { postedUnits: 5 })], [], "JPY")).toEqual([
      balance("shortfall", { postedUnits: 5, currency: "JPY" }),
    ]);
  });
});

describe("availableUnits", () => {
  it.each([
    [
      "prepaid",
      balance("prepaid", { postedUnits: -5, pendingDebitUnits: 2, pendingCreditUnits: 9 }),
      3,
    ],
    [
      "shortfall",
      balance("shortfall", { postedUnits: 5, pendingDebitUnits: 9, pendingCreditUnits: 2 }),
      3,
    ],
    [
      "an expense",
      balance("rounding", { postedUnits: 5, pendingDebitUnits: 9, pendingCreditUnits: 2 }),
      3,
    ],
    ["an empty one", balance("prepaid", {}), 0],
  ])("counts what is pending against %s and never for it", (_, row, units) => {
    expect(availableUnits(row)).toBe(units);
  });
});
