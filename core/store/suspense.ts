/** Home: utility. Money whose account nobody knows yet, and who said later whose it was. */
import type { Home, Sql } from "../ports.ts";

export interface SuspenseRow {
  readonly id: string;
  /** Who brought it: a terminal, an agent's chain, a bank file. */
  readonly source: string;
  readonly tender: "cash" | "bank" | "check";
  /** The utility's ledger account that the money is in. */
  readonly heldIn: string;
  readonly amountMinor: number;
  /** What came with it in place of an account, cut and redacted; "" where nothing did. */
  readonly reference: string;
  /** The account that was named and could not take it; null where none was. */
  readonly accountId: string | null;
  /** Why it waits. */
  readonly code: string;
  readonly createdAtMs: number;
  readonly assignedTo: string | null;
  readonly assignedBy: string | null;
  readonly assignedAtMs: number | null;
}

const columns = `id, source, tender, held_in AS heldIn, amount_minor AS amountMinor, reference, account_id AS accountId, code,
  created_at_ms AS createdAtMs, assigned_to AS assignedTo, assigned_by AS assignedBy, assigned_at_ms AS assignedAtMs`;

export function addSuspense(
  sql: Sql,
  home: Home,
  row: Omit<SuspenseRow, "assignedTo" | "assignedBy" | "assignedAtMs">,
): void {
  sql.run(
    `INSERT INTO suspense_item (home, id, source, tender, held_in, amount_minor, reference, account_id, code, created_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
    [
      home,
      row.id,
      row.source,
      row.tender,
      row.heldIn,
      row.amountMinor,
      row.reference,
      row.accountId,
      row.code,
      row.createdAtMs,
    ],
  );
}

export function suspenseOf(sql: Sql, home: Home, id: string): SuspenseRow | undefined {
  return sql.get(`SELECT ${columns} FROM suspense_item WHERE home = ?1 AND id = ?2`, [home, id]);
}

/** What waits, oldest first. */
export function waitingSuspense(sql: Sql, home: Home, limit: number): SuspenseRow[] {
  return sql.all(
    `SELECT ${columns} FROM suspense_item WHERE home = ?1 AND assigned_at_ms IS NULL
     ORDER BY created_at_ms, id LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}

/** False where somebody has assigned it already. */
export function assignSuspense(
  sql: Sql,
  home: Home,
  row: { id: string; accountId: string; by: string; nowMs: number },
): boolean {
  return (
    sql.run(
      `UPDATE suspense_item SET assigned_to = ?3, assigned_by = ?4, assigned_at_ms = ?5
       WHERE home = ?1 AND id = ?2 AND assigned_at_ms IS NULL`,
      [home, row.id, row.accountId, row.by, row.nowMs],
    ) === 1
  );
}

/** It waits again, and says why. */
export function reopenSuspense(sql: Sql, home: Home, id: string, code: string): void {
  sql.run(
    `UPDATE suspense_item SET code = ?3, account_id = assigned_to, assigned_to = NULL, assigned_by = NULL, assigned_at_ms = NULL
     WHERE home = ?1 AND id = ?2`,
    [home, id, code],
  );
}
