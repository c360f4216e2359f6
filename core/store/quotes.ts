/** Home: account. Quotes that are held: an amount that turns supply on if it is paid in time, whatever is used meanwhile. */
import type { Home, Sql } from "../ports.ts";

export interface QuoteRow {
  readonly id: string;
  readonly amountMinor: number;
  /** Where the account stood when it was quoted, and where the amount was to bring it. */
  readonly levelUnits: number;
  readonly targetUnits: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** The payment that used it; null while none has. */
  readonly paymentId: string | null;
}

const columns = `id, amount_minor AS amountMinor, level_units AS levelUnits, target_units AS targetUnits,
  created_at_ms AS createdAtMs, expires_at_ms AS expiresAtMs, payment_id AS paymentId`;

export function quoteOf(sql: Sql, home: Home, id: string): QuoteRow | undefined {
  return sql.get(`SELECT ${columns} FROM quote WHERE home = ?1 AND id = ?2`, [home, id]);
}

export function addQuote(sql: Sql, home: Home, row: Omit<QuoteRow, "paymentId">): void {
  sql.run(
    `INSERT INTO quote (home, id, amount_minor, level_units, target_units, created_at_ms, expires_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    [
      home,
      row.id,
      row.amountMinor,
      row.levelUnits,
      row.targetUnits,
      row.createdAtMs,
      row.expiresAtMs,
    ],
  );
}

/** How many of an account's quotes still hold at an instant and are not used. */
export function openQuotes(sql: Sql, home: Home, atMs: number): number {
  return (
    sql.get<{ rows: number }>(
      "SELECT count(*) AS rows FROM quote WHERE home = ?1 AND payment_id IS NULL AND expires_at_ms > ?2",
      [home, atMs],
    )?.rows ?? 0
  );
}

/**
 * The least that an open quote promises to turn supply on for, so that whoever asks twice is told the same; null where none is open, or
 * those that are have less than a third of their time left.
 */
export function leastQuoted(sql: Sql, home: Home, atMs: number): number | null {
  return (
    sql.get<{ minor: number | null }>(
      `SELECT min(amount_minor) AS minor FROM quote WHERE home = ?1 AND payment_id IS NULL
         AND 3 * (expires_at_ms - ?2) >= expires_at_ms - created_at_ms`,
      [home, atMs],
    )?.minor ?? null
  );
}

/** The quote that a payment agreed to at an instant may use: it held then, and the payment is enough. The oldest promised most. */
export function quoteFor(
  sql: Sql,
  home: Home,
  payment: { readonly amountMinor: number; readonly agreedAtMs: number },
): QuoteRow | undefined {
  return sql.get(
    `SELECT ${columns} FROM quote WHERE home = ?1 AND payment_id IS NULL AND expires_at_ms > ?2
       AND created_at_ms <= ?2 AND amount_minor <= ?3 ORDER BY created_at_ms, id LIMIT 1`,
    [home, payment.agreedAtMs, payment.amountMinor],
  );
}

/** Binds a quote to the payment that used it; false when another has. */
export function useQuote(sql: Sql, home: Home, id: string, paymentId: string): boolean {
  return (
    sql.run("UPDATE quote SET payment_id = ?3 WHERE home = ?1 AND id = ?2 AND payment_id IS NULL", [
      home,
      id,
      paymentId,
    ]) === 1
  );
}

/** Ends every promise that still holds: it was made on money that is not there. How many there were. */
export function endQuotes(sql: Sql, home: Home, atMs: number): number {
  return sql.run(
    "DELETE FROM quote WHERE home = ?1 AND payment_id IS NULL AND expires_at_ms > ?2",
    [home, atMs],
  );
}
