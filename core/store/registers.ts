/** Home: account. What the registers of its meters showed, append-only, and register reads held for staff. */
import type { Home, Sql } from "../ports.ts";

export interface RegisterRow {
  readonly serviceId: string;
  readonly meterId: string;
  readonly atMs: number;
  readonly registerMicro: number;
  /** 1 where nobody looked at the register. */
  readonly estimated: number;
}

export function addRegisterRead(
  sql: Sql,
  home: Home,
  row: RegisterRow & { batch: string; nowMs: number },
): void {
  sql.run(
    `INSERT INTO register_read (home, service_id, meter_id, at_ms, estimated, register_micro, batch, recorded_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    [
      home,
      row.serviceId,
      row.meterId,
      row.atMs,
      row.estimated,
      row.registerMicro,
      row.batch,
      row.nowMs,
    ],
  );
}

/**
 * The newest reads of a meter's register, newest first: the last metered one and the estimates since; and those of an instant,
 * however old.
 */
export function newestRegisters(
  sql: Sql,
  home: Home,
  { serviceId, meterId, atMs }: Pick<RegisterRow, "serviceId" | "meterId" | "atMs">,
): RegisterRow[] {
  return sql.all(
    `SELECT service_id AS serviceId, meter_id AS meterId, at_ms AS atMs, register_micro AS registerMicro, estimated
     FROM register_read WHERE home = ?1 AND service_id = ?2 AND meter_id = ?3 AND (at_ms = ?4 OR at_ms >= coalesce(
       (SELECT max(at_ms) FROM register_read WHERE home = ?1 AND service_id = ?2 AND meter_id = ?3 AND estimated = 0), 0))
     ORDER BY at_ms DESC, estimated`,
    [home, serviceId, meterId, atMs],
  );
}

/** From when to when each meter of a service was counted by its register. */
export function registerSpans(
  sql: Sql,
  home: Home,
  serviceId: string,
): { fromMs: number; toMs: number }[] {
  return sql.all(
    `SELECT min(at_ms) AS fromMs, max(at_ms) AS toMs FROM register_read
     WHERE home = ?1 AND service_id = ?2 AND estimated = 0 GROUP BY meter_id HAVING max(at_ms) > min(at_ms)`,
    [home, serviceId],
  );
}

/** Keeps a register read that was not billed, for staff to look at; the same one again changes nothing. */
export function holdRegister(
  sql: Sql,
  home: Home,
  row: Omit<RegisterRow, "estimated"> & { code: string; nowMs: number },
): void {
  sql.run(
    `INSERT INTO register_held (home, service_id, meter_id, at_ms, register_micro, code, recorded_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING`,
    [home, row.serviceId, row.meterId, row.atMs, row.registerMicro, row.code, row.nowMs],
  );
}

/** A register read that was not billed, and why. */
export interface HeldRegister {
  readonly meterId: string;
  readonly atMs: number;
  readonly registerMicro: number;
  readonly code: string;
}

/** The held register reads of a service from an instant on, in order of time. */
export function heldRegisters(
  sql: Sql,
  home: Home,
  serviceId: string,
  fromMs: number,
): HeldRegister[] {
  return sql.all(
    `SELECT meter_id AS meterId, at_ms AS atMs, register_micro AS registerMicro, code FROM register_held
     WHERE home = ?1 AND service_id = ?2 AND at_ms >= ?3 ORDER BY at_ms, meter_id, register_micro`,
    [home, serviceId, fromMs],
  );
}
