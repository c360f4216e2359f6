/** Home: account. What a processor gave back of a payment, and what it holds back in a dispute; the money is in the ledger. */
import type { Home, Sql } from "../ports.ts";

export interface RefundRow {
  readonly id: string;
  readonly paymentId: string;
  readonly state: "pending" | "succeeded" | "failed";
  readonly amountMinor: number;
  readonly notedAtMs: number;
}

/** Enters a refund, or the state that it has come to. */
export function saveRefund(sql: Sql, home: Home, row: RefundRow): void {
  sql.run(
    `INSERT INTO refund (home, id, payment_id, state, amount_minor, noted_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (home, id) DO UPDATE SET state = ?4, noted_at_ms = ?6`,
    [home, row.id, row.paymentId, row.state, row.amountMinor, row.notedAtMs],
  );
}

export function refundOf(sql: Sql, home: Home, id: string): RefundRow | undefined {
  return sql.get(
    `SELECT id, payment_id AS paymentId, state, amount_minor AS amountMinor, noted_at_ms AS notedAtMs
     FROM refund WHERE home = ?1 AND id = ?2`,
    [home, id],
  );
}

/** What has left of a payment, in minor units: refunds that did not fail, and disputes that were lost. */
export function takenBackMinor(sql: Sql, home: Home, paymentId: string): number {
  const row = sql.get<{ minor: number }>(
    `SELECT coalesce((SELECT sum(amount_minor) FROM refund
         WHERE home = ?1 AND payment_id = ?2 AND state <> 'failed'), 0)
       + coalesce((SELECT sum(amount_minor) FROM dispute
         WHERE home = ?1 AND payment_id = ?2 AND state = 'lost'), 0) AS minor`,
    [home, paymentId],
  );
  return row?.minor ?? 0;
}

/** Whether a bank has any of a payment in dispute now. */
export function isDisputed(sql: Sql, home: Home, paymentId: string): boolean {
  const row = sql.get(
    "SELECT 1 AS found FROM dispute WHERE home = ?1 AND payment_id = ?2 AND state = 'open'",
    [home, paymentId],
  );
  return row !== undefined;
}

/** What banks have in dispute now of all of an account's payments, in minor units. */
export function disputedMinor(sql: Sql, home: Home): number {
  const row = sql.get<{ minor: number }>(
    "SELECT coalesce(sum(amount_minor), 0) AS minor FROM dispute WHERE home = ?1 AND state = 'open'",
    [home],
  );
  return row?.minor ?? 0;
}

export interface DisputeRow {
  readonly id: string;
  readonly paymentId: string;
  readonly state: "open" | "won" | "lost";
  readonly amountMinor: number;
  /** The bank's word for it, as the processor has it. */
  readonly reason: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
}

export function addDispute(sql: Sql, home: Home, row: DisputeRow): void {
  sql.run(
    `INSERT INTO dispute (home, id, payment_id, state, amount_minor, reason, opened_at_ms, closed_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    [
      home,
      row.id,
      row.paymentId,
      row.state,
      row.amountMinor,
      row.reason,
      row.openedAtMs,
      row.closedAtMs,
    ],
  );
}

export function closeDispute(
  sql: Sql,
  home: Home,
  id: string,
  closed: { readonly state: "won" | "lost"; readonly nowMs: number },
): void {
  sql.run("UPDATE dispute SET state = ?3, closed_at_ms = ?4 WHERE home = ?1 AND id = ?2", [
    home,
    id,
    closed.state,
    closed.nowMs,
  ]);
}

export function disputeOf(sql: Sql, home: Home, id: string): DisputeRow | undefined {
  return sql.get(
    `SELECT id, payment_id AS paymentId, state, amount_minor AS amountMinor, reason,
       opened_at_ms AS openedAtMs, closed_at_ms AS closedAtMs
     FROM dispute WHERE home = ?1 AND id = ?2`,
    [home, id],
  );
}
