/** Home: utility. What a processor's own books say: every move of its money, and what it held when they were last read. */
import type { Home, ProcessorMove, Sql } from "../ports.ts";

export interface BookedMove extends ProcessorMove {
  readonly bookedAtMs: number;
}

export interface ProcessorRead {
  readonly processor: string;
  /** From when on its moves are known. */
  readonly sinceMs: number;
  /** What it held before that. */
  readonly openingMinor: number;
  readonly pendingMinor: number;
  readonly availableMinor: number;
  readonly readAtMs: number;
}

const columns = `id, kind, amount_minor AS amountMinor, fee_minor AS feeMinor, source, moved_at_ms AS movedAtMs,
  booked_at_ms AS bookedAtMs`;

/** False where it is there already. */
export function addMove(
  sql: Sql,
  home: Home,
  { processor, move, bookedAtMs }: { processor: string; move: ProcessorMove; bookedAtMs: number },
): boolean {
  const added = sql.run(
    `INSERT INTO processor_move (home, processor, id, kind, amount_minor, fee_minor, source, moved_at_ms, booked_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (home, processor, id) DO NOTHING`,
    [
      home,
      processor,
      move.id,
      move.kind,
      move.amountMinor,
      move.feeMinor,
      move.source,
      move.movedAtMs,
      bookedAtMs,
    ],
  );
  return added === 1;
}

/** Moves that happened, or were booked, from an instant on: what a cut-off has to look at. */
export function movesSince(sql: Sql, home: Home, processor: string, fromMs: number): BookedMove[] {
  return sql.all(
    `SELECT ${columns} FROM processor_move WHERE home = ?1 AND processor = ?2 AND moved_at_ms >= ?3
     UNION SELECT ${columns} FROM processor_move WHERE home = ?1 AND processor = ?2 AND booked_at_ms >= ?3
     ORDER BY movedAtMs, id`,
    [home, processor, fromMs],
  );
}

/** What all moves that are known came to, less what was taken for them. */
export function movedNetMinor(sql: Sql, home: Home, processor: string): number {
  const row = sql.get<{ minor: number }>(
    `SELECT coalesce(sum(amount_minor - fee_minor), 0) AS minor FROM processor_move
     WHERE home = ?1 AND processor = ?2`,
    [home, processor],
  );
  return row?.minor ?? 0;
}

export function newestMoveMs(sql: Sql, home: Home, processor: string): number | null {
  const row = sql.get<{ atMs: number | null }>(
    "SELECT max(moved_at_ms) AS atMs FROM processor_move WHERE home = ?1 AND processor = ?2",
    [home, processor],
  );
  return row?.atMs ?? null;
}

export function saveRead(sql: Sql, home: Home, row: ProcessorRead): void {
  sql.run(
    `INSERT INTO processor_read (home, processor, since_ms, opening_minor, pending_minor, available_minor, read_at_ms)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (home, processor) DO UPDATE SET pending_minor = ?5, available_minor = ?6, read_at_ms = ?7`,
    [
      home,
      row.processor,
      row.sinceMs,
      row.openingMinor,
      row.pendingMinor,
      row.availableMinor,
      row.readAtMs,
    ],
  );
}

export function processorReads(sql: Sql, home: Home): ProcessorRead[] {
  return sql.all(
    `SELECT processor, since_ms AS sinceMs, opening_minor AS openingMinor, pending_minor AS pendingMinor,
       available_minor AS availableMinor, read_at_ms AS readAtMs
     FROM processor_read WHERE home = ?1 ORDER BY processor`,
    [home],
  );
}
