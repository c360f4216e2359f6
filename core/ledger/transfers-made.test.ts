/** Every kind of transfer that a happening posts, whole: kind, code and entries, and well formed by the ledger's own rules. */
import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { type AccountBalances, balancesOf } from "./balances.ts";
import { billImported, billRounded, creditApplied, toPostpay, toPrepaid } from "./billing.ts";
import { debtOwed, debtSlice, debtTakenBack } from "./debt.ts";
import { depositApplied, depositReturned, depositTaken } from "./deposit.ts";
import { pledgeMade, pledgePaid } from "./pledged.ts";
import {
  betweenHomesIn,
  betweenHomesOut,
  cashHeld,
  cashTaken,
  emergencyDrawn,
  fixedCharged,
  type Funds,
  type Header,
  paymentPending,
  paymentSettled,
  paymentVoided,
  quoteHonoured,
  usageCharged,
  writtenOff,
} from "./postings.ts";
import { feeTaken, paidOut } from "./processor-moves.ts";
import { disputeHeld, disputeReleased, paymentReturned, refundFailed } from "./returned.ts";
import { moneyCameBack, moneyHeld } from "./suspense.ts";
import { checkTransfer, type Transfer } from "./transfer.ts";

const usd = must(currencyOf("USD"), "USD");
const header: Header = {
  id: "h-1",
  cause: "happening-1",
  corrects: null,
  actor: "system",
  channel: "hub",
  effectiveAtMs: 0,
  month: "2026-11",
};
const C = 10_000;
const funds: Funds = {
  billing: "prepaid",
  balances: { ...balancesOf([]), prepaidFreeUnits: 9 * C },
  emergencyCapUnits: 0,
};
const targets = [{ account: "prepaid", amountUnits: 3 * C }];
const clearing = { processor: "acme", amountUnits: 5 * C };
const having = (change: Partial<AccountBalances>): AccountBalances => ({
  ...balancesOf([]),
  ...change,
});
const bill = (deltaUnits: number, unpaidUnits: number) =>
  billImported(header, { source: "cis", deltaUnits, unpaidUnits });

/** "posted payment: bank 5, unapplied -5", in cents. */
function told(transfer: Transfer): string {
  const entries = transfer.entries.map(
    ({ account, amountUnits }) => `${account} ${String(amountUnits / C)}`,
  );
  return `${transfer.kind} ${transfer.code}: ${entries.join(", ")}`;
}

const settled = { ...clearing, pendingId: "p-1", targets };
const returned = {
  from: [{ account: "clearing.acme", amountUnits: 5 * C }],
  given: [{ account: "prepaid", amountUnits: 5 * C }],
  feeUnits: 0,
  balances: { prepaidFreeUnits: 5 * C, emergencyUsedUnits: 0, unappliedUnits: 0 },
  billing: { mode: "prepaid" } as const,
};

const allocation = "posted allocation: unapplied 3, prepaid -3";

type Made = readonly [Transfer | null | readonly Transfer[], ...string[]];

const made = (): readonly Made[] => [
  [
    usageCharged(header, { commodity: "water", amountUnits: 4 * C }, funds),
    "posted usage: prepaid 4, revenue.water -4",
  ],
  [fixedCharged(header, 4 * C, funds), "posted fixed: prepaid 4, revenue.fixed -4"],
  [paymentPending(header, clearing), "pending payment: clearing.acme 5, unapplied -5"],
  [paymentSettled(header, settled), "post payment: clearing.acme 5, unapplied -5", allocation],
  [paymentVoided(header, "p-1"), "void payment: "],
  [
    cashTaken(header, { drawer: "d", amountUnits: 5 * C, targets }),
    "posted payment: drawer.d 5, unapplied -5",
    allocation,
  ],
  [
    cashHeld(header, { drawer: "d", amountUnits: 5 * C }),
    "posted cash_held: drawer.d 5, suspense -5",
  ],
  [
    betweenHomesOut(header, { from: "unapplied", amountUnits: 5 * C }),
    "posted between_homes: unapplied 5, between_homes -5",
  ],
  [
    betweenHomesIn(header, { amountUnits: 5 * C, targets }),
    "posted between_homes: between_homes 5, unapplied -5",
    allocation,
  ],
  [
    emergencyDrawn(header, { amountUnits: 5 * C, capUnits: 9 * C }),
    "posted emergency_credit: emergency_credit 5, shortfall -5",
  ],
  [
    writtenOff(header, { account: "arrears", amountUnits: 5 * C }),
    "posted write_off: write_off 5, arrears -5",
  ],
  [
    quoteHonoured(header, { amountUnits: 5 * C, shortfallUnits: 2 * C }),
    "posted quote_honoured: quotes_honoured 5, shortfall -2, prepaid -3",
  ],
  [
    quoteHonoured(header, { amountUnits: 5 * C, shortfallUnits: 0 }),
    "posted quote_honoured: quotes_honoured 5, prepaid -5",
  ],
  [
    quoteHonoured(header, { amountUnits: 5 * C, shortfallUnits: 7 * C }),
    "posted quote_honoured: quotes_honoured 5, shortfall -5",
  ],
  [paymentReturned(header, returned), "posted payment_returned: prepaid 5, clearing.acme -5"],
  [
    paymentReturned(header, { ...returned, code: "dispute" }),
    "posted dispute: prepaid 5, clearing.acme -5",
  ],
  [
    refundFailed(header, { ...clearing, targets }),
    "posted refund: clearing.acme 5, unapplied -5",
    allocation,
  ],
  [disputeHeld(header, clearing), "posted dispute: disputes_held 5, clearing.acme -5"],
  [disputeReleased(header, clearing), "posted dispute: clearing.acme 5, disputes_held -5"],
  [debtOwed(header, 5 * C), "posted debt_owed: arrears 5, suspense -5"],
  [debtTakenBack(header, 5 * C), "posted debt_taken_back: suspense 5, arrears -5"],
  [debtSlice(header, 5 * C), "posted debt_slice: prepaid 5, arrears -5"],
  [
    depositTaken(header, { drawer: "d", amountUnits: 5 * C }),
    "posted deposit: drawer.d 5, deposit -5",
  ],
  [
    depositReturned(header, { drawer: "d", amountUnits: 5 * C }),
    "posted deposit_returned: deposit 5, drawer.d -5",
  ],
  [
    depositApplied(header, { amountUnits: 3 * C, targets }),
    "posted deposit_applied: deposit 3, prepaid -3",
  ],
  [
    pledgeMade(header, { agency: "county", amountUnits: 5 * C, targets }),
    "posted pledge: pledged.county 5, unapplied -5",
    allocation,
  ],
  [
    pledgePaid(header, { agency: "county", amountUnits: 5 * C, into: "bank" }),
    "posted pledge_paid: bank 5, pledged.county -5",
  ],
  [
    moneyHeld(header, { heldIn: "bank", amountUnits: 5 * C }),
    "posted money_held: bank 5, suspense -5",
  ],
  [moneyCameBack(header, 5 * C), "posted between_homes: between_homes 5, suspense -5"],
  [feeTaken(header, "acme", 5 * C), "posted processor_fee: processor_fees 5, clearing.acme -5"],
  [paidOut(header, "acme", 5 * C), "posted payout: bank 5, clearing.acme -5"],
  [billRounded(header, 0), ""],
  [billRounded(header, 5), "posted bill_rounding: receivable 0.0005, rounding -0.0005"],
  [billRounded(header, -5), "posted bill_rounding: receivable -0.0005, rounding 0.0005"],
  [bill(0, 4 * C), ""],
  [bill(5 * C, 0), "posted bill: receivable 5, billed.cis -5"],
  [bill(-3 * C, 4 * C), "posted bill: receivable -3, billed.cis 3"],
  [bill(-3 * C, 3 * C), "posted bill: receivable -3, billed.cis 3"],
  [bill(-3 * C, 1 * C), "posted bill: receivable -1, unapplied -2, billed.cis 3"],
  [bill(-3 * C, 0), "posted bill: unapplied -3, billed.cis 3"],
  [creditApplied(header, 5 * C), "posted credit_applied: unapplied 5, receivable -5"],
  [toPostpay(header, having({})), ""],
  [
    toPostpay(header, having({ prepaidUnits: 5 * C })),
    "posted conversion: prepaid 5, unapplied -5",
  ],
  [
    toPostpay(header, having({ shortfallUnits: 2 * C, emergencyUsedUnits: 3 * C })),
    "posted conversion: receivable 5, shortfall -2, emergency_credit -3",
  ],
  [toPrepaid(header, having({})), ""],
  [
    toPrepaid(header, having({ receivableUnits: 5 * C, unappliedUnits: 2 * C })),
    "posted conversion: unapplied 2, receivable -5, arrears 3",
  ],
  [
    toPrepaid(header, having({ receivableUnits: 2 * C, unappliedUnits: 5 * C })),
    "posted conversion: unapplied 5, receivable -2, prepaid -3",
  ],
  [
    toPrepaid(header, having({ receivableUnits: 5 * C, unappliedUnits: 5 * C })),
    "posted conversion: unapplied 5, receivable -5",
  ],
];

describe("a happening", () => {
  it("posts what is written here of it", () => {
    const each = made().map(([one, ...expected]) => {
      const transfers = one === null ? [] : [one].flat();
      const problems = transfers.map((transfer) => checkTransfer(transfer, usd, "account:1"));
      return { told: transfers.map(told).join("; "), expected: expected.join("; "), problems };
    });
    expect(each.map((one) => one.told)).toEqual(each.map(({ expected }) => expected));
    expect(each.flatMap(({ problems }) => problems).filter((one) => one !== null)).toEqual([]);
  });

  it("says what a grant may hold, where it draws on one and nowhere else", () => {
    const drawn = emergencyDrawn(header, { amountUnits: 5 * C, capUnits: 9 * C });
    expect(drawn.entries.map(({ capUnits }) => capUnits)).toEqual([9 * C, undefined]);
    const { entries } = paymentReturned(header, returned);
    expect(entries.every((entry) => !("capUnits" in entry))).toBe(true);
  });
});
