import { type LocalDay, localDay, nextDay } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { KnownReads } from "../rating/known-reads.ts";
import { type StoredInterval, unpack } from "../rating/packed.ts";
import type { ServiceRow } from "../store/accounts.ts";
import { readBatchesOf } from "../store/reads.ts";

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
