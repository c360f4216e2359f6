import { assert } from "../assert.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Measure } from "./allocate.ts";

/**
 * What becomes of supply once a grant is used up. A: supply returns only when all of it is repaid (the tokenless meters before
 * SMETS2). B: it is repaid last of all, and supply returns as soon as the shortfall is paid (SMETS2).
 */
export const emergencyVariants = ["A", "B"] as const;
export type EmergencyVariant = (typeof emergencyVariants)[number];

export interface EmergencyPolicy {
  readonly variant: EmergencyVariant;
  /** What one grant lends; 0 where a utility lends nothing. */
  readonly limitUnits: number;
  /** Offered at this balance and below. */
  readonly offerAtUnits: number;
}

/** What a utility that says nothing of it lends: an amount would mean something else in each currency. */
export const noEmergency: EmergencyPolicy = { variant: "B", limitUnits: 0, offerAtUnits: 0 };

/** A grant that was invoked and whose spell is not over. */
export interface Grant {
  readonly variant: EmergencyVariant;
  readonly limitUnits: number;
  readonly offerAtUnits: number;
  /** What use has drawn of it. Paying it back does not lower this: a grant is used once. */
  readonly drawnUnits: number;
}

/** The balances that emergency credit depends on; each as ledger/balances.ts has it. */
export interface EmergencyBalances {
  readonly balanceUnits: number;
  readonly shortfallUnits: number;
  readonly emergencyUsedUnits: number;
}

export function remainingUnits(grant: Grant | null): number {
  if (grant === null) return 0;
  assert(grant.drawnUnits <= grant.limitUnits, "no more is drawn than was granted");
  return grant.limitUnits - grant.drawnUnits;
}

/** What the levels of a supply policy are compared with, and which payments raise it. */
export interface Level {
  readonly levelUnits: number;
  readonly measure: Measure;
  /** Of the emergency credit used, what counts as money still: in variant A none, once the grant is used up. */
  readonly countedUnits: number;
  readonly remainingUnits: number;
}

/** Where an account stands for its switch: the balance, what of emergency credit counts as money, and what a grant still has. */
export function levelOf(balances: EmergencyBalances, grant: Grant | null): Level {
  const left = remainingUnits(grant);
  const isDue = grant?.variant === "A" && left === 0;
  const countedUnits = isDue ? 0 : balances.emergencyUsedUnits;
  return {
    levelUnits: balances.balanceUnits + countedUnits + left,
    measure: isDue ? "balance" : "level",
    countedUnits,
    remainingUnits: left,
  };
}

export type EmergencyRefused =
  | "no_emergency_credit"
  | "already_invoked"
  | "debt_to_clear"
  | "not_low"
  | "too_deep";

/** Whether a grant may be offered and invoked now, by the first thing that is against it. */
export function judgeEmergency(
  policy: EmergencyPolicy,
  balances: EmergencyBalances,
  grant: Grant | null,
): Refusal<EmergencyRefused> | null {
  if (policy.limitUnits === 0) {
    return refuse("no_emergency_credit", "the utility lends no emergency credit");
  }
  if (grant !== null) return refuse("already_invoked", "a grant was invoked and its spell goes on");
  const owesA = policy.variant === "A" && balances.shortfallUnits > 0;
  if (balances.emergencyUsedUnits > 0 || owesA) {
    return refuse("debt_to_clear", "what was used before is to be paid first");
  }
  if (balances.balanceUnits > policy.offerAtUnits) {
    return refuse("not_low", "the balance is not low enough for emergency credit");
  }
  if (balances.shortfallUnits >= policy.limitUnits) {
    return refuse("too_deep", "a grant would not cover what is short, and turn nothing on");
  }
  return null;
}

/** A spell ends when nothing of it is owed and the balance is above where it was offered: only then may it fall there again. */
export function isSpellOver(grant: Grant, balances: EmergencyBalances): boolean {
  const owesNothing = balances.emergencyUsedUnits === 0 && balances.shortfallUnits === 0;
  return owesNothing && balances.balanceUnits > grant.offerAtUnits;
}

export type EmergencyPolicyRefused = "limit_out_of_bounds" | "offer_out_of_bounds";

/** A million dollars at six digits is no emergency, and far inside what the books hold. */
const EMERGENCY_UNITS_MAX = 1e12;

/** Whether a policy can be used at all: asked when it is imported. */
export function checkEmergency(policy: EmergencyPolicy): Refusal<EmergencyPolicyRefused> | null {
  const { limitUnits, offerAtUnits } = policy;
  const isLimit = Number.isSafeInteger(limitUnits) && limitUnits >= 0;
  if (!isLimit || limitUnits > EMERGENCY_UNITS_MAX) {
    return refuse("limit_out_of_bounds", "the limit must be zero or more, and what the books hold");
  }
  if (!Number.isSafeInteger(offerAtUnits) || Math.abs(offerAtUnits) > EMERGENCY_UNITS_MAX) {
    return refuse("offer_out_of_bounds", "the level of the offer must be an amount the books hold");
  }
  return null;
}
