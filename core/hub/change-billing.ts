import { assert } from "../assert.ts";
import { addDays, localDay, type Now } from "../instant.ts";
import { billRounded, toPostpay, toPrepaid } from "../ledger/billing.ts";
import type { Header } from "../ledger/postings.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { unitsPerMinor } from "../money.ts";
import type { Sql } from "../ports.ts";
import { type AccountRow, type Mode, setMode } from "../store/accounts.ts";
import { openBills, saveBill, saveDunning } from "../store/bills.ts";
import { applyCredit, billKey } from "./issue-bill.ts";
import type { Happening } from "./journal.ts";
import { partHeader } from "./part-header.ts";
import { notePaid } from "./pay-bills.ts";
import { balancesAt, post } from "./post.ts";
import { defaultBilling, mustSettings } from "./settings.ts";

/** The bill on which a customer who leaves prepayment finds what was owed. */
const CARRIED = "carried";

interface Change {
  readonly account: AccountRow;
  readonly mode: Mode;
  readonly actor: string;
}

/**
 * Bills an account otherwise from now on, inside a happening, with all that it has and owes: credit stays credit; what a
 * prepaid account owes is on a first bill; what a post-pay account owes, less its credit, is old debt. The units that were
 * carried over, below zero what is owed.
 */
export function changeBilling(sql: Sql, now: Now, happening: Happening, change: Change): number {
  const { home } = happening;
  const { account, mode, actor } = change;
  const header = partHeader(now, happening, { part: "conversion", zone: account.zone, actor });
  const leave = mode === "postpay" ? leavePrepaid : leavePostpay;
  const carriedUnits = leave(sql, now, happening, { account, header });
  setMode(sql, home, mode, now.serviceMs);
  if (mode === "postpay") applyCredit(sql, now, happening);
  return carriedUnits;
}

interface Leaving {
  readonly account: AccountRow;
  readonly header: Header;
}

/** What is owed is on a bill of its own, in whole minor units, due as any bill. */
function leavePrepaid(
  sql: Sql,
  now: Now,
  happening: Happening,
  { account, header }: Leaving,
): number {
  const { home } = happening;
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const balances = balancesAt(sql, home);
  postSome(sql, now, happening, toPostpay(header, balances));
  const owedUnits = balances.shortfallUnits + balances.emergencyUsedUnits;
  // Never more than was owed: a fraction of a cent is given.
  const amountUnits = owedUnits - (owedUnits % unitsPerMinor(currency));
  const rounding = { ...header, id: `${happening.id}/rounding` };
  postSome(sql, now, happening, billRounded(rounding, amountUnits - owedUnits));
  if (amountUnits > 0) {
    const issuedDay = localDay(account.zone, now.serviceMs);
    const dueDay = addDays(issuedDay, (settings.billing ?? defaultBilling).dueDays);
    const id = happening.id.slice(happening.id.lastIndexOf("#") + 1);
    saveBill(sql, home, {
      key: billKey(CARRIED, id),
      source: CARRIED,
      id,
      version: 1,
      digest: sql.sha256(JSON.stringify([id, issuedDay, dueDay, amountUnits])),
      issuedDay,
      dueDay,
      amountUnits,
    });
  }
  return balances.balanceUnits;
}

/** Open bills are paid by the change: what they ask is carried over whole. */
function leavePostpay(
  sql: Sql,
  now: Now,
  happening: Happening,
  { account, header }: Leaving,
): number {
  const { home } = happening;
  const balances = balancesAt(sql, home);
  postSome(sql, now, happening, toPrepaid(header, balances));
  const parts = openBills(sql, home).map(({ key, leftUnits }) => ({ key, amountUnits: leftUnits }));
  notePaid(sql, home, header.id, parts);
  saveDunning(sql, home, { stage: "clear", sinceDay: localDay(account.zone, now.serviceMs) });
  return balances.unappliedUnits - balances.receivableUnits;
}

function postSome(sql: Sql, now: Now, { home }: Happening, transfer: Transfer | null): void {
  if (transfer === null) return;
  const { currency } = mustSettings(sql, now.serviceMs);
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a change of billing was not posted: ${JSON.stringify(posted)}`);
}
