import { DAY_MS, instantOf, type LocalDay, localDay, nextDay } from "../instant.ts";
import type { ServiceBatch } from "./judge-batch.ts";

/** Days of use that the forecast looks back on. */
const RECENT_DAYS_MAX = 28;

/** Use by local day, the newest four weeks of it, as JSON of day -> 1e-6 of the unit. */
export function recentDays({ service, rating, billed }: ServiceBatch, throughMs: number): string {
  const days = JSON.parse(rating?.recentDays ?? "{}") as Record<LocalDay, number>;
  const oldest = localDay(service.zone, throughMs - RECENT_DAYS_MAX * DAY_MS);
  for (const use of billed) {
    for (const { day, quantityMicro } of byDay(service.zone, use)) {
      days[day] = (days[day] ?? 0) + quantityMicro;
    }
  }
  return JSON.stringify(Object.fromEntries(Object.entries(days).filter(([day]) => day >= oldest)));
}

/** What is used between two reads of a register counts as used evenly; an interval is of the day it starts in. */
function byDay(
  zone: string,
  use: { startMs: number; durationMs: number; quantityMicro: number },
): { day: LocalDay; quantityMicro: number }[] {
  const { startMs, durationMs, quantityMicro } = use;
  const endMs = startMs + durationMs;
  const shares: { day: LocalDay; quantityMicro: number }[] = [];
  let given = 0;
  let day = localDay(zone, startMs);
  for (;;) {
    const dayEndMs = instantOf(zone, nextDay(day));
    const isLast = dayEndMs >= endMs;
    const through = isLast ? 1 : (dayEndMs - startMs) / durationMs;
    const share = Math.round(quantityMicro * through) - given;
    shares.push({ day, quantityMicro: share });
    if (isLast) return shares;
    given += share;
    day = nextDay(day);
  }
}
