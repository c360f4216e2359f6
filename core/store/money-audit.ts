/**
 * Questions that find money that is not where the rest of the store says it is: payments and quotes beside the ledger, the
 * ledger beside the journal. Home: every. All read only, and each answers with the rows that are wrong.
 */
import type { Sql } from "../ports.ts";
import type { LedgerFinding } from "./ledger-audit.ts";

/** So that one wrong cause in a big store doesn't make an answer that no one can read. */
const FINDINGS_MAX = 100;

/** What a payment's state must look like in the ledger, and what its transfers bring there. */
export function paymentsUnlikeLedger(sql: Sql, minorUnits: string): LedgerFinding[] {
  return sql.all(
    `WITH scale (currency, units) AS (SELECT key, value FROM json_each(?1)),
     told AS (
       SELECT payment.home AS home, payment.id AS id, payment.state AS state, payment.tender AS tender,
         payment.amount_minor * scale.units AS units,
         first.kind AS first_kind, resolver.kind AS resolved_by,
         (SELECT sum(amount_units) FROM entry WHERE entry.home = payment.home AND amount_units > 0
           AND entry.transfer_id = coalesce(resolver.id, first.id)) AS ledger_units
       FROM payment
       JOIN account ON account.home = payment.home
       JOIN scale ON scale.currency = account.currency
       LEFT JOIN transfer AS first
         ON first.home = payment.home AND first.id = 'payment/' || payment.id
       LEFT JOIN transfer AS resolver
         ON resolver.home = payment.home AND resolver.pending_id = first.id
     )
     SELECT home, id AS name, tender || ' ' || state || ' of ' || units || ' units, in the ledger '
       || coalesce(first_kind, 'nothing') || coalesce(' ' || resolved_by, '')
       || coalesce(' of ' || ledger_units, '') AS detail
     FROM told
     WHERE NOT CASE
       WHEN state = 'settled' AND tender <> 'card' THEN first_kind IS 'posted' AND ledger_units = units
       WHEN state = 'settled' THEN resolved_by IS 'post' AND ledger_units = units
       WHEN state IN ('pending', 'unresolved')
         THEN first_kind IS 'pending' AND resolved_by IS NULL AND ledger_units = units
       WHEN state = 'declined' THEN resolved_by IS 'void'
       ELSE first_kind IS NULL END
     LIMIT ${String(FINDINGS_MAX)}`,
    [minorUnits],
  );
}

/** Money that came under a payment's name, and no payment says so. */
export function transfersWithoutPayment(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT home, id AS name, kind || ' without a payment' AS detail FROM transfer
     WHERE code = 'payment' AND kind IN ('posted', 'pending') AND id GLOB 'payment/*'
       AND home GLOB 'account:*' AND NOT EXISTS (
       SELECT 1 FROM payment WHERE payment.home = transfer.home AND 'payment/' || payment.id = transfer.id)
     LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** A quote that was honoured without being used up could be honoured again. */
export function quotesHonouredUnused(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT home, id AS name, 'honoured, and no quote is used by its payment' AS detail FROM transfer
     WHERE code = 'quote_honoured' AND NOT EXISTS (
       SELECT 1 FROM quote WHERE quote.home = transfer.home
         AND 'payment/' || quote.payment_id || '/quote' = transfer.id)
     LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** A payment came back exactly where the ledger owes it again, whole and with its fee. */
export function returnsUnlikeLedger(sql: Sql): LedgerFinding[] {
  return sql.all(
    `WITH moved AS (
       SELECT entry.home, transfer_id, coalesce(sum(amount_units) FILTER (
           WHERE account GLOB 'clearing.*' OR account = 'disputes_held'), 0) AS cash,
         coalesce(sum(amount_units) FILTER (WHERE account = 'fees'), 0) AS fee
       FROM entry JOIN transfer ON transfer.home = entry.home AND transfer.id = transfer_id
       WHERE code IN ('payment', 'payment_returned') GROUP BY entry.home, transfer_id)
     SELECT back.home AS home, back.payment_id AS name,
       'came back, and is not owed again whole and with a fee of ' || back.fee_units AS detail
     FROM payment_return AS back
     LEFT JOIN moved AS gone ON gone.home = back.home
       AND gone.transfer_id = 'payment/' || back.payment_id || '/returned'
     LEFT JOIN moved AS came ON came.home = back.home
       AND came.transfer_id = 'payment/' || back.payment_id || '/settled'
     WHERE gone.cash IS NOT -came.cash OR gone.fee IS NOT -back.fee_units
     UNION ALL
     SELECT home, id, 'is owed again, and no payment came back' FROM transfer
     WHERE code = 'payment_returned' AND NOT EXISTS (
       SELECT 1 FROM payment_return AS back WHERE back.home = transfer.home
         AND transfer.id = 'payment/' || back.payment_id || '/returned')
     LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** Every transfer names the happening that brought it about, which is a row of the journal of its home. */
export function transfersWithoutHappening(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT home, id AS name, 'the journal has no ' || transfer.cause AS detail FROM transfer
     WHERE NOT EXISTS (
       SELECT 1 FROM journal WHERE journal.home = substr(transfer.cause, 1, instr(transfer.cause, '#') - 1)
         AND journal.sequence = CAST(substr(transfer.cause, instr(transfer.cause, '#') + 1) AS INTEGER))
     LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** In a home, what is owed and what is owned cancel out: no money is made or lost. */
export function homesNotConserving(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT home, 'all accounts' AS name, 'the balances sum to ' || sum(posted_units) AS detail
     FROM ledger_balance GROUP BY home HAVING sum(posted_units) <> 0 LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** Emergency credit that is used beyond every limit it was ever granted up to. */
export function emergencyBeyondCap(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT balance.home AS home, balance.account AS name, balance.posted_units
       || ' units used, granted up to ' || coalesce(max(entry.cap_units), 0) AS detail
     FROM ledger_balance AS balance
     JOIN entry ON entry.home = balance.home AND entry.account = balance.account
     WHERE balance.account = 'emergency_credit' GROUP BY balance.home
     HAVING balance.posted_units > coalesce(max(entry.cap_units), 0) LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** Real money moves in whole minor units. */
export function tenderFractions(sql: Sql, minorUnits: string): LedgerFinding[] {
  return sql.all(
    `WITH scale (currency, units) AS (SELECT key, value FROM json_each(?1))
     SELECT entry.home AS home, entry.transfer_id AS name,
       entry.account || ' moved by ' || entry.amount_units || ' units' AS detail
     FROM entry
     JOIN transfer ON transfer.home = entry.home AND transfer.id = entry.transfer_id
     JOIN scale ON scale.currency = transfer.currency
     WHERE entry.amount_units % scale.units <> 0 AND (entry.account GLOB 'clearing.*'
       OR entry.account GLOB 'drawer.*'
       OR entry.account IN ('ach_in_flight', 'disputes_held', 'bank', 'cash_in_transit', 'over_short'))
     LIMIT ${String(FINDINGS_MAX)}`,
    [minorUnits],
  );
}

/** A correction is a new transfer beside the one that it puts right, in the same home and of the same currency. */
export function correctionsOfNothing(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT home, id AS name, 'corrects ' || corrects || ', which is not there' AS detail FROM transfer
     WHERE corrects IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM transfer AS old WHERE old.home = transfer.home AND old.id = transfer.corrects
         AND old.currency = transfer.currency)
     LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** What was written later in a home comes later in it. */
export function journalOutOfOrder(sql: Sql): LedgerFinding[] {
  return sql.all(
    `SELECT home, 'journal' AS name, 'row ' || sequence || ' was written before row ' || before AS detail
     FROM (SELECT home, sequence, position, lag(sequence) OVER place AS before,
         lag(position) OVER place AS before_position
       FROM journal WINDOW place AS (PARTITION BY home ORDER BY sequence))
     WHERE position <= before_position LIMIT ${String(FINDINGS_MAX)}`,
  );
}

/** The triggers of this list that the store lacks, as one finding: without them a row could be changed. */
export function triggersMissing(sql: Sql, names: readonly string[]): LedgerFinding[] {
  return sql.all(
    `SELECT 'store' AS home, 'triggers' AS name, group_concat(value, ', ') || ' gone' AS detail
     FROM json_each(?1)
     WHERE value NOT IN (SELECT name FROM sqlite_master WHERE type = 'trigger')
     HAVING count(*) > 0`,
    [JSON.stringify(names)],
  );
}
