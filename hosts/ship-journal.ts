import type { Store, Home } from "../core/ports.ts";
import { hashAt, journalAfter, type JournalRowAt } from "../core/store/journal.ts";

/** A value that a reporting database binds. */
export type ReportValue = string | number | null;

export interface ReportStatement {
  readonly text: string;
  readonly values: readonly ReportValue[];
}

/** The reporting database: a file beside the store, a libSQL server, or a Durable Object. */
export interface Reports {
  /** All of them in one transaction, or none. */
  write(statements: readonly ReportStatement[]): Promise<void>;
  read(statement: ReportStatement): Promise<Readonly<Record<string, ReportValue>>[]>;
}

/** What the reporting database holds; it can be deleted at any time and is shipped anew from the journal. */
export const reportTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS journal (
    utility TEXT NOT NULL, home TEXT NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL,
    channel TEXT, cause TEXT NOT NULL, effective_at_ms INTEGER NOT NULL, recorded_at_ms INTEGER NOT NULL,
    facts TEXT NOT NULL, hash TEXT NOT NULL, slice TEXT NOT NULL, PRIMARY KEY (utility, home, sequence)) WITHOUT ROWID`,
  "CREATE INDEX IF NOT EXISTS journal_by_kind ON journal (utility, kind, recorded_at_ms)",
  `CREATE TABLE IF NOT EXISTS shipped (
    utility TEXT NOT NULL, slice TEXT NOT NULL, position INTEGER NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (utility, slice)) WITHOUT ROWID`,
  `CREATE VIEW IF NOT EXISTS payment AS SELECT utility, home, recorded_at_ms, channel, actor,
    facts ->> '$.paymentId' AS payment_id, facts ->> '$.tender' AS tender, facts ->> '$.amountUnits' AS amount_units
    FROM journal WHERE kind = 'payment-settled'`,
  `CREATE VIEW IF NOT EXISTS day_closed AS SELECT utility, home, facts ->> '$.nextDay' AS next_day,
    facts ->> '$.part' AS part, facts ->> '$.parts' AS parts, facts ->> '$.homes' AS homes
    FROM journal WHERE kind = 'day-closed'`,
];

/** Rows shipped in one transaction of the reporting database. */
const ROWS_A_BATCH = 500;

/** A statement's rows travel as one text, which a Durable Object holds up to 2 MB of; a single row is far below. */
const STATEMENT_CHARACTERS_MAX = 400_000;

export async function prepareReports(reports: Reports): Promise<void> {
  await reports.write(reportTables.map((text) => ({ text, values: [] })));
}

/**
 * Ships what is new in every open store's journal, in order, at least once: a row that comes twice is the same row. How far
 * it got is kept in the reporting database itself, so that an empty one is filled from the start. One that is ahead of a
 * store, since an older copy of that was put back, forgets the store and is filled anew. Returns the rows shipped.
 */
export async function shipJournal(
  from: { readonly utilityId: string; readonly store: Store },
  reports: Reports,
): Promise<number> {
  let shipped = 0;
  for (const slice of from.store.slices()) {
    shipped += await shipSlice(from, slice, reports);
  }
  return shipped;
}

async function shipSlice(
  { utilityId, store }: { readonly utilityId: string; readonly store: Store },
  slice: Home,
  reports: Reports,
): Promise<number> {
  const name = store.sliceOf(slice);
  let position = await placeOf({ utilityId, store }, slice, reports);
  let shipped = 0;
  for (;;) {
    const after = position;
    const rows = await store.read(slice, (sql) => journalAfter(sql, after, ROWS_A_BATCH));
    const last = rows.at(-1);
    if (last === undefined) return shipped;
    position = last.position;
    await reports.write([
      ...insertsOf(utilityId, name, rows),
      {
        text: `INSERT INTO shipped (utility, slice, position, hash) VALUES (?, ?, ?, ?)
          ON CONFLICT (utility, slice) DO UPDATE SET position = excluded.position, hash = excluded.hash`,
        values: [utilityId, name, position, last.hash],
      },
    ]);
    shipped += rows.length;
  }
}

/** How far a store was shipped. What was shipped from another life of it is taken out first. */
async function placeOf(
  { utilityId, store }: { readonly utilityId: string; readonly store: Store },
  slice: Home,
  reports: Reports,
): Promise<number> {
  const values = [utilityId, store.sliceOf(slice)];
  const [known] = await reports.read({
    text: "SELECT position, hash FROM shipped WHERE utility = ? AND slice = ?",
    values,
  });
  if (known === undefined) return 0;
  const position = Number(known["position"]);
  const hash = await store.read(slice, (sql) => hashAt(sql, position));
  if (hash === known["hash"]) return position;
  await reports.write([
    { text: "DELETE FROM journal WHERE utility = ? AND slice = ?", values },
    { text: "DELETE FROM shipped WHERE utility = ? AND slice = ?", values },
  ]);
  return 0;
}

/** One statement for many rows: each of them costs a tenth of what it would by itself. */
function insertsOf(
  utilityId: string,
  slice: string,
  rows: readonly JournalRowAt[],
): ReportStatement[] {
  const texts = [""];
  for (const row of rows.map(rowText)) {
    const last = texts.at(-1) ?? "";
    if (last === "") texts[texts.length - 1] = row;
    else if (last.length + row.length < STATEMENT_CHARACTERS_MAX) {
      texts[texts.length - 1] = `${last},${row}`;
    } else texts.push(row);
  }
  return texts.map((text) => ({
    text: `INSERT INTO journal (utility, home, sequence, kind, actor, channel, cause, effective_at_ms, recorded_at_ms, facts, hash, slice)
      SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
        value ->> 8, value ->> 9, ?3 FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING`,
    values: [utilityId, `[${text}]`, slice],
  }));
}

function rowText(row: JournalRowAt): string {
  const { home, sequence, kind, actor, channel, cause, effectiveAtMs, recordedAtMs } = row;
  const { facts, hash } = row;
  return JSON.stringify([
    home,
    sequence,
    kind,
    actor,
    channel,
    cause,
    effectiveAtMs,
    recordedAtMs,
    facts,
    hash,
  ]);
}
