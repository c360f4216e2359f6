/** Home: line. Who has proved who they are at a terminal, until the visit ends, and how its devices stand. */
import type { Home, Sql } from "../ports.ts";

export interface VisitRow {
  readonly provedCustomer: string | null;
  readonly acceptor: string;
  readonly reader: string;
  /** The newest word of its devices that was taken: an older one that comes late changes nothing. */
  readonly sequence: number;
}

const nobody: VisitRow = { provedCustomer: null, acceptor: "away", reader: "away", sequence: 0 };

export function visitOf(sql: Sql, home: Home): VisitRow {
  const row = sql.get<VisitRow>(
    "SELECT proved_customer AS provedCustomer, acceptor, reader, sequence FROM kiosk_visit WHERE home = ?1",
    [home],
  );
  return row ?? nobody;
}

export function saveVisit(sql: Sql, home: Home, row: VisitRow, nowMs: number): void {
  sql.run(
    `INSERT INTO kiosk_visit (home, proved_customer, acceptor, reader, sequence, updated_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (home) DO UPDATE SET proved_customer = ?2, acceptor = ?3, reader = ?4, sequence = ?5, updated_at_ms = ?6`,
    [home, row.provedCustomer, row.acceptor, row.reader, row.sequence, nowMs],
  );
}

/** Takes away all that a visit to a page left at its line: a line that is used once, and never again. */
export function forgetVisit(sql: Sql, home: Home): void {
  for (const table of ["conversation", "kiosk_visit", "secret_attempt", "inbox"]) {
    sql.run(`DELETE FROM ${table} WHERE home = ?1`, [home]);
  }
  sql.run("DELETE FROM timer WHERE home = ?1 AND kind = 'talk'", [home]);
}
