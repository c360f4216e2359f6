import { must } from "../../core/assert.ts";
import { HOUR_MS } from "../../core/instant.ts";
import { currencyOf } from "../../core/money.ts";
import type { Batch, IntervalUse } from "../../core/rating/rate.ts";
import type { TariffVersion } from "../../core/rating/tariff.ts";

const usd = must(currencyOf("USD"), "USD");

/** 0.20 a kWh and 0.35 a day from the first of January on, where nothing else is said. */
export function flatVersion(changes: Partial<TariffVersion> = {}): TariffVersion {
  return {
    tariffId: "flat",
    version: 1,
    commodity: "electricity",
    unit: "kWh",
    currency: "USD",
    priceScale: 9,
    pricePerUnit: 200_000_000,
    fixedPerDay: 350_000_000,
    effectiveFromMs: Date.UTC(2026, 0, 1),
    ...changes,
  };
}

/** Reads of a home in London that moved in on that day. */
export function oneBatch(intervals: readonly IntervalUse[], changes: Partial<Batch> = {}): Batch {
  return { zone: "Europe/London", currency: usd, movedInDay: "2026-01-01", intervals, ...changes };
}

/** An hour of use, where nothing else is said. */
export function oneUse(at: string, quantityMicro: number, durationMs = HOUR_MS): IntervalUse {
  return { startMs: Date.parse(at), durationMs, quantityMicro };
}
