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

/** What waits, oldest first. */
export function waitingSuspense(sql: Sql, home: Home, limit: number): SuspenseRow[] {
  return sql.all(
    `SELECT ${columns} FROM suspense_item WHERE home = ?1 AND assigned_at_ms IS NULL
     ORDER BY created_at_ms, id LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}
