/** Home: every home has its own journal; rows are immutable (triggers refuse UPDATE and DELETE). */
import type { Sql } from "../ports.ts";

export interface JournalRow {
  readonly home: string;
  readonly sequence: number;
  readonly kind: string;
  readonly actor: string;
  readonly channel: string | null;
  readonly cause: string;
  readonly effectiveAtMs: number;
  readonly recordedAtMs: number;
  readonly facts: string;
  readonly hash: string;
}

export interface JournalRowAt extends JournalRow {
  /** The row's place in its store, for shipping; not part of the chain. */
  readonly position: number;
}

const columns = `position, home, sequence, kind, actor, channel, cause,
  effective_at_ms AS effectiveAtMs, recorded_at_ms AS recordedAtMs, facts, hash`;

export function lastOfJournal(
  sql: Sql,
  home: string,
): { sequence: number; hash: string } | undefined {
  return sql.get(
    "SELECT sequence, hash FROM journal WHERE home = ?1 ORDER BY sequence DESC LIMIT 1",
    [home],
  );
}

export function appendJournal(sql: Sql, row: JournalRow): void {
  sql.run(
    `INSERT INTO journal (home, sequence, kind, actor, channel, cause, effective_at_ms, recorded_at_ms, facts, hash)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
    [
      row.home,
      row.sequence,
      row.kind,
      row.actor,
      row.channel,
      row.cause,
      row.effectiveAtMs,
      row.recordedAtMs,
      row.facts,
      row.hash,
    ],
  );
}

/** The store's rows after a position, oldest first: what is shipped to the reporting database. */
export function journalAfter(sql: Sql, position: number, limit: number): JournalRowAt[] {
  return sql.all(
    `SELECT ${columns} FROM journal WHERE position > ?1 ORDER BY position LIMIT CAST(?2 AS INTEGER)`,
    [position, limit],
  );
}

/** The hash of the row at a place of the store; undefined where there is none. */
export function hashAt(sql: Sql, position: number): string | undefined {
  return sql.get<{ hash: string }>("SELECT hash FROM journal WHERE position = ?1", [position])
    ?.hash;
}

/** The place of the store's newest row; 0 before the first. */
export function lastPosition(sql: Sql): number {
  return (
    sql.get<{ position: number | null }>("SELECT max(position) AS position FROM journal")
      ?.position ?? 0
  );
}

export function journalOf(
  sql: Sql,
  home: string,
  afterSequence: number,
  limit: number,
): JournalRowAt[] {
  return sql.all(
    `SELECT ${columns} FROM journal WHERE home = ?1 AND sequence > ?2 ORDER BY sequence LIMIT CAST(?3 AS INTEGER)`,
    [home, afterSequence, limit],
  );
}

/** The newest `day-closed` row of the store, if any day was closed. */
export function lastDayClosed(sql: Sql): { position: number; facts: string } | undefined {
  return sql.get(
    "SELECT position, facts FROM journal WHERE kind = 'day-closed' ORDER BY position DESC LIMIT 1",
  );
}

/** Every home of the store that wrote after a position, with its last sequence. */
export function homesChangedAfter(
  sql: Sql,
  position: number,
): { home: string; sequence: number }[] {
  return sql.all(
    `SELECT home, max(sequence) AS sequence FROM journal WHERE position > ?1 AND kind <> 'day-closed'
     GROUP BY home ORDER BY home`,
    [position],
  );
}
