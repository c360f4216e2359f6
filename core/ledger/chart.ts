import { type Refusal, refuse } from "../refusal.ts";

/**
 * The chart of accounts: every account of the ledger, what kind it is, whose it is, and what may never be true of it.
 * A debit is positive, a credit negative; assets and expenses grow by debits, liabilities and income by credits.
 */
export interface Account {
  readonly type: "asset" | "liability" | "income" | "expense";
  /** The customer's accounts stand once in an account's home; the utility's once a home and local month. */
  readonly owner: "customer" | "utility";
  /**
   * `guarded`: never on the wrong side of zero, what is pending against it counted. `capped`: guarded, and a transfer that
   * adds to it must say up to what. `tender`: real money, so only whole minor units. `free`: no rule of its own.
   */
  readonly rule: "guarded" | "capped" | "tender" | "free";
  /** Whether the name goes on after a dot: `revenue.water`, `drawer.desk-1`. */
  readonly detailed: boolean;
}

const chart = {
  /** What the customer has paid ahead. */
  prepaid: customer("liability", "guarded"),
  /** Use after the prepaid money was gone (late reads, a hold): a negative balance is visible here, never in prepaid. */
  shortfall: customer("asset", "guarded"),
  /** Use drawn on an invoked grant of emergency credit, up to the grant's limit. */
  emergency_credit: customer("asset", "capped"),
  /** Old debt, taken by a share of payments or by a plan. */
  arrears: customer("asset", "guarded"),
  /** Payments that came back (chargeback, returned debit, bad check) and their fees. */
  returned_payments: customer("asset", "guarded"),
  /** What a post-pay customer has used or was billed, and has not paid. */
  receivable: customer("asset", "guarded"),
  deposit: customer("liability", "guarded"),
  /** Money received and not yet allocated. */
  unapplied: customer("liability", "guarded"),
  /** By commodity, and `revenue.fixed`. */
  revenue: utility("income", "free", true),
  /** Bills that another system made, by that system: its own books have the revenue behind them. */
  billed: utility("income", "free", true),
  fees: utility("income", "free"),
  /** By authority. */
  tax: utility("liability", "free", true),
  service_fee: utility("liability", "free"),
  platform_fee: utility("liability", "free"),
  /** By processor: equals what the processor itself holds for us at cut-off. */
  clearing: utility("asset", "tender", true),
  ach_in_flight: utility("asset", "tender"),
  /** By agency: pledged, credited to an account, and not paid yet. */
  pledged: utility("asset", "free", true),
  disputes_held: utility("asset", "tender"),
  bank: utility("asset", "tender"),
  /** By kiosk or clerk's shift. */
  drawer: utility("asset", "tender", true),
  cash_in_transit: utility("asset", "tender"),
  over_short: utility("expense", "tender"),
  processor_fees: utility("expense", "free"),
  write_off: utility("expense", "free"),
  /** What accrued after an amount was quoted, and was given so that the quote held. */
  quotes_honoured: utility("expense", "free"),
  rounding: utility("expense", "free"),
  /** Money on its way from one home to another: zero over all homes once every credit has arrived. */
  between_homes: utility("liability", "free"),
  /** Money whose account nobody knows yet. */
  suspense: utility("liability", "free"),
  /** What customers who left had, and no card takes back: people pay it out. */
  payable: utility("liability", "free"),
} as const satisfies Readonly<Record<string, Account>>;

export type AccountCode = keyof typeof chart;

export const accountCodes = Object.keys(chart) as readonly AccountCode[];

export function accountOf(code: AccountCode): Account {
  return chart[code];
}

/** An account's name in the ledger: its code, and where the chart wants one, a dot and a detail. */
export type AccountName = string;

export interface ReadName {
  readonly code: AccountCode;
  readonly detail: string | null;
  readonly account: Account;
}

/** Letters, digits, "_" and "-": enough for a commodity, a processor, a terminal's or a shift's id; no dot, no slash, no name. */
const detailPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** The one place that says what an account may be called. */
export function readAccountName(name: AccountName): ReadName | Refusal<"account_unknown"> {
  const dot = name.indexOf(".");
  const code = dot === -1 ? name : name.slice(0, dot);
  const detail = dot === -1 ? null : name.slice(dot + 1);
  if (!Object.hasOwn(chart, code)) {
    return refuse("account_unknown", `"${name}" is not in the chart of accounts`);
  }
  const account: Account = chart[code as AccountCode];
  if (account.detailed !== (detail !== null)) {
    const wanted = account.detailed ? `needs a detail: "${code}.something"` : "takes no detail";
    return refuse("account_unknown", `"${name}": ${code} ${wanted}`);
  }
  if (detail !== null && !detailPattern.test(detail)) {
    return refuse("account_unknown", `"${name}" has a detail that is not letters, digits, _ or -`);
  }
  return { code: code as AccountCode, detail, account };
}

function customer(type: "asset" | "liability", rule: "guarded" | "capped"): Account {
  return { type, owner: "customer", rule, detailed: false };
}

function utility(type: Account["type"], rule: "tender" | "free", detailed = false): Account {
  return { type, owner: "utility", rule, detailed };
}
