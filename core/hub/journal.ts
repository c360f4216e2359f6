import type { Now } from "../instant.ts";
import { idOfHome } from "../ids.ts";
import type { Home, Sql } from "../ports.ts";
import { appendJournal, type JournalRow, journalOf, lastOfJournal } from "../store/journal.ts";

/** What set a happening off: who, over which channel, and the event or happening that caused it. */
export interface Cause {
  readonly actor: string;
  readonly channel: string | null;
  readonly cause: string;
}

export interface Happening {
  readonly home: Home;
  /** Unique in the utility: the journal's home and sequence. */
  readonly id: string;
  /** The home as the journal names it, this row's place in its chain, and the hash before it. */
  readonly name: string;
  readonly sequence: number;
  readonly before: string;
}

/** The first hash of every chain has this before it. */
const CHAIN_START = "0".repeat(64);

/** Hex digits of the hash that stands for a line in the journal: 96 bits, no two lines of a utility share one. */
const LINE_NAME_LENGTH = 24;

/**
 * How a home is named in the journal. A line's home is its phone number, and no number may stand in the journal or the
 * reporting database, so a line is named by a hash there.
 */
export function journalHome(sql: Sql, home: Home): string {
  return home.startsWith("line:")
    ? `line:${sql.sha256(idOfHome(home)).slice(0, LINE_NAME_LENGTH)}`
    : home;
}

/** The id that this transaction's journal row will have, for postings and payments to name as their cause. */
export function beginHappening(sql: Sql, home: Home): Happening {
  const name = journalHome(sql, home);
  const last = lastOfJournal(sql, name);
  const sequence = (last?.sequence ?? 0) + 1;
  return {
    home,
    id: `${name}#${String(sequence)}`,
    name,
    sequence,
    before: last?.hash ?? CHAIN_START,
  };
}

/** Facts hold ids and amounts only: never a name, a number or a text. */
export type Facts = Readonly<Record<string, unknown>>;

/** Writes the happening's one journal row, chained by hash to the row before it in that home. */
export function recordHappening(
  sql: Sql,
  now: Now,
  happening: Happening,
  row: Cause & { kind: string; effectiveAtMs?: number; facts: Facts },
): void {
  const unhashed = {
    home: happening.name,
    sequence: happening.sequence,
    kind: row.kind,
    actor: row.actor,
    channel: row.channel,
    cause: row.cause,
    effectiveAtMs: row.effectiveAtMs ?? now.serviceMs,
    recordedAtMs: now.wallMs,
    facts: JSON.stringify(row.facts),
  };
  appendJournal(sql, { ...unhashed, hash: hashOfRow(sql, unhashed, happening.before) });
}

function hashOfRow(sql: Sql, row: Omit<JournalRow, "hash">, before: string): string {
  return sql.sha256(
    JSON.stringify([
      before,
      row.home,
      row.sequence,
      row.kind,
      row.actor,
      row.channel,
      row.cause,
      row.effectiveAtMs,
      row.recordedAtMs,
      row.facts,
    ]),
  );
}

/** Rows checked in one go while verifying a chain. */
const VERIFY_ROWS = 1_000;

/** The sequence of the first row that breaks the home's chain, or null when the whole chain holds. */
export function brokenLink(sql: Sql, home: Home): number | null {
  return brokenChain(sql, journalHome(sql, home));
}

/** The same for a home by its name in the journal. */
export function brokenChain(sql: Sql, name: string): number | null {
  let before = CHAIN_START;
  let sequence = 0;
  for (;;) {
    const rows = journalOf(sql, name, sequence, VERIFY_ROWS);
    for (const row of rows) {
      if (row.sequence !== sequence + 1 || row.hash !== hashOfRow(sql, row, before)) {
        return sequence + 1;
      }
      before = row.hash;
      sequence = row.sequence;
    }
    if (rows.length < VERIFY_ROWS) return null;
  }
}
