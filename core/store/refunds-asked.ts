/** Home: account. Refunds that the utility asked its processor for; what came of them is in refunds.ts. */
import type { Home, Sql } from "../ports.ts";

export interface RefundAskedRow {
  /** Made by who asked: the same id is the same refund. */
  readonly id: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  /** The idempotency key that it is sent under. */
  readonly key: string;
  readonly state: "asked" | "unresolved" | "made" | "refused";
  /** The processor's name for it, once it is made. */
  readonly refundId: string | null;
  /** Why it was refused, or nobody can say. */
  readonly code: string | null;
  readonly reason: string;
  readonly actor: string;
  readonly askedAtMs: number;
  readonly resolvedAtMs: number | null;
}

const columns = `id, payment_id AS paymentId, amount_minor AS amountMinor, key, state, refund_id AS refundId, code, reason, actor,
  asked_at_ms AS askedAtMs, resolved_at_ms AS resolvedAtMs`;

export function addRefundAsked(sql: Sql, home: Home, row: RefundAskedRow): void {
  sql.run(
    `INSERT INTO refund_asked (home, id, payment_id, amount_minor, key, state, refund_id, code, reason, actor, asked_at_ms,
       resolved_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`,
    [
      home,
      row.id,
      row.paymentId,
      row.amountMinor,
      row.key,
      row.state,
      row.refundId,
      row.code,
      row.reason,
      row.actor,
      row.askedAtMs,
      row.resolvedAtMs,
    ],
  );
}

export function refundAskedOf(sql: Sql, home: Home, id: string): RefundAskedRow | undefined {
  return sql.get(`SELECT ${columns} FROM refund_asked WHERE home = ?1 AND id = ?2`, [home, id]);
}

export function resolveRefundAsked(
  sql: Sql,
  home: Home,
  id: string,
  came: Pick<RefundAskedRow, "state" | "refundId" | "code"> & { readonly nowMs: number },
): void {
  sql.run(
    `UPDATE refund_asked SET state = ?3, refund_id = ?4, code = ?5, resolved_at_ms = ?6
     WHERE home = ?1 AND id = ?2`,
    [home, id, came.state, came.refundId, came.code, came.nowMs],
  );
}

/** What has been asked for of all of an account's payments and may yet leave, in minor units. */
export function refundsAskedMinor(sql: Sql, home: Home): number {
  const row = sql.get<{ minor: number }>(
    `SELECT coalesce(sum(amount_minor), 0) AS minor FROM refund_asked
     WHERE home = ?1 AND state IN ('asked', 'unresolved')`,
    [home],
  );
  return row?.minor ?? 0;
}

/** What was asked for because of one word of the utility's, the oldest first. */
export function refundsBecause(sql: Sql, home: Home, reason: string): RefundAskedRow[] {
  return sql.all(
    `SELECT ${columns} FROM refund_asked WHERE home = ?1 AND reason = ?2 ORDER BY asked_at_ms, id`,
    [home, reason],
  );
}

/** Whether a refund of a payment was refused, or never arrived: its card is asked no second time by itself. */
export function isRefundInVain(sql: Sql, home: Home, paymentId: string): boolean {
  const row = sql.get(
    `SELECT 1 AS found FROM refund_asked WHERE home = ?1 AND payment_id = ?2 AND state = 'refused'
     UNION ALL SELECT 1 FROM refund WHERE home = ?1 AND payment_id = ?2 AND state = 'failed' LIMIT 1`,
    [home, paymentId],
  );
  return row !== undefined;
}

/** What has been asked for of a payment and may yet leave, in minor units; once it is made, the refund itself counts. */
export function askedForMinor(sql: Sql, home: Home, paymentId: string): number {
  const row = sql.get<{ minor: number }>(
    `SELECT coalesce(sum(amount_minor), 0) AS minor FROM refund_asked
     WHERE home = ?1 AND payment_id = ?2 AND state IN ('asked', 'unresolved')`,
    [home, paymentId],
  );
  return row?.minor ?? 0;
}
