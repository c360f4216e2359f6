/** Home: utility. Codes by which anybody may pay for an account without learning whose it is, and what was paid by each. */
import type { Home, Sql } from "../ports.ts";

export interface PayCodeRow {
  readonly code: string;
  /** By which the journal and a talk know it; null until it is looked up, in codes from before they had one. */
  readonly name: string | null;
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
  /** Who paid; null where that was at a counter. */
  readonly line: string | null;
  /** Of the payments that a code is good for: 1, or 0 of a note, which is one of several of the same payment. */
  readonly uses: 0 | 1;
  readonly givenBackAtMs: number | null;
}

const columns = `code, name, account_id AS accountId, cap_minor AS capMinor, spent_minor AS spentMinor, uses_left AS usesLeft,
  created_at_ms AS createdAtMs, expires_at_ms AS expiresAtMs, revoked_at_ms AS revokedAtMs`;

export function payCodeRow(sql: Sql, home: Home, code: string): PayCodeRow | undefined {
  return sql.get(`SELECT ${columns} FROM pay_code WHERE home = ?1 AND code = ?2`, [home, code]);
}

export function payCodeByName(sql: Sql, home: Home, name: string): PayCodeRow | undefined {
  return sql.get(`SELECT ${columns} FROM pay_code WHERE home = ?1 AND name = ?2`, [home, name]);
}

export function namePayCode(sql: Sql, home: Home, code: string, name: string): void {
  sql.run("UPDATE pay_code SET name = ?3 WHERE home = ?1 AND code = ?2", [home, code, name]);
}

export function addPayCode(sql: Sql, home: Home, row: PayCodeRow): void {
  sql.run(
    `INSERT INTO pay_code (home, code, account_id, cap_minor, spent_minor, uses_left, created_at_ms, expires_at_ms, name)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    [
      home,
      row.code,
      row.accountId,
      row.capMinor,
      row.spentMinor,
      row.usesLeft,
      row.createdAtMs,
      row.expiresAtMs,
      row.name,
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

/** Ends every code of an account that could still be used; how many those were. */
export function revokePayCodesOf(sql: Sql, home: Home, accountId: string, nowMs: number): number {
  return sql.run(
    `UPDATE pay_code SET revoked_at_ms = ?3
     WHERE home = ?1 AND account_id = ?2 AND revoked_at_ms IS NULL AND expires_at_ms > ?3 AND uses_left > 0`,
    [home, accountId, nowMs],
  );
}

/** How many of an account's codes were ended since an instant. */
export function payCodesEndedSince(
  sql: Sql,
  home: Home,
  accountId: string,
  sinceMs: number,
): number {
  return (
    sql.get<{ rows: number }>(
      "SELECT count(*) AS rows FROM pay_code WHERE home = ?1 AND account_id = ?2 AND revoked_at_ms >= ?3",
      [home, accountId, sinceMs],
    )?.rows ?? 0
  );
}

/** How many of an account's codes could be used now. */
export function usablePayCodes(sql: Sql, home: Home, accountId: string, nowMs: number): number {
  return (
    sql.get<{ rows: number }>(
      `SELECT count(*) AS rows FROM pay_code
       WHERE home = ?1 AND account_id = ?2 AND revoked_at_ms IS NULL AND expires_at_ms > ?3 AND uses_left > 0`,
      [home, accountId, nowMs],
    )?.rows ?? 0
  );
}

export function useOf(sql: Sql, home: Home, paymentId: string): PayCodeUse | undefined {
  return sql.get(
    `SELECT payment_id AS paymentId, code, amount_minor AS amountMinor, used_at_ms AS usedAtMs, line, uses,
       given_back_at_ms AS givenBackAtMs FROM pay_code_use WHERE home = ?1 AND payment_id = ?2`,
    [home, paymentId],
  );
}

/** Counts a payment against its code; the caller has looked at what is left. */
export function addUse(sql: Sql, home: Home, use: Omit<PayCodeUse, "givenBackAtMs">): void {
  const { paymentId, code, amountMinor, usedAtMs, line, uses } = use;
  sql.run(
    `INSERT INTO pay_code_use (home, payment_id, code, amount_minor, used_at_ms, line, uses) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    [home, paymentId, code, amountMinor, usedAtMs, line, uses],
  );
  sql.run(
    `UPDATE pay_code SET spent_minor = spent_minor + ?3, uses_left = uses_left - ?4 WHERE home = ?1 AND code = ?2`,
    [home, code, amountMinor, uses],
  );
}

/** What a line paid by codes and did not get back, and whose accounts the codes were of. */
export function usesOfLine(
  sql: Sql,
  home: Home,
  line: string,
): { readonly paymentId: string; readonly accountId: string }[] {
  return sql.all(
    `SELECT used.payment_id AS paymentId, pay_code.account_id AS accountId
     FROM pay_code_use AS used JOIN pay_code ON pay_code.home = used.home AND pay_code.code = used.code
     WHERE used.home = ?1 AND used.line = ?2 AND used.given_back_at_ms IS NULL`,
    [home, line],
  );
}

/** What a line paid by codes since an instant of wall time, whosever they were, and did not get back. */
export function usedByLine(sql: Sql, home: Home, line: string, sinceMs: number): number {
  return sumOf(sql, "FROM pay_code_use AS used WHERE home = ?1 AND line = ?2", [
    home,
    line,
    sinceMs,
  ]);
}

/** What an account got by all of its codes from the lines of phones, and did not have to give back. */
export function usedOfAccount(sql: Sql, home: Home, accountId: string, sinceMs: number): number {
  const ofPhones = `FROM pay_code CROSS JOIN pay_code_use AS used ON used.home = pay_code.home AND used.code = pay_code.code
     WHERE pay_code.home = ?1 AND pay_code.account_id = ?2 AND substr(used.line, 1, 1) = '+'`;
  return sumOf(sql, ofPhones, [home, accountId, sinceMs]);
}

function sumOf(sql: Sql, uses: string, values: readonly [Home, string, number]): number {
  return (
    sql.get<{ usedMinor: number | null }>(
      `SELECT sum(used.amount_minor) AS usedMinor ${uses} AND used.used_at_ms >= ?3 AND used.given_back_at_ms IS NULL`,
      values,
    )?.usedMinor ?? 0
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
    `UPDATE pay_code SET spent_minor = spent_minor - ?3, uses_left = uses_left + ?4 WHERE home = ?1 AND code = ?2`,
    [home, use.code, use.amountMinor, use.uses],
  );
}
