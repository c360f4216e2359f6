import { DAY_MS, HOUR_MS, isOnStep, MINUTE_MS } from "../instant.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { KnownReads } from "./known-reads.ts";
import { REVISION_MAX, type StoredInterval } from "./packed.ts";

/** The interval lengths meters are read in; each divides the hour. */
export const READ_DURATIONS_MS: readonly number[] = [5, 15, 30, 60].map((n) => n * MINUTE_MS);

/** How far a meter's clock may run ahead of ours; head-ends resynchronise a clock before it drifts further. */
export const READ_AHEAD_MAX_MS = 5 * MINUTE_MS;

/** A year and a month: what a yearly inspection still corrects. Past it staff adjust the account by hand. */
export const READ_AGE_MAX_MS = 400 * DAY_MS;

/** What the service and its meter allow at the moment of the read. All times are service time. */
export interface ReadBounds {
  readonly serviceNowMs: number;
  readonly serviceFromMs: number;
  /** When the customer leaves, or has left; null while nobody has said so. */
  readonly serviceUntilMs: number | null;
  /** From when, and until when (not any more then), this meter measures this service. */
  readonly meterFromMs: number;
  readonly meterUntilMs: number | null;
  /** The most the connection can deliver in an hour, in 1e-6 of the unit. */
  readonly hourlyLimitMicro: number;
}

/** In the order they are looked for: the first that holds is the answer. */
export type ReadRefusal =
  | "bad_duration"
  | "unaligned_start"
  | "bad_quantity"
  | "negative_quantity"
  | "bad_revision"
  | "read_in_future"
  | "before_service_start"
  | "after_service_end"
  | "before_meter_link"
  | "after_meter_link"
  | "read_too_old"
  | "overlapping_read"
  | "conflicting_read";

/** `deltaMicro` is what the read adds to what is known of its own kind, estimated or metered: what is to be rated. */
export type Verdict =
  | { readonly kind: "accepted"; readonly deltaMicro: number }
  | { readonly kind: "revised"; readonly deltaMicro: number }
  | { readonly kind: "duplicate" }
  /** Something better is known: a higher revision, or the meter's own read where this is an estimate. */
  | { readonly kind: "superseded" }
  /** Neither known nor lost: staff decide. */
  | { readonly kind: "held"; readonly code: "spike" | "over_service_end"; readonly message: string }
  | Refusal<ReadRefusal>;

/**
 * Judges one read against what is known of its service. `known` must hold the stored intervals of `daysToKnow`, and of the
 * same batch those already accepted. Estimates are compared with estimates only, except that none is taken where the meter
 * itself has spoken; a metered read beside an estimate is new, because the estimate was never in the balance.
 */
export function judgeRead(read: StoredInterval, known: KnownReads, bounds: ReadBounds): Verdict {
  return (
    checkForm(read) ??
    checkTime(read, bounds) ??
    holdOver(read, bounds) ??
    compare(read, known, bounds)
  );
}

/** A part of it is the next household's: it is charged to neither. */
function holdOver(
  { startMs, durationMs }: StoredInterval,
  { serviceUntilMs }: ReadBounds,
): Verdict | null {
  if (serviceUntilMs === null || startMs + durationMs <= serviceUntilMs) return null;
  const message = "the interval goes on after the customer has left";
  return { kind: "held", code: "over_service_end", message };
}

function checkForm(read: StoredInterval): Refusal<ReadRefusal> | null {
  const { startMs, durationMs, quantityMicro, revision } = read;
  if (!READ_DURATIONS_MS.includes(durationMs)) {
    return refuse("bad_duration", "an interval is of 5, 15, 30 or 60 minutes");
  }
  if (!Number.isSafeInteger(startMs) || !isOnStep(startMs, durationMs)) {
    return refuse("unaligned_start", "a start is a whole number of intervals from the UTC hour");
  }
  if (!Number.isSafeInteger(quantityMicro)) {
    return refuse("bad_quantity", "a quantity is a whole number of millionths of the unit");
  }
  if (quantityMicro < 0) return refuse("negative_quantity", "a quantity is not below 0");
  if (!Number.isSafeInteger(revision) || revision < 0 || revision > REVISION_MAX) {
    return refuse("bad_revision", `a revision is a whole number from 0 to ${String(REVISION_MAX)}`);
  }
  return null;
}

function checkTime(read: StoredInterval, bounds: ReadBounds): Refusal<ReadRefusal> | null {
  const { startMs, durationMs } = read;
  const { serviceNowMs, serviceFromMs, serviceUntilMs, meterFromMs, meterUntilMs } = bounds;
  if (startMs + durationMs > serviceNowMs + READ_AHEAD_MAX_MS) {
    return refuse("read_in_future", "the interval has not ended");
  }
  if (startMs < serviceFromMs) {
    return refuse("before_service_start", "the interval began before the service did");
  }
  if (serviceUntilMs !== null && startMs >= serviceUntilMs) {
    return refuse("after_service_end", "the customer had left before the interval began");
  }
  if (startMs < meterFromMs) {
    return refuse("before_meter_link", "the meter did not measure this service yet");
  }
  if (meterUntilMs !== null && startMs >= meterUntilMs) {
    return refuse("after_meter_link", "the meter did not measure this service any more");
  }
  if (startMs < serviceNowMs - READ_AGE_MAX_MS) {
    return refuse("read_too_old", "the interval is too old to be taken without staff");
  }
  return null;
}

function compare(read: StoredInterval, known: KnownReads, bounds: ReadBounds): Verdict {
  const metered = known.meteredDuring(read);
  if (read.estimated && metered.length > 0) return { kind: "superseded" };
  const others = read.estimated ? known.estimatedDuring(read) : metered;
  const before = others[0];
  if (before === undefined) {
    return holdSpike(read, bounds) ?? { kind: "accepted", deltaMicro: read.quantityMicro };
  }
  if (others.some((other) => other.durationMs !== read.durationMs)) {
    return refuse("overlapping_read", "an interval of another length is known for this time");
  }
  if (read.revision < before.revision) return { kind: "superseded" };
  if (read.revision === before.revision) {
    if (read.quantityMicro === before.quantityMicro) return { kind: "duplicate" };
    return refuse("conflicting_read", "another quantity is known for this interval and revision");
  }
  const deltaMicro = read.quantityMicro - before.quantityMicro;
  return holdSpike(read, bounds) ?? { kind: "revised", deltaMicro };
}

function holdSpike(read: StoredInterval, { hourlyLimitMicro }: ReadBounds): Verdict | null {
  const hourlyMicro = read.quantityMicro * (HOUR_MS / read.durationMs);
  if (hourlyMicro <= hourlyLimitMicro) return null;
  const message = `${String(read.quantityMicro)} is more than the connection can deliver in that time`;
  return { kind: "held", code: "spike", message };
}
