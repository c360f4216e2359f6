import { MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import {
  addSentCode,
  addUsedCode,
  rangesUsed,
  type RangeUse,
  rangeUse,
} from "../store/code-ranges.ts";
import { settingsAt } from "./settings.ts";

/** What share of the codes that are texted to one range of numbers must be given back, for codes to go there. */
export interface CodeUsePolicy {
  readonly leastPercent: number;
  /** Of the last so long, wall time. */
  readonly withinMs: number;
  /** Fewer than these say nothing. */
  readonly sentLeast: number;
}

/** Wall time. Long enough for a text to come and be read, too short for one found later. */
export const PROOF_CODE_VALID_MS = 5 * MINUTE_MS;

/** What pumping fraud shares: the ends of its numbers differ. */
const RANGE_DROPS = 4;

/** Numbers that differ in their last four digits only. */
export function rangeOf(number: string): string {
  return number.slice(0, -RANGE_DROPS);
}

/** A code's span is as long as it is good, so that all codes of the span before the last can be used no more. */
function spanOf(atMs: number): number {
  return atMs - (atMs % PROOF_CODE_VALID_MS);
}

function judged(nowMs: number, { withinMs }: CodeUsePolicy) {
  const toMs = spanOf(nowMs) - PROOF_CODE_VALID_MS;
  return { fromMs: toMs - withinMs, toMs };
}

export function countCodeSent(
  sql: Sql,
  home: Home,
  nowMs: number,
  { range, policy }: { readonly range: string; readonly policy: CodeUsePolicy },
): void {
  const { fromMs } = judged(nowMs, policy);
  addSentCode(sql, home, { range, spanFromMs: spanOf(nowMs) }, fromMs - PROOF_CODE_VALID_MS);
}

/** A code that went to a range was given back: it counts for when it was made. */
export function countCodeUsed(sql: Sql, home: Home, range: string, madeAtMs: number): void {
  addUsedCode(sql, home, { range, spanFromMs: spanOf(madeAtMs) });
}

/**
 * What went to a range and what of it was given back, where that is too little for any more to go there; null where codes may go.
 * Codes that can still be used are not counted; where none go, the old ones run out of the time that is looked at, and some go again.
 */
export function tooLittleUse(
  sql: Sql,
  home: Home,
  nowMs: number,
  { range, policy }: { readonly range: string; readonly policy: CodeUsePolicy },
): RangeUse | null {
  const use = rangeUse(sql, home, range, judged(nowMs, policy));
  return use.sent >= policy.sentLeast && isTooLittle(use, policy) ? use : null;
}

function isTooLittle({ sent, used }: RangeUse, { leastPercent }: CodeUsePolicy): boolean {
  return used * 100 < sent * leastPercent;
}

/** More ranges than these in a day are no matter of single ranges any more. */
const LISTED_MAX = 500;

/** The ranges that no code is texted to now, those first to which most went. */
export function stoppedRanges(sql: Sql, now: Now, home: Home): RangeUse[] {
  const policy = settingsAt(sql, now.serviceMs)?.settings.texting?.codeUse ?? null;
  if (policy === null) return [];
  const { sentLeast } = policy;
  return rangesUsed(sql, home, judged(now.wallMs, policy), { sentLeast, limit: LISTED_MAX }).filter(
    (use) => isTooLittle(use, policy),
  );
}
