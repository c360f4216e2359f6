/** A real home as the simulation lives through it: what it costs in every hour, and what was known of it at any of them. */
import { HOUR_MS, offsetMs } from "../../core/instant.ts";
import {
  historyOfReads,
  historyUntil,
  type UseHistory,
} from "../../core/rating/forecast/use-history.ts";
import { metersIn, type RealMeter, readsOf } from "../../test/support/real-meters.ts";

export interface BenchHome {
  readonly id: string;
  readonly zone: string;
  readonly firstMs: number;
  /** Ledger units (1e-6 $) in every hour from `firstMs` on. */
  readonly costs: readonly number[];
  /** The past at the start of an hour, by its number. */
  readonly historyAt: (hour: number) => UseHistory;
  readonly isMidnight: (hour: number) => boolean;
}

/** $0.20 a kWh in ledger units a thousandth of a Wh, as in the research. */
const UNITS_PER_MICRO = 0.2;
const WEEK_HOURS = 168;
/** All of a home's past, not the newest days of it. */
export const EVERY_DAY = 4_000;

export function electricityHomes(folder: string): BenchHome[] {
  return metersIn(folder)
    .filter(({ commodity }) => commodity === "electricity")
    .map((meter) => homeOf(folder, meter));
}

function homeOf(folder: string, meter: RealMeter): BenchHome {
  const { id, tz: zone } = meter;
  const reads = readsOf(folder, meter);
  const firstMs = Math.ceil((reads[0]?.startMs ?? 0) / HOUR_MS) * HOUR_MS;
  const endMs = reads.at(-1)?.startMs ?? 0;
  const costs = hourlyCosts(reads, firstMs, Math.floor((endMs - firstMs) / HOUR_MS));
  const whole = historyOfReads(
    zone,
    firstMs + costs.length * HOUR_MS,
    costs.map((amount, hour) => ({
      startMs: firstMs + hour * HOUR_MS,
      durationMs: HOUR_MS,
      amount,
    })),
    EVERY_DAY,
  );
  return {
    id,
    zone,
    firstMs,
    costs,
    historyAt: (hour) => historyUntil(whole, zone, firstMs + hour * HOUR_MS),
    isMidnight: (hour) => {
      const atMs = firstMs + hour * HOUR_MS;
      return (atMs + offsetMs(zone, atMs)) % (24 * HOUR_MS) < HOUR_MS;
    },
  };
}

/** The meter counts through a gap of its file: an hour without a read costs what it did a week before. */
function hourlyCosts(
  reads: readonly { startMs: number; durationMs: number; quantityMicro: number }[],
  firstMs: number,
  length: number,
): number[] {
  const used = new Float64Array(length);
  const knownMs = new Float64Array(length);
  for (const { startMs, durationMs, quantityMicro } of reads) {
    const hour = Math.floor((startMs - firstMs) / HOUR_MS);
    if (hour < 0 || hour >= length) continue;
    used[hour] = (used[hour] ?? 0) + quantityMicro;
    knownMs[hour] = (knownMs[hour] ?? 0) + durationMs;
  }
  const costs: number[] = [];
  for (let hour = 0; hour < length; hour += 1) {
    const isKnown = knownMs[hour] === HOUR_MS;
    const before = costs[hour - WEEK_HOURS] ?? 0;
    costs.push(isKnown ? Math.round((used[hour] ?? 0) * UNITS_PER_MICRO) : before);
  }
  return costs;
}
