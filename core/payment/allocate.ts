import { Fault, assert } from "../assert.ts";
import { type Currency, unitsPerMinor } from "../money.ts";
import { type Refusal, refuse } from "../refusal.ts";

/**
 * What a payment is taken for before the rest is credit. `debt_share` is a share of every payment and goes to old debt;
 * `accumulated` is the part of old debt that must be taken whole (charges that found no credit to draw on).
 */
export const allocationTargets = [
  "returned_payments",
  "debt_share",
  "accumulated",
  "shortfall",
  "emergency_credit",
] as const;
export type AllocationTarget = (typeof allocationTargets)[number];

/** A utility's own waterfall, as data. Settings from before the last three were thought of lack them: then none holds. */
export interface AllocationPolicy {
  /** First taken first; each target once. */
  readonly order: readonly AllocationTarget[];
  /** The share of each payment that goes to old debt, in hundredths of a percent of the whole payment: 0 to 10 000. */
  readonly debtBasisPoints: number;
  /** The most that the share may take in one `debtPeriod`; null is no cap. */
  readonly debtCapUnits: number | null;
  /** A local calendar day, week from Monday, or month. */
  readonly debtPeriod: DebtPeriod;
  /**
   * How many days each payment buys at least, at what a day is likely to cost: the debt share shrinks until it does. 0 is
   * no such promise, and none can be kept while nobody knows what a day costs.
   */
  readonly daysGuaranteed?: number;
  /** Whether the debt share is taken of assistance money too. */
  readonly assistanceGivesToDebt?: boolean;
  /** What a payment that came back costs, beside being owed again. */
  readonly returnedFeeUnits?: number;
}

export type DebtPeriod = "day" | "week" | "month";

/** Whose money it is: an agency's pledge or grant is meant for supply, not for what is long owed. */
export type MoneySource = "customer" | "assistance";

/**
 * The order of the SMETS2 meters, after what came back from a bank; a tenth of a payment to old debt, and no cap, since an
 * amount would mean something else in each currency.
 */
export const defaultAllocation: AllocationPolicy = {
  order: allocationTargets,
  debtBasisPoints: 1_000,
  debtCapUnits: null,
  debtPeriod: "week",
  daysGuaranteed: 0,
  assistanceGivesToDebt: false,
  returnedFeeUnits: 0,
};

/** The policy as it stands for this money. */
export function policyFor(policy: AllocationPolicy, source: MoneySource): AllocationPolicy {
  switch (source) {
    case "customer":
      return policy;
    case "assistance":
      return policy.assistanceGivesToDebt === true ? policy : { ...policy, debtBasisPoints: 0 };
  }
}

/** What stands against an account, each zero or more: the ledger's balances of the accounts that bear the names. */
export interface Dues {
  /** Payments that came back, their fees, and fees for turning on again. */
  readonly returnedPaymentsUnits: number;
  /** All of the old debt. */
  readonly arrearsUnits: number;
  /** The part of `arrearsUnits` that must be taken whole. */
  readonly accumulatedUnits: number;
  /** What the debt share has taken since the policy's period began. */
  readonly arrearsTakenInPeriodUnits: number;
  readonly shortfallUnits: number;
  readonly emergencyUsedUnits: number;
  /** What a day is likely to cost, for the guarantee of days; 0 while it is not known. */
  readonly dayUnits: number;
}

/** Of an account that owes nothing and of which nobody knows what a day costs. */
export const noDues: Dues = {
  returnedPaymentsUnits: 0,
  arrearsUnits: 0,
  accumulatedUnits: 0,
  arrearsTakenInPeriodUnits: 0,
  shortfallUnits: 0,
  emergencyUsedUnits: 0,
  dayUnits: 0,
};

export type AllocationAccount =
  | "returned_payments"
  | "arrears"
  | "shortfall"
  | "emergency_credit"
  | "receivable"
  | "prepaid";

/** A part of a payment: the ledger account that it is posted to, and why. Two targets may share an account. */
export interface Allocated {
  readonly target: AllocationTarget | "bill" | "credit";
  readonly account: AllocationAccount;
  readonly amountUnits: number;
}

/**
 * What a payment can be meant to raise. `balance` is prepaid less shortfall less emergency credit used. `level`, which
 * turning off and on go by, counts emergency credit as money, so paying it back does not raise it.
 */
export type Measure = "balance" | "level";

const raising: Readonly<Record<Measure, readonly AllocationAccount[]>> = {
  balance: ["shortfall", "emergency_credit", "prepaid"],
  level: ["shortfall", "prepaid"],
};

export function raises(measure: Measure, account: AllocationAccount): boolean {
  return raising[measure].includes(account);
}

/** By how much the parts of a payment raise the measure. */
export function raisedUnits(parts: readonly Allocated[], measure: Measure): number {
  return parts
    .filter(({ account }) => raises(measure, account))
    .reduce((sum, { amountUnits }) => sum + amountUnits, 0);
}

/** The whole as basis points. */
export const BASIS_POINTS = 10_000;

/**
 * The waterfall: an amount as the parts it is taken for, in the policy's order and none of them zero, summing to it
 * exactly. The debt share is taken in whole minor units, rounded down, so that what is left buys what was quoted. It
 * yields to the guarantee of days; what is due whole does not.
 */
export function allocate(
  amountUnits: number,
  dues: Dues,
  policy: AllocationPolicy,
  currency: Currency,
): readonly Allocated[] {
  assert(isAmount(amountUnits), `an allocation of ${String(amountUnits)} units`);
  const parts: Allocated[] = [];
  let leftUnits = amountUnits;
  for (const target of policy.order) {
    const dueUnits =
      target === "debt_share"
        ? debtShareUnits(amountUnits, dues, policy, currency)
        : fixedDueUnits(dues, target);
    const takenUnits = Math.min(dueUnits, leftUnits);
    leftUnits -= takenUnits;
    parts.push({ target, account: accountOf(target), amountUnits: takenUnits });
  }
  parts.push({ target: "credit", account: "prepaid", amountUnits: leftUnits });
  return parts.filter((part) => part.amountUnits > 0);
}

function debtShareUnits(
  amountUnits: number,
  dues: Dues,
  policy: AllocationPolicy,
  currency: Currency,
): number {
  const reservedUnits = reservedMinor(dues, policy, currency) * unitsPerMinor(currency);
  const openUnits = Math.max(0, amountUnits - reservedUnits);
  return Math.min(
    shareOf(amountUnits, policy, currency),
    debtLeftUnits(dues, policy),
    openUnits - (openUnits % unitsPerMinor(currency)),
  );
}

/**
 * What the guarantee keeps from the debt share, in whole minor units: all that is due whole and the days themselves. 0 where
 * nothing is guaranteed; infinite where it is more than any payment.
 */
export function reservedMinor(dues: Dues, policy: AllocationPolicy, currency: Currency): number {
  const daysUnits = (policy.daysGuaranteed ?? 0) * duesOf(dues).dayUnits;
  if (daysUnits === 0) return 0;
  const wholeUnits = allocationTargets.reduce(
    (sum, target) => (target === "debt_share" ? sum : sum + fixedDueUnits(dues, target)),
    daysUnits,
  );
  if (!Number.isSafeInteger(wholeUnits)) return Number.POSITIVE_INFINITY;
  return Math.ceil(wholeUnits / unitsPerMinor(currency));
}

/** The policy's share of an amount, before any cap: whole minor units, rounded down. */
function shareOf(amountUnits: number, policy: AllocationPolicy, currency: Currency): number {
  const minorUnits = unitsPerMinor(currency);
  // In two steps, since the product of an amount and the basis points can pass 2^53.
  const stepUnits = BASIS_POINTS * minorUnits;
  const restUnits = amountUnits % stepUnits;
  const wholeMinor = ((amountUnits - restUnits) / stepUnits) * policy.debtBasisPoints;
  const restMinor = Math.floor((restUnits * policy.debtBasisPoints) / stepUnits);
  return (wholeMinor + restMinor) * minorUnits;
}

/** The most that the debt share may still take, whatever the amount. */
export function debtLeftUnits(dues: Dues, policy: AllocationPolicy): number {
  const owedUnits = duesOf(dues).arrearsUnits - dues.accumulatedUnits;
  if (policy.debtCapUnits === null) return owedUnits;
  return Math.min(owedUnits, Math.max(0, policy.debtCapUnits - dues.arrearsTakenInPeriodUnits));
}

/** What a target that does not depend on the amount takes, if the amount reaches that far. */
export function fixedDueUnits(dues: Dues, target: Exclude<AllocationTarget, "debt_share">): number {
  const checked = duesOf(dues);
  switch (target) {
    case "returned_payments":
      return checked.returnedPaymentsUnits;
    case "accumulated":
      return checked.accumulatedUnits;
    case "shortfall":
      return checked.shortfallUnits;
    case "emergency_credit":
      return checked.emergencyUsedUnits;
  }
}

export function accountOf(target: AllocationTarget): AllocationAccount {
  return target === "debt_share" || target === "accumulated" ? "arrears" : target;
}

function duesOf(dues: Dues): Dues {
  for (const [name, units] of Object.entries(dues) as [string, number][]) {
    if (!isAmount(units)) throw new Fault(`${name} of ${String(units)}`);
  }
  assert(dues.accumulatedUnits <= dues.arrearsUnits, "accumulated debt is a part of the arrears");
  return dues;
}

function isAmount(units: number): boolean {
  return Number.isSafeInteger(units) && units >= 0;
}

function isUpTo(units: number, max: number): boolean {
  return isAmount(units) && units <= max;
}

export type AllocationRefused =
  | "order_incomplete"
  | "share_out_of_bounds"
  | "cap_negative"
  | "days_out_of_bounds"
  | "fee_out_of_bounds";

/** A year: no top-up is meant to last longer, and a typing mistake would end all recovery of debt. */
export const DAYS_GUARANTEED_MAX = 366;

/** A million dollars at six digits is no fee, and far inside what one transfer can hold. */
const RETURNED_FEE_UNITS_MAX = 1e12;

/** Whether a policy can be used at all: asked when it is imported, so that no payment meets a bad one. */
export function checkAllocation(policy: AllocationPolicy): Refusal<AllocationRefused> | null {
  const { order, debtBasisPoints, debtCapUnits, daysGuaranteed = 0, returnedFeeUnits = 0 } = policy;
  const isComplete = allocationTargets.every((target) => order.includes(target));
  if (!isComplete || order.length !== allocationTargets.length) {
    const names = allocationTargets.join(", ");
    return refuse("order_incomplete", `the order must name each of ${names} once`);
  }
  if (!isUpTo(debtBasisPoints, BASIS_POINTS)) {
    return refuse("share_out_of_bounds", "the debt share must be 0 to 10000 basis points");
  }
  if (debtCapUnits !== null && !isAmount(debtCapUnits)) {
    return refuse("cap_negative", "the cap of the debt share must be zero or more, or none");
  }
  if (!isUpTo(daysGuaranteed, DAYS_GUARANTEED_MAX)) {
    const most = String(DAYS_GUARANTEED_MAX);
    return refuse("days_out_of_bounds", `the days guaranteed must be 0 to ${most}`);
  }
  if (!isUpTo(returnedFeeUnits, RETURNED_FEE_UNITS_MAX)) {
    return refuse("fee_out_of_bounds", "the fee must be zero or more, and what the books can hold");
  }
  return null;
}
