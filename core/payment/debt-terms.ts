import { assert } from "../assert.ts";
import { addDays, DAY_MS, instantOf, type LocalDay } from "../instant.ts";
import { type Refusal, refuse } from "../refusal.ts";

/**
 * How an account's old debt is collected where not by a share of payments: by time, a weekly amount taken in slices, or by a
 * plan, a down payment and instalments that are each due whole.
 */
export type DebtTerms =
  | { readonly kind: "time"; readonly weeklyUnits: number; readonly fromMs: number }
  | { readonly kind: "plan"; readonly parts: readonly PlanPart[] };

/** Due by an instant of service time; the first is the down payment. */
export interface PlanPart {
  readonly dueMs: number;
  readonly amountUnits: number;
}

export const WEEK_MS = 7 * DAY_MS;
/** One slice each 1.68 hours, as prepayment meters take it: small enough that none is felt by itself. */
export const SLICES_A_WEEK = 100;
const SLICE_MS = WEEK_MS / SLICES_A_WEEK;

/**
 * All slices of a weekly amount that fell due in a time, exact: a week's slices are the differences of rounded-down parts of
 * the amount, so that a hundred of them sum to it.
 */
export function slicesDueUnits(weeklyUnits: number, elapsedMs: number): number {
  assert(Number.isSafeInteger(weeklyUnits) && weeklyUnits >= 0, "a weekly amount in whole units");
  const slices = Math.max(0, Math.floor(elapsedMs / SLICE_MS));
  const weeks = Math.floor(slices / SLICES_A_WEEK);
  return weeks * weeklyUnits + Math.floor((weeklyUnits * (slices % SLICES_A_WEEK)) / SLICES_A_WEEK);
}

/** The first instant after `atMs` at which a slice falls due. */
export function nextSliceMs(fromMs: number, atMs: number): number {
  const slices = Math.max(0, Math.floor((atMs - fromMs) / SLICE_MS));
  return fromMs + (slices + 1) * SLICE_MS;
}

/** An amount in equal parts of whole minor units, largest remainder first: no two differ by more than one, and they sum to it. */
export function instalments(amountMinor: number, count: number): readonly number[] {
  assert(count > 0 && amountMinor >= 0, "an amount in one part or more");
  return Array.from({ length: count }, (_, at) => {
    const through = (part: number): number =>
      // The ceiling, so that what is left over is paid first.
      Math.ceil((amountMinor * part) / count);
    return through(at + 1) - through(at);
  });
}

export interface PlanAsked {
  readonly debtUnits: number;
  readonly downMinor: number;
  readonly downDays: number;
  readonly count: number;
  readonly everyDays: number;
  readonly unitsPerMinor: number;
  readonly today: LocalDay;
  readonly zone: string;
}

export type PlanRefused = "nothing_owed" | "down_too_much" | "plan_out_of_bounds";

/** A plan longer than two years is no plan to end a debt, and its last dates mean nothing to anybody. */
export const PLAN_PARTS_MAX = 104;
const PLAN_DAYS_MAX = 731;

/**
 * The parts of a plan: the down payment, then instalments, each due by the end of its local day. The last takes what is finer
 * than a minor unit, so that the plan ends the debt to the last ledger unit.
 */
export function planOf(asked: PlanAsked): readonly PlanPart[] | Refusal<PlanRefused> {
  const { debtUnits, downMinor, downDays, count, everyDays, unitsPerMinor, today, zone } = asked;
  const whole = [downMinor, downDays, count, everyDays];
  const lastDays = downDays + count * everyDays;
  const isInBounds = count >= 1 && everyDays >= 1 && lastDays <= PLAN_DAYS_MAX;
  if (!whole.every((one) => Number.isSafeInteger(one) && one >= 0) || !isInBounds) {
    return refuse(
      "plan_out_of_bounds",
      "a plan has whole days and amounts, over two years at most",
    );
  }
  if (count >= PLAN_PARTS_MAX) return refuse("plan_out_of_bounds", "a plan has too many parts");
  if (debtUnits <= 0) return refuse("nothing_owed", "there is no old debt to plan for");
  const debtMinor = Math.floor(debtUnits / unitsPerMinor);
  if (downMinor > debtMinor)
    return refuse("down_too_much", "the down payment is more than is owed");
  const endOf = (days: number): number => instantOf(zone, addDays(today, days + 1));
  const restMinor = debtMinor - downMinor;
  const parts = instalments(restMinor, count).map((minor, at) => ({
    dueMs: endOf(downDays + (at + 1) * everyDays),
    amountUnits: minor * unitsPerMinor + (at === count - 1 ? debtUnits % unitsPerMinor : 0),
  }));
  return [{ dueMs: endOf(downDays), amountUnits: downMinor * unitsPerMinor }, ...parts].filter(
    ({ amountUnits }) => amountUnits > 0,
  );
}

/** What of a plan was due by an instant, all of it. */
export function planDueUnits(parts: readonly PlanPart[], atMs: number): number {
  return sumOf(parts.filter(({ dueMs }) => dueMs <= atMs));
}

/**
 * What payments are taken for whole now: all that was due and the part that is due next, less what was paid. A payment ahead of
 * its day counts for the next part, and what is beyond it is the customer's.
 */
export function planOpenUnits(parts: readonly PlanPart[], paidUnits: number, atMs: number): number {
  const next = parts.findIndex(({ dueMs }) => dueMs > atMs);
  const asked = next === -1 ? parts : parts.slice(0, next + 1);
  return Math.max(0, sumOf(asked) - paidUnits);
}

/** When the next part is due; null after the last. */
export function nextPartMs(parts: readonly PlanPart[], atMs: number): number | null {
  return parts.find(({ dueMs }) => dueMs > atMs)?.dueMs ?? null;
}

function sumOf(parts: readonly PlanPart[]): number {
  return parts.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
}
