import { assert } from "../assert.ts";
import { type Span, spanAt } from "./compiled.ts";
import { plus, roundHalfAway, ZERO } from "./exact.ts";
import { columnsOf, type Use } from "./read-columns.ts";
import { costOf, type ReadColumns } from "./tally.ts";
import { addUse, type BillUse, type RatingVersion, versionAt } from "./use.ts";

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

/** The reads known before a batch that start in a range of time; asked for only where earlier ones count. */
export type KnownUse = (fromMs: number, toMs: number) => Iterable<Use>;

/** What a batch changes in the energy charge of one bill. */
export interface BillCharge {
  readonly bill: string;
  readonly amountUnits: number;
  readonly quantityMicro: number;
  readonly fromMs: number;
  /** The start of the newest read. */
  readonly toMs: number;
  readonly version: string;
  /**
   * The time whose charge this changes, where a read came late or was revised: from its start to the newest read that was
   * charged before, because every one in between may now be in another tier. Null where it only adds.
   */
  readonly corrects: { readonly fromMs: number; readonly toMs: number } | null;
  /** Of a closed bill, its use without and with the batch. */
  readonly closed?: { readonly was: BillUse | null; readonly is: BillUse };
}

interface Context {
  readonly versions: readonly RatingVersion[];
  readonly known: KnownUse;
  readonly ledgerDigits: number;
}

/**
 * Adds a batch, in order of time, to the open bills. Reads that follow on are added to what is kept; where one comes late or
 * is revised (a quantity is then the signed difference to what is known) the bill is rated anew from all reads known, and what
 * is posted is the difference. So the sum of what was posted for a bill is its energy charge rounded once, whatever the
 * batches and their order. A bill that is closed is rated as it was and as it is, and stays closed. Amounts may be past the
 * safe integers: the caller refuses them before anything is kept.
 */
export function addBatch(
  open: OpenBills,
  batch: ReadColumns,
  context: Context,
): { charges: BillCharge[]; open: OpenBills } {
  const charges: BillCharge[] = [];
  const bills: Record<string, OpenBill> = { ...open.bills };
  for (let at = 0; at < batch.length;) {
    const span = spanOf(context.versions, batch.startsMs[at] as number);
    const to = endOfRange(batch, at, span.billToMs);
    const reads = at === 0 && to === batch.length ? batch : part(batch, at, to);
    const { bill } = span;
    const before = bills[bill];
    if (open.closedThrough !== null && bill <= open.closedThrough) {
      charges.push(recharge(reads, span, context));
    } else {
      const { charge, after } =
        before === undefined || isAfter(reads, before) || isFree(reads, context)
          ? goOn(reads, bill, before, context)
          : rateAnew(reads, span, before, context);
      bills[bill] = after;
      charges.push(charge);
    }
    at = to;
  }
  return { charges, open: { bills, closedThrough: open.closedThrough } };
}

function spanOf(versions: readonly RatingVersion[], atMs: number): Span {
  const version = versionAt(versions, atMs);
  assert(version !== undefined, "a read that no version rates");
  return spanAt(version.compiled, atMs);
}

function endOfRange({ startsMs, length }: ReadColumns, at: number, toMs: number): number {
  if ((startsMs[length - 1] as number) < toMs) return length;
  let to = at;
  while (to < length && (startsMs[to] as number) < toMs) to += 1;
  return to;
}

function part({ startsMs, quantitiesMicro }: ReadColumns, from: number, to: number): ReadColumns {
  return {
    startsMs: startsMs.subarray(from, to),
    quantitiesMicro: quantitiesMicro.subarray(from, to),
    length: to - from,
  };
}

function isAfter(reads: ReadColumns, { throughMs }: OpenBill): boolean {
  return (reads.startsMs[0] as number) > throughMs;
}

/** Whether what these reads cost depends on no other read. */
function isFree({ startsMs, length }: ReadColumns, { versions }: Context): boolean {
  const last = startsMs[length - 1] as number;
  return versions.every(
    ({ compiled, fromMs, untilMs }) =>
      compiled.isOrderFree || fromMs > last || untilMs <= (startsMs[0] as number),
  );
}

interface Advanced {
  readonly charge: BillCharge;
  readonly after: OpenBill;
}

function goOn(
  reads: ReadColumns,
  bill: string,
  before: OpenBill | undefined,
  context: Context,
): Advanced {
  const uses = new Map<string, BillUse>();
  if (before !== undefined) uses.set(bill, restored(before));
  addUse(context.versions, uses, reads);
  return charged(reads, bill, before, { uses, context });
}

function rateAnew(reads: ReadColumns, span: Span, before: OpenBill, context: Context): Advanced {
  const uses = new Map<string, BillUse>();
  addUse(context.versions, uses, allOf(reads, span, context));
  return charged(reads, span.bill, before, { uses, context });
}

function charged(
  reads: ReadColumns,
  bill: string,
  before: OpenBill | undefined,
  { uses, context }: { uses: ReadonlyMap<string, BillUse>; context: Context },
): Advanced {
  const use = uses.get(bill);
  assert(use !== undefined, "a bill without reads");
  const totalUnits = energyUnits(use, context);
  const throughMs = before?.throughMs ?? -Infinity;
  return {
    charge: chargeOf(reads, use, {
      bill,
      throughMs,
      amountUnits: totalUnits - (before?.postedUnits ?? 0),
    }),
    after: kept(use, totalUnits),
  };
}

/** The difference that reads make to a bill which is closed: rated from what was known, and from what is known now. */
function recharge(reads: ReadColumns, span: Span, context: Context): BillCharge {
  const none = { startsMs: new Float64Array(), quantitiesMicro: new Float64Array(), length: 0 };
  const [was, is] = [none, reads].map((more) => {
    const uses = new Map<string, BillUse>();
    addUse(context.versions, uses, allOf(more, span, context));
    return uses.get(span.bill);
  });
  assert(is !== undefined, "a bill without reads");
  const wasUnits = was === undefined ? 0 : energyUnits(was, context);
  const amountUnits = energyUnits(is, context) - wasUnits;
  const throughMs = was?.throughMs ?? -Infinity;
  const charge = chargeOf(reads, is, { bill: span.bill, throughMs, amountUnits });
  return { ...charge, closed: { was: was ?? null, is } };
}

/** All reads of the span's bill: those known with the batch's differences added. */
function allOf(reads: ReadColumns, span: Span, { known }: Context): ReadColumns {
  const uses: Use[] = [...known(span.billFromMs, span.billToMs)];
  for (let index = 0; index < reads.length; index += 1) {
    uses.push({
      startMs: reads.startsMs[index] as number,
      quantityMicro: reads.quantitiesMicro[index] as number,
    });
  }
  return columnsOf(uses);
}

function chargeOf(
  { startsMs, quantitiesMicro, length }: ReadColumns,
  { version }: BillUse,
  { bill, throughMs, amountUnits }: { bill: string; throughMs: number; amountUnits: number },
): BillCharge {
  const fromMs = startsMs[0] as number;
  let quantityMicro = 0;
  for (let index = 0; index < length; index += 1) quantityMicro += quantitiesMicro[index] as number;
  return {
    bill,
    amountUnits,
    quantityMicro,
    fromMs,
    toMs: startsMs[length - 1] as number,
    version,
    corrects: fromMs <= throughMs ? { fromMs, toMs: throughMs } : null,
  };
}

/** What a bill's use costs, rounded once to the ledger unit. */
export function energyUnits(
  use: BillUse,
  { versions, ledgerDigits }: Pick<Context, "versions" | "ledgerDigits">,
): number {
  let sum = ZERO;
  for (const { name, compiled } of versions) {
    const cells = use.cells.get(name);
    if (cells !== undefined) sum = plus(sum, costOf(compiled, cells));
  }
  return Number(roundHalfAway(sum, ledgerDigits));
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
