/** Home: account. The terms by which old debt is collected, and what of it must be taken whole; the debt is in the ledger. */
import type { DebtTerms } from "../payment/debt-terms.ts";
import type { Home, Sql } from "../ports.ts";

export interface TermsRow {
  readonly id: string;
  readonly terms: DebtTerms;
  readonly state: "open" | "kept" | "broken" | "replaced";
  /** Service time. */
  readonly agreedAtMs: number;
  /** By time: the slices that were counted. Of a plan: what was paid since it was agreed. */
  readonly doneUnits: number;
}

interface Row extends Omit<TermsRow, "terms"> {
  readonly terms: string;
}

const columns = `id, terms, state, agreed_at_ms AS agreedAtMs, done_units AS doneUnits`;

function read(row: Row | undefined): TermsRow | undefined {
  return row === undefined ? undefined : { ...row, terms: JSON.parse(row.terms) as DebtTerms };
}

export function termsOf(sql: Sql, home: Home, id: string): TermsRow | undefined {
  return read(
    sql.get<Row>(`SELECT ${columns} FROM debt_terms WHERE home = ?1 AND id = ?2`, [home, id]),
  );
}

/** The terms in force; a unique index lets there be one at most. */
export function openTerms(sql: Sql, home: Home): TermsRow | undefined {
  return read(
    sql.get<Row>(`SELECT ${columns} FROM debt_terms WHERE home = ?1 AND state = 'open'`, [home]),
  );
}

export function addTerms(
  sql: Sql,
  home: Home,
  row: Pick<TermsRow, "id" | "terms" | "agreedAtMs">,
): void {
  sql.run(
    `INSERT INTO debt_terms (home, id, terms, state, agreed_at_ms, done_units) VALUES (?1, ?2, ?3, 'open', ?4, 0)`,
    [home, row.id, JSON.stringify(row.terms), row.agreedAtMs],
  );
}

export function endTerms(
  sql: Sql,
  home: Home,
  row: { id: string; state: Exclude<TermsRow["state"], "open">; atMs: number },
): void {
  sql.run("UPDATE debt_terms SET state = ?3, ended_at_ms = ?4 WHERE home = ?1 AND id = ?2", [
    home,
    row.id,
    row.state,
    row.atMs,
  ]);
}

export function setDone(sql: Sql, home: Home, id: string, doneUnits: number): void {
  sql.run("UPDATE debt_terms SET done_units = ?3 WHERE home = ?1 AND id = ?2", [
    home,
    id,
    doneUnits,
  ]);
}

/** What of the old debt must be taken whole, because it fell due and there was no credit to take it from. */
export function accumulatedOf(sql: Sql, home: Home): number {
  return (
    sql.get<{ units: number }>("SELECT accumulated_units AS units FROM debt_due WHERE home = ?1", [
      home,
    ])?.units ?? 0
  );
}

export function setAccumulated(sql: Sql, home: Home, units: number): void {
  sql.run(
    `INSERT INTO debt_due (home, accumulated_units) VALUES (?1, ?2)
     ON CONFLICT (home) DO UPDATE SET accumulated_units = ?2`,
    [home, units],
  );
}
