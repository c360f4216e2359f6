/** Home: account. Packed, append-only reads by local day and batch, reads held for staff, and what rating remembers. */
import type { Home, Sql } from "../ports.ts";

export function addReadBatch(
  sql: Sql,
  home: Home,
  row: { serviceId: string; localDay: string; batch: string; packed: Uint8Array; nowMs: number },
): void {
  sql.run(
    `INSERT INTO read_batch (home, service_id, local_day, batch, packed, recorded_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    [home, row.serviceId, row.localDay, row.batch, row.packed, row.nowMs],
  );
}

export function readBatchesOf(
  sql: Sql,
  home: Home,
  serviceId: string,
  localDays: readonly string[],
): { localDay: string; batch: string; packed: Uint8Array }[] {
  return sql.all(
    `SELECT local_day AS localDay, batch, packed FROM json_each(?3) AS wanted
     CROSS JOIN read_batch ON read_batch.home = ?1 AND read_batch.service_id = ?2 AND read_batch.local_day = wanted.value
     ORDER BY local_day, batch`,
    [home, serviceId, JSON.stringify(localDays)],
  );
}

/** What one batch stored of a service. */
export function readsOfBatch(
  sql: Sql,
  home: Home,
  serviceId: string,
  batch: string,
): { packed: Uint8Array }[] {
  return sql.all(
    `SELECT packed FROM read_batch WHERE home = ?1 AND service_id = ?2 AND batch = ?3 ORDER BY local_day`,
    [home, serviceId, batch],
  );
}

/** Keeps a read that was not billed, for staff to look at; the same one again changes nothing. */
export function holdRead(
  sql: Sql,
  home: Home,
  row: {
    serviceId: string;
    startMs: number;
    revision: number;
    durationMs: number;
    quantityMicro: number;
    code: string;
    nowMs: number;
  },
): void {
  sql.run(
    `INSERT INTO read_held (home, service_id, start_ms, revision, duration_ms, quantity_micro, code, recorded_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING`,
    [
      home,
      row.serviceId,
      row.startMs,
      row.revision,
      row.durationMs,
      row.quantityMicro,
      row.code,
      row.nowMs,
    ],
  );
}

/** A read that was not billed, and why. */
export interface HeldRead {
  readonly startMs: number;
  readonly durationMs: number;
  readonly quantityMicro: number;
  readonly revision: number;
  readonly code: string;
}

/** The held reads of a service that start from an instant on, in order of time. */
export function heldReads(sql: Sql, home: Home, serviceId: string, fromMs: number): HeldRead[] {
  return sql.all(
    `SELECT start_ms AS startMs, duration_ms AS durationMs, quantity_micro AS quantityMicro, revision, code
     FROM read_held WHERE home = ?1 AND service_id = ?2 AND start_ms >= ?3 ORDER BY start_ms, revision`,
    [home, serviceId, fromMs],
  );
}

export interface RatingRow {
  readonly serviceId: string;
  readonly state: string;
  /** The end of the newest metered interval; all that is billed ends there or earlier. */
  readonly throughMs: number | null;
  /** The end of the newest estimated interval. */
  readonly estimatedThroughMs: number | null;
  /** JSON of local day -> units charged, newest days only, for the forecast. */
  readonly recentDays: string;
}

export function ratingOf(sql: Sql, home: Home): RatingRow[] {
  return sql.all(
    `SELECT service_id AS serviceId, state, through_ms AS throughMs, estimated_through_ms AS estimatedThroughMs,
       recent_days AS recentDays FROM rating_state WHERE home = ?1`,
    [home],
  );
}

export function saveRating(sql: Sql, home: Home, row: RatingRow): void {
  sql.run(
    `INSERT INTO rating_state (home, service_id, state, through_ms, estimated_through_ms, recent_days)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (home, service_id) DO UPDATE SET state = ?3, through_ms = ?4, estimated_through_ms = ?5, recent_days = ?6`,
    [home, row.serviceId, row.state, row.throughMs, row.estimatedThroughMs, row.recentDays],
  );
}

/** The homes of this store with a bill that is open. */
export function homesWithOpenBills(sql: Sql): Home[] {
  return sql
    .all<{ home: Home }>(
      `SELECT DISTINCT home FROM rating_state WHERE json_extract(state, '$.open') IS NOT NULL ORDER BY home`,
      [],
    )
    .map(({ home }) => home);
}
