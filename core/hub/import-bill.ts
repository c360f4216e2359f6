import { assert } from "../assert.ts";
import { localMonth, type LocalDay, type Now } from "../instant.ts";
import { billImported } from "../ledger/billing.ts";
import { AMOUNT_UNITS_MAX } from "../ledger/transfer.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt, modeAt } from "../store/accounts.ts";
import { addBillPart, billOf, type BillRow, openBills, saveBill } from "../store/bills.ts";
import { keyOf } from "../ids.ts";
import { mustAccount } from "./account-facts.ts";
import { applyCredit, billKey, OWN_BILLS } from "./issue-bill.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { oweBillNotice } from "./review-dunning.ts";
import { defaultBilling, mustSettings, type SettingsInForce } from "./settings.ts";

/** A bill as the system that made it tells it. */
export interface ImportBill {
  readonly accountId: string;
  /** The system's name, as the ledger has it: `billed.cis`. */
  readonly source: string;
  readonly billId: string;
  /** Counts up where the system corrects its bill; 0 of a version is a bill that is withdrawn. */
  readonly version: number;
  readonly issuedDay: LocalDay;
  readonly dueDay: LocalDay;
  readonly amountMinor: number;
  readonly currency: string;
  readonly actor: string;
}

export type BillRefusal =
  | "no_such_account"
  | "account_closed"
  | "account_is_prepaid"
  | "bills_are_own"
  | "bad_source"
  | "wrong_currency"
  | "due_before_issued"
  | "amount_too_large"
  | "version_differs"
  | "version_is_old";

/**
 * Takes a bill of another system into a post-pay account: owed from now on, and credit pays of it at once. The same source,
 * id and version again changes nothing; with other content it is refused; a later version posts what it differs by.
 */
export function importBill(
  sql: Sql,
  now: Now,
  home: Home,
  input: ImportBill,
): { readonly kind: "billed" | "unchanged" } | Refusal<BillRefusal> {
  const refusal = refusedBill(sql, now, home, input);
  if (refusal !== null) return refusal;
  const inForce = mustSettings(sql, now.serviceMs);
  const key = billKey(input.source, input.billId);
  const digest = digestOf(sql, input);
  const before = billOf(sql, home, key);
  const known = knownVersion(before, input, digest);
  if (known !== null) return known;
  const happening = beginHappening(sql, home);
  const amountUnits = minorToUnits(input.amountMinor, inForce.currency);
  postBill(sql, now, happening, { input, before, amountUnits, inForce });
  saveBill(sql, home, {
    key,
    source: input.source,
    id: input.billId,
    version: input.version,
    digest,
    issuedDay: input.issuedDay,
    dueDay: input.dueDay,
    amountUnits,
  });
  const creditUnits = applyCredit(sql, now, happening);
  const account = mustAccount(sql, home);
  const open = openBills(sql, home);
  if (open.some((bill) => bill.key === key)) {
    const told = { account, inForce, open, stage: "billed" } as const;
    oweBillNotice(sql, now, happening, { ...told, key: keyOf("bill", key, input.version) });
  }
  const reviewed = reviewSupply(sql, now, happening);
  const { version, dueDay } = input;
  recordHappening(sql, now, happening, {
    kind: "bill-imported",
    actor: input.actor,
    channel: null,
    cause: keyOf(key, version),
    facts: { bill: key, version, amountUnits, dueDay, creditUnits, ...reviewed },
  });
  return { kind: "billed" };
}

function refusedBill(
  sql: Sql,
  now: Now,
  home: Home,
  input: ImportBill,
): Refusal<BillRefusal> | null {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const leftMs = account.closedAtMs;
  // The last bill of a customer who has left comes after that, where they were billed until then.
  if (leftMs !== null && modeAt(sql, home, leftMs - 1) !== "postpay") {
    return refuse("account_closed", "the account is closed");
  }
  if (modeAt(sql, home, now.serviceMs) === "prepaid") {
    const message = "a prepaid account has no bills: what it owes of before is an old debt";
    return refuse("account_is_prepaid", message);
  }
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  if ((settings.billing ?? defaultBilling).bills === "own") {
    const message = "bills are made here, from reads and tariffs (billing.bills in the settings)";
    return refuse("bills_are_own", message);
  }
  if (input.source === OWN_BILLS) {
    return refuse("bad_source", `"${OWN_BILLS}" is the name of the bills that are made here`);
  }
  if (input.currency !== account.currency) {
    return refuse("wrong_currency", `the account is kept in ${account.currency}`);
  }
  if (input.dueDay < input.issuedDay) {
    return refuse("due_before_issued", "a bill is due on the day it is issued, or later");
  }
  if (minorToUnits(input.amountMinor, currency) > AMOUNT_UNITS_MAX) {
    return refuse("amount_too_large", "this is more than one bill may be");
  }
  return null;
}

function digestOf(sql: Sql, input: ImportBill): string {
  const { source, billId, version, issuedDay, dueDay, amountMinor, currency } = input;
  const content = [source, billId, version, issuedDay, dueDay, amountMinor, currency];
  return sql.sha256(JSON.stringify(content));
}

/** What is said of a version that is no news; null where it is one. */
function knownVersion(
  before: BillRow | undefined,
  { version }: ImportBill,
  digest: string,
): { readonly kind: "unchanged" } | Refusal<BillRefusal> | null {
  if (before === undefined || version > before.version) return null;
  if (version < before.version) {
    return refuse("version_is_old", `version ${String(before.version)} of the bill is here`);
  }
  if (digest === before.digest) return { kind: "unchanged" };
  return refuse("version_differs", "the same version of the bill is here and says something else");
}

/** Posts what the version differs by; of a lower amount than was paid, what is too much becomes credit again. */
function postBill(
  sql: Sql,
  now: Now,
  happening: Happening,
  bill: {
    readonly input: ImportBill;
    readonly before: BillRow | undefined;
    readonly amountUnits: number;
    readonly inForce: SettingsInForce;
  },
): void {
  const { home } = happening;
  const { input, before, amountUnits, inForce } = bill;
  const account = mustAccount(sql, home);
  const header = {
    id: `${happening.id}/bill`,
    cause: happening.id,
    corrects: null,
    actor: input.actor,
    channel: "hub",
    effectiveAtMs: now.serviceMs,
    month: localMonth(account.zone, now.serviceMs),
  };
  const paidUnits = before?.paidUnits ?? 0;
  const transfer = billImported(header, {
    source: input.source,
    deltaUnits: amountUnits - (before?.amountUnits ?? 0),
    unpaidUnits: (before?.amountUnits ?? 0) - paidUnits,
  });
  if (transfer !== null) {
    const posted = post(sql, now, { home, currency: inForce.currency }, transfer);
    assert(posted.kind === "posted", `a bill was not posted: ${JSON.stringify(posted)}`);
  }
  const overpaidUnits = paidUnits - amountUnits;
  if (before !== undefined && overpaidUnits > 0) {
    addBillPart(sql, home, header.id, { key: before.key, amountUnits: -overpaidUnits });
  }
}
