/** Home: account. Payments, from asked to settled; the money itself is in the ledger. */
import type { Home, Sql } from "../ports.ts";

export interface PaymentRow {
  readonly id: string;
  readonly state: "pending" | "settled" | "declined" | "refused" | "unresolved";
  readonly tender: "card" | "cash" | "bank" | "check";
  readonly amountMinor: number;
  readonly methodId: string | null;
  /** Who moves the money, as the ledger's clearing account names it; null for cash. */
  readonly processor: string | null;
  readonly chargeKey: string | null;
  readonly chargeToken: string | null;
  readonly processorId: string | null;
  readonly channel: string;
  /** The line to tell the result to; null where the channel answers at once. */
  readonly line: string | null;
  readonly actor: string;
  readonly confirmation: string | null;
  readonly code: string | null;
  readonly createdAtMs: number;
  readonly resolvedAtMs: number | null;
  /** Whom its payer knows it to be for, where that is a code (conversation/payee.ts); null where it is the account. */
  readonly payee: string | null;
}

const columns = `id, state, tender, amount_minor AS amountMinor, method_id AS methodId, processor, charge_key AS chargeKey,
  charge_token AS chargeToken, processor_id AS processorId, channel, line, actor, confirmation, code,
  created_at_ms AS createdAtMs, resolved_at_ms AS resolvedAtMs, payee`;

export function addPayment(sql: Sql, home: Home, row: PaymentRow): void {
  sql.run(
    `INSERT INTO payment (home, id, state, tender, amount_minor, method_id, processor, charge_key, charge_token, processor_id,
       channel, line, actor, confirmation, code, created_at_ms, resolved_at_ms, payee)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)`,
    [
      home,
      row.id,
      row.state,
      row.tender,
      row.amountMinor,
      row.methodId,
      row.processor,
      row.chargeKey,
      row.chargeToken,
      row.processorId,
      row.channel,
      row.line,
      row.actor,
      row.confirmation,
      row.code,
      row.createdAtMs,
      row.resolvedAtMs,
      row.payee,
    ],
  );
}

export function paymentOf(sql: Sql, home: Home, id: string): PaymentRow | undefined {
  return sql.get(`SELECT ${columns} FROM payment WHERE home = ?1 AND id = ?2`, [home, id]);
}

export function resolvePayment(
  sql: Sql,
  home: Home,
  id: string,
  outcome: Pick<PaymentRow, "state" | "processorId" | "confirmation" | "code"> & { nowMs: number },
): void {
  sql.run(
    `UPDATE payment SET state = ?3, processor_id = coalesce(?4, processor_id), confirmation = ?5, code = ?6,
       resolved_at_ms = ?7 WHERE home = ?1 AND id = ?2`,
    [
      home,
      id,
      outcome.state,
      outcome.processorId,
      outcome.confirmation,
      outcome.code,
      outcome.nowMs,
    ],
  );
}

/** What arrived last, newest first. */
export function settledPayments(
  sql: Sql,
  home: Home,
  limit: number,
): { amountMinor: number; atMs: number; confirmation: string | null }[] {
  return sql.all(
    `SELECT amount_minor AS amountMinor, resolved_at_ms AS atMs, confirmation FROM payment
     WHERE home = ?1 AND state = 'settled' AND resolved_at_ms IS NOT NULL
     ORDER BY resolved_at_ms DESC, id LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}

/** The payments that arrived last, newest first. */
export function newestSettled(sql: Sql, home: Home, limit: number): PaymentRow[] {
  return sql.all(
    `SELECT ${columns} FROM payment WHERE home = ?1 AND state = 'settled'
     ORDER BY resolved_at_ms DESC, id DESC LIMIT CAST(?2 AS INTEGER)`,
    [home, limit],
  );
}

/** A payment as staff see it; `isReturned` where what was settled came back. */
export interface PaymentSeen {
  readonly id: string;
  readonly state: PaymentRow["state"];
  readonly tender: PaymentRow["tender"];
  readonly amountMinor: number;
  readonly channel: string;
  readonly atMs: number;
  readonly confirmation: string | null;
  readonly isReturned: boolean;
}

/** What was asked for last, whatever became of it, newest first. */
export function newestPayments(sql: Sql, home: Home, limit: number): PaymentSeen[] {
  return sql
    .all<Omit<PaymentSeen, "isReturned"> & { readonly returned: number }>(
      `SELECT id, state, tender, amount_minor AS amountMinor, channel, created_at_ms AS atMs, confirmation,
         EXISTS (SELECT 1 FROM payment_return WHERE home = ?1 AND payment_id = payment.id) AS returned
       FROM payment WHERE home = ?1 ORDER BY created_at_ms DESC, id LIMIT CAST(?2 AS INTEGER)`,
      [home, limit],
    )
    .map(({ returned, ...row }) => ({ ...row, isReturned: returned === 1 }));
}

/** The payment that settled at this very instant, where one did: the one that a restore of the same transaction answers. */
export function settledNow(
  sql: Sql,
  home: Home,
  nowMs: number,
): { id: string; createdAtMs: number } | undefined {
  return sql.get(
    `SELECT id, created_at_ms AS createdAtMs FROM payment
     WHERE home = ?1 AND state = 'settled' AND resolved_at_ms = ?2 ORDER BY created_at_ms DESC, id LIMIT 1`,
    [home, nowMs],
  );
}

export function pendingPayments(sql: Sql, home: Home): PaymentRow[] {
  return sql.all(
    `SELECT ${columns} FROM payment WHERE home = ?1 AND state IN ('pending', 'unresolved') ORDER BY created_at_ms`,
    [home],
  );
}

/** When something was first charged at a processor, over all homes of the store; null where nothing ever was. */
export function firstChargeMs(sql: Sql, processor: string): number | null {
  const row = sql.get<{ atMs: number | null }>(
    "SELECT min(created_at_ms) AS atMs FROM payment WHERE processor = ?1 AND state <> 'refused'",
    [processor],
  );
  return row?.atMs ?? null;
}

/** When each payment that a processor declined since an instant was asked for. */
export function failedPaymentsSince(sql: Sql, home: Home, sinceMs: number): { atMs: number }[] {
  return sql.all(
    `SELECT created_at_ms AS atMs FROM payment
     WHERE home = ?1 AND created_at_ms >= ?2 AND state = 'declined' ORDER BY created_at_ms`,
    [home, sinceMs],
  );
}

/** What one channel has charged or may yet charge since an instant, in minor units. */
export function chargedBy(
  sql: Sql,
  home: Home,
  { channel, sinceMs }: { readonly channel: string; readonly sinceMs: number },
): number {
  const row = sql.get<{ minor: number | null }>(
    `SELECT sum(amount_minor) AS minor FROM payment WHERE home = ?1 AND created_at_ms >= ?3 AND channel = ?2
       AND state IN ('pending', 'settled', 'unresolved')`,
    [home, channel, sinceMs],
  );
  return row?.minor ?? 0;
}

/** Channels on which a saved card is charged without its owner in sight: one daily cap is over all of them. */
const FAR_CHANNELS = JSON.stringify(["sms", "ivr", "portal"]);

/** What texts, calls and pages have charged or may yet charge since an instant, in minor units, but by codes: what the daily cap is compared with. */
export function chargedSince(sql: Sql, home: Home, sinceMs: number): number {
  const row = sql.get<{ minor: number | null }>(
    `SELECT sum(amount_minor) AS minor FROM payment WHERE home = ?1 AND created_at_ms >= ?3
       AND channel IN (SELECT value FROM json_each(?2))
       AND tender = 'card' AND payee IS NULL AND state IN ('pending', 'settled', 'unresolved')`,
    [home, FAR_CHANNELS, sinceMs],
  );
  return row?.minor ?? 0;
}
