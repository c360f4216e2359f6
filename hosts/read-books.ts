/** A processor's own books, read and booked: its fees are an expense, its payouts are in the bank. */
import { bookMoves, MOVES_A_BATCH, noteRead } from "../core/hub/book-moves.ts";
import { mustSettings } from "../core/hub/settings.ts";
import { utilityHome } from "../core/ids.ts";
import { DAY_MS, MINUTE_MS } from "../core/instant.ts";
import type { Hub, ProcessorBooks } from "../core/ports.ts";
import { type Refusal, refuse } from "../core/refusal.ts";
import { firstChargeMs } from "../core/store/payments.ts";
import { newestMoveMs, processorReads } from "../core/store/processor-books.ts";

/** A line may be listed later than another that happened after it. */
const OVERLAP_MS = 2 * DAY_MS;
/** The processor's clock and ours may differ. */
const CLOCK_SKEW_MS = 5 * MINUTE_MS;

export interface BooksRead {
  readonly processor: string;
  /** Moves that were not known before. */
  readonly booked: number;
  readonly pendingMinor: number;
  readonly availableMinor: number;
}

/**
 * Reads a processor's books from the first charge that was made there on, and later what is new. Refused where nothing was charged
 * yet, and where others charge through the same account: whose a fee is, nobody could say.
 */
export async function readBooks(
  hub: Hub,
  books: ProcessorBooks,
): Promise<BooksRead | Refusal<"shared_account" | "nothing_charged">> {
  const processor = books.name;
  if (!books.isOwn()) {
    const words =
      "several utilities charge through one account of the processor's: give each its own";
    return refuse("shared_account", words);
  }
  const sinceMs = await sinceOf(hub, processor);
  if (sinceMs === null) return refuse("nothing_charged", `nothing was charged at ${processor} yet`);
  const home = utilityHome(hub.utilityId);
  const { currency } = await hub.store.read(home, (sql) =>
    mustSettings(sql, hub.clock.now().serviceMs),
  );
  const book = await books.read({ sinceMs, currency: currency.code });
  let booked = 0;
  for (let from = 0; from < book.moves.length; from += MOVES_A_BATCH) {
    const moves = book.moves.slice(from, from + MOVES_A_BATCH);
    const batch = await hub.store.transact(home, (sql) =>
      bookMoves(sql, hub.clock.now(), home, { processor, moves }),
    );
    booked += batch.booked;
  }
  const { pendingMinor, availableMinor } = book;
  await hub.store.transact(home, (sql) =>
    noteRead(sql, hub.clock.now(), home, { processor, sinceMs, pendingMinor, availableMinor }),
  );
  return { processor, booked, pendingMinor, availableMinor };
}

async function sinceOf(hub: Hub, processor: string): Promise<number | null> {
  const home = utilityHome(hub.utilityId);
  const before = await hub.store.read(home, (sql) => ({
    read: processorReads(sql, home).find((one) => one.processor === processor),
    newestMs: newestMoveMs(sql, home, processor),
  }));
  if (before.read !== undefined) {
    const { sinceMs } = before.read;
    return before.newestMs === null ? sinceMs : Math.max(sinceMs, before.newestMs - OVERLAP_MS);
  }
  const firsts = await Promise.all(
    hub.store
      .slices()
      .map((slice) => hub.store.read(slice, (sql) => firstChargeMs(sql, processor))),
  );
  const charged = firsts.filter((atMs) => atMs !== null);
  return charged.length === 0 ? null : Math.min(...charged) - CLOCK_SKEW_MS;
}
