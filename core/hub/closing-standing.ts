/** What of a closing is still to be done, and when: asked by everything that moves money or reads of an account that is closed. */
import { keyOf } from "../ids.ts";
import { DAY_MS, HOUR_MS, localDay, type Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import { minorToUnits, unitsToMinorCeil } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { modeAt, servicesOf } from "../store/accounts.ts";
import { billsOf } from "../store/bills.ts";
import { cameBack, closingOf, type ClosingRow } from "../store/closings.ts";
import { pendingPayments } from "../store/payments.ts";
import { pledgedMinor } from "../store/pledges.ts";
import { ratingOf } from "../store/reads.ts";
import { refundsAskedMinor } from "../store/refunds-asked.ts";
import { disputedMinor } from "../store/refunds.ts";
import { clearTimer, setTimer } from "../store/timers.ts";
import { mustAccount } from "./account-facts.ts";
import { LATE_READS_DAYS } from "./late-reads.ts";
import { unbilledUnits } from "./pay-bills.ts";
import { balancesAt } from "./post.ts";
import { defaultBilling, mustSettings } from "./settings.ts";

const TIMER = keyOf("closing");

/** By this word the refunds of a closing are known among all others. */
export const CLOSING_REASON = "account_closed";

/** Bills of another system are made once a month, some days after it: a final one that is not here by then does not come. */
const IMPORTED_BILL_DAYS = 45;

export function setClosingTimer(sql: Sql, home: Home, dueAtMs: number | null): void {
  if (dueAtMs === null) clearTimer(sql, home, TIMER);
  else {
    setTimer(sql, { home, key: TIMER, clock: "service", dueAtMs, kind: "closing", payload: "{}" });
  }
}

/** Until when what is missing is waited for, before what is left is reckoned without it. */
function waitsUntilMs(sql: Sql, now: Now, home: Home, { atMs }: ClosingRow): number {
  const days = isBilledElsewhere(sql, now, home, atMs) ? IMPORTED_BILL_DAYS : LATE_READS_DAYS;
  return atMs + days * DAY_MS;
}

function isBilledElsewhere(sql: Sql, now: Now, home: Home, atMs: number): boolean {
  const { bills } = mustSettings(sql, now.serviceMs).settings.billing ?? defaultBilling;
  return bills === "imported" && modeAt(sql, home, atMs - 1) === "postpay";
}

/** Whether the reads of a service reach the end of its last whole hour, or it was never the customer's. */
export function isReadThrough(
  throughMs: number | null,
  { fromMs, atMs }: { readonly fromMs: number; readonly atMs: number },
): boolean {
  return fromMs >= atMs || (throughMs ?? 0) >= atMs - (atMs % HOUR_MS);
}

/** Whether all that what is left is reckoned from is known, or was waited for long enough. */
export function isReckonable(sql: Sql, now: Now, home: Home, closing: ClosingRow): boolean {
  const { atMs } = closing;
  if (now.serviceMs >= waitsUntilMs(sql, now, home, closing)) return true;
  if (pendingPayments(sql, home).length > 0) return false;
  if (isBilledElsewhere(sql, now, home, atMs)) {
    const lastDay = localDay(mustAccount(sql, home).zone, atMs - 1);
    return billsOf(sql, home, 1).some(({ issuedDay }) => issuedDay > lastDay);
  }
  const through = new Map(ratingOf(sql, home).map((row) => [row.serviceId, row.throughMs]));
  return servicesOf(sql, home).every(({ id, fromMs }) =>
    isReadThrough(through.get(id) ?? null, { fromMs, atMs }),
  );
}

/** An account's credit: what may pay what is owed, and what of it may leave. */
export interface FreeCredit {
  /** All but what refunds on their way will take. */
  readonly toOweUnits: number;
  /** Without what may yet be taken back: pledges that are not paid, and what a bank has in dispute. */
  readonly toLeaveUnits: number;
}

export function freeCredit(
  sql: Sql,
  now: Now,
  home: Home,
  { unappliedUnits }: Pick<AccountBalances, "unappliedUnits">,
): FreeCredit {
  const { currency } = mustSettings(sql, now.serviceMs);
  const heldMinor = pledgedMinor(sql, home) + disputedMinor(sql, home);
  const toOweUnits = Math.max(
    0,
    unappliedUnits - minorToUnits(refundsAskedMinor(sql, home), currency),
  );
  return {
    toOweUnits,
    toLeaveUnits: Math.max(0, toOweUnits - minorToUnits(heldMinor, currency)),
  };
}

/** All that an account owes in the end, whatever it was for. */
export function owedUnits({
  returnedPaymentsUnits,
  receivableUnits,
  arrearsUnits,
}: Pick<AccountBalances, "returnedPaymentsUnits" | "receivableUnits" | "arrearsUnits">): number {
  return returnedPaymentsUnits + receivableUnits + arrearsUnits;
}

/** What the account still owes in minor units, a fraction counted whole. */
export function owedMinor(sql: Sql, now: Now, home: Home): number {
  const { currency } = mustSettings(sql, now.serviceMs);
  const balances = balancesAt(sql, home);
  return Math.max(0, unitsToMinorCeil(owedUnits(balances) - balances.unappliedUnits, currency));
}

/** What is owed goes where the closing says, unless it was sent back from there. */
export function movesDebt(sql: Sql, home: Home, { moveTo }: ClosingRow): boolean {
  return moveTo !== null && !cameBack(sql, home);
}

function isLeftToDo(
  sql: Sql,
  now: Now,
  home: Home,
  { closing, balances }: { readonly closing: ClosingRow; readonly balances: AccountBalances },
): boolean {
  const owed = owedUnits(balances);
  const { toOweUnits, toLeaveUnits } = freeCredit(sql, now, home, balances);
  return (
    unbilledUnits(sql, home, balances) > 0 ||
    balances.depositUnits > 0 ||
    toLeaveUnits > 0 ||
    (toOweUnits > 0 && owed > 0) ||
    (owed > 0 && movesDebt(sql, home, closing))
  );
}

/** Sets when a closed account is looked at again: at once where there is something to reckon, else when what is missing was waited for. */
export function wakeClosing(sql: Sql, now: Now, home: Home, balances: AccountBalances): void {
  const closing = closingOf(sql, home);
  if (closing?.state === "closed") {
    const isDue = isReckonable(sql, now, home, closing);
    setClosingTimer(sql, home, isDue ? now.serviceMs : waitsUntilMs(sql, now, home, closing));
  }
  if (closing?.state === "settled") {
    const isDue = isLeftToDo(sql, now, home, { closing, balances });
    setClosingTimer(sql, home, isDue ? now.serviceMs : null);
  }
}
