import { assert } from "../assert.ts";
import { type Compiled, spanAt } from "./compiled.ts";
import { addReads, type Cells, newCells, newTally, type ReadColumns, type Tally } from "./tally.ts";

/** A version of a tariff as it rates: what starts from here to before there. */
export interface RatingVersion {
  /** Its name in what is kept: tariff and version number. */
  readonly name: string;
  readonly compiled: Compiled;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What one bill used: what its tiers have counted, and by version (its name) the cells. */
export interface BillUse {
  tally: Tally;
  readonly cells: Map<string, Cells>;
  /** The version that rated last. */
  version: string;
  /** The start of the newest read in it. */
  throughMs: number;
}

/** The version in force at the instant, or undefined where none of them is. */
export function versionAt(
  versions: readonly RatingVersion[],
  atMs: number,
): RatingVersion | undefined {
  return versions.findLast(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
}

function emptyUse(version: RatingVersion): BillUse {
  return {
    tally: newTally(version.compiled),
    cells: new Map(),
    version: version.name,
    throughMs: -Infinity,
  };
}

/** Adds reads in order of time to the uses of their bills. A version of `versions` holds for each of them. */
export function addUse(
  versions: readonly RatingVersion[],
  bills: Map<string, BillUse>,
  reads: ReadColumns,
): void {
  const { startsMs, length } = reads;
  for (let at = 0; at < length;) {
    const startMs = startsMs[at] as number;
    const version = versionAt(versions, startMs);
    assert(version !== undefined, "a read that no version rates");
    const of = version.compiled;
    const span = spanAt(of, startMs);
    let use = bills.get(span.bill);
    if (use === undefined) {
      use = emptyUse(version);
      bills.set(span.bill, use);
    }
    goOnUnder(use, version);
    let cells = use.cells.get(version.name);
    if (cells === undefined) {
      cells = newCells(of);
      use.cells.set(version.name, cells);
    }
    const next = addReads({ of, span, cells, tally: use.tally }, reads, at, version.untilMs);
    assert(next > at, "a read in no month");
    use.throughMs = Math.max(use.throughMs, startsMs[next - 1] as number);
    at = next;
  }
}

/** Tiers go on counting under a new version, unless it says otherwise or counts something else. */
function goOnUnder(use: BillUse, { name, compiled }: RatingVersion): void {
  if (use.version === name) return;
  use.version = name;
  const isAnother = use.tally.counters.length !== compiled.counterCount;
  const wasByDay = use.tally.dayEndsMs !== Infinity;
  const isByDay = compiled.plan.tierReset === "day";
  if (compiled.plan.restartsTiers || isAnother || wasByDay !== isByDay) {
    use.tally = newTally(compiled);
  }
}
