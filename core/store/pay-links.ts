/** Home: utility. Links by which a first card is saved, each kept under a hash of its token. */
import type { Home, Sql } from "../ports.ts";

export interface PayLinkRow {
  /** SHA-256 hex of the token; the token itself is kept nowhere. */
  readonly hash: string;
  readonly accountId: string;
  readonly customerId: string;
  /** What is paid with the card once it is saved; null where it is only saved. */
  readonly amountMinor: number | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly usedAtMs: number | null;
  /** The method that it saved. */
  readonly methodId: string | null;
}

export function addPayLink(sql: Sql, home: Home, row: PayLinkRow): boolean {
  return (
    sql.run(
      `INSERT INTO pay_link (home, hash, account_id, customer_id, amount_minor, created_at_ms, expires_at_ms)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING`,
      [
        home,
        row.hash,
        row.accountId,
        row.customerId,
        row.amountMinor,
        row.createdAtMs,
        row.expiresAtMs,
      ],
    ) === 1
  );
}

export function payLinkOf(sql: Sql, home: Home, hash: string): PayLinkRow | undefined {
  return sql.get(
    `SELECT hash, account_id AS accountId, customer_id AS customerId, amount_minor AS amountMinor,
       created_at_ms AS createdAtMs, expires_at_ms AS expiresAtMs, used_at_ms AS usedAtMs, method_id AS methodId
     FROM pay_link WHERE home = ?1 AND hash = ?2`,
    [home, hash],
  );
}

export function usePayLink(
  sql: Sql,
  home: Home,
  hash: string,
  use: { readonly methodId: string; readonly nowMs: number },
): void {
  sql.run("UPDATE pay_link SET used_at_ms = ?4, method_id = ?3 WHERE home = ?1 AND hash = ?2", [
    home,
    hash,
    use.methodId,
    use.nowMs,
  ]);
}
