import { localDay, type Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import {
  type Allocated,
  allocate,
  type Dues,
  type MoneySource,
  policyFor,
} from "../payment/allocate.ts";
import { debtPeriodFrom } from "../payment/debt-period.ts";
import type { Home, Sql } from "../ports.ts";
import { modeAt } from "../store/accounts.ts";
import { addDebtTaken, debtTaken } from "../store/debts.ts";
import { likelyDayUnits } from "./forecast.ts";
import { allocateToBills, notePaid } from "./pay-bills.ts";
import { balancesAt } from "./post.ts";
import { mustSettings } from "./settings.ts";

/** What an account owes that a payment must go to before it is credit, by the balances of this transaction. */
export function duesOf(sql: Sql, now: Now, home: Home, balances: AccountBalances): Dues {
  const inForce = mustSettings(sql, now.serviceMs);
  const { debtCapUnits, daysGuaranteed = 0 } = inForce.settings.allocation;
  // Both are looked up only where there is a debt that they could spare.
  const owes = balances.arrearsUnits > 0;
  return {
    returnedPaymentsUnits: balances.returnedPaymentsUnits,
    accumulatedUnits: 0,
    arrearsUnits: balances.arrearsUnits,
    arrearsTakenInPeriodUnits: owes && debtCapUnits !== null ? takenUnits(sql, now, home) : 0,
    shortfallUnits: balances.shortfallUnits,
    emergencyUsedUnits: balances.emergencyUsedUnits,
    dayUnits: owes && daysGuaranteed > 0 ? (likelyDayUnits(sql, now, home, inForce) ?? 0) : 0,
  };
}

/** Money that is credited in this transaction. */
interface Money {
  readonly amountUnits: number;
  readonly source: MoneySource;
  /** The transfer that brings it, by which bills know what paid them. */
  readonly transferId: string;
  /** The post-pay bill that is to be paid first; absent or null is the one that is due first. */
  readonly billKey?: string | null;
}

/**
 * Splits money that is credited in this transaction: by the utility's waterfall, counting what the debt share takes against
 * the cap of its period; or to the bills of a post-pay account, counting what each is paid.
 */
export function allocateHere(sql: Sql, now: Now, home: Home, money: Money): readonly Allocated[] {
  const balances = balancesAt(sql, home);
  if (modeAt(sql, home, now.serviceMs) === "postpay") {
    const { amountUnits, transferId, billKey = null } = money;
    const { parts, bills } = allocateToBills(sql, home, { amountUnits, balances, billKey });
    notePaid(sql, home, transferId, bills);
    return parts;
  }
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const dues = duesOf(sql, now, home, balances);
  const policy = policyFor(settings.allocation, money.source);
  const parts = allocate(money.amountUnits, dues, policy, currency);
  const share = parts.find(({ target }) => target === "debt_share");
  if (share !== undefined) {
    addDebtTaken(sql, home, { ...periodAt(sql, now), takenUnits: share.amountUnits });
  }
  return parts;
}

function takenUnits(sql: Sql, now: Now, home: Home): number {
  const { period, fromDay } = periodAt(sql, now);
  const taken = debtTaken(sql, home);
  return taken?.period === period && taken.fromDay === fromDay ? taken.takenUnits : 0;
}

/** The period of the debt cap by the utility's own clock, as its settings name it now. */
function periodAt(sql: Sql, now: Now) {
  const { settings } = mustSettings(sql, now.serviceMs);
  const period = settings.allocation.debtPeriod;
  return { period, fromDay: debtPeriodFrom(period, localDay(settings.zone, now.serviceMs)) };
}

/** Letters and digits that are not taken for one another when read aloud. */
const CONFIRMATION_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CONFIRMATION_LENGTH = 8;

/** The code on a receipt: follows from the account and the payment, so that a repeated answer shows the same one. */
export function confirmationOf(sql: Sql, home: Home, paymentId: string): string {
  const hash = sql.sha256(`${home}/${paymentId}`);
  let rest = BigInt(`0x${hash.slice(0, 16)}`);
  let code = "";
  const base = BigInt(CONFIRMATION_ALPHABET.length);
  for (let at = 0; at < CONFIRMATION_LENGTH; at += 1) {
    code += CONFIRMATION_ALPHABET.charAt(Number(rest % base));
    rest /= base;
  }
  return code;
}
