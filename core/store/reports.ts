/** Home: utility. What customers report, and the outages that the utility knows of. */
import type { Home, Sql } from "../ports.ts";

export interface ReportRow {
  readonly id: string;
  readonly what: "outage" | "gas_leak" | "wire_down";
  readonly line: string;
  readonly accountId: string | null;
  readonly channel: string;
  readonly createdAtMs: number;
}

export function addReport(sql: Sql, home: Home, row: ReportRow): void {
  sql.run(
    `INSERT INTO report (home, id, what, line, account_id, channel, created_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING`,
    [home, row.id, row.what, row.line, row.accountId, row.channel, row.createdAtMs],
  );
}

const reportColumns = `id, what, line, account_id AS accountId, channel, created_at_ms AS createdAtMs`;

/** Those that nobody has looked after yet, oldest first. */
export function openReports(sql: Sql, home: Home, limit: number): ReportRow[] {
  return sql.all(
    `SELECT ${reportColumns} FROM report WHERE home = ?1 AND done_at_ms IS NULL
     ORDER BY created_at_ms, id LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}

/** The same thing reported from the same line before, and not looked after yet. */
export function isReported(
  sql: Sql,
  home: Home,
  { what, line, accountId }: Pick<ReportRow, "what" | "line" | "accountId">,
): boolean {
  const row = sql.get(
    `SELECT 1 AS found FROM report WHERE home = ?1 AND done_at_ms IS NULL AND what = ?2 AND line = ?3 AND account_id IS ?4`,
    [home, what, line, accountId],
  );
  return row !== undefined;
}

/** True where it was open. */
export function closeReport(sql: Sql, home: Home, id: string, nowMs: number): boolean {
  return (
    sql.run(
      "UPDATE report SET done_at_ms = ?3 WHERE home = ?1 AND id = ?2 AND done_at_ms IS NULL",
      [home, id, nowMs],
    ) === 1
  );
}

export interface OutageRow {
  readonly id: string;
  /** JSON of the accounts without supply; null where all are. */
  readonly accountIds: string | null;
  /** Service time. */
  readonly sinceMs: number;
  readonly backAtMs: number | null;
  readonly recordedBy: string;
}

export function saveOutage(sql: Sql, home: Home, row: OutageRow): void {
  sql.run(
    `INSERT INTO outage (home, id, account_ids, since_ms, back_at_ms, recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (home, id) DO UPDATE SET account_ids = ?3, since_ms = ?4, back_at_ms = ?5, recorded_by = ?6`,
    [home, row.id, row.accountIds, row.sinceMs, row.backAtMs, row.recordedBy],
  );
}

/** Those that are not over, the longest first. */
export function openOutages(sql: Sql, home: Home): OutageRow[] {
  return sql.all(
    `SELECT id, account_ids AS accountIds, since_ms AS sinceMs, back_at_ms AS backAtMs, recorded_by AS recordedBy
     FROM outage WHERE home = ?1 AND ended_at_ms IS NULL ORDER BY since_ms, id`,
    [home],
  );
}

/** True where it was open. */
export function endOutage(sql: Sql, home: Home, id: string, atMs: number): boolean {
  return (
    sql.run(
      "UPDATE outage SET ended_at_ms = ?3 WHERE home = ?1 AND id = ?2 AND ended_at_ms IS NULL",
      [home, id, atMs],
    ) === 1
  );
}
