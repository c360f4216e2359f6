/**
 * Questions that find refunds and disputes that are not what the ledger says of them. Home: every. All read only, and each answers
 * with the rows that are wrong.
 */
import type { Sql } from "../ports.ts";
import type { LedgerFinding } from "./ledger-audit.ts";

/** So that one wrong cause in a big store doesn't make an answer that no one can read. */
const FINDINGS_MAX = 100;

/** A refund has left the processor, unless it failed; then what had left is there again. */
export function refundsUnlikeLedger(sql: Sql, minorUnits: string): LedgerFinding[] {
  return sql.all(
    `WITH scale (currency, units) AS (SELECT key, value FROM json_each(?1)),
     told AS (
       SELECT refund.home AS home, refund.id AS id,
         CASE state WHEN 'failed' THEN 0 ELSE -amount_minor * scale.units END AS units,
         (SELECT coalesce(sum(amount_units), 0) FROM entry WHERE entry.home = refund.home
           AND account GLOB 'clearing.*' AND transfer_id IN ('payment/' || payment_id || '/refund/' || refund.id,
             'payment/' || payment_id || '/refund/' || refund.id || '/failed')) AS ledger_units
       FROM refund JOIN account ON account.home = refund.home JOIN scale ON scale.currency = account.currency)
     SELECT home, id AS name, 'moves ' || units || ' units, in the ledger ' || ledger_units AS detail
     FROM told WHERE ledger_units <> units
     UNION ALL
     SELECT home, id, 'is given back, and no refund says so' FROM transfer WHERE code = 'refund' AND NOT EXISTS (
       SELECT 1 FROM refund WHERE refund.home = transfer.home AND transfer.id IN (
         'payment/' || payment_id || '/refund/' || refund.id, 'payment/' || payment_id || '/refund/' || refund.id || '/failed'))
     LIMIT ${String(FINDINGS_MAX)}`,
    [minorUnits],
  );
}

/** A processor's fee has left it, and its payouts; what else its own books say is not booked by them. */
export function movesUnlikeLedger(sql: Sql, minorUnits: string): LedgerFinding[] {
  return sql.all(
    `WITH scale (currency, units) AS (SELECT key, value FROM json_each(?1)),
     told AS (
       SELECT move.home AS home, 'move/' || move.processor || '/' || move.id AS name,
         (CASE kind WHEN 'fee' THEN amount_minor ELSE 0 END + CASE kind WHEN 'payout' THEN amount_minor ELSE 0 END
           - fee_minor) * (SELECT units FROM scale WHERE scale.currency = (SELECT currency FROM ledger_balance LIMIT 1)) AS units,
         (SELECT coalesce(sum(amount_units), 0) FROM entry WHERE entry.home = move.home
           AND account = 'clearing.' || move.processor AND transfer_id IN ('move/' || move.processor || '/' || move.id || '/fee',
             'move/' || move.processor || '/' || move.id || '/payout')) AS ledger_units
       FROM processor_move AS move)
     SELECT home, name, 'moves ' || units || ' units, in the ledger ' || ledger_units AS detail
     FROM told WHERE ledger_units <> units
     UNION ALL
     SELECT home, id, 'is a move of no processor''s' FROM transfer WHERE channel = 'processor'
       AND code IN ('processor_fee', 'payout') AND NOT EXISTS (SELECT 1 FROM processor_move AS move
         WHERE move.home = transfer.home AND transfer.id IN ('move/' || move.processor || '/' || move.id || '/fee',
           'move/' || move.processor || '/' || move.id || '/payout'))
     LIMIT ${String(FINDINGS_MAX)}`,
    [minorUnits],
  );
}

/** A dispute holds its money while it is open, and no longer. */
export function disputesUnlikeLedger(sql: Sql, minorUnits: string): LedgerFinding[] {
  return sql.all(
    `WITH scale (currency, units) AS (SELECT key, value FROM json_each(?1)),
     told AS (
       SELECT dispute.home AS home, dispute.id AS id,
         CASE state WHEN 'open' THEN amount_minor * scale.units ELSE 0 END AS units,
         (SELECT coalesce(sum(amount_units), 0) FROM entry WHERE entry.home = dispute.home
           AND account = 'disputes_held' AND (transfer_id = 'payment/' || payment_id || '/returned' OR
             transfer_id = 'payment/' || payment_id || '/dispute/' || dispute.id OR
             transfer_id GLOB 'payment/' || payment_id || '/dispute/' || dispute.id || '/*')) AS ledger_units
       FROM dispute JOIN account ON account.home = dispute.home JOIN scale ON scale.currency = account.currency)
     SELECT home, id AS name, 'holds ' || units || ' units, in the ledger ' || ledger_units AS detail
     FROM told WHERE ledger_units <> units LIMIT ${String(FINDINGS_MAX)}`,
    [minorUnits],
  );
}
