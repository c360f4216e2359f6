/**
 * Home: utility. What customers prove themselves with, as slow peppered hashes, attempts to, and account numbers as they are keyed.
 * A terminal's line keeps its own attempts: numbers that no account has.
 */
import type { Home, Sql } from "../ports.ts";

export function secretOf(sql: Sql, home: Home, customerId: string): string | undefined {
  return sql.get<{ digest: string }>(
    "SELECT digest FROM secret WHERE home = ?1 AND customer_id = ?2",
    [home, customerId],
  )?.digest;
}

export function saveSecret(
  sql: Sql,
  home: Home,
  row: { customerId: string; digest: string; nowMs: number },
): void {
  sql.run(
    `INSERT INTO secret (home, customer_id, digest, set_at_ms) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home, customer_id) DO UPDATE SET digest = ?3, set_at_ms = ?4`,
    [home, row.customerId, row.digest, row.nowMs],
  );
}

/** Enters an account's number as a phone can key it. */
export function enterNumber(
  sql: Sql,
  home: Home,
  entry: { readonly digits: string; readonly accountId: string },
): void {
  sql.run(
    "INSERT INTO account_number (home, digits, account_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    [home, entry.digits, entry.accountId],
  );
}

/** The account whose number has these digits; undefined where none has, or several have. */
export function accountByNumber(sql: Sql, home: Home, digits: string): string | undefined {
  const found = sql.all<{ accountId: string }>(
    "SELECT account_id AS accountId FROM account_number WHERE home = ?1 AND digits = ?2 LIMIT 2",
    [home, digits],
  );
  return found.length === 1 ? found[0]?.accountId : undefined;
}

/** Failed or unfinished attempts in a row, on whom or from where. */
export interface AttemptRow {
  readonly subject: string;
  readonly failures: number;
  readonly lockedUntilMs: number;
  readonly updatedAtMs: number;
}

export function attemptsOf(sql: Sql, home: Home, subject: string): AttemptRow | undefined {
  return sql.get(
    `SELECT subject, failures, locked_until_ms AS lockedUntilMs, updated_at_ms AS updatedAtMs
     FROM secret_attempt WHERE home = ?1 AND subject = ?2`,
    [home, subject],
  );
}

export function saveAttempts(sql: Sql, home: Home, row: AttemptRow): void {
  sql.run(
    `INSERT INTO secret_attempt (home, subject, failures, locked_until_ms, updated_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (home, subject) DO UPDATE SET failures = ?3, locked_until_ms = ?4, updated_at_ms = ?5`,
    [home, row.subject, row.failures, row.lockedUntilMs, row.updatedAtMs],
  );
}

export function forgetAttempts(sql: Sql, home: Home, subject: string): void {
  sql.run("DELETE FROM secret_attempt WHERE home = ?1 AND subject = ?2", [home, subject]);
}

/** Of so many codes that were asked for next after a subject, by its name, takes away the counts that are from before an instant. */
export function forgetAttemptsAfter(
  sql: Sql,
  home: Home,
  { subject, beforeMs, limit }: { subject: string; beforeMs: number; limit: number },
): void {
  sql.run(
    `DELETE FROM secret_attempt WHERE home = ?1 AND updated_at_ms < ?3 AND locked_until_ms < ?3 AND subject IN (
       SELECT subject FROM secret_attempt WHERE home = ?1 AND subject > ?2 AND subject < 'proof-code0'
       ORDER BY subject LIMIT CAST(?4 AS INTEGER))`,
    [home, subject, beforeMs, limit],
  );
}
