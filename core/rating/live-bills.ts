import { assert } from "../assert.ts";
import { type Span, spanAt } from "./compiled.ts";
import { plus, roundHalfAway, ZERO } from "./exact.ts";
import { columnsOf, type Use } from "./read-columns.ts";
import { costOf, type ReadColumns, smallCostOf } from "./tally.ts";
import { addUse, type BillUse, type RatingVersion, versionAt } from "./use.ts";

/** What is known of the bills of one service that are not closed, and through which bill all are. */
export interface LiveBills {
  readonly bills: Map<string, LiveBill>;
  readonly closedThrough: string | null;
}

export interface LiveBill {
  use: BillUse;
  postedUnits: number;
}

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

export interface Context {
  readonly versions: readonly RatingVersion[];
  readonly known: KnownUse;
  readonly ledgerDigits: number;
}

/**
 * Adds a batch, in order of time, to the open bills, which it changes. Reads that follow on are added to what is kept; where one comes late or
 * is revised (a quantity is then the signed difference to what is known) the bill is rated anew from all reads known, and what
 * is posted is the difference. So the sum of what was posted for a bill is its energy charge rounded once, whatever the
 * batches and their order. A bill that is closed is rated as it was and as it is, and stays closed. Amounts may be past the
 * safe integers: the caller refuses them before anything is kept.
 */
export function advance(live: LiveBills, batch: ReadColumns, context: Context): BillCharge[] {
  const charges: BillCharge[] = [];
  for (let at = 0; at < batch.length;) {
    const span = spanOf(context.versions, batch.startsMs[at] as number);
    const to = endOfRange(batch, at, span.billToMs);
    const reads = at === 0 && to === batch.length ? batch : part(batch, at, to);
    const isClosed = live.closedThrough !== null && span.bill <= live.closedThrough;
    charges.push(isClosed ? recharge(reads, span, context) : charge(live, reads, span, context));
    at = to;
  }
  return charges;
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

function isAfter(reads: ReadColumns, { throughMs }: BillUse): boolean {
  return (reads.startsMs[0] as number) > throughMs;
}

/**
 * Whether these reads can be added to the bill's use out of order: what they cost depends on no other read, and no other read on
 * them. So they are all of the version that rated last, because what is used under one counts in the tiers of the next.
 */
function isFree({ startsMs, length }: ReadColumns, use: BillUse, { versions }: Context): boolean {
  const version = versions.find(({ name }) => name === use.version);
  if (version === undefined) return false;
  const { compiled, fromMs, untilMs } = version;
  const isWithin = (startsMs[0] as number) >= fromMs && (startsMs[length - 1] as number) < untilMs;
  return isWithin && compiled.isOrderFree && compiled.plan.tierReset === "bill";
}

function charge(live: LiveBills, reads: ReadColumns, span: Span, context: Context): BillCharge {
  const { bill } = span;
  const before = live.bills.get(bill);
  const throughMs = before?.use.throughMs ?? -Infinity;
  const uses = new Map<string, BillUse>();
  if (before === undefined || isAfter(reads, before.use) || isFree(reads, before.use, context)) {
    if (before !== undefined) uses.set(bill, before.use);
    addUse(context.versions, uses, reads);
  } else {
    addUse(context.versions, uses, allOf(reads, span, context));
  }
  const use = uses.get(bill);
  assert(use !== undefined, "a bill without reads");
  const totalUnits = energyUnits(use, context);
  const amountUnits = totalUnits - (before?.postedUnits ?? 0);
  live.bills.set(bill, { use, postedUnits: totalUnits });
  return chargeOf(reads, use, { bill, throughMs, amountUnits });
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
  const made = chargeOf(reads, is, { bill: span.bill, throughMs, amountUnits });
  return { ...made, closed: { was: was ?? null, is } };
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
  const [name, ...more] = use.cells.keys();
  const only = more.length === 0 ? versions.find((version) => version.name === name) : undefined;
  const cells = only === undefined ? undefined : use.cells.get(only.name);
  if (only !== undefined && cells !== undefined) {
    const units = smallCostOf(only.compiled, cells, ledgerDigits);
    if (units !== null) return units;
  }
  return largeUnits(use, versions, ledgerDigits);
}

function largeUnits(
  use: BillUse,
  versions: readonly RatingVersion[],
  ledgerDigits: number,
): number {
  let sum = ZERO;
  for (const { name, compiled } of versions) {
    const cells = use.cells.get(name);
    if (cells !== undefined) sum = plus(sum, costOf(compiled, cells));
  }
  return Number(roundHalfAway(sum, ledgerDigits));
}
