/** Home: utility. Customers, their contacts, accounts and saved methods, and the directory that finds an account's home. */
import type { Home, Sql } from "../ports.ts";

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly language: string;
}

export function saveCustomer(sql: Sql, home: Home, row: CustomerRow): void {
  sql.run(
    `INSERT INTO customer (home, id, name, language) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (home, id) DO UPDATE SET name = ?3, language = ?4`,
    [home, row.id, row.name, row.language],
  );
}

export interface ContactRow {
  readonly id: string;
  readonly customerId: string;
  /** A phone number in E.164 form. */
  readonly line: string;
  readonly fromMs: number;
}

export function addContact(sql: Sql, home: Home, row: ContactRow): boolean {
  return (
    sql.run(
      `INSERT INTO contact (home, id, customer_id, line, from_ms) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING`,
      [home, row.id, row.customerId, row.line, row.fromMs],
    ) === 1
  );
}

export function linkAccount(
  sql: Sql,
  home: Home,
  link: { customerId: string; accountId: string; fromMs: number },
): void {
  sql.run(
    `INSERT INTO customer_account (home, customer_id, account_id, from_ms) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING`,
    [home, link.customerId, link.accountId, link.fromMs],
  );
}

export interface ReachableAccount {
  readonly accountId: string;
  readonly customerId: string;
  readonly language: string;
}

/**
 * Accounts that a number may ask about at an instant, in account order. SQLite is told where to begin and by which index: it
 * takes every home for a handful of rows, and left to choose it walks all contacts or all accounts of the utility.
 */
export function accountsOfLine(
  sql: Sql,
  home: Home,
  line: string,
  atMs: number,
): ReachableAccount[] {
  return sql.all(
    `SELECT DISTINCT link.account_id AS accountId, link.customer_id AS customerId, customer.language AS language
     FROM contact INDEXED BY contact_by_line
     CROSS JOIN customer_account AS link ON link.home = ?1 AND link.customer_id = contact.customer_id
       AND link.from_ms <= ?3 AND (link.to_ms IS NULL OR link.to_ms > ?3)
     CROSS JOIN customer ON customer.home = ?1 AND customer.id = contact.customer_id
     WHERE contact.home = ?1 AND contact.line = ?2
       AND contact.from_ms <= ?3 AND (contact.to_ms IS NULL OR contact.to_ms > ?3)
     ORDER BY link.account_id`,
    [home, line, atMs],
  );
}

/** The accounts of one customer at an instant, in account order. */
export function accountsOfCustomer(
  sql: Sql,
  home: Home,
  customerId: string,
  atMs: number,
): ReachableAccount[] {
  return sql.all(
    `SELECT DISTINCT link.account_id AS accountId, customer.id AS customerId, customer.language AS language
     FROM customer JOIN customer_account AS link ON link.home = ?1 AND link.customer_id = customer.id
       AND link.from_ms <= ?3 AND (link.to_ms IS NULL OR link.to_ms > ?3)
     WHERE customer.home = ?1 AND customer.id = ?2 ORDER BY link.account_id`,
    [home, customerId, atMs],
  );
}

/** The numbers of one customer at an instant, the oldest first, with the customer's language. */
export function linesOfCustomer(
  sql: Sql,
  home: Home,
  customerId: string,
  atMs: number,
): { line: string; language: string }[] {
  return sql.all(
    `SELECT contact.line AS line, customer.language AS language FROM customer
     JOIN contact ON contact.home = ?1 AND contact.customer_id = customer.id
       AND contact.from_ms <= ?3 AND (contact.to_ms IS NULL OR contact.to_ms > ?3)
     WHERE customer.home = ?1 AND customer.id = ?2 ORDER BY contact.from_ms, contact.id`,
    [home, customerId, atMs],
  );
}

/** The name of a customer, as it was last written. */
export function customerName(sql: Sql, home: Home, customerId: string): string | undefined {
  return sql.get<{ name: string }>("SELECT name FROM customer WHERE home = ?1 AND id = ?2", [
    home,
    customerId,
  ])?.name;
}

/** The customer an account belongs to at an instant. */
export function customerOfAccount(
  sql: Sql,
  home: Home,
  accountId: string,
  atMs: number,
): string | undefined {
  return sql.get<{ customerId: string }>(
    `SELECT customer_id AS customerId FROM customer_account WHERE home = ?1 AND account_id = ?2
       AND from_ms <= ?3 AND (to_ms IS NULL OR to_ms > ?3) ORDER BY from_ms DESC LIMIT 1`,
    [home, accountId, atMs],
  )?.customerId;
}

/** Every account with the numbers of its customer, for a person who looks whose money it is. */
export function candidateAccounts(
  sql: Sql,
  home: Home,
  atMs: number,
  limit: number,
): { accountId: string; lines: string | null }[] {
  return sql.all(
    `SELECT link.account_id AS accountId, (
       SELECT group_concat(contact.line, ',') FROM contact
       WHERE contact.home = ?1 AND contact.customer_id = link.customer_id
         AND contact.from_ms <= ?2 AND (contact.to_ms IS NULL OR contact.to_ms > ?2)) AS lines
     FROM customer_account AS link
     WHERE link.home = ?1 AND link.from_ms <= ?2 AND (link.to_ms IS NULL OR link.to_ms > ?2)
     ORDER BY link.account_id LIMIT CAST(?3 AS INTEGER)`,
    [home, atMs, limit],
  );
}

export interface MethodRow {
  readonly id: string;
  readonly customerId: string;
  /** The processor's name for the saved method; never a card number. */
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
  readonly fromMs: number;
}

export function addMethod(sql: Sql, home: Home, row: MethodRow): void {
  sql.run(
    `INSERT INTO method (home, id, customer_id, token, brand, last4, from_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT DO NOTHING`,
    [home, row.id, row.customerId, row.token, row.brand, row.last4, row.fromMs],
  );
}

/** A customer's saved methods, oldest first; by its index by name, as accountsOfLine says. */
export function methodsOf(sql: Sql, home: Home, customerId: string, atMs: number): MethodRow[] {
  return sql.all(
    `SELECT id, customer_id AS customerId, token, brand, last4, from_ms AS fromMs FROM method INDEXED BY method_by_customer
     WHERE home = ?1 AND customer_id = ?2 AND from_ms <= ?3 AND (to_ms IS NULL OR to_ms > ?3) ORDER BY from_ms, id`,
    [home, customerId, atMs],
  );
}

export type DirectoryKind = "meter" | "account";

/** Adds a key to the directory; the one before it, if it named another account, ends where this begins. */
export function enterDirectory(
  sql: Sql,
  home: Home,
  entry: { kind: DirectoryKind; key: string; accountId: string; fromMs: number },
): void {
  sql.run(
    `UPDATE directory SET to_ms = ?5 WHERE home = ?1 AND kind = ?2 AND key = ?3 AND to_ms IS NULL
       AND account_id <> ?4 AND from_ms < ?5`,
    [home, entry.kind, entry.key, entry.accountId, entry.fromMs],
  );
  sql.run(
    `INSERT INTO directory (home, kind, key, from_ms, account_id)
     SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS
       (SELECT 1 FROM directory WHERE home = ?1 AND kind = ?2 AND key = ?3 AND to_ms IS NULL AND account_id = ?5)
     ON CONFLICT DO NOTHING`,
    [home, entry.kind, entry.key, entry.fromMs, entry.accountId],
  );
}

/** Ends what of an account stands in the directory at an instant: its meters, or itself. */
export function endInDirectory(
  sql: Sql,
  home: Home,
  of: { readonly kind: DirectoryKind; readonly accountId: string; readonly atMs: number },
): void {
  sql.run(
    `UPDATE directory SET to_ms = ?4 WHERE home = ?1 AND kind = ?2 AND account_id = ?3 AND (to_ms IS NULL OR to_ms > ?4)`,
    [home, of.kind, of.accountId, of.atMs],
  );
}

/** What of an account was to end at an instant goes on, but for what another account has from then. */
export function goOnInDirectory(
  sql: Sql,
  home: Home,
  of: { readonly accountId: string; readonly atMs: number },
): void {
  sql.run(
    `UPDATE directory SET to_ms = NULL WHERE home = ?1 AND account_id = ?2 AND to_ms = ?3 AND NOT EXISTS (
       SELECT 1 FROM directory AS next WHERE next.home = ?1 AND next.kind = directory.kind AND next.key = directory.key
         AND next.account_id <> ?2 AND next.from_ms >= ?3)`,
    [home, of.accountId, of.atMs],
  );
}

/** Those of these accounts whose customers have left, as far as this home was told. */
export function leftAccounts(sql: Sql, home: Home, accountIds: readonly string[]): string[] {
  return lookUp(sql, home, "account", accountIds)
    .filter(({ toMs }) => toMs !== null)
    .map(({ accountId }) => accountId);
}

/** The accounts that keys have belonged to, with when; keys that are unknown are absent. */
export function lookUp(
  sql: Sql,
  home: Home,
  kind: DirectoryKind,
  keys: readonly string[],
): { key: string; accountId: string; fromMs: number; toMs: number | null }[] {
  return sql.all(
    `SELECT directory.key AS key, account_id AS accountId, from_ms AS fromMs, to_ms AS toMs
     FROM json_each(?3) AS wanted CROSS JOIN directory ON directory.home = ?1 AND directory.kind = ?2 AND directory.key = wanted.value
     ORDER BY directory.key, from_ms`,
    [home, kind, JSON.stringify(keys)],
  );
}

/** True when the store was not known yet: what is published must be sent to it. */
export function addSlice(sql: Sql, home: Home, name: string, viaHome: Home): boolean {
  return (
    sql.run("INSERT INTO slice (home, name, via_home) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", [
      home,
      name,
      viaHome,
    ]) === 1
  );
}

export function slicesOf(sql: Sql, home: Home): { name: string; viaHome: Home }[] {
  return sql.all("SELECT name, via_home AS viaHome FROM slice WHERE home = ?1 ORDER BY name", [
    home,
  ]);
}

export interface Enrolment {
  /** A hash of what was enrolled: the same again changes nothing. */
  readonly digest: string;
  readonly zone: string;
}

export function enrolmentOf(sql: Sql, home: Home, accountId: string): Enrolment | undefined {
  return sql.get("SELECT digest, zone FROM enrolment WHERE home = ?1 AND account_id = ?2", [
    home,
    accountId,
  ]);
}

export function saveEnrolment(
  sql: Sql,
  home: Home,
  row: Enrolment & { accountId: string; nowMs: number },
): void {
  sql.run(
    `INSERT INTO enrolment (home, account_id, digest, zone, recorded_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (home, account_id) DO UPDATE SET digest = ?3, recorded_at_ms = ?5`,
    [home, row.accountId, row.digest, row.zone, row.nowMs],
  );
}

/** Every account that was enrolled, in account order, after one. */
export function enrolledAfter(
  sql: Sql,
  home: Home,
  accountId: string,
  limit: number,
): { accountId: string }[] {
  return sql.all(
    `SELECT account_id AS accountId FROM enrolment WHERE home = ?1 AND account_id > ?2
     ORDER BY account_id LIMIT CAST(?3 AS INTEGER)`,
    [home, accountId, limit],
  );
}
