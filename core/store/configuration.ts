/**
 * Home: utility publishes; every other store holds a read-only copy of the same rows, adopted by version, and a happening
 * reads its own store's.
 */
import type { Sql } from "../ports.ts";

/** `weather` and `channel` are what was last heard of an area, and of a way to pay there. */
export type ConfigurationKind = "utility" | "tariff" | "rules" | "weather" | "channel";

export interface ConfigurationRow {
  readonly kind: ConfigurationKind;
  readonly id: string;
  readonly version: number;
  readonly effectiveAtMs: number;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
  readonly body: string;
}

const columns = `kind, id, version, effective_at_ms AS effectiveAtMs, recorded_at_ms AS recordedAtMs,
  recorded_by AS recordedBy, body`;

/** True when the version was not there yet. A version, once there, is never changed. */
export function addConfiguration(sql: Sql, row: ConfigurationRow): boolean {
  return (
    sql.run(
      `INSERT INTO configuration (kind, id, version, effective_at_ms, recorded_at_ms, recorded_by, body)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING`,
      [
        row.kind,
        row.id,
        row.version,
        row.effectiveAtMs,
        row.recordedAtMs,
        row.recordedBy,
        row.body,
      ],
    ) === 1
  );
}

/** What was heard of weather and of ways to pay is kept this many versions back: decisions hold what they rested on themselves. */
const NEWS_KEPT = 100;

/** Forgets old news of one id; rules, tariffs and settings are kept for good. */
export function forgetOldNews(sql: Sql, { kind, id, version }: ConfigurationRow): void {
  if (kind !== "weather" && kind !== "channel") return;
  sql.run("DELETE FROM configuration WHERE kind = ?1 AND id = ?2 AND version <= ?3", [
    kind,
    id,
    version - NEWS_KEPT,
  ]);
}

export function configurationVersions(
  sql: Sql,
  kind: ConfigurationKind,
  id: string,
): ConfigurationRow[] {
  return sql.all(
    `SELECT ${columns} FROM configuration WHERE kind = ?1 AND id = ?2 ORDER BY version`,
    [kind, id],
  );
}

/**
 * The version in force at an instant: of those that took effect, the one that did so last. Asked in two questions that name no
 * instant, so that a store that keeps what it has read need not be asked again.
 */
export function configurationAt(
  sql: Sql,
  kind: ConfigurationKind,
  id: string,
  atMs: number,
): ConfigurationRow | undefined {
  const version = versionAt(sql, kind, id, atMs);
  if (version === null) return undefined;
  return sql.get(
    `SELECT ${columns} FROM configuration WHERE kind = ?1 AND id = ?2 AND version = ?3`,
    [kind, id, version],
  );
}

function versionAt(sql: Sql, kind: ConfigurationKind, id: string, atMs: number): number | null {
  const row = sql.get<{ versions: string }>(
    `SELECT json_group_array(json_array(effective_at_ms, version)) AS versions
     FROM configuration WHERE kind = ?1 AND id = ?2`,
    [kind, id],
  );
  let inForce: number | null = null;
  let sinceMs = -Infinity;
  for (const [effectiveAtMs, version] of JSON.parse(row?.versions ?? "[]") as [number, number][]) {
    const isLater =
      effectiveAtMs > sinceMs || (effectiveAtMs === sinceMs && version > (inForce ?? 0));
    if (effectiveAtMs > atMs || !isLater) continue;
    inForce = version;
    sinceMs = effectiveAtMs;
  }
  return inForce;
}

export function allConfiguration(sql: Sql): ConfigurationRow[] {
  return sql.all(`SELECT ${columns} FROM configuration ORDER BY kind, id, version`);
}

export function configurationIds(sql: Sql, kind: ConfigurationKind): { id: string }[] {
  return sql.all("SELECT DISTINCT id FROM configuration WHERE kind = ?1 ORDER BY id", [kind]);
}
