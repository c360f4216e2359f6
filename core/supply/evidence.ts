import { type Refusal, refuse } from "../refusal.ts";
import {
  ATTEMPTS_MAX,
  EVIDENCE_AHEAD_MAX_MS,
  isOppositeOpen,
  isSettled,
  type SwitchPosition,
  type SwitchRecord,
  type Wanted,
} from "./state.ts";
import { atRest, ended, entered, parked, restingState, turning } from "./step.ts";

export interface SwitchEvidence {
  readonly position: SwitchPosition;
  /** When the switch stood so, wall time. */
  readonly atMs: number;
  /** The command that the meter's report names, if it names one. */
  readonly commandId: string | null;
}

/**
 * What the meter shows, taken into the record. Refused when it is older than what was seen before, or from the future. What
 * is older than the last command, or than not knowing, is kept as seen and proves nothing. A report that names the open
 * command is about that command, whatever the meter's clock says.
 */
export function seeSwitch(
  supply: SwitchRecord,
  evidence: SwitchEvidence,
  nowMs: number,
): SwitchRecord | Refusal<"evidence_from_future" | "stale_evidence"> {
  const isOwn = evidence.commandId !== null && evidence.commandId === supply.commandId;
  const atMs = isOwn ? nowMs : evidence.atMs;
  const untimely = checkTime(supply, { position: evidence.position, atMs }, nowMs);
  if (untimely !== null) return untimely;
  const isOlderOwn = isOwn && isOppositeOpen(supply);
  const before = isOlderOwn ? ended(supply) : supply;
  // A meter's clock that runs ahead must not make the next look seem stale.
  const seen = { ...before, seen: evidence.position, seenAtMs: Math.min(atMs, nowMs) };
  if (!isOwn && isOutdated(supply, atMs)) return seen;
  if (agrees(evidence.position, supply.wanted)) return agreed(seen, evidence, nowMs);
  if (isConclusive(seen, atMs) || (isOwn && !isOlderOwn)) {
    return contradicted(seen, evidence, nowMs);
  }
  return undecided(seen, evidence.position, nowMs);
}

function checkTime(
  supply: SwitchRecord,
  seen: { readonly position: SwitchPosition; readonly atMs: number },
  nowMs: number,
): Refusal<"evidence_from_future" | "stale_evidence"> | null {
  const beforeMs = supply.seenAtMs ?? seen.atMs;
  if (seen.atMs > nowMs + EVIDENCE_AHEAD_MAX_MS) {
    return refuse("evidence_from_future", "the evidence is from the future");
  }
  const isOther = supply.seen !== null && seen.position !== supply.seen;
  if (seen.atMs < beforeMs || (seen.atMs === beforeMs && isOther)) {
    return refuse("stale_evidence", "the switch has been seen since this evidence");
  }
  return null;
}

function isOutdated(supply: SwitchRecord, atMs: number): boolean {
  const isBeforeCommand = supply.sentAtMs !== null && atMs < supply.sentAtMs;
  return isBeforeCommand || (supply.state === "unknown" && atMs < supply.sinceMs);
}

function agrees(position: SwitchPosition, wanted: Wanted): boolean {
  return wanted === "off" ? position === "open" : position !== "open";
}

function agreed(supply: SwitchRecord, evidence: SwitchEvidence, nowMs: number): SwitchRecord {
  const state = restingState(evidence.position);
  if (isOppositeOpen(supply)) {
    // The older command may yet run, so the newest wish is sent all the same and proved by its own evidence.
    const still = { ...supply, lookAtMs: null, looksMissed: 0 };
    return entered(still, state === "armed" ? "armed" : turning(supply.wanted), nowMs);
  }
  const isLimited = supply.state === "load_limited" && state === "on";
  const isCutOff = state === "armed" && isFlowing(supply) && isUnexplained(supply, evidence);
  const rested = {
    ...ended(supply),
    // An armed switch that lapses is armed again, and that must end some time.
    attempts: state === "armed" ? supply.attempts : 0,
    refusedCode: null,
    parkedCode: isCutOff ? ("moved" as const) : null,
  };
  return atRest(isLimited ? rested : entered(rested, state, nowMs));
}

function isFlowing(supply: SwitchRecord): boolean {
  return supply.state === "on" || supply.state === "load_limited";
}

/**
 * A switch at rest has moved, and no late command of ours explains it. That is for staff to look at before anything is sent:
 * somebody may have opened it in order to work behind it.
 */
function isUnexplained(supply: SwitchRecord, evidence: SwitchEvidence): boolean {
  return isSettled(supply) && supply.olderUntilMs === null && evidence.commandId === null;
}

/** Whether a switch that stands otherwise than wanted has had its time to move. */
function isConclusive(supply: SwitchRecord, atMs: number): boolean {
  const isTurning = supply.state === "turning_on" || supply.state === "turning_off";
  if (supply.commandId === null && !isTurning && supply.state !== "unknown") return true;
  if (supply.lookAtMs !== null) return atMs >= supply.lookAtMs;
  return supply.commandId === null && !isTurning;
}

/** Where it stands is known again, and a command is still under way. */
function undecided(supply: SwitchRecord, position: SwitchPosition, nowMs: number): SwitchRecord {
  const endsUnknown = supply.state === "unknown" && supply.commandId !== null;
  const endsArmed = supply.state === "armed" && position !== "armed";
  return endsUnknown || endsArmed ? entered(supply, turning(supply.wanted), nowMs) : supply;
}

function contradicted(supply: SwitchRecord, evidence: SwitchEvidence, nowMs: number): SwitchRecord {
  const isLapsed = supply.state === "armed" && supply.wanted === "on";
  const shown = entered(ended(supply), restingState(evidence.position), nowMs);
  const rested = { ...atRest(shown), lookAtMs: null };
  if (supply.parkedCode === "no_answer") return { ...rested, parkedCode: null, attempts: 0 };
  if (supply.parkedCode !== null) return rested;
  if (!isLapsed && isUnexplained(supply, evidence)) return parked(rested, "moved");
  if (supply.attempts < ATTEMPTS_MAX) return rested;
  return isLapsed ? parked(rested, "arm_lapsed") : givenUp(rested);
}

/** The last command may run as long as it has time, so it is given up only on what is seen after that. */
function givenUp(supply: SwitchRecord): SwitchRecord {
  const { deadlineAtMs, seenAtMs } = supply;
  if (deadlineAtMs !== null && (seenAtMs ?? 0) < deadlineAtMs) {
    return { ...supply, lookAtMs: deadlineAtMs };
  }
  return parked(supply, supply.refusedCode === null ? "stuck" : "refused");
}
