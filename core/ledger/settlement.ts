import { assert } from "../assert.ts";
import { type Refusal, isRefusal, refuse } from "../refusal.ts";
import { type AccountCode, type AccountName, readAccountName } from "./chart.ts";

/** What a day's postings of one reason and channel came to in one account of the ledger, over all homes of a store. */
export interface DayRow {
  readonly account: AccountName;
  /** The transfer's code: why. */
  readonly code: string;
  readonly channel: string;
  readonly currency: string;
  readonly debitUnits: number;
  readonly creditUnits: number;
  readonly entries: number;
}

/** One line of the general ledger's journal: an account and a reason, on both sides. */
export interface JournalLine {
  readonly account: AccountName;
  readonly code: string;
  readonly debitUnits: number;
  readonly creditUnits: number;
}

export type Tender = "card" | "cash" | "bank";

/** What came and went by one way of paying, in ledger units; `netUnits` is what is left of `grossUnits` after the others. */
export interface TenderTotal {
  readonly tender: Tender;
  /** The processor, or the drawer that held the cash; "" for the bank itself. */
  readonly holder: string;
  readonly channel: string;
  readonly grossUnits: number;
  readonly feesUnits: number;
  readonly refundsUnits: number;
  readonly disputesUnits: number;
  readonly returnsUnits: number;
  /** Moves between the utility's own holdings: payouts, cash that was banked. */
  readonly movedUnits: number;
  readonly netUnits: number;
}

export interface Settlement {
  readonly lines: readonly JournalLine[];
  readonly tenders: readonly TenderTotal[];
  /** Either side of the journal. */
  readonly totalUnits: number;
  /** How many entries of the ledger stand behind it. */
  readonly entries: number;
}

type Column = "grossUnits" | "feesUnits" | "refundsUnits" | "disputesUnits" | "returnsUnits";

/** Where a transfer's reason counts in the totals; any other only moves what is there. */
const columns: Readonly<Record<string, Column>> = {
  payment: "grossUnits",
  processor_fee: "feesUnits",
  refund: "refundsUnits",
  dispute: "disputesUnits",
  payment_returned: "returnsUnits",
};

/**
 * A utility's day out of the sums of all its stores: the journal for the general ledger, and what each way of paying brought.
 * Refused when the day's postings are of two currencies or do not balance: such books are for people to look at first.
 */
export function settlementOf(
  rows: readonly DayRow[],
): Settlement | Refusal<"currency_mixed" | "not_balanced"> {
  const currencies = new Set(rows.map(({ currency }) => currency));
  if (currencies.size > 1) {
    return refuse(
      "currency_mixed",
      `the day was posted in ${[...currencies].toSorted().join(", ")}`,
    );
  }
  const lines = journalLines(rows);
  const debitUnits = sumOf(lines.map((line) => line.debitUnits));
  const creditUnits = sumOf(lines.map((line) => line.creditUnits));
  if (debitUnits !== creditUnits) {
    const sides = `${String(debitUnits)} units of debits and ${String(creditUnits)} of credits`;
    return refuse("not_balanced", `the day's postings have ${sides}`);
  }
  const entries = sumOf(rows.map((row) => row.entries));
  return { lines, tenders: tenderTotals(rows), totalUnits: debitUnits, entries };
}

function journalLines(rows: readonly DayRow[]): JournalLine[] {
  const lines = new Map<string, JournalLine>();
  for (const { account, code, debitUnits, creditUnits } of rows) {
    const key = `${account} ${code}`;
    const before = lines.get(key) ?? { account, code, debitUnits: 0, creditUnits: 0 };
    lines.set(key, {
      ...before,
      debitUnits: exact(before.debitUnits + debitUnits),
      creditUnits: exact(before.creditUnits + creditUnits),
    });
  }
  return inOrder(lines);
}

function tenderTotals(rows: readonly DayRow[]): TenderTotal[] {
  const totals = new Map<string, TenderTotal>();
  for (const row of rows) {
    const held = holderOf(row.account);
    if (held === null) continue;
    const key = `${held.tender} ${held.holder} ${row.channel}`;
    const before = totals.get(key) ?? { ...held, channel: row.channel, ...nothing };
    const cameUnits = row.debitUnits - row.creditUnits;
    const column = columns[row.code];
    const after =
      column === undefined
        ? { ...before, movedUnits: exact(before.movedUnits + cameUnits) }
        : // Only the gross comes in; what the other columns count went out.
          {
            ...before,
            [column]: exact(before[column] + (column === "grossUnits" ? cameUnits : -cameUnits)),
          };
    totals.set(key, { ...after, netUnits: exact(before.netUnits + cameUnits) });
  }
  return inOrder(totals);
}

const nothing = {
  grossUnits: 0,
  feesUnits: 0,
  refundsUnits: 0,
  disputesUnits: 0,
  returnsUnits: 0,
  movedUnits: 0,
  netUnits: 0,
};

/** The accounts that are real money on its way to the utility; what a processor holds back in a dispute is out of its reach. */
const tenders: Readonly<Partial<Record<AccountCode, Tender>>> = {
  clearing: "card",
  drawer: "cash",
  cash_in_transit: "cash",
  bank: "bank",
  ach_in_flight: "bank",
};

/** Who holds the money of an account that is real money; null for every other account. */
function holderOf(name: AccountName): { readonly tender: Tender; readonly holder: string } | null {
  const read = readAccountName(name);
  if (isRefusal(read)) return null;
  const tender = tenders[read.code];
  return tender === undefined ? null : { tender, holder: read.detail ?? "" };
}

/** By their keys, so that the same day gives the same file whatever store answered first. */
function inOrder<Value>(found: ReadonlyMap<string, Value>): Value[] {
  return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}

function sumOf(units: readonly number[]): number {
  return units.reduce((sum, one) => exact(sum + one), 0);
}

function exact(units: number): number {
  assert(Number.isSafeInteger(units), "a day's sum passes what a number holds exactly");
  return units;
}
