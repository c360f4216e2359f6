import { assert } from "../assert.ts";
import { addDays, DAY_MS, instantOf, localDay, localMonth, type Now } from "../instant.ts";
import { keyOf } from "../ids.ts";
import { billRounded, creditApplied } from "../ledger/billing.ts";
import { type Header } from "../ledger/postings.ts";
import { unitsPerMinor } from "../money.ts";
import { payBills } from "../payment/bills.ts";
import type { Home, Sql } from "../ports.ts";
import { modeAt } from "../store/accounts.ts";
import { billOf, openBills, saveBill, usedSince } from "../store/bills.ts";
import { mustAccount } from "./account-facts.ts";
import { freeCredit } from "./closing-standing.ts";
import { LATE_READS_DAYS } from "./late-reads.ts";
import { partHeader } from "./part-header.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { notePaid, unbilledUnits } from "./pay-bills.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { oweBillNotice } from "./review-dunning.ts";
import { defaultBilling, mustSettings } from "./settings.ts";

/** Whose bills the hub's own are. */
export const OWN_BILLS = "own";

/**
 * Bills a post-pay account for what it used in the local month that ended last, once some days for late reads are over: in
 * whole minor units, the rounding booked by its name. Credit that was left over pays of it at once. Nothing is due where
 * another system bills, where the month is billed, or where nothing is owed for it.
 */
export function issueBill(
  sql: Sql,
  now: Now,
  home: Home,
): { readonly kind: "billed"; readonly bill: string } | { readonly kind: "nothing_due" } {
  const inForce = mustSettings(sql, now.serviceMs);
  const { bills, dueDays } = inForce.settings.billing ?? defaultBilling;
  if (bills !== "own" || modeAt(sql, home, now.serviceMs) !== "postpay") return nothingDue;
  const account = mustAccount(sql, home);
  const endMs = instantOf(account.zone, `${localMonth(account.zone, now.serviceMs)}-01`);
  if (now.serviceMs < endMs + LATE_READS_DAYS * DAY_MS) return nothingDue;
  const id = localMonth(account.zone, endMs - 1);
  const key = billKey(OWN_BILLS, id);
  if (billOf(sql, home, key) !== undefined) return nothingDue;
  const usedUnits = unbilledUnits(sql, home, balancesAt(sql, home)) - usedSince(sql, home, endMs);
  const amountUnits = roundedUnits(usedUnits, unitsPerMinor(inForce.currency));
  if (amountUnits <= 0) return nothingDue;
  const happening = beginHappening(sql, home);
  const header = headerOf(sql, now, happening, "bill");
  const rounding = billRounded(header, amountUnits - usedUnits);
  if (rounding !== null) {
    const posted = post(sql, now, { home, currency: inForce.currency }, rounding);
    assert(posted.kind === "posted", `a bill was not rounded: ${JSON.stringify(posted)}`);
  }
  const issuedDay = localDay(account.zone, now.serviceMs);
  const dueDay = addDays(issuedDay, dueDays);
  saveBill(sql, home, {
    key,
    source: OWN_BILLS,
    id,
    version: 1,
    digest: sql.sha256(JSON.stringify([id, issuedDay, dueDay, amountUnits])),
    issuedDay,
    dueDay,
    amountUnits,
  });
  const creditUnits = applyCredit(sql, now, happening);
  const open = openBills(sql, home);
  const told = { account, inForce, open, stage: "billed", key: keyOf("bill", key) } as const;
  oweBillNotice(sql, now, happening, told);
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "bill-issued",
    actor: "hub",
    channel: null,
    cause: key,
    effectiveAtMs: endMs,
    facts: { bill: key, amountUnits, dueDay, creditUnits, ...reviewed },
  });
  return { kind: "billed", bill: key };
}

const nothingDue = { kind: "nothing_due" } as const;

export function billKey(source: string, id: string): string {
  return keyOf(source, id);
}

/** Lets credit that no bill had used pay what is billed by now; the units that it paid. */
export function applyCredit(sql: Sql, now: Now, happening: Happening): number {
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  // What a refund on its way will take pays nothing; of an open account none is asked for what its bills need.
  const { toOweUnits } = freeCredit(sql, now, home, balancesAt(sql, home));
  const { parts, leftUnits } = payBills(toOweUnits, openBills(sql, home), null);
  const amountUnits = toOweUnits - leftUnits;
  if (amountUnits === 0) return 0;
  const header = headerOf(sql, now, happening, "credit");
  const posted = post(sql, now, { home, currency }, creditApplied(header, amountUnits));
  assert(posted.kind === "posted", `credit was not applied: ${JSON.stringify(posted)}`);
  notePaid(sql, home, header.id, parts);
  return amountUnits;
}

function headerOf(sql: Sql, now: Now, happening: Happening, part: string): Header {
  const { zone } = mustAccount(sql, happening.home);
  return partHeader(now, happening, { part, zone });
}

/** To the nearest whole minor unit, and of a half to the even one. */
export function roundedUnits(units: number, step: number): number {
  const rest = ((units % step) + step) % step;
  const below = units - rest;
  if (rest * 2 === step) return (below / step) % 2 === 0 ? below : below + step;
  return rest * 2 < step ? below : below + step;
}
