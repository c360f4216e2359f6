/** Home: utility. Codes by which anybody may pay for an account without learning whose it is, and what was paid by each. */
import type { Home, Sql } from "../ports.ts";

export interface PayCodeRow {
  readonly code: string;
  readonly accountId: string;
  /** All that may be paid by it. */
  readonly capMinor: number;
  readonly spentMinor: number;
  readonly usesLeft: number;
  /** Wall time, as of every code. */
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly revokedAtMs: number | null;
}

export interface PayCodeUse {
  readonly paymentId: string;
  readonly code: string;
  readonly amountMinor: number;
  readonly usedAtMs: number;
  readonly givenBackAtMs: number | null;
}

export function payCodeRow(sql: Sql, home: Home, code: string): PayCodeRow | undefined {
  return sql.get(
    `SELECT code, account_id AS accountId, cap_minor AS capMinor, spent_minor AS spentMinor, uses_left AS usesLeft,
       created_at_ms AS createdAtMs, expires_at_ms AS expiresAtMs, revoked_at_ms AS revokedAtMs
     FROM pay_code WHERE home = ?1 AND code = ?2`,
    [home, code],
  );
}

export function addPayCode(sql: Sql, home: Home, row: PayCodeRow): void {
  sql.run(
    `INSERT INTO pay_code (home, code, account_id, cap_minor, spent_minor, uses_left, created_at_ms, expires_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    [
      home,
      row.code,
      row.accountId,
      row.capMinor,
      row.spentMinor,
      row.usesLeft,
      row.createdAtMs,
      row.expiresAtMs,
    ],
  );
}

/** True when a code that could still be used was ended. */
export function revokePayCodeRow(sql: Sql, home: Home, code: string, nowMs: number): boolean {
  return (
    sql.run(
      "UPDATE pay_code SET revoked_at_ms = ?3 WHERE home = ?1 AND code = ?2 AND revoked_at_ms IS NULL",
      [home, code, nowMs],
    ) === 1
  );
}

export function useOf(sql: Sql, home: Home, paymentId: string): PayCodeUse | undefined {
  return sql.get(
    `SELECT payment_id AS paymentId, code, amount_minor AS amountMinor, used_at_ms AS usedAtMs,
       given_back_at_ms AS givenBackAtMs FROM pay_code_use WHERE home = ?1 AND payment_id = ?2`,
    [home, paymentId],
  );
}

/** Counts a payment against its code; the caller has looked at what is left. */
export function addUse(sql: Sql, home: Home, use: Omit<PayCodeUse, "givenBackAtMs">): void {
  const { paymentId, code, amountMinor, usedAtMs } = use;
  sql.run(
    `INSERT INTO pay_code_use (home, payment_id, code, amount_minor, used_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)`,
    [home, paymentId, code, amountMinor, usedAtMs],
  );
  sql.run(
    `UPDATE pay_code SET spent_minor = spent_minor + ?3, uses_left = uses_left - 1 WHERE home = ?1 AND code = ?2`,
    [home, code, amountMinor],
  );
}

/** The payment came to nothing: what it had taken of its code may be used again. */
export function giveBackUse(sql: Sql, home: Home, use: PayCodeUse, nowMs: number): void {
  sql.run("UPDATE pay_code_use SET given_back_at_ms = ?3 WHERE home = ?1 AND payment_id = ?2", [
    home,
    use.paymentId,
    nowMs,
  ]);
  sql.run(
    `UPDATE pay_code SET spent_minor = spent_minor - ?3, uses_left = uses_left + 1 WHERE home = ?1 AND code = ?2`,
    [home, use.code, use.amountMinor],
  );
}
