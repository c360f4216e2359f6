import { HOUR_MS, isOnStep } from "../instant.ts";
import type { ReadColumns } from "./tally.ts";
import {
  READ_AGE_MAX_MS,
  READ_AHEAD_MAX_MS,
  READ_DURATIONS_MS,
  type ReadBounds,
} from "./validate.ts";

interface RunBounds extends ReadBounds {
  /** Where all that is known of the service ends, estimates too. */
  readonly knownThroughMs: number;
}

/**
 * How many reads at the head of a run `judgeRead` would accept as new, each a metered first value of this length. In one pass
 * over the columns, because that is what nearly every batch is: the rest, from the first read on that is late, wrong or only
 * unusual, is to be judged one by one.
 */
export function acceptedAtOnce(
  { startsMs, quantitiesMicro, length }: ReadColumns,
  durationMs: number,
  bounds: RunBounds,
): number {
  if (!READ_DURATIONS_MS.includes(durationMs)) return 0;
  const { serviceNowMs, serviceFromMs, meterFromMs, meterUntilMs, hourlyLimitMicro } = bounds;
  const oldestMs = Math.max(serviceFromMs, meterFromMs, serviceNowMs - READ_AGE_MAX_MS);
  const newestMs = latestEndMs(bounds) - durationMs;
  const untilMs = meterUntilMs ?? Infinity;
  const limitMicro = Math.min(Number.MAX_SAFE_INTEGER, hourlyLimitMicro / (HOUR_MS / durationMs));
  let nextMs = Math.max(oldestMs, bounds.knownThroughMs);
  let onStepMs = Number.NaN;
  let at = 0;
  for (; at < length; at += 1) {
    const startMs = startsMs[at] as number;
    const quantityMicro = quantitiesMicro[at] as number;
    if (!(startMs >= nextMs && startMs <= newestMs && startMs < untilMs)) break;
    // What follows a read on the step is on it too.
    if (startMs !== onStepMs && !isOnStep(startMs, durationMs)) break;
    if (!(quantityMicro >= 0 && quantityMicro <= limitMicro && Number.isInteger(quantityMicro)))
      break;
    nextMs = startMs + durationMs;
    onStepMs = nextMs;
  }
  return at;
}

/** No read ends after the customer has left, and none in time that is still to come. */
function latestEndMs({ serviceNowMs, serviceUntilMs }: RunBounds): number {
  return Math.min(serviceNowMs + READ_AHEAD_MAX_MS, serviceUntilMs ?? Infinity);
}
