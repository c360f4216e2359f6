/** A register read of a call: what its use is, against what the meter's register showed before. */
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { judgeRegister, type RegisterUse, type RegisterVerdict } from "../rating/registers.ts";
import { READ_AGE_MAX_MS, READ_AHEAD_MAX_MS } from "../rating/validate.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { MeterLink, ServiceRow } from "../store/accounts.ts";
import { newestRegisters, type RegisterRow } from "../store/registers.ts";
import { knownBetween } from "./stored-reads.ts";

/** What a meter's register showed at an instant, as its head-end or a reader gives it; 1e-6 of the tariff's unit. */
export interface IncomingRegister {
  readonly meterId: string;
  readonly atMs: number;
  readonly registerMicro: number;
  /** Digits before the point where they are known: only then can the count have gone round. */
  readonly wholeDigits: number | null;
  readonly estimated: boolean;
  /** The meter that was put in at this instant, and what its register showed; null where the meter stayed. */
  readonly exchangedFor: { readonly meterId: string; readonly registerMicro: number } | null;
}

type RegisterReadRefusal =
  | "read_in_future"
  | "before_service_start"
  | "after_service_end"
  | "before_meter_link"
  | "after_meter_link"
  | "read_too_old"
  | "overlapping_read"
  | "estimated_exchange"
  | "same_meter";

export interface RegisterBounds {
  readonly link: MeterLink;
  readonly service: ServiceRow;
  /** The end of the newest metered interval that is stored. */
  readonly throughMs: number;
  /** What this call adds for the service. */
  readonly billed: readonly { readonly startMs: number; readonly durationMs: number }[];
  /** The register reads that this call adds, in the order given. */
  readonly taken: readonly RegisterRow[];
  readonly hourlyLimitMicro: number;
}

/**
 * An estimate counts from the newest read of either kind, so that estimates follow one another; a metered read counts from the
 * metered one before it, whatever was estimated meanwhile, and so replaces the estimates. Use that interval reads of the
 * service tell already is refused: it would be billed twice.
 */
export function judgeRegisterRead(
  sql: Sql,
  now: Now,
  home: Home,
  { read, bounds }: { read: IncomingRegister; bounds: RegisterBounds },
): RegisterVerdict | Refusal<RegisterReadRefusal> {
  const refusal = checkRead(read, bounds, now);
  if (refusal !== null) return refusal;
  const { link, service, taken, hourlyLimitMicro } = bounds;
  const { meterId, wholeDigits, estimated } = read;
  const known = [
    ...taken.filter((row) => row.meterId === meterId).toReversed(),
    ...newestRegisters(sql, home, { serviceId: service.id, meterId, atMs: read.atMs }),
  ];
  const repeated = known.find((row) => row.atMs === read.atMs && isEstimate(row) === estimated);
  const before = repeated ?? known.find((row) => estimated || !isEstimate(row)) ?? null;
  const verdict = judgeRegister(before, read, { meterId, wholeDigits, hourlyLimitMicro });
  if (verdict.kind !== "used") return verdict;
  return isTold(sql, home, bounds, verdict.use)
    ? refuse("overlapping_read", `intervals of ${link.meterId} or another meter tell that time`)
    : verdict;
}

function isEstimate(row: RegisterRow): boolean {
  return row.estimated === 1;
}

function checkRead(
  { atMs, meterId, estimated, exchangedFor }: IncomingRegister,
  { link, service }: RegisterBounds,
  now: Now,
): Refusal<RegisterReadRefusal> | null {
  if (atMs > now.serviceMs + READ_AHEAD_MAX_MS) {
    return refuse("read_in_future", "the instant is still to come");
  }
  const outside = checkService(atMs, service);
  if (outside !== null) return outside;
  if (atMs < link.fromMs) {
    return refuse("before_meter_link", "the meter did not measure this service yet");
  }
  if (link.toMs !== null && atMs > link.toMs) {
    return refuse("after_meter_link", "the meter did not measure this service any more");
  }
  if (atMs < now.serviceMs - READ_AGE_MAX_MS) {
    return refuse("read_too_old", "the read is too old to be taken without staff");
  }
  if (exchangedFor !== null && estimated) {
    return refuse("estimated_exchange", "a meter that is taken out is read");
  }
  return exchangedFor?.meterId === meterId
    ? refuse("same_meter", "a meter is exchanged for another one")
    : null;
}

function checkService(
  atMs: number,
  { fromMs, toMs }: ServiceRow,
): Refusal<RegisterReadRefusal> | null {
  if (atMs < fromMs) return refuse("before_service_start", "the service began later");
  return toMs !== null && atMs > toMs
    ? refuse("after_service_end", "the customer had left before")
    : null;
}

/** Whether an interval that is known shares time with the use. */
function isTold(
  sql: Sql,
  home: Home,
  { service, throughMs, billed }: RegisterBounds,
  { startMs, durationMs }: RegisterUse,
): boolean {
  const endMs = startMs + durationMs;
  const shares = (other: { startMs: number; durationMs: number }) =>
    other.startMs < endMs && startMs < other.startMs + other.durationMs;
  if (billed.some(shares)) return true;
  if (throughMs <= startMs) return false;
  return [...knownBetween(sql, home, service, [startMs, endMs])].some(shares);
}
