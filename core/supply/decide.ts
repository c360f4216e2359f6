import { nextOpenMs } from "./allowed-hours.ts";
import type { SupplyPolicy } from "./policy.ts";
import {
  type DecideInput,
  type Guard,
  guardAllowedHours,
  guardCapability,
  guardDataAge,
  guardEstimated,
  guardFriendlyWindow,
  guardHold,
  guardNotice,
  guardPendingPayment,
  type GuardVerdict,
  holds,
  levelUnits,
  passes,
} from "./protect.ts";
import {
  guardAge,
  guardClock,
  guardDispute,
  guardPaymentChannel,
  guardPledge,
  guardProtection,
  guardRecentPayment,
  guardSeason,
  guardService,
  guardWeather,
} from "./protect-people.ts";

/** Raised by every change that could make a decision come out otherwise; a stored decision is replayed under its own. */
export const DECIDE_VERSION = 2;

export type Verdict = "cut" | "wait_until" | "hold" | "restore" | "leave";

export interface Decision {
  readonly decideVersion: number;
  readonly verdict: Verdict;
  /** The guard that stood in the way; `level` where none did. */
  readonly decidedBy: Guard;
  /** Of `wait_until`: the earliest instant at which every wait is over, service time. */
  readonly untilMs: number | null;
  /** When it may come out otherwise by time alone; null when only a happening can change it. */
  readonly again: { readonly clock: "service" | "wall"; readonly atMs: number } | null;
  /** Every guard that applies, in the order of precedence. */
  readonly guards: readonly GuardVerdict[];
}

/**
 * Should supply be turned off or on. While it is supplied, or off is asked for and not yet commanded, every guard against a
 * disconnection is asked: `leave` when there is no reason for one, `hold` when a guard forbids it, `wait_until` when only
 * time does, else `cut`. Once it is cut, the question is whether to `restore`: at or above the reconnect level, on posted and
 * actual money. Between the two levels nothing moves. A post-pay account is neither cut nor restored by its balance.
 */
export function decide(input: DecideInput, policy: SupplyPolicy): Decision {
  return input.switch.stage === "cut" ? decideRestore(input, policy) : decideCut(input, policy);
}

function decideCut(input: DecideInput, policy: SupplyPolicy): Decision {
  const verdicts = [
    guardMode(input),
    guardSpent(input, policy),
    guardClock(input),
    guardEstimated(input, policy),
    guardDataAge(input, policy),
    guardService(input, policy),
    guardCapability(input),
    guardHold(input),
    guardProtection("critical_care", input, null),
    guardProtection("medical", input, policy.medicalMs),
    guardAge(input, policy),
    guardDispute(input, policy),
    guardProtection("plan", input, null),
    guardPledge(input, policy),
    guardSeason(input, policy),
    guardWeather(input, policy),
    guardPaymentChannel(input, policy),
    guardPendingPayment(input, policy),
    guardRecentPayment(input, policy),
    guardNotice(input, policy),
    guardFriendlyWindow(input, policy),
    guardAllowedHours(input, policy),
  ];
  const holding = verdicts.find(({ verdict }) => verdict === "holds");
  if (holding !== undefined) {
    const isReasonless = holding.guard === "mode" || holding.guard === "level";
    return decided(isReasonless ? "leave" : "hold", holding, verdicts);
  }
  const waiting = longestWait(verdicts);
  if (waiting === null) return decided("cut", null, verdicts);
  const untilMs = nextOpenMs(policy, input.zone, waiting.untilMs);
  // After the wait no hours are allowed any more, so nothing is waited for.
  if (untilMs === null) return decided("hold", holds("allowed_hours", {}), verdicts);
  return {
    ...decided("wait_until", waiting.guard, verdicts),
    untilMs,
    again: { clock: "service", atMs: untilMs },
  };
}

function decideRestore(input: DecideInput, policy: SupplyPolicy): Decision {
  const verdicts = [guardMode(input), guardRestorable(input, policy), guardCapability(input)];
  const holding = verdicts.find(({ verdict }) => verdict === "holds");
  if (holding === undefined) return decided("restore", null, verdicts);
  return decided(holding.guard === "capability" ? "hold" : "leave", holding, verdicts);
}

function decided(
  verdict: Verdict,
  by: GuardVerdict | null,
  verdicts: readonly GuardVerdict[],
): Decision {
  return {
    decideVersion: DECIDE_VERSION,
    verdict,
    decidedBy: by?.guard ?? "level",
    untilMs: null,
    again: againOf(by),
    guards: verdicts,
  };
}

function againOf(by: GuardVerdict | null): Decision["again"] {
  if (by === null) return null;
  if (by.untilMs !== null) return { clock: "service", atMs: by.untilMs };
  return by.untilWallMs === null ? null : { clock: "wall", atMs: by.untilWallMs };
}

/** The wait that ends last; of two that end together, the one that comes first. */
function longestWait(
  verdicts: readonly GuardVerdict[],
): { readonly guard: GuardVerdict; readonly untilMs: number } | null {
  let longest: { guard: GuardVerdict; untilMs: number } | null = null;
  for (const guard of verdicts) {
    const { verdict, untilMs } = guard;
    if (verdict !== "waits" || untilMs === null) continue;
    if (longest === null || untilMs > longest.untilMs) longest = { guard, untilMs };
  }
  return longest;
}

function guardMode({ mode }: DecideInput): GuardVerdict {
  return mode === "prepaid" ? passes("mode", { mode }) : holds("mode", { mode });
}

/** With what is estimated, so that the next guard can say that only the estimate is below. */
function guardSpent(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const actualLevelUnits = levelUnits(input);
  const { estimatedUnits } = input;
  const { disconnectLevelUnits } = policy;
  const detail = { actualLevelUnits, estimatedUnits, disconnectLevelUnits };
  const isSpent = actualLevelUnits - Math.max(0, estimatedUnits) < disconnectLevelUnits;
  return isSpent ? passes("level", detail) : holds("level", detail);
}

function guardRestorable(input: DecideInput, policy: SupplyPolicy): GuardVerdict {
  const actualLevelUnits = levelUnits(input);
  const { reconnectLevelUnits } = policy;
  const detail = { actualLevelUnits, reconnectLevelUnits };
  return actualLevelUnits >= reconnectLevelUnits ? passes("level", detail) : holds("level", detail);
}
