/**
 * Home: utility publishes; every other store holds a read-only copy of the same rows, adopted by version, and a happening
 * reads its own store's.
 */
import type { Sql } from "../ports.ts";

export type ConfigurationKind = "utility" | "tariff";

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

/** The version in force at an instant: of those that took effect, the one that did so last. */
export function configurationAt(
  sql: Sql,
  kind: ConfigurationKind,
  id: string,
  atMs: number,
): ConfigurationRow | undefined {
  return sql.get(
    `SELECT ${columns} FROM configuration WHERE kind = ?1 AND id = ?2 AND effective_at_ms <= ?3
     ORDER BY effective_at_ms DESC, version DESC LIMIT 1`,
    [kind, id, atMs],
  );
}

export function allConfiguration(sql: Sql): ConfigurationRow[] {
  return sql.all(`SELECT ${columns} FROM configuration ORDER BY kind, id, version`);
}

export function configurationIds(sql: Sql, kind: ConfigurationKind): { id: string }[] {
  return sql.all("SELECT DISTINCT id FROM configuration WHERE kind = ?1 ORDER BY id", [kind]);
}
