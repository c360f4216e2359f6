import { type LocalDay, localDay, nextDay } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { KnownReads } from "../rating/known-reads.ts";
import { type StoredInterval, unpack } from "../rating/packed.ts";
import type { ServiceRow } from "../store/accounts.ts";
import { readBatchesOf } from "../store/reads.ts";
import { registerSpans } from "../store/registers.ts";

/** The metered reads of a service that are stored already and start in a range of time. */
export function knownBetween(
  sql: Sql,
  home: Home,
  service: ServiceRow,
  [fromMs, toMs]: readonly [number, number],
): Iterable<StoredInterval> {
  const rows = rowsBetween(sql, home, service, [fromMs, toMs]);
  const known = new KnownReads(rows.flatMap((row) => unpack(row.packed)));
  return known.meteredBetween(fromMs, toMs);
}

/**
 * The time that meters were counted by their registers, as reads of nothing: uses of a register may have begun days before what
 * is looked at. But a millisecond shorter at either end, and so no interval's length.
 */
export function registeredTime(sql: Sql, home: Home, serviceId: string): StoredInterval[] {
  return registerSpans(sql, home, serviceId).map(({ fromMs, toMs }) => ({
    startMs: fromMs + 1,
    durationMs: toMs - fromMs - 1,
    quantityMicro: 0,
    revision: 0,
    estimated: false,
  }));
}

/** The stored rows of the local days that a range of time touches. */
export function rowsBetween(
  sql: Sql,
  home: Home,
  { id, zone }: ServiceRow,
  [fromMs, toMs]: readonly [number, number],
): { batch: string; packed: Uint8Array }[] {
  const days: LocalDay[] = [];
  const last = localDay(zone, toMs - 1);
  for (let day = localDay(zone, fromMs); day <= last; day = nextDay(day)) days.push(day);
  return readBatchesOf(sql, home, id, days);
}
