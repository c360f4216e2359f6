import { assert } from "../assert.ts";
import { keyOf } from "../ids.ts";
import { localMonth, type Now } from "../instant.ts";
import { feeOfMove, feeTaken, paidOut, payoutOfMove } from "../ledger/processor-moves.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { minorToUnits } from "../money.ts";
import type { Home, ProcessorBook, ProcessorMove, Sql } from "../ports.ts";
import { addMove, movedNetMinor, processorReads, saveRead } from "../store/processor-books.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { post } from "./post.ts";
import { mustSettings } from "./settings.ts";

/** Moves that are booked in one transaction: each posts up to two transfers. */
export const MOVES_A_BATCH = 200;

/**
 * Takes lines of a processor's own books, each once: its fees are an expense, its payouts are in the bank. What charges, refunds
 * and disputes moved is booked by what is told of them, and here only kept, to be compared.
 */
export function bookMoves(
  sql: Sql,
  now: Now,
  home: Home,
  { processor, moves }: { readonly processor: string; readonly moves: readonly ProcessorMove[] },
): { readonly kind: "booked"; readonly booked: number } {
  assert(moves.length <= MOVES_A_BATCH, "too many moves for one transaction");
  const happening = beginHappening(sql, home);
  const booked = moves.filter((move) => bookMove(sql, now, happening, { processor, move }));
  if (booked.length > 0) {
    const sum = (of: (move: ProcessorMove) => number): number =>
      booked.reduce((total, move) => total + of(move), 0);
    recordHappening(sql, now, happening, {
      kind: "processor-moves-booked",
      actor: processor,
      channel: null,
      cause: keyOf("moves", processor, booked[0]?.id ?? ""),
      facts: {
        processor,
        moves: booked.length,
        netMinor: sum(({ amountMinor, feeMinor }) => amountMinor - feeMinor),
        others: booked.filter(({ kind }) => kind === "other").map(({ id }) => id),
      },
    });
  }
  return { kind: "booked", booked: booked.length };
}

function bookMove(
  sql: Sql,
  now: Now,
  happening: Happening,
  { processor, move }: { readonly processor: string; readonly move: ProcessorMove },
): boolean {
  const { home } = happening;
  if (!addMove(sql, home, { processor, move, bookedAtMs: now.wallMs })) return false;
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const units = {
    kind: move.kind,
    amountUnits: minorToUnits(move.amountMinor, currency),
    feeUnits: minorToUnits(move.feeMinor, currency),
  };
  const header = (part: "fee" | "payout") => ({
    id: keyOf("move", processor, move.id, part),
    cause: happening.id,
    corrects: null,
    actor: processor,
    channel: "processor",
    effectiveAtMs: now.serviceMs,
    month: localMonth(settings.zone, now.serviceMs),
  });
  const fee = feeOfMove(units);
  const payout = payoutOfMove(units);
  const transfers: Transfer[] = [
    ...(fee === 0 ? [] : [feeTaken(header("fee"), processor, fee)]),
    ...(payout === 0 ? [] : [paidOut(header("payout"), processor, payout)]),
  ];
  for (const transfer of transfers) {
    const posted = post(sql, now, { home, currency }, transfer);
    assert(posted.kind === "posted", `a move was not posted: ${JSON.stringify(posted)}`);
  }
  return true;
}

/** Keeps what the processor said that it held, once all its moves are booked; what the first reading can't explain was there before. */
export function noteRead(
  sql: Sql,
  now: Now,
  home: Home,
  read: Pick<ProcessorBook, "pendingMinor" | "availableMinor"> & {
    readonly processor: string;
    readonly sinceMs: number;
  },
): { readonly kind: "noted" } {
  const { processor, sinceMs, pendingMinor, availableMinor } = read;
  const before = processorReads(sql, home).find((one) => one.processor === processor);
  const openingMinor = pendingMinor + availableMinor - movedNetMinor(sql, home, processor);
  saveRead(sql, home, {
    processor,
    sinceMs,
    openingMinor: before?.openingMinor ?? openingMinor,
    pendingMinor,
    availableMinor,
    readAtMs: now.wallMs,
  });
  return { kind: "noted" };
}
