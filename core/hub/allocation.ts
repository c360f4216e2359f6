import { localDay, type Now } from "../instant.ts";
import type { AccountBalances } from "../ledger/balances.ts";
import {
  type Allocated,
  allocate,
  type AllocationPolicy,
  type Dues,
  type MoneySource,
  policyFor,
} from "../payment/allocate.ts";
import { debtPeriodFrom } from "../payment/debt-period.ts";
import { planOpenUnits } from "../payment/debt-terms.ts";
import type { Home, Sql } from "../ports.ts";
import { modeAt } from "../store/accounts.ts";
import { accumulatedOf, openTerms, type TermsRow } from "../store/debt-terms.ts";
import { addDebtTaken, debtTaken } from "../store/debts.ts";
import { noteDebtPaid } from "./debt-standing.ts";
import { likelyDayUnits } from "./forecast.ts";
import { allocateToBills, notePaid } from "./pay-bills.ts";
import { balancesAt } from "./post.ts";
import { mustSettings, type SettingsInForce } from "./settings.ts";

/** What a payment is split by: what is owed, and the policy as this account's own terms of debt leave it. */
export interface Split {
  readonly dues: Dues;
  readonly policy: AllocationPolicy;
}

export interface SplitFrom {
  readonly balances: AccountBalances;
  /** Absent where whoever asks has not read them. */
  readonly inForce?: SettingsInForce;
}

/** What an account owes that a payment must go to before it is credit, by the balances of this transaction. */
export function splitAt(
  sql: Sql,
  now: Now,
  home: Home,
  { balances, inForce = mustSettings(sql, now.serviceMs) }: SplitFrom,
): Split {
  const { allocation } = inForce.settings;
  // All of debt is looked up only where there is one.
  const terms = balances.arrearsUnits > 0 ? openTerms(sql, home) : undefined;
  // Debt that is collected by time or by a plan is not collected by a share as well.
  const policy = terms === undefined ? allocation : { ...allocation, debtBasisPoints: 0 };
  return { dues: duesOf(sql, now, home, { balances, terms, inForce }), policy };
}

function duesOf(
  sql: Sql,
  now: Now,
  home: Home,
  of: {
    readonly balances: AccountBalances;
    readonly terms: TermsRow | undefined;
    readonly inForce: SettingsInForce;
  },
): Dues {
  const { balances, inForce } = of;
  const { debtCapUnits, daysGuaranteed = 0 } = inForce.settings.allocation;
  const owes = balances.arrearsUnits > 0;
  return {
    returnedPaymentsUnits: balances.returnedPaymentsUnits,
    accumulatedUnits: owes ? accumulatedUnits(sql, now, home, of) : 0,
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

/** What of the debt must be taken whole: a plan's open part, or what fell due while there was no credit. */
function accumulatedUnits(
  sql: Sql,
  now: Now,
  home: Home,
  { balances, terms }: { readonly balances: AccountBalances; readonly terms: TermsRow | undefined },
): number {
  const units =
    terms?.terms.kind === "plan"
      ? planOpenUnits(terms.terms.parts, terms.doneUnits, now.serviceMs)
      : accumulatedOf(sql, home);
  return Math.min(units, balances.arrearsUnits);
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
  const { currency } = mustSettings(sql, now.serviceMs);
  const { dues, policy } = splitAt(sql, now, home, { balances });
  const parts = allocate(money.amountUnits, dues, policyFor(policy, money.source), currency);
  noteDebtPaid(sql, home, parts);
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
