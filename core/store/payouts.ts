/** Home: account. What its customer had when they left, and people pay out; the money is in the ledger. */
import type { Home, Sql } from "../ports.ts";

export interface PayoutRow {
  readonly id: string;
  readonly amountMinor: number;
  readonly state: "waiting" | "paid";
  /** The ledger account that it was paid out of, and how it is known there: a check's number, a transfer's. */
  readonly paidFrom: string | null;
  readonly reference: string | null;
  readonly paidBy: string | null;
  /** Wall time, both. */
  readonly madeAtMs: number;
  readonly paidAtMs: number | null;
}

const columns = `id, amount_minor AS amountMinor, state, paid_from AS paidFrom, reference, paid_by AS paidBy,
  made_at_ms AS madeAtMs, paid_at_ms AS paidAtMs`;

export function addPayout(
  sql: Sql,
  home: Home,
  row: Pick<PayoutRow, "id" | "amountMinor" | "madeAtMs">,
): void {
  sql.run(
    "INSERT INTO payout (home, id, amount_minor, state, made_at_ms) VALUES (?1, ?2, ?3, 'waiting', ?4)",
    [home, row.id, row.amountMinor, row.madeAtMs],
  );
}

export function payoutOf(sql: Sql, home: Home, id: string): PayoutRow | undefined {
  return sql.get(`SELECT ${columns} FROM payout WHERE home = ?1 AND id = ?2`, [home, id]);
}

/** The oldest first. */
export function payoutsOf(sql: Sql, home: Home): PayoutRow[] {
  return sql.all(`SELECT ${columns} FROM payout WHERE home = ?1 ORDER BY made_at_ms, id`, [home]);
}

export function payPayout(
  sql: Sql,
  home: Home,
  id: string,
  paid: { readonly from: string; readonly reference: string; readonly by: string; nowMs: number },
): void {
  sql.run(
    `UPDATE payout SET state = 'paid', paid_from = ?3, reference = ?4, paid_by = ?5, paid_at_ms = ?6
     WHERE home = ?1 AND id = ?2`,
    [home, id, paid.from, paid.reference, paid.by, paid.nowMs],
  );
}

/** Every one of this store that waits, the oldest first. */
export function waitingPayouts(sql: Sql, limit: number): (PayoutRow & { home: Home })[] {
  return sql.all(
    `SELECT home, ${columns} FROM payout WHERE state = 'waiting' ORDER BY made_at_ms, home, id LIMIT CAST(?1 AS INTEGER)`,
    [limit],
  );
}
