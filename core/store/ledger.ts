/**
 * The ledger's rows: transfer, entry, transfer_refused and ledger_balance. Home: every. The customer's accounts stand in
 * account homes only; the utility's are kept per home and local month wherever money moved.
 */
import type { KeptEntry, LedgerBalance } from "../ledger/effect.ts";
import type { KnownTransfer } from "../ledger/known.ts";
import type { Transfer, TransferKind } from "../ledger/transfer.ts";
import type { Sql } from "../ports.ts";

/** What is stored about an id, the transfer it corrects and the pending transfer it resolves. */
export interface TransferFacts {
  /** Null while no transfer has the id. */
  readonly kind: TransferKind | null;
  readonly code: string;
  readonly pendingId: string | null;
  readonly cause: string;
  readonly corrects: string | null;
  readonly refusedCode: string | null;
  readonly correctedFound: number;
  readonly pendingKind: TransferKind | null;
  readonly resolvedBy: TransferKind | null;
}

export function transferFacts(
  sql: Sql,
  home: string,
  { id, pendingId, corrects }: Pick<Transfer, "id" | "pendingId" | "corrects">,
): TransferFacts | undefined {
  return sql.get<TransferFacts>(
    `WITH asked (home, id, pending_id, corrects) AS (VALUES (?, ?, ?, ?))
     SELECT same.kind, same.code, same.pending_id AS pendingId, same.cause, same.corrects,
       refused.code AS refusedCode, corrected.id IS NOT NULL AS correctedFound,
       pending.kind AS pendingKind, resolver.kind AS resolvedBy
     FROM asked
     LEFT JOIN transfer AS same ON same.home = asked.home AND same.id = asked.id
     LEFT JOIN transfer_refused AS refused ON refused.home = asked.home AND refused.id = asked.id
     LEFT JOIN transfer AS corrected
       ON corrected.home = asked.home AND corrected.id = asked.corrects
     LEFT JOIN transfer AS pending ON pending.home = asked.home AND pending.id = asked.pending_id
     LEFT JOIN transfer AS resolver
       ON resolver.home = asked.home AND resolver.pending_id = asked.pending_id`,
    [home, id, pendingId, corrects],
  );
}

export function entriesOf(sql: Sql, home: string, transferId: string): KeptEntry[] {
  return sql.all<KeptEntry>(
    `SELECT account, month, amount_units AS amountUnits FROM entry
     WHERE home = ? AND transfer_id = ? ORDER BY account`,
    [home, transferId],
  );
}

const balanceColumns = `account, month, currency, posted_units AS postedUnits,
  pending_debit_units AS pendingDebitUnits, pending_credit_units AS pendingCreditUnits,
  entry_count AS entryCount`;

/** The balances of some accounts, each named with its month; one without entries has no row. */
export function balancesOfAccounts(
  sql: Sql,
  home: string,
  accounts: readonly Pick<LedgerBalance, "account" | "month">[],
): LedgerBalance[] {
  return sql.all<LedgerBalance>(
    `SELECT ${balanceColumns}
     FROM (SELECT json_extract(value, '$[0]') AS wanted, json_extract(value, '$[1]') AS wanted_month
       FROM json_each(?))
     CROSS JOIN ledger_balance ON home = ? AND account = wanted AND month = wanted_month`,
    [JSON.stringify(accounts.map(({ account, month }) => [account, month])), home],
  );
}

/** Every customer's account of a home: those are kept without a month. */
export function customerBalances(sql: Sql, home: string): LedgerBalance[] {
  return sql.all<LedgerBalance>(
    `SELECT ${balanceColumns} FROM ledger_balance WHERE home = ? AND month = ''`,
    [home],
  );
}

/** What a clearing account has over all homes of the store and all months. */
export function clearedUnits(sql: Sql, account: string): number {
  const row = sql.get<{ units: number }>(
    `SELECT coalesce(sum(posted_units), 0) AS units FROM ledger_balance
     WHERE account = ?1 AND account GLOB 'clearing.*'`,
    [account],
  );
  return row?.units ?? 0;
}

export function insertTransfer(
  sql: Sql,
  home: string,
  transfer: Transfer,
  written: { readonly currency: string; readonly recordedAtMs: number },
): void {
  sql.run(
    `INSERT INTO transfer (home, id, kind, code, currency, pending_id, cause, corrects, actor,
       channel, effective_at_ms, recorded_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      home,
      transfer.id,
      transfer.kind,
      transfer.code,
      written.currency,
      transfer.pendingId,
      transfer.cause,
      transfer.corrects,
      transfer.actor,
      transfer.channel,
      transfer.effectiveAtMs,
      written.recordedAtMs,
    ],
  );
}

/** Writes the entries of one transfer or of several. */
export function insertEntries(
  sql: Sql,
  home: string,
  transfers: readonly { readonly id: string; readonly entries: readonly KeptEntry[] }[],
): void {
  const rows = transfers.flatMap(({ id, entries }) =>
    entries.map(({ account, month, amountUnits, capUnits }) => [
      id,
      account,
      month,
      amountUnits,
      capUnits ?? null,
    ]),
  );
  if (rows.length === 0) return;
  sql.run(
    `INSERT INTO entry (home, transfer_id, account, month, amount_units, cap_units)
     SELECT ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
       json_extract(value, '$[3]'), json_extract(value, '$[4]')
     FROM json_each(?)`,
    [home, JSON.stringify(rows)],
  );
}

/** Writes the running totals as they are after a transfer (not what it added: a CHECK looks at the row as offered). */
export function putBalances(sql: Sql, home: string, balances: readonly LedgerBalance[]): void {
  sql.run(
    `INSERT INTO ledger_balance (home, account, month, currency, posted_units,
       pending_debit_units, pending_credit_units, entry_count)
     SELECT ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'),
       json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]'),
       json_extract(value, '$[5]'), json_extract(value, '$[6]')
     FROM json_each(?) WHERE true
     ON CONFLICT (home, month, account) DO UPDATE SET
       posted_units = excluded.posted_units,
       pending_debit_units = excluded.pending_debit_units,
       pending_credit_units = excluded.pending_credit_units,
       entry_count = excluded.entry_count`,
    [
      home,
      JSON.stringify(
        balances.map((balance) => [
          balance.account,
          balance.month,
          balance.currency,
          balance.postedUnits,
          balance.pendingDebitUnits,
          balance.pendingCreditUnits,
          balance.entryCount,
        ]),
      ),
    ],
  );
}

/** Keeps an id refused. An id that is posted, or refused already, stays as it is. */
export function insertRefused(
  sql: Sql,
  home: string,
  id: string,
  refused: { readonly code: string; readonly recordedAtMs: number },
): void {
  sql.run(
    `INSERT INTO transfer_refused (home, id, code, recorded_at_ms)
     SELECT asked.home, asked.id, asked.code, CAST(asked.recorded_at_ms AS INTEGER)
     FROM (SELECT ? AS home, ? AS id, ? AS code, ? AS recorded_at_ms) AS asked
     WHERE NOT EXISTS (SELECT 1 FROM transfer WHERE home = asked.home AND id = asked.id)
       AND NOT EXISTS (SELECT 1 FROM transfer_refused WHERE home = asked.home AND id = asked.id)`,
    [home, id, refused.code, refused.recordedAtMs],
  );
}

/** The transfer that stands under an id, as far as it is content. */
export function knownTransfer(
  sql: Sql,
  home: string,
  id: string,
  facts: TransferFacts,
): KnownTransfer | null {
  const { kind, code, pendingId, cause, corrects } = facts;
  if (kind === null) return null;
  return { kind, code, pendingId, cause, corrects, entries: entriesOf(sql, home, id) };
}
