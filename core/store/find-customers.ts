/** Home: utility. Accounts by what somebody at a counter knows of them. A person asks: each may walk the utility's customers. */
import type { Home, Sql } from "../ports.ts";

export interface KnownAccount {
  readonly accountId: string;
  readonly name: string;
  /** The number that it was found by; null where it was found by something else. */
  readonly line: string | null;
}

const linked = `link.home = ?1 AND link.from_ms <= ?3 AND (link.to_ms IS NULL OR link.to_ms > ?3)`;

/** By a part of the account's id; the very id first. Capitals and small letters are the same. */
export function accountsById(
  sql: Sql,
  home: Home,
  part: string,
  { atMs, limit }: { readonly atMs: number; readonly limit: number },
): KnownAccount[] {
  return sql.all(
    `SELECT DISTINCT link.account_id AS accountId, customer.name AS name, NULL AS line
     FROM customer_account AS link INDEXED BY customer_account_by_account
     CROSS JOIN customer ON customer.home = ?1 AND customer.id = link.customer_id
     WHERE ${linked} AND instr(lower(link.account_id), lower(?2)) > 0
     ORDER BY lower(link.account_id) <> lower(?2), link.account_id LIMIT CAST(?4 AS INTEGER)`,
    [home, part, atMs, limit],
  );
}

/** By the last digits of a number that their customers have now. */
export function accountsByLineEnd(
  sql: Sql,
  home: Home,
  digits: string,
  { atMs, limit }: { readonly atMs: number; readonly limit: number },
): KnownAccount[] {
  return sql.all(
    `SELECT link.account_id AS accountId, customer.name AS name, min(contact.line) AS line
     FROM contact
     CROSS JOIN customer_account AS link ON link.customer_id = contact.customer_id AND ${linked}
     CROSS JOIN customer ON customer.home = ?1 AND customer.id = contact.customer_id
     WHERE contact.home = ?1 AND substr(contact.line, -length(?2)) = ?2
       AND contact.from_ms <= ?3 AND (contact.to_ms IS NULL OR contact.to_ms > ?3)
     GROUP BY link.account_id ORDER BY link.account_id LIMIT CAST(?4 AS INTEGER)`,
    [home, digits, atMs, limit],
  );
}

/** By a part of the customer's name. Capitals and small letters are the same, as far as they have no accent. */
export function accountsByName(
  sql: Sql,
  home: Home,
  part: string,
  { atMs, limit }: { readonly atMs: number; readonly limit: number },
): KnownAccount[] {
  return sql.all(
    `SELECT DISTINCT link.account_id AS accountId, customer.name AS name, NULL AS line
     FROM customer
     CROSS JOIN customer_account AS link ON link.customer_id = customer.id AND ${linked}
     WHERE customer.home = ?1 AND instr(lower(customer.name), lower(?2)) > 0
     ORDER BY customer.name, link.account_id LIMIT CAST(?4 AS INTEGER)`,
    [home, part, atMs, limit],
  );
}
