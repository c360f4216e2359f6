/** The open bills of a service as JSON keeps them between batches. */
import { advance, type BillCharge, type Context, type LiveBills } from "./live-bills.ts";
import type { ReadColumns } from "./tally.ts";
import type { BillUse } from "./use.ts";

/** One open bill between batches, as JSON keeps it. */
export interface OpenBill {
  /** Used so far, by counter of the tiers; millionths of the reads' unit. */
  readonly counters: readonly number[];
  /** Where tiers that restart each day do so next; null is never. */
  readonly dayEndsMs: number | null;
  readonly version: string;
  /** By version: whole millionths by cell, and parts of one where there are any. */
  readonly cells: Readonly<Record<string, readonly [readonly number[], readonly number[] | null]>>;
  /** The start of the newest read in it. */
  readonly throughMs: number;
  readonly postedUnits: number;
}

/** What is known of the bills of one service that are not closed, and through which bill all are. */
export interface OpenBills {
  readonly bills: Readonly<Record<string, OpenBill>>;
  readonly closedThrough: string | null;
}

export const noBills: OpenBills = { bills: {}, closedThrough: null };

/** The same after a batch, and what it charges; see `advance`. */
export function addBatch(
  open: OpenBills,
  batch: ReadColumns,
  context: Context,
): { charges: BillCharge[]; open: OpenBills } {
  const live: LiveBills = {
    bills: new Map(
      Object.entries(open.bills).map(([bill, one]) => [
        bill,
        { use: restored(one), postedUnits: one.postedUnits },
      ]),
    ),
    closedThrough: open.closedThrough,
  };
  const charges = advance(live, batch, context);
  const bills = Object.fromEntries(
    [...live.bills].map(([bill, { use, postedUnits }]) => [bill, kept(use, postedUnits)]),
  );
  return { charges, open: { bills, closedThrough: open.closedThrough } };
}

export function restored({ counters, dayEndsMs, version, cells, throughMs }: OpenBill): BillUse {
  const byVersion = Object.entries(cells).map(
    ([name, [whole, parts]]) =>
      [
        name,
        {
          whole: Float64Array.from(whole),
          parts: parts === null ? new Float64Array(whole.length) : Float64Array.from(parts),
        },
      ] as const,
  );
  return {
    tally: { counters: Float64Array.from(counters), dayEndsMs: dayEndsMs ?? Infinity },
    cells: new Map(byVersion),
    version,
    throughMs,
  };
}

function kept({ tally, cells, version, throughMs }: BillUse, postedUnits: number): OpenBill {
  const byVersion = [...cells].map(
    ([name, { whole, parts }]) =>
      [
        name,
        [Array.from(whole), parts.some((rest) => rest !== 0) ? Array.from(parts) : null],
      ] as const,
  );
  return {
    counters: Array.from(tally.counters),
    dayEndsMs: tally.dayEndsMs === Infinity ? null : tally.dayEndsMs,
    version,
    cells: Object.fromEntries(byVersion),
    throughMs,
    postedUnits,
  };
}
