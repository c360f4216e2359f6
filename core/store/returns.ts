/** Home: account. Payments that came back; the money itself is in the ledger. */
import type { Home, Sql } from "../ports.ts";

export interface ReturnRow {
  readonly paymentId: string;
  /** The bank's or the processor's code. */
  readonly reason: string;
  readonly feeUnits: number;
  /** 1 where the payment had turned a supply on. */
  readonly wonReconnect: number;
  readonly returnedAtMs: number;
}

export function addReturn(sql: Sql, home: Home, row: ReturnRow): void {
  sql.run(
    `INSERT INTO payment_return (home, payment_id, reason, fee_units, won_reconnect, returned_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    [home, row.paymentId, row.reason, row.feeUnits, row.wonReconnect, row.returnedAtMs],
  );
}

export function returnOf(sql: Sql, home: Home, paymentId: string): ReturnRow | undefined {
  return sql.get(
    `SELECT payment_id AS paymentId, reason, fee_units AS feeUnits, won_reconnect AS wonReconnect,
       returned_at_ms AS returnedAtMs
     FROM payment_return WHERE home = ?1 AND payment_id = ?2`,
    [home, paymentId],
  );
}
