import { assert } from "../../assert.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../instant.ts";
import { type Futures, usedUpMs } from "./futures.ts";

/** A balance at which something is decided, and how far below it the balance may be when that is found out. */
export interface ReadLevel {
  readonly atUnits: number;
  readonly toleranceUnits: number;
}

/** When to read, as data, so that a utility may have fewer reads or smaller errors. */
export interface ReadRule {
  /** A step goes to this share of the way to where the tolerance may be used up, as far as the early futures tell. */
  readonly stepShare: number;
  /** The share of futures that are early. */
  readonly earlyShare: number;
  /** No step passes the point where this share of the futures has used up the tolerance. */
  readonly riskShare: number;
  /** Data is not left to grow older, whatever the forecast says. */
  readonly ageMaxMs: number;
  /** How long an answer takes: what is used meanwhile is part of the risk. */
  readonly answerMs: number;
}

/** Chosen on 17 public homes; `npm run bench -- forecast` prints what other choices cost. */
export const usualReadRule: ReadRule = {
  stepShare: 0.75,
  earlyShare: 0.2,
  riskShare: 0.02,
  ageMaxMs: 14 * DAY_MS,
  answerMs: 20 * MINUTE_MS,
};

export type ReadWish =
  | { readonly kind: "ask" }
  | { readonly kind: "wait"; readonly untilMs: number };

/** A meter is not asked again within the hour: its head-end has its own retries. */
const STEP_MIN_MS = HOUR_MS;
/** An account of which nothing is known is read like any other meter: once a day. */
const UNKNOWN_STEP_MS = DAY_MS;

export interface Standing {
  /** As of the end of the reads that it holds. */
  readonly balanceUnits: number;
  readonly throughMs: number;
  readonly levels: readonly ReadLevel[];
}

/**
 * Whether to ask the meter for its reads now, or until when the present ones are good enough for every level that the
 * balance is still above; a level it has passed asks for nothing more. The answer stands until new reads or money come in.
 * Service time. Balances and tolerances are integers of ledger units, and the futures are made of costs.
 *
 * A step to a share of the way, rather than to where a forecast expects the level, is what keeps a rare early use from
 * running far below it: the steps shorten as the level comes near.
 */
export function askForRead(
  futures: Futures | null,
  standing: Standing,
  nowMs: number,
  rule: ReadRule = usualReadRule,
): ReadWish {
  const untilMs = standing.throughMs + stepMs(futures, standing, rule);
  return nowMs >= untilMs ? { kind: "ask" } : { kind: "wait", untilMs };
}

function stepMs(futures: Futures | null, standing: Standing, rule: ReadRule): number {
  const { balanceUnits, levels } = standing;
  assert(Number.isSafeInteger(balanceUnits), "a balance is an integer of ledger units");
  if (futures === null) return Math.min(UNKNOWN_STEP_MS, rule.ageMaxMs);
  assert(
    futures.throughMs === standing.throughMs,
    "a forecast goes on from the reads in the balance",
  );
  let step = rule.ageMaxMs;
  for (const { atUnits, toleranceUnits } of levels) {
    if (balanceUnits <= atUnits) continue;
    const [early = 0, risk = 0] = usedUpMs(futures, balanceUnits - atUnits + toleranceUnits, {
      shares: [rule.earlyShare, rule.riskShare],
      horizonMs: rule.ageMaxMs / rule.stepShare,
    });
    step = Math.min(step, early * rule.stepShare, risk - rule.answerMs);
  }
  return Math.max(STEP_MIN_MS, Math.floor(step));
}
