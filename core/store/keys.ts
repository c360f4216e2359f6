/** Home: utility. API keys, kept as hashes only. */
import type { Home, Sql } from "../ports.ts";

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  /** Space-separated scopes. */
  readonly scopes: string;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
}

export function addApiKey(sql: Sql, home: Home, row: ApiKeyRow & { hash: string }): void {
  sql.run(
    `INSERT INTO api_key (home, id, hash, scopes, name, created_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    [home, row.id, row.hash, row.scopes, row.name, row.createdAtMs],
  );
}

export function liveApiKey(sql: Sql, home: Home, hash: string): ApiKeyRow | undefined {
  return sql.get(
    `SELECT id, name, scopes, created_at_ms AS createdAtMs, revoked_at_ms AS revokedAtMs FROM api_key
     WHERE home = ?1 AND hash = ?2 AND revoked_at_ms IS NULL`,
    [home, hash],
  );
}

export function apiKeys(sql: Sql, home: Home): ApiKeyRow[] {
  return sql.all(
    `SELECT id, name, scopes, created_at_ms AS createdAtMs, revoked_at_ms AS revokedAtMs FROM api_key
     WHERE home = ?1 ORDER BY created_at_ms, id`,
    [home],
  );
}

/** True when a live key was ended. */
export function revokeApiKey(sql: Sql, home: Home, id: string, nowMs: number): boolean {
  return (
    sql.run(
      "UPDATE api_key SET revoked_at_ms = ?3 WHERE home = ?1 AND id = ?2 AND revoked_at_ms IS NULL",
      [home, id, nowMs],
    ) === 1
  );
}
