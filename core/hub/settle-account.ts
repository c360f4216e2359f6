/** What is left of the money of an account whose customer has left, and where it goes. */
import { assert } from "../assert.ts";
import { accountHome, keyOf } from "../ids.ts";
import { addDays, localDay, type Now } from "../instant.ts";
import { billRounded } from "../ledger/billing.ts";
import { creditLeft, creditPayable, creditRounded, debtLeft, setOff } from "../ledger/closing.ts";
import { depositApplied } from "../ledger/deposit.ts";
import type { Header, Share } from "../ledger/postings.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { unitsPerMinor } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { billOf, saveBill } from "../store/bills.ts";
import { addLeftMove, type ClosingRow, settleRow } from "../store/closings.ts";
import { addPayout } from "../store/payouts.ts";
import { mustAccount } from "./account-facts.ts";
import { oweRefund } from "./ask-refund.ts";
import { cardSharesOf } from "./card-shares.ts";
import { CLOSING_REASON, freeCredit, movesDebt, owedUnits } from "./closing-standing.ts";
import { sendHappening } from "./delivery.ts";
import { oweFinalUse } from "./final-use.ts";
import { billKey, OWN_BILLS, roundedUnits } from "./issue-bill.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { partHeader } from "./part-header.ts";
import { allocateToBills, notePaid, unbilledUnits } from "./pay-bills.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { defaultBilling, mustSettings } from "./settings.ts";
import { tellClosing } from "./tell-closing.ts";

/** The bill of what no bill had before; a read that comes late makes a new version of it. */
export const FINAL_BILL = "final";

interface Settling {
  readonly happening: Happening;
  readonly closing: ClosingRow;
  readonly zone: string;
}

/**
 * Reckons what is left, for the first time or anew after a late read, a payment or one that came back: what no bill says is on a final
 * one; credit pays what is owed, and then the deposit does; what is left of both goes to the account that was named, or back to the
 * cards that it came from, and the rest is to be paid out by people. What is still owed goes to the account that was named too,
 * or stays owed here. What refunds on their way will take, pledges that are not paid and what a bank disputes stays.
 */
export function settleAccount(
  sql: Sql,
  now: Now,
  home: Home,
  { closing, cause }: { readonly closing: ClosingRow; readonly cause: string },
): void {
  const happening = beginHappening(sql, home);
  const { zone } = mustAccount(sql, home);
  const settling: Settling = { happening, closing, zone };
  const isFirst = closing.state === "closed";
  const use = isFirst ? oweFinalUse(sql, now, happening, closing) : [];
  const billedUnits = billTheRest(sql, now, settling);
  const paidUnits = payWithCredit(sql, now, settling);
  const depositUnits = releaseDeposit(sql, now, settling);
  const left = giveCredit(sql, now, settling, depositUnits);
  const movedDebtUnits = moveDebt(sql, now, settling);
  const told = tellClosing(sql, now, happening, closing);
  settleRow(sql, home, { id: closing.id, told, atMs: now.serviceMs });
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: isFirst ? "account-settled" : "account-settled-anew",
    actor: "hub",
    channel: null,
    cause,
    facts: {
      closingId: closing.id,
      use,
      billedUnits,
      paidUnits,
      depositUnits,
      ...left,
      movedDebtUnits,
      ...reviewed,
    },
  });
}

function headerOf(now: Now, { happening, zone }: Settling, part: string): Header {
  return partHeader(now, happening, { part, zone });
}

function postSome(sql: Sql, now: Now, { happening }: Settling, transfer: Transfer | null): void {
  if (transfer === null) return;
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a closing was not posted: ${JSON.stringify(posted)}`);
}

/** What no bill says yet, in whole minor units, due as any bill; the units that it adds. */
function billTheRest(sql: Sql, now: Now, settling: Settling): number {
  const { home } = settling.happening;
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const restUnits = unbilledUnits(sql, home, balancesAt(sql, home));
  if (restUnits <= 0) return 0;
  const addedUnits = roundedUnits(restUnits, unitsPerMinor(currency));
  postSome(
    sql,
    now,
    settling,
    billRounded(headerOf(now, settling, "bill"), addedUnits - restUnits),
  );
  if (addedUnits === 0) return 0;
  const key = billKey(OWN_BILLS, FINAL_BILL);
  const before = billOf(sql, home, key);
  const amountUnits = (before?.amountUnits ?? 0) + addedUnits;
  const version = (before?.version ?? 0) + 1;
  const issuedDay = localDay(settling.zone, now.serviceMs);
  const dueDay = addDays(issuedDay, (settings.billing ?? defaultBilling).dueDays);
  const content = [FINAL_BILL, version, issuedDay, dueDay, amountUnits];
  saveBill(sql, home, {
    key,
    source: OWN_BILLS,
    id: FINAL_BILL,
    version,
    digest: sql.sha256(JSON.stringify(content)),
    issuedDay,
    dueDay,
    amountUnits,
  });
  return addedUnits;
}

/** Credit pays what is owed, whatever it is for; the units that it paid. */
function payWithCredit(sql: Sql, now: Now, settling: Settling): number {
  const { home } = settling.happening;
  const balances = balancesAt(sql, home);
  const { toOweUnits: amountUnits } = freeCredit(sql, now, home, balances);
  const { parts, bills } = allocateToBills(sql, home, { amountUnits, balances, billKey: null });
  if (parts.length === 0) return 0;
  const header = headerOf(now, settling, "set-off");
  postSome(sql, now, settling, setOff(header, parts));
  notePaid(sql, home, header.id, bills);
  return sumOf(parts);
}

/** A deposit pays what is still owed, and the rest of it is credit; the units of that rest. */
function releaseDeposit(sql: Sql, now: Now, settling: Settling): number {
  const { home } = settling.happening;
  const balances = balancesAt(sql, home);
  const { depositUnits: amountUnits } = balances;
  if (amountUnits === 0) return 0;
  const { parts, bills } = allocateToBills(sql, home, { amountUnits, balances, billKey: null });
  const restUnits = amountUnits - sumOf(parts);
  const header = headerOf(now, settling, "deposit");
  const rest = restUnits === 0 ? [] : [{ account: "unapplied", amountUnits: restUnits }];
  const targets: Share[] = [
    ...parts.map(({ account, amountUnits: units }) => ({ account, amountUnits: units })),
    ...rest,
  ];
  postSome(sql, now, settling, depositApplied(header, { amountUnits, targets }));
  notePaid(sql, home, header.id, bills);
  return restUnits;
}

interface Given {
  readonly movedUnits: number;
  readonly refunds: readonly string[];
  readonly payoutMinor: number;
}

/** Gives away what credit may leave: to the account that was named, else to its cards, else by hand as all of the deposit is. */
function giveCredit(sql: Sql, now: Now, settling: Settling, depositUnits: number): Given {
  const { happening, closing } = settling;
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  const { toLeaveUnits } = freeCredit(sql, now, home, balancesAt(sql, home));
  if (toLeaveUnits === 0) return { movedUnits: 0, refunds: [], payoutMinor: 0 };
  if (movesDebt(sql, home, closing)) {
    postSome(sql, now, settling, creditLeft(headerOf(now, settling, "left"), toLeaveUnits));
    sendLeft(sql, now, settling, toLeaveUnits);
    return { movedUnits: toLeaveUnits, refunds: [], payoutMinor: 0 };
  }
  const step = unitsPerMinor(currency);
  const wholeUnits = roundedUnits(toLeaveUnits, step);
  const rounding = creditRounded(headerOf(now, settling, "rounding"), wholeUnits - toLeaveUnits);
  postSome(sql, now, settling, rounding);
  const ofCardsUnits = Math.max(0, wholeUnits - depositUnits);
  const shares = cardSharesOf(sql, now, home, ofCardsUnits);
  const { utilityId } = mustAccount(sql, home);
  const refunds = shares.map(({ paymentId, amountMinor }) => {
    const id = keyOf("closing", happening.sequence, paymentId);
    const by = { reason: CLOSING_REASON, actor: "hub", utilityId };
    return oweRefund(sql, now, home, { id, paymentId, amountMinor, ...by }).id;
  });
  const refundedMinor = shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const payoutMinor = wholeUnits / step - refundedMinor;
  if (payoutMinor > 0) {
    const header = headerOf(now, settling, "payable");
    postSome(sql, now, settling, creditPayable(header, payoutMinor * step));
    const id = keyOf("payout", happening.sequence);
    addPayout(sql, home, { id, amountMinor: payoutMinor, madeAtMs: now.wallMs });
  }
  return { movedUnits: 0, refunds, payoutMinor };
}

/** What is still owed goes to the account that was named, where it is old debt; the units that went. */
function moveDebt(sql: Sql, now: Now, settling: Settling): number {
  const { happening, closing } = settling;
  const { home } = happening;
  if (!movesDebt(sql, home, closing)) return 0;
  const balances = balancesAt(sql, home);
  const units = owedUnits(balances);
  if (units === 0) return 0;
  const { parts, bills } = allocateToBills(sql, home, {
    amountUnits: units,
    balances,
    billKey: null,
  });
  const header = headerOf(now, settling, "debt-left");
  postSome(sql, now, settling, debtLeft(header, parts));
  notePaid(sql, home, header.id, bills);
  sendLeft(sql, now, settling, -units);
  return units;
}

function sendLeft(sql: Sql, now: Now, { happening, closing }: Settling, amountUnits: number): void {
  const { home } = happening;
  const { moveTo } = closing;
  assert(moveTo !== null, "what goes to another account has one to go to");
  const id = keyOf("left", happening.sequence, amountUnits > 0 ? "credit" : "debt");
  addLeftMove(sql, home, { id, accountId: moveTo, amountUnits, atMs: now.wallMs });
  const input = { moveId: id, fromAccountId: mustAccount(sql, home).id, amountUnits };
  sendHappening(sql, now, happening, {
    to: accountHome(moveTo),
    delivery: { kind: "take-left", input },
    part: id,
  });
}

function sumOf(parts: readonly { readonly amountUnits: number }[]): number {
  return parts.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
}
