/**
 * Questions that find a ledger that is not whole, over transfer, entry, transfer_refused and ledger_balance. Home: every.
 * All read only, and each answers with the rows that are wrong.
 */
import type { Sql } from "../ports.ts";

export interface LedgerFinding {
  readonly home: string;
  /** The transfer, or the account and its month. */
  readonly name: string;
  readonly detail: string;
}

/** Which homes are looked at: one, or all of the store. */
export type Span = readonly [from: string, to: string];

export function spanOf(home: string | undefined): Span {
  return home === undefined ? ["", "\u{10FFFF}"] : [home, home];
}

/** So that one wrong cause in a big store doesn't make an answer that no one can read. */
const FINDINGS_MAX = 100;

function findings(sql: Sql, span: Span, text: string): LedgerFinding[] {
  return sql.all<LedgerFinding>(`${text} LIMIT ${String(FINDINGS_MAX)}`, span);
}

export function countLedger(sql: Sql, span: Span): { transfers: number; entries: number } {
  const count = (table: string): number =>
    sql.get<{ rows: number }>(
      `SELECT count(*) AS rows FROM ${table} WHERE home BETWEEN ? AND ?`,
      span,
    )?.rows ?? 0;
  return { transfers: count("transfer"), entries: count("entry") };
}

export function unbalancedTransfers(sql: Sql, span: Span): LedgerFinding[] {
  return findings(
    sql,
    span,
    `SELECT transfer.home, transfer.id AS name, transfer.kind || ' of ' || count(entry.account)
       || ' entries that sum to ' || coalesce(sum(entry.amount_units), 0) AS detail
     FROM transfer
     LEFT JOIN entry ON entry.home = transfer.home AND entry.transfer_id = transfer.id
     WHERE transfer.home BETWEEN ? AND ?
     GROUP BY transfer.home, transfer.id
     HAVING coalesce(sum(entry.amount_units), 0) <> 0
       OR count(entry.account) <> 0 AND transfer.kind = 'void'
       OR count(entry.account) NOT BETWEEN 2 AND 20 AND transfer.kind <> 'void'`,
  );
}

export function entriesWithoutTransfer(sql: Sql, span: Span): LedgerFinding[] {
  return findings(
    sql,
    span,
    `SELECT home, transfer_id AS name, 'an entry of ' || account || ' has no transfer' AS detail
     FROM entry WHERE home BETWEEN ? AND ? AND NOT EXISTS (
       SELECT 1 FROM transfer WHERE transfer.home = entry.home AND transfer.id = entry.transfer_id)`,
  );
}

/** Entries less running totals: what is left of an account and month where the two disagree. */
export function balancesUnlikeEntries(sql: Sql, span: Span): LedgerFinding[] {
  return findings(
    sql,
    span,
    `WITH span (low, high) AS (VALUES (?, ?)),
     moved AS (
       SELECT entry.home, entry.account, entry.month, 1 AS entries,
         iif(transfer.kind = 'pending', 0, entry.amount_units) AS posted,
         iif(transfer.kind = 'pending' AND resolver.id IS NULL, entry.amount_units, 0) AS pending
       FROM span
       JOIN entry ON entry.home BETWEEN low AND high
       JOIN transfer ON transfer.home = entry.home AND transfer.id = entry.transfer_id
       LEFT JOIN transfer AS resolver
         ON resolver.home = transfer.home AND resolver.pending_id = transfer.id
     ),
     compared AS (
       SELECT home, account, month, entries, posted,
         max(pending, 0) AS debit, max(-pending, 0) AS credit
       FROM moved
       UNION ALL
       SELECT home, account, month, -entry_count, -posted_units,
         -pending_debit_units, -pending_credit_units
       FROM span JOIN ledger_balance ON home BETWEEN low AND high
     )
     SELECT home, trim(account || ' ' || month) AS name, 'entries less balance: ' || sum(posted)
       || ' posted, ' || sum(debit) || ' pending debit, ' || sum(credit) || ' pending credit, '
       || sum(entries) || ' entries' AS detail
     FROM compared GROUP BY home, account, month
     HAVING sum(posted) <> 0 OR sum(debit) <> 0 OR sum(credit) <> 0 OR sum(entries) <> 0`,
  );
}

export function wronglyResolved(sql: Sql, span: Span): LedgerFinding[] {
  return findings(
    sql,
    span,
    `SELECT resolver.home, resolver.pending_id AS name, coalesce(pending.kind, 'nothing')
       || ' resolved by ' || group_concat(resolver.kind || ' ' || resolver.id, ', ') AS detail
     FROM transfer AS resolver
     LEFT JOIN transfer AS pending
       ON pending.home = resolver.home AND pending.id = resolver.pending_id
     WHERE resolver.home BETWEEN ? AND ? AND resolver.pending_id IS NOT NULL
     GROUP BY resolver.home, resolver.pending_id
     HAVING count(*) > 1 OR pending.kind IS NULL OR pending.kind <> 'pending'`,
  );
}

export function postsBeyondPending(sql: Sql, span: Span): LedgerFinding[] {
  return findings(
    sql,
    span,
    `SELECT post.home, post.id AS name, entry.account || ' posts ' || entry.amount_units
       || ' of ' || coalesce(reserved.amount_units, 0) || ' pending' AS detail
     FROM transfer AS post
     JOIN entry ON entry.home = post.home AND entry.transfer_id = post.id
     LEFT JOIN entry AS reserved ON reserved.home = post.home
       AND reserved.transfer_id = post.pending_id AND reserved.account = entry.account
     WHERE post.home BETWEEN ? AND ? AND post.kind = 'post' AND (reserved.amount_units IS NULL
       OR sign(reserved.amount_units) <> sign(entry.amount_units)
       OR abs(entry.amount_units) > abs(reserved.amount_units))`,
  );
}

export function overdrawnBalances(sql: Sql, span: Span): LedgerFinding[] {
  return findings(
    sql,
    span,
    `SELECT home, account AS name, 'stands at ' || posted_units || ' with '
       || pending_debit_units || ' pending debit and ' || pending_credit_units
       || ' pending credit' AS detail
     FROM ledger_balance
     WHERE home BETWEEN ? AND ? AND (
       account IN ('prepaid', 'deposit', 'unapplied') AND posted_units + pending_debit_units > 0
       OR account IN ('shortfall', 'emergency_credit', 'arrears', 'returned_payments', 'receivable')
         AND posted_units - pending_credit_units < 0)`,
  );
}

export function refusedAndPosted(sql: Sql, span: Span): LedgerFinding[] {
  return findings(
    sql,
    span,
    `SELECT transfer.home, transfer.id AS name, 'posted, and refused: ' || refused.code AS detail
     FROM transfer_refused AS refused
     JOIN transfer ON transfer.home = refused.home AND transfer.id = refused.id
     WHERE refused.home BETWEEN ? AND ?`,
  );
}

/** A home has one currency, its utility's. */
export function mixedCurrencies(sql: Sql, span: Span): LedgerFinding[] {
  return findings(
    sql,
    span,
    `SELECT home, min(id) AS name, 'posted in ' || group_concat(DISTINCT currency) AS detail
     FROM transfer WHERE home BETWEEN ? AND ? GROUP BY home HAVING count(DISTINCT currency) > 1`,
  );
}

/** Every account that was ever written, for its name to be read against the chart. */
export function accountsWritten(
  sql: Sql,
  span: Span,
): { readonly home: string; readonly account: string; readonly month: string }[] {
  return sql.all(
    `SELECT min(home) AS home, account, month FROM entry WHERE home BETWEEN ? AND ?
     GROUP BY account, month`,
    span,
  );
}
