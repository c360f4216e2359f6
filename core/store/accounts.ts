/** Home: account. The account, its premises, services and dated links; a link that ends is closed, never rewritten. */
import type { Home, Sql } from "../ports.ts";

export type Mode = "prepaid" | "postpay";

export interface AccountRow {
  readonly id: string;
  readonly utilityId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly zone: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
}

export function accountAt(sql: Sql, home: Home): AccountRow | undefined {
  return sql.get(
    `SELECT id, utility_id AS utilityId, customer_id AS customerId, currency, zone, opened_at_ms AS openedAtMs,
       closed_at_ms AS closedAtMs FROM account WHERE home = ?1`,
    [home],
  );
}

export function addAccount(sql: Sql, home: Home, row: AccountRow): void {
  sql.run(
    `INSERT INTO account (home, id, utility_id, customer_id, currency, zone, opened_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    [home, row.id, row.utilityId, row.customerId, row.currency, row.zone, row.openedAtMs],
  );
}

export function modeAt(sql: Sql, home: Home, atMs: number): Mode | undefined {
  return sql.get<{ mode: Mode }>(
    `SELECT mode FROM account_mode WHERE home = ?1 AND from_ms <= ?2 AND (to_ms IS NULL OR to_ms > ?2)
     ORDER BY from_ms DESC LIMIT 1`,
    [home, atMs],
  )?.mode;
}

/** From an instant on; a change at the same instant stands in the place of the one before it. */
export function setMode(sql: Sql, home: Home, mode: Mode, fromMs: number): void {
  sql.run("UPDATE account_mode SET to_ms = ?2 WHERE home = ?1 AND to_ms IS NULL AND from_ms < ?2", [
    home,
    fromMs,
  ]);
  sql.run(
    `INSERT INTO account_mode (home, mode, from_ms) VALUES (?1, ?2, ?3)
     ON CONFLICT (home, from_ms) DO UPDATE SET mode = ?2, to_ms = NULL`,
    [home, mode, fromMs],
  );
}

export function contactsAt(
  sql: Sql,
  home: Home,
  atMs: number,
): { line: string; language: string }[] {
  return sql.all(
    `SELECT line, language FROM account_contact WHERE home = ?1 AND from_ms <= ?2 AND (to_ms IS NULL OR to_ms > ?2)
     ORDER BY line`,
    [home, atMs],
  );
}

export function addAccountContact(
  sql: Sql,
  home: Home,
  row: { line: string; language: string; fromMs: number },
): void {
  sql.run(
    `INSERT INTO account_contact (home, line, language, from_ms)
     SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS
       (SELECT 1 FROM account_contact WHERE home = ?1 AND line = ?2 AND to_ms IS NULL)`,
    [home, row.line, row.language, row.fromMs],
  );
}

export interface PremiseRow {
  readonly id: string;
  readonly label: string;
  readonly zone: string;
  /** Where weather and rules are the same, such as a county; null is the utility's usual area. */
  readonly area: string | null;
}

export function savePremise(sql: Sql, home: Home, row: PremiseRow): void {
  sql.run(
    `INSERT INTO premise (home, id, label, zone, area) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (home, id) DO UPDATE SET label = ?3, area = ?5`,
    [home, row.id, row.label, row.zone, row.area],
  );
}

/** The area of an account's first premise that names one: one household's rules are those of one place. */
export function areaOf(sql: Sql, home: Home): string | null {
  const row = sql.get<{ area: string }>(
    "SELECT area FROM premise WHERE home = ?1 AND area IS NOT NULL ORDER BY id LIMIT 1",
    [home],
  );
  return row?.area ?? null;
}

/** Every account's home of this store, in order, after one. */
export function accountHomesAfter(sql: Sql, home: string, limit: number): { home: Home }[] {
  return sql.all(
    "SELECT home FROM account WHERE home > ?1 AND closed_at_ms IS NULL ORDER BY home LIMIT CAST(?2 AS INTEGER)",
    [home, limit],
  );
}

export interface ServiceRow {
  readonly id: string;
  readonly premiseId: string;
  readonly commodity: "electricity" | "gas" | "water";
  readonly label: string;
  readonly zone: string;
  readonly fromMs: number;
  readonly toMs: number | null;
}

export function servicesOf(sql: Sql, home: Home): ServiceRow[] {
  return sql.all(
    `SELECT service.id AS id, premise_id AS premiseId, commodity, premise.label AS label, premise.zone AS zone,
       from_ms AS fromMs, to_ms AS toMs
     FROM service JOIN premise ON premise.home = service.home AND premise.id = service.premise_id
     WHERE service.home = ?1 ORDER BY service.id`,
    [home],
  );
}

export function addService(
  sql: Sql,
  home: Home,
  row: Pick<ServiceRow, "id" | "premiseId" | "commodity" | "fromMs">,
): boolean {
  return (
    sql.run(
      `INSERT INTO service (home, id, premise_id, commodity, from_ms) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING`,
      [home, row.id, row.premiseId, row.commodity, row.fromMs],
    ) === 1
  );
}

export interface MeterLink {
  readonly serviceId: string;
  readonly meterId: string;
  /** 1 when the meter has a switch that can be worked from afar. */
  readonly remoteSwitch: number;
  readonly fromMs: number;
  readonly toMs: number | null;
}

export function meterLinks(sql: Sql, home: Home): MeterLink[] {
  return sql.all(
    `SELECT service_id AS serviceId, meter_id AS meterId, remote_switch AS remoteSwitch, from_ms AS fromMs, to_ms AS toMs
     FROM service_meter WHERE home = ?1 ORDER BY service_id, from_ms`,
    [home],
  );
}

/** Links a meter from an instant on; the one before it ends there. The same link again changes nothing. */
export function linkMeter(sql: Sql, home: Home, link: Omit<MeterLink, "toMs">): void {
  sql.run(
    `UPDATE service_meter SET to_ms = ?4 WHERE home = ?1 AND service_id = ?2 AND meter_id <> ?3
       AND (to_ms IS NULL OR to_ms > ?4) AND from_ms < ?4`,
    [home, link.serviceId, link.meterId, link.fromMs],
  );
  sql.run(
    `INSERT INTO service_meter (home, service_id, meter_id, remote_switch, from_ms)
     SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS
       (SELECT 1 FROM service_meter WHERE home = ?1 AND service_id = ?2 AND meter_id = ?3 AND to_ms IS NULL)
     ON CONFLICT DO NOTHING`,
    [home, link.serviceId, link.meterId, link.remoteSwitch, link.fromMs],
  );
}

export interface TariffLink {
  readonly serviceId: string;
  readonly tariffId: string;
  readonly fromMs: number;
  readonly toMs: number | null;
}

export function tariffLinks(sql: Sql, home: Home): TariffLink[] {
  return sql.all(
    `SELECT service_id AS serviceId, tariff_id AS tariffId, from_ms AS fromMs, to_ms AS toMs
     FROM service_tariff WHERE home = ?1 ORDER BY service_id, from_ms`,
    [home],
  );
}

/** Puts a service on a tariff from an instant on; the one before it ends there. */
export function linkTariff(sql: Sql, home: Home, link: Omit<TariffLink, "toMs">): void {
  sql.run(
    `UPDATE service_tariff SET to_ms = ?4 WHERE home = ?1 AND service_id = ?2 AND tariff_id <> ?3 AND to_ms IS NULL AND from_ms < ?4`,
    [home, link.serviceId, link.tariffId, link.fromMs],
  );
  sql.run(
    `INSERT INTO service_tariff (home, service_id, tariff_id, from_ms)
     SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS
       (SELECT 1 FROM service_tariff WHERE home = ?1 AND service_id = ?2 AND tariff_id = ?3 AND to_ms IS NULL)
     ON CONFLICT DO NOTHING`,
    [home, link.serviceId, link.tariffId, link.fromMs],
  );
}
