import { DAY_MS, HOUR_MS } from "../../core/instant.ts";
import { seeded } from "../../core/seeded.ts";
import type { Profile } from "./profile.ts";

/** What a household uses in a day, about, in 1e-6 of the unit that its service is billed in. */
const dailyMicro: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  electricity: { kWh: 24_000_000 },
  gas: { kWh: 30_000_000, MJ: 108_000_000, m3: 2_800_000, ccf: 1_000_000, therm: 1_000_000 },
  water: { m3: 500_000, kL: 500_000, ccf: 180_000, kgal: 130_000, gal: 130_000_000 },
};

/** How much of a day's use falls in each of its hours: little by night, most in the evening. */
const hourWeights = [
  4, 4, 4, 4, 4, 4, 10, 10, 10, 6, 6, 6, 6, 6, 6, 6, 14, 14, 14, 14, 14, 14, 8, 8,
];
const DAY_WEIGHT = hourWeights.reduce((sum, weight) => sum + weight, 0);

/** A Monday at midnight in UTC. */
const MONDAY_MS = 4 * DAY_MS;
const WEEK_DAYS = 7;

/**
 * A week of made-up hours for a meter that nobody's reads are known of, the same for the same meter: an hour is between half of
 * what is usual and half more. Nothing in a unit that no household is known in.
 */
export function modelledWeek(
  meterId: string,
  of: { readonly commodity: string; readonly unit: string; readonly offsetMs: number },
): Profile {
  const usualMicro = dailyMicro[of.commodity]?.[of.unit];
  if (usualMicro === undefined) return [];
  const chance = seeded("modelled week", meterId);
  return Array.from({ length: WEEK_DAYS * hourWeights.length }, (_, hour) => {
    const weight = hourWeights[hour % hourWeights.length] ?? 0;
    const percent = 50 + chance.below(101);
    return {
      startMs: MONDAY_MS - of.offsetMs + hour * HOUR_MS,
      durationMs: HOUR_MS,
      quantityMicro: Math.round((usualMicro * weight * percent) / (DAY_WEIGHT * 100)),
    };
  });
}
