import type { Commodity } from "./tariff.ts";

/**
 * A published tariff as it is kept and rated: prices by period and tier, the schedule that says which period an hour is in,
 * and what is charged beside use. Amounts are decimal text, so that no price loses a digit on the way through JSON.
 */
export interface Plan {
  readonly commodity: Commodity;
  /** What prices and bounds count. */
  readonly unit: string;
  /** The zone whose clock the schedule and the bill periods go by, unless a service's own is given. */
  readonly zone: string;
  /** A bill's calendar months, counted from January: 1, 2, 3, 4, 6 or 12. */
  readonly billMonths: number;
  /** The decimals that the finest price has, at least 9. */
  readonly priceScale: number;
  /** By period: its tiers from the first unit on; the last one has no bound. */
  readonly periods: readonly (readonly Tier[])[];
  /** 12 months x 24 hours of period numbers, Monday to Friday. */
  readonly weekday: readonly (readonly number[])[];
  /** The same for Saturday, Sunday and the holidays. */
  readonly weekend: readonly (readonly number[])[];
  /** Local days that are charged as a weekend. */
  readonly holidays: readonly string[];
  /** What a tier counts: all use of the bill in order of time, or that of its own period. */
  readonly tierScope: "total" | "period";
  readonly tierReset: "bill" | "day";
  /** Whether the tiers count from 0 again where this version comes into force within a bill. */
  readonly restartsTiers: boolean;
  readonly fixed: readonly Standing[];
  readonly minimum: Standing | null;
  readonly percent: readonly { readonly name: string; readonly rate: string }[];
}

export interface Tier {
  readonly price: string;
  /** The upper bound, counted from 0 units; null is none. */
  readonly bound: string | null;
  /** Whether the bound is an allowance for each day of the bill. */
  readonly isDaily: boolean;
}

/** An amount that time alone owes. */
export interface Standing {
  readonly amount: string;
  readonly per: "month" | "day" | "bill";
}

/** What of a record can't be honoured, by the record's own name for it, and why. */
export interface LeftOut {
  readonly field: string;
  readonly reason: string;
}

export const PLAN_PRICE_SCALE_MIN = 9;
