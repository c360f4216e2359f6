/**
 * What the ledger's clearing account had at the end of a day, beside what the processor itself held then: equal to the cent, or a
 * difference that has a name.
 */
import { utilityHome } from "../core/ids.ts";
import {
  type BookGroup,
  bookGroups,
  feeOfMove,
  groupOfTransfer,
  movedByGroup,
  type MoveUnits,
  payoutOfMove,
} from "../core/ledger/processor-moves.ts";
import { clearing } from "../core/ledger/postings.ts";
import type { DayRow } from "../core/ledger/settlement.ts";
import { type Currency, minorToUnits, unitsToDecimal } from "../core/money.ts";
import type { Hub } from "../core/ports.ts";
import { clearedUnits } from "../core/store/ledger.ts";
import {
  type BookedMove,
  movedNetMinor,
  movesSince,
  processorReads,
} from "../core/store/processor-books.ts";
import { dayRows, type Span } from "../core/store/settlements.ts";

/** Amounts as decimal text, exact to the ledger unit. */
export interface ClearingReport {
  readonly processor: string;
  /** When its books were last read. */
  readonly read_at: string;
  /** The ledger's account at the end of the day. */
  readonly clearing: string;
  /** Fees and payouts up to then that were booked after it. */
  readonly booked_later: string;
  /** What the processor held then, by its own word: pending and available, less what moved since. */
  readonly holds: string;
  /** Of that, what it had held before anything was charged from here. */
  readonly opening: string;
  /** `holds` less all the others; null where its books were read before the day was over. */
  readonly difference: string | null;
  /** The part of the difference by which what it says that it holds is not what its own lines come to. */
  readonly unlisted: string | null;
  /** The part of the difference that is in its lines, and not in those of this day. */
  readonly carried: string | null;
  /** The day's moves in both books, where either has any. */
  readonly lines: {
    readonly of: BookGroup;
    readonly ledger: string;
    readonly processor: string;
    readonly difference: string;
  }[];
}

/** After every instant. */
const END_MS = Number.MAX_SAFE_INTEGER;

/** One report for each processor whose books were ever read. */
export async function clearingReports(
  hub: Hub,
  { span, currency }: { readonly span: Span; readonly currency: Currency },
): Promise<ClearingReport[]> {
  const home = utilityHome(hub.utilityId);
  const reads = await hub.store.read(home, (sql) => processorReads(sql, home));
  const [, toMs] = span;
  return Promise.all(
    reads.map(async (read) => {
      const account = clearing(read.processor);
      const slices = await Promise.all(
        hub.store.slices().map((slice) =>
          hub.store.read(slice, (sql) => ({
            nowUnits: clearedUnits(sql, account),
            day: dayRows(sql, span),
            after: dayRows(sql, [toMs, END_MS]),
          })),
        ),
      );
      const { moves, netMinor } = await hub.store.read(home, (sql) => ({
        moves: movesSince(sql, home, read.processor, span[0]),
        netMinor: movedNetMinor(sql, home, read.processor),
      }));
      const of = (rows: readonly DayRow[]) => rows.filter((row) => row.account === account);
      const nowUnits = slices.reduce((sum, slice) => sum + slice.nowUnits, 0);
      const afterUnits = unitsOf(slices.flatMap(({ after }) => of(after)));
      return reportOf({
        read,
        span,
        currency,
        moves,
        listedUnits: minorToUnits(netMinor + read.openingMinor, currency),
        clearingUnits: nowUnits - afterUnits,
        day: slices.flatMap(({ day }) => of(day)),
      });
    }),
  );
}

interface Compared {
  readonly read: ReturnType<typeof processorReads>[number];
  readonly span: Span;
  readonly currency: Currency;
  readonly moves: readonly BookedMove[];
  /** What all its lines come to, and what was there before them. */
  readonly listedUnits: number;
  readonly clearingUnits: number;
  /** The clearing account's rows of the day. */
  readonly day: readonly DayRow[];
}

function reportOf(compared: Compared): ClearingReport {
  const { read, span, currency, moves, listedUnits, clearingUnits, day } = compared;
  const [fromMs, toMs] = span;
  const text = (units: number): string => unitsToDecimal(units, currency);
  const unitsOfMove = (move: BookedMove): MoveUnits => ({
    kind: move.kind,
    amountUnits: minorToUnits(move.amountMinor, currency),
    feeUnits: minorToUnits(move.feeMinor, currency),
  });
  const after = moves.filter(({ movedAtMs }) => movedAtMs >= toMs);
  const heldUnits = minorToUnits(read.pendingMinor + read.availableMinor, currency);
  const holdsUnits = heldUnits - netOf(after.map(unitsOfMove));
  const openingUnits = minorToUnits(read.openingMinor, currency);
  const laterUnits = bookedLater(moves, toMs).reduce(
    (sum, { move, sign }) => sum + sign * bookedOf(unitsOfMove(move)),
    0,
  );
  const ofDay = moves
    .filter(({ movedAtMs }) => movedAtMs >= fromMs && movedAtMs < toMs)
    .map(unitsOfMove);
  const lines = linesOf(day, ofDay);
  const differenceUnits = holdsUnits - openingUnits - clearingUnits - laterUnits;
  const daysUnits = lines.reduce((sum, line) => sum + line.processor - line.ledger, 0);
  const unlistedUnits = heldUnits - listedUnits;
  const isOver = read.readAtMs >= toMs;
  return {
    processor: read.processor,
    read_at: new Date(read.readAtMs).toISOString(),
    clearing: text(clearingUnits),
    booked_later: text(laterUnits),
    holds: text(holdsUnits),
    opening: text(openingUnits),
    difference: isOver ? text(differenceUnits) : null,
    unlisted: isOver ? text(unlistedUnits) : null,
    carried: isOver ? text(differenceUnits - unlistedUnits - daysUnits) : null,
    lines: lines.map(({ of, ledger, processor }) => ({
      of,
      ledger: text(ledger),
      processor: text(processor),
      difference: text(processor - ledger),
    })),
  };
}

/** Moves that are on one side of the cut-off by themselves, and on the other by when they were booked. */
function bookedLater(
  moves: readonly BookedMove[],
  toMs: number,
): { readonly move: BookedMove; readonly sign: 1 | -1 }[] {
  return moves.flatMap((move): { move: BookedMove; sign: 1 | -1 }[] => {
    const isBefore = move.movedAtMs < toMs;
    if (isBefore === move.bookedAtMs < toMs) return [];
    return [{ move, sign: isBefore ? 1 : -1 }];
  });
}

/** What a move's own booking did to the clearing account. */
function bookedOf(move: MoveUnits): number {
  return -feeOfMove(move) - payoutOfMove(move);
}

function netOf(moves: readonly MoveUnits[]): number {
  return moves.reduce((sum, { amountUnits, feeUnits }) => sum + amountUnits - feeUnits, 0);
}

function unitsOf(rows: readonly DayRow[]): number {
  return rows.reduce((sum, { debitUnits, creditUnits }) => sum + debitUnits - creditUnits, 0);
}

/** Fees and payouts are in the ledger by the moves themselves, whenever they were booked; all else by the day's own rows. */
function linesOf(day: readonly DayRow[], ofDay: readonly MoveUnits[]) {
  const processor = movedByGroup(ofDay);
  return bookGroups.flatMap((of) => {
    const theirs = processor.get(of) ?? 0;
    const rows = day.filter(({ code }) => groupOfTransfer(code) === of);
    const ours = of === "fees" || of === "payouts" ? theirs : unitsOf(rows);
    return theirs === 0 && ours === 0 ? [] : [{ of, ledger: ours, processor: theirs }];
  });
}
