/**
 * What a day's postings come to. Home: every, since money moves in all; a day that was settled is kept at the utility's home.
 * A day is from one instant up to, not with, another, by when a transfer was recorded (wall time).
 */
import type { DayRow } from "../ledger/settlement.ts";
import type { Home, Sql } from "../ports.ts";

export type Span = readonly [fromMs: number, toMs: number];

/** The sums of every account, reason and channel, over all homes of the store; what is only pending has not happened. */
export function dayRows(sql: Sql, span: Span): DayRow[] {
  return sql.all(
    `SELECT entry.account AS account, transfer.code AS code, transfer.channel AS channel,
       transfer.currency AS currency,
       sum(max(entry.amount_units, 0)) AS debitUnits, sum(max(-entry.amount_units, 0)) AS creditUnits,
       count(*) AS entries
     FROM transfer INDEXED BY transfer_by_time
     JOIN entry ON entry.home = transfer.home AND entry.transfer_id = transfer.id
     WHERE transfer.recorded_at_ms >= ?1 AND transfer.recorded_at_ms < ?2
       AND transfer.kind IN ('posted', 'post')
     GROUP BY entry.account, transfer.code, transfer.channel, transfer.currency`,
    span,
  );
}

export interface PaymentLine {
  readonly home: string;
  /** The payment's transfer: unique in its home. */
  readonly id: string;
  readonly holder: string;
  readonly channel: string;
  readonly amountUnits: number;
}

/**
 * Every payment that came in on the day by card or in a drawer, as the ledger has it, at each account that it was for: without
 * the shares that went to others, which stand at theirs. A balance that was brought along is none.
 */
export function dayPayments(sql: Sql, span: Span): PaymentLine[] {
  return sql.all(
    `SELECT transfer.home AS home, transfer.id AS id, entry.account AS holder, transfer.channel AS channel,
       entry.amount_units + coalesce((SELECT sum(amount_units) FROM entry AS away
         WHERE away.home = transfer.home AND away.account = 'between_homes'
           AND away.transfer_id > transfer.id || '/to/' AND away.transfer_id < transfer.id || '/to0'), 0) AS amountUnits
     FROM transfer INDEXED BY transfer_by_time
     JOIN entry ON entry.home = transfer.home AND entry.transfer_id = transfer.id
     WHERE transfer.recorded_at_ms >= ?1 AND transfer.recorded_at_ms < ?2
       AND transfer.kind IN ('posted', 'post') AND entry.amount_units > 0
       AND (transfer.code = 'payment' AND (entry.account GLOB 'clearing.*' OR entry.account GLOB 'drawer.*')
         OR transfer.code = 'between_homes' AND entry.account = 'between_homes')
     ORDER BY transfer.home, transfer.id`,
    span,
  );
}

/** Whether the store has said, at or after an instant of wall time, that the days before `nextDay` are complete. */
export function isClosed(sql: Sql, nextDay: string, atMs: number): boolean {
  return (
    sql.get(
      `SELECT 1 AS found FROM journal WHERE kind = 'day-closed' AND recorded_at_ms >= ?2
         AND json_extract(facts, '$.nextDay') >= ?1
         AND json_extract(facts, '$.part') = json_extract(facts, '$.parts') LIMIT 1`,
      [nextDay, atMs],
    ) !== undefined
  );
}

export interface SettledDay {
  readonly day: string;
  /** SHA-256 over what was settled: the same day settled again must have the same. */
  readonly digest: string;
  readonly settledAtMs: number;
}

export function settledDay(sql: Sql, home: Home, day: string): SettledDay | undefined {
  return sql.get(
    "SELECT day, digest, settled_at_ms AS settledAtMs FROM settlement WHERE home = ?1 AND day = ?2",
    [home, day],
  );
}

export function addSettledDay(sql: Sql, home: Home, row: SettledDay): void {
  sql.run("INSERT INTO settlement (home, day, digest, settled_at_ms) VALUES (?1, ?2, ?3, ?4)", [
    home,
    row.day,
    row.digest,
    row.settledAtMs,
  ]);
}
