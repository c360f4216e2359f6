/** Home: utility. Enrolled terminals, and the codes that enrol them. */
import type { Home, Sql } from "../ports.ts";

export interface KioskRow {
  readonly id: string;
  readonly name: string;
  /** Base64 of the 32 bytes of the Ed25519 key that its acceptor and reader sign with; null before they are known. */
  readonly deviceKey: string | null;
  readonly createdAtMs: number;
  readonly enrolledAtMs: number | null;
  readonly revokedAtMs: number | null;
}

const columns = `id, name, device_key AS deviceKey, created_at_ms AS createdAtMs, enrolled_at_ms AS enrolledAtMs,
  revoked_at_ms AS revokedAtMs`;

export function addKiosk(sql: Sql, home: Home, row: KioskRow): void {
  sql.run(
    "INSERT INTO kiosk (home, id, name, device_key, created_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
    [home, row.id, row.name, row.deviceKey, row.createdAtMs],
  );
}

export function kioskOf(sql: Sql, home: Home, id: string): KioskRow | undefined {
  return sql.get(`SELECT ${columns} FROM kiosk WHERE home = ?1 AND id = ?2`, [home, id]);
}

export function liveKioskNamed(sql: Sql, home: Home, name: string): KioskRow | undefined {
  return sql.get(
    `SELECT ${columns} FROM kiosk WHERE home = ?1 AND name = ?2 AND revoked_at_ms IS NULL`,
    [home, name],
  );
}

export function kioskByToken(sql: Sql, home: Home, tokenHash: string): KioskRow | undefined {
  return sql.get(
    `SELECT ${columns} FROM kiosk WHERE home = ?1 AND token_hash = ?2 AND revoked_at_ms IS NULL`,
    [home, tokenHash],
  );
}

export function kiosksOf(sql: Sql, home: Home): KioskRow[] {
  return sql.all(`SELECT ${columns} FROM kiosk WHERE home = ?1 ORDER BY created_at_ms, id`, [home]);
}

/** A newer token ends the one before: a terminal that was enrolled anew is in one place. */
export function enrolKioskRow(
  sql: Sql,
  home: Home,
  row: { id: string; tokenHash: string; deviceKey: string | null; nowMs: number },
): void {
  sql.run(
    `UPDATE kiosk SET token_hash = ?3, device_key = coalesce(?4, device_key), enrolled_at_ms = ?5
     WHERE home = ?1 AND id = ?2`,
    [home, row.id, row.tokenHash, row.deviceKey, row.nowMs],
  );
}

/** True when a live terminal was ended. */
export function revokeKioskRow(sql: Sql, home: Home, id: string, nowMs: number): boolean {
  return (
    sql.run(
      "UPDATE kiosk SET revoked_at_ms = ?3 WHERE home = ?1 AND id = ?2 AND revoked_at_ms IS NULL",
      [home, id, nowMs],
    ) === 1
  );
}

export function addKioskCode(
  sql: Sql,
  home: Home,
  row: { hash: string; kioskId: string; expiresAtMs: number },
): void {
  sql.run("INSERT INTO kiosk_code (home, hash, kiosk_id, expires_at_ms) VALUES (?1, ?2, ?3, ?4)", [
    home,
    row.hash,
    row.kioskId,
    row.expiresAtMs,
  ]);
}

/** The terminal that a code is for, once: null where it is unknown, used or expired. */
export function useKioskCode(sql: Sql, home: Home, hash: string, nowMs: number): string | null {
  const row = sql.get<{ kioskId: string }>(
    `UPDATE kiosk_code SET used_at_ms = ?3 WHERE home = ?1 AND hash = ?2 AND used_at_ms IS NULL AND expires_at_ms > ?3
     RETURNING kiosk_id AS kioskId`,
    [home, hash, nowMs],
  );
  return row?.kioskId ?? null;
}
