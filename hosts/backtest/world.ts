/** What is the same for every household of one run. */
import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import type { Currency } from "../../core/money.ts";
import type { NoticePolicy } from "../../core/notice/decide.ts";
import type { AllocationPolicy } from "../../core/payment/allocate.ts";
import type { ReadRule } from "../../core/rating/forecast/ask-for-read.ts";
import type { TariffVersion } from "../../core/rating/tariff.ts";
import { seeded } from "../../core/seeded.ts";
import type { Commodity, SupplyPolicy } from "../../core/supply/policy.ts";
import type { Weather } from "../../core/supply/weather.ts";
import type { Calendar } from "./calendar.ts";

export interface World {
  readonly seed: number;
  readonly calendar: Calendar;
  readonly currency: Currency;
  readonly commodity: Commodity;
  /** In force over the whole calendar. */
  readonly tariff: readonly TariffVersion[];
  readonly policy: SupplyPolicy;
  readonly notice: NoticePolicy;
  /** What a disconnection rests on: a pack's own warning, or without one the notice of a low balance. */
  readonly requiredRule: "low" | "warning";
  /** By which a notice goes, each after the one before it failed. */
  readonly noticeChannels: readonly string[];
  readonly allocation: AllocationPolicy;
  /** What was known of the weather at an instant; null where no weather was given. */
  readonly weatherAt: (atMs: number) => Weather | null;
  /** Times in which cards can't be charged, in order. */
  readonly outages: readonly Outage[];
  readonly reading: Reading;
  readonly topUp: { readonly leastMinor: number; readonly mostMinor: number };
  readonly faults: Faults;
  /** By local day of the calendar: its fixed charge, for the forecast. */
  readonly fixedUnits: Float64Array;
}

/** What goes wrong, of a thousand each. */
export interface Faults {
  /** Reads that are never answered; the head-end is asked again an hour later. */
  readonly reads: number;
  /** Answers that take up to six hours. */
  readonly lateReads: number;
  /** Notices that never arrive at a line that can be reached. */
  readonly notices: number;
  /** Charges that are declined or come to nothing. */
  readonly charges: number;
  /** Commands that the head-end refuses, and those of which nothing is heard back. */
  readonly refusals: number;
  readonly silences: number;
}

export const usualFaults: Faults = {
  reads: 30,
  lateReads: 0,
  notices: 20,
  charges: 30,
  refusals: 10,
  silences: 20,
};

export interface Outage {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** When meters are read: by the forecast with one scheduled read a month, or every so many days at midnight. */
export type Reading =
  | { readonly kind: "on_demand"; readonly rule: ReadRule }
  | { readonly kind: "polled"; readonly everyDays: number };

export const ASK_AGAIN_MS = HOUR_MS;

/** Cards can't be charged for some hours, on so many days a year. */
const OUTAGES_A_YEAR = 3;
const OUTAGE_HOURS_MAX = 8;

export function outagesOf(seed: number, { beginsMs, endsMs }: Calendar): Outage[] {
  const chance = seeded("outages", seed);
  const count = Math.round(((endsMs - beginsMs) / (365 * DAY_MS)) * OUTAGES_A_YEAR);
  const outages = Array.from({ length: count }, () => {
    const fromMs = beginsMs + chance.below(Math.floor((endsMs - beginsMs) / HOUR_MS)) * HOUR_MS;
    return { fromMs, untilMs: fromMs + (1 + chance.below(OUTAGE_HOURS_MAX)) * HOUR_MS };
  });
  return outages.toSorted((one, other) => one.fromMs - other.fromMs);
}
