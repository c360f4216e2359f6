/** Home: account. Where each service's switch stands, and the decisions that moved it or kept it. */
import type { Home, Sql } from "../ports.ts";

export interface SupplyRow {
  readonly serviceId: string;
  readonly record: string;
  /** The last decision that was stored, to tell whether the next one differs. */
  readonly decision: string | null;
  /** Decisions since then that came out the same. */
  readonly decisionsCounted: number;
}

export function supplyOf(sql: Sql, home: Home): SupplyRow[] {
  return sql.all(
    `SELECT service_id AS serviceId, record, decision, decisions_counted AS decisionsCounted FROM supply
     WHERE home = ?1 ORDER BY service_id`,
    [home],
  );
}

export function saveSupply(sql: Sql, home: Home, serviceId: string, record: string): void {
  sql.run(
    `INSERT INTO supply (home, service_id, record) VALUES (?1, ?2, ?3)
     ON CONFLICT (home, service_id) DO UPDATE SET record = ?3`,
    [home, serviceId, record],
  );
}

export function addDecision(
  sql: Sql,
  home: Home,
  row: { serviceId: string; atMs: number; record: string },
): void {
  sql.run(
    `INSERT INTO decision (home, service_id, sequence, at_ms, record)
     SELECT ?1, ?2, coalesce(max(sequence), 0) + 1, ?3, ?4 FROM decision WHERE home = ?1 AND service_id = ?2`,
    [home, row.serviceId, row.atMs, row.record],
  );
  sql.run(
    "UPDATE supply SET decision = ?3, decisions_counted = 0 WHERE home = ?1 AND service_id = ?2",
    [home, row.serviceId, row.record],
  );
}

export function countDecision(sql: Sql, home: Home, serviceId: string): void {
  sql.run(
    "UPDATE supply SET decisions_counted = decisions_counted + 1 WHERE home = ?1 AND service_id = ?2",
    [home, serviceId],
  );
}

export interface DecisionRow {
  readonly home: Home;
  readonly serviceId: string;
  readonly sequence: number;
  readonly atMs: number;
  readonly record: string;
}

const decisionColumns = "home, service_id AS serviceId, sequence, at_ms AS atMs, record";

/** The stored decisions of this store, a service after another in the order in which they were made. */
export function decisionsAfter(
  sql: Sql,
  after: Pick<DecisionRow, "home" | "serviceId" | "sequence"> | null,
  limit: number,
): DecisionRow[] {
  return sql.all(
    `SELECT ${decisionColumns} FROM decision WHERE (home, service_id, sequence) > (?1, ?2, ?3)
     ORDER BY home, service_id, sequence LIMIT CAST(?4 AS INTEGER)`,
    [after?.home ?? "", after?.serviceId ?? "", after?.sequence ?? 0, limit],
  );
}

/** The newest decision of an account that turned a service off. */
export function lastCut(sql: Sql, home: Home): DecisionRow | undefined {
  return sql.get(
    `SELECT ${decisionColumns} FROM decision WHERE home = ?1 AND json_extract(record, '$.verdict') = 'cut'
     ORDER BY at_ms DESC, sequence DESC LIMIT 1`,
    [home],
  );
}

export function decisionOf(
  sql: Sql,
  home: Home,
  serviceId: string,
  sequence: number,
): DecisionRow | undefined {
  return sql.get(
    `SELECT ${decisionColumns} FROM decision WHERE home = ?1 AND service_id = ?2 AND sequence = ?3`,
    [home, serviceId, sequence],
  );
}
