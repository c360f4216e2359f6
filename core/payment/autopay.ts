import { type Refusal, refuse } from "../refusal.ts";

/** A customer's standing word: when a saved method is charged, and for how much. */
export interface AutopayPlan {
  readonly when:
    | { readonly kind: "threshold"; readonly belowUnits: number }
    | { readonly kind: "interval"; readonly everyDays: number };
  readonly pay:
    | { readonly kind: "fixed"; readonly amountMinor: number }
    /** As much as brings the balance to it. */
    | { readonly kind: "target"; readonly toUnits: number };
  /** The most that may be charged in a local day, and in a local month. */
  readonly dayCapMinor: number;
  readonly monthCapMinor: number;
}

/** Charges in a row that fail, after which nobody's card is tried again until they say so. */
export const AUTOPAY_FAILURES_MAX = 2;

export interface AutopayMoment {
  readonly balanceUnits: number;
  /** What would bring the balance to the plan's target; null where it is there. */
  readonly toTargetMinor: number | null;
  readonly minMinor: number;
  readonly maxMinor: number;
  readonly chargedTodayMinor: number;
  readonly chargedThisMonthMinor: number;
  readonly isPending: boolean;
  readonly isPaused: boolean;
  /** Wall time. */
  readonly nowMs: number;
  /** When an interval's next charge is due; null for a threshold. */
  readonly dueAtMs: number | null;
}

export type AutopayHeld = "paused" | "payment_pending" | "not_due" | "nothing_needed" | "over_cap";

/**
 * What to charge now, or why nothing: a cap is never passed and never charged up to in part, since a customer who is told of
 * twenty is not to find seven.
 */
export function autopayNow(plan: AutopayPlan, at: AutopayMoment): number | Refusal<AutopayHeld> {
  if (at.isPaused) return refuse("paused", "charges failed, or the customer paused it");
  if (at.isPending) return refuse("payment_pending", "a payment is on its way");
  const isDue =
    plan.when.kind === "threshold"
      ? at.balanceUnits < plan.when.belowUnits
      : at.dueAtMs !== null && at.nowMs >= at.dueAtMs;
  if (!isDue) return refuse("not_due", "it is not time, or not low");
  const asked = plan.pay.kind === "fixed" ? plan.pay.amountMinor : at.toTargetMinor;
  if (asked === null) return refuse("nothing_needed", "the balance is at its target");
  const amountMinor = Math.min(Math.max(asked, at.minMinor), at.maxMinor);
  const isOver =
    at.chargedTodayMinor + amountMinor > plan.dayCapMinor ||
    at.chargedThisMonthMinor + amountMinor > plan.monthCapMinor;
  return isOver ? refuse("over_cap", "the caps leave no room for it") : amountMinor;
}

export type AutopayPlanRefused = "bad_when" | "bad_amount" | "bad_caps";

const DAYS_MAX = 366;

/** Whether a plan can be agreed to at all. */
export function checkAutopay(
  plan: AutopayPlan,
  limits: { readonly minMinor: number; readonly maxMinor: number },
): Refusal<AutopayPlanRefused> | null {
  const { when, pay, dayCapMinor, monthCapMinor } = plan;
  const isWhen =
    when.kind === "threshold"
      ? Number.isSafeInteger(when.belowUnits)
      : isWithin(when.everyDays, 1, DAYS_MAX);
  if (!isWhen) return refuse("bad_when", "it pays below a whole amount, or every 1 to 366 days");
  if (!isPaying(plan, limits)) {
    return refuse("bad_amount", "an amount that may be paid, or a target above where it begins");
  }
  const leastMinor = pay.kind === "fixed" ? pay.amountMinor : limits.minMinor;
  const isCaps = isWithin(dayCapMinor, leastMinor, monthCapMinor);
  if (!isCaps || !Number.isSafeInteger(monthCapMinor)) {
    return refuse("bad_caps", "the day's cap holds one charge, and the month's a day");
  }
  return null;
}

function isPaying(
  { when, pay }: AutopayPlan,
  { minMinor, maxMinor }: { readonly minMinor: number; readonly maxMinor: number },
): boolean {
  if (pay.kind === "fixed") return isWithin(pay.amountMinor, minMinor, maxMinor);
  if (!Number.isSafeInteger(pay.toUnits)) return false;
  return when.kind === "interval" || pay.toUnits > when.belowUnits;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
