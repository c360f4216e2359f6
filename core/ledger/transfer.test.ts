import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import {
  AMOUNT_UNITS_MAX,
  type Transfer,
  type TransferRefusal,
  checkTransfer,
  transferRefusals,
} from "./transfer.ts";

const usd = must(currencyOf("USD"), "USD");

const whole: Transfer = {
  id: "usage/service-1/2026-11-22",
  kind: "posted",
  code: "usage",
  pendingId: null,
  cause: "happening-1",
  corrects: null,
  actor: "system",
  channel: "meter",
  effectiveAtMs: 1_795_300_000_000,
  month: "2026-11",
  entries: [
    { account: "prepaid", amountUnits: 1_234_567 },
    { account: "revenue.electricity", amountUnits: -1_234_567 },
  ],
};

type Spoil = (transfer: Transfer) => Transfer;

function withEntries(...added: Transfer["entries"]): Spoil {
  return (transfer) => ({ ...transfer, entries: [...transfer.entries, ...added] });
}

/** One way to spoil a transfer for each refusal that it can earn by itself. Most leave the rest as it was. */
const spoils: readonly [TransferRefusal, Spoil][] = [
  ["id_empty", (transfer) => ({ ...transfer, id: "" })],
  ["code_malformed", (transfer) => ({ ...transfer, code: "Usage!" })],
  ["cause_empty", (transfer) => ({ ...transfer, cause: "" })],
  ["time_not_integer", (transfer) => ({ ...transfer, effectiveAtMs: 0.5 })],
  ["month_malformed", (transfer) => ({ ...transfer, month: "2026-13" })],
  ["pending_id_missing", (transfer) => ({ ...transfer, kind: "post" })],
  ["amount_zero", withEntries({ account: "fees", amountUnits: 0 })],
  ["amount_not_integer", withEntries({ account: "rounding", amountUnits: 0.5 })],
  ["amount_too_large", withEntries({ account: "write_off", amountUnits: AMOUNT_UNITS_MAX + 1 })],
  ["account_unknown", withEntries({ account: "cash", amountUnits: 7 })],
  ["account_repeated", withEntries({ account: "prepaid", amountUnits: 7 })],
  ["not_balanced", withEntries({ account: "arrears", amountUnits: 7 })],
  [
    "tender_not_multiple",
    withEntries(
      { account: "clearing.simulated", amountUnits: 9_999 },
      { account: "unapplied", amountUnits: -9_999 },
    ),
  ],
  [
    "cap_missing",
    withEntries(
      { account: "emergency_credit", amountUnits: 5 },
      { account: "shortfall", amountUnits: -5 },
    ),
  ],
];

function codeOf(transfer: Transfer, home = "account:1"): string | undefined {
  return checkTransfer(transfer, usd, home)?.code;
}

describe("checkTransfer", () => {
  it("has nothing against a whole transfer", () => {
    expect(codeOf(whole)).toBeUndefined();
  });

  it.each(spoils)("refuses %s", (code, spoil) => {
    expect(codeOf(spoil(whole))).toBe(code);
  });

  it("tells of two wrongs the one that is earlier in the written order", () => {
    for (const [at, [first, spoilFirst]] of spoils.entries()) {
      for (const [second, spoilSecond] of spoils.slice(at + 1)) {
        const told = [first, second].map((code) => transferRefusals.indexOf(code));
        const earlier = transferRefusals[Math.min(...told)];
        expect([first, second, codeOf(spoilSecond(spoilFirst(whole)))]).toEqual([
          first,
          second,
          earlier,
        ]);
      }
    }
  });

  it.each<Partial<Transfer>>([
    { id: "x".repeat(300) },
    { month: "2026-01" },
    { month: "2026-09" },
    { month: "2026-10" },
    { month: "2026-12" },
  ])("has nothing against %j", (change) => {
    expect(codeOf({ ...whole, ...change })).toBeUndefined();
  });

  const nought = { account: "prepaid", amountUnits: 1 };
  it.each<[string, Partial<Transfer>]>([
    ["id_too_long", { id: "x".repeat(301) }],
    ["code_malformed", { code: "" }],
    ["code_malformed", { code: "x".repeat(41) }],
    ["time_not_integer", { effectiveAtMs: Number.NaN }],
    ["month_malformed", { month: "" }],
    ["month_malformed", { month: "2026-11-22" }],
    ["month_malformed", { month: "12026-11" }],
    ["month_malformed", { month: "2026-00" }],
    ["pending_id_missing", { kind: "void", pendingId: "", entries: [] }],
    ["pending_id_not_allowed", { pendingId: "payment-1" }],
    ["pending_id_not_allowed", { kind: "pending", pendingId: "payment-1" }],
    ["entries_on_void", { kind: "void", pendingId: "payment-1" }],
    ["entries_too_few", { entries: [] }],
    ["entries_too_few", { entries: [nought] }],
    ["entries_too_few", { kind: "post", pendingId: "payment-1", entries: [] }],
    ["entries_too_many", { entries: Array.from({ length: 21 }, () => nought) }],
    ["amount_zero", { entries: [nought, { account: "fees", amountUnits: -0 }] }],
    ["amount_not_integer", { entries: [nought, { account: "fees", amountUnits: Number.NaN }] }],
    ["amount_not_integer", { entries: [nought, { account: "fees", amountUnits: -Infinity }] }],
    ["amount_too_large", { entries: [nought, { account: "fees", amountUnits: -(2 ** 53) }] }],
  ])("refuses %s in %j", (code, change) => {
    expect(codeOf({ ...whole, ...change })).toBe(code);
  });

  it.each(["line:+15550100", "utility:oak"])("keeps the customer's accounts out of %s", (home) => {
    expect(codeOf(whole, home)).toBe("account_not_of_home");
  });

  it("lets the utility's own accounts stand in any home", () => {
    const entries = [
      { account: "drawer.kiosk-1", amountUnits: 5_000_000 },
      { account: "between_homes", amountUnits: -5_000_000 },
    ];
    for (const home of ["line:kiosk-1", "utility:oak", "account:1"]) {
      expect(codeOf({ ...whole, entries }, home)).toBeUndefined();
    }
  });

  it.each([
    ["USD", 10_000, true],
    ["USD", 5_000, false],
    ["JPY", 10_000, true],
    ["JPY", 15_000, false],
    ["KWD", 1_000, true],
    ["KWD", 1_001, false],
    ["VND", 100, true],
    ["VND", 1, false],
  ])("lets %s tenders move %i units: %s", (code, amountUnits, allowed) => {
    const currency = must(currencyOf(code), code);
    const entries = [
      { account: "bank", amountUnits: -amountUnits },
      { account: "unapplied", amountUnits },
    ];
    const refusal = checkTransfer({ ...whole, entries }, currency, "account:1");
    expect(refusal?.code).toBe(allowed ? undefined : "tender_not_multiple");
  });

  it("sums twenty of the largest amounts exactly", () => {
    const entries = Array.from({ length: 20 }, (_, at) => ({
      account: `revenue.r${String(at)}`,
      amountUnits: at % 2 === 0 ? AMOUNT_UNITS_MAX : -AMOUNT_UNITS_MAX,
    }));
    expect(codeOf({ ...whole, entries })).toBeUndefined();
    const off = entries.with(19, { account: "revenue.r19", amountUnits: 1 - AMOUNT_UNITS_MAX });
    expect(codeOf({ ...whole, entries: off })).toBe("not_balanced");
  });
});
