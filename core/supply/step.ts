import type { ParkedCode, SupplyState, SwitchPosition, SwitchRecord, Wanted } from "./state.ts";

/**
 * The record as a clock that has since been set back would have written it: when its newest instant lies ahead of now, all
 * of it is moved back until none does. Nothing that the meter shows would else count before time has caught up.
 */
export function setBack(supply: SwitchRecord, nowMs: number): SwitchRecord {
  const { sinceMs, sentAtMs, seenAtMs, deadlineAtMs, olderUntilMs, lookAtMs } = supply;
  const newestMs = Math.max(sinceMs, sentAtMs ?? sinceMs, seenAtMs ?? sinceMs);
  if (newestMs <= nowMs) return supply;
  const back = (atMs: number | null): number | null =>
    atMs === null ? null : atMs - (newestMs - nowMs);
  return {
    ...supply,
    sinceMs: sinceMs - (newestMs - nowMs),
    sentAtMs: back(sentAtMs),
    // By one more, because what is seen now is newer.
    seenAtMs: seenAtMs === null ? null : seenAtMs - (newestMs - nowMs) - 1,
    deadlineAtMs: back(deadlineAtMs),
    olderUntilMs: back(olderUntilMs),
    lookAtMs: back(lookAtMs),
  };
}

/** The record in `state`, which began now unless it was so already. */
export function entered(supply: SwitchRecord, state: SupplyState, nowMs: number): SwitchRecord {
  return state === supply.state ? supply : { ...supply, state, sinceMs: nowMs };
}

/** Silence makes a switch unknown, but for an armed one: only what the meter shows ends that. */
export function silent(supply: SwitchRecord, nowMs: number): SwitchRecord {
  return supply.state === "armed" ? supply : entered(supply, "unknown", nowMs);
}

/** The open command is over. When it was sent and its deadline stay, because it may still run late. */
export function ended(supply: SwitchRecord): SwitchRecord {
  return { ...supply, commandId: null, commandWanted: null };
}

export function parked(supply: SwitchRecord, code: ParkedCode): SwitchRecord {
  return { ...ended(supply), parkedCode: code, lookAtMs: null };
}

export function turning(wanted: Wanted): "turning_on" | "turning_off" {
  return wanted === "on" ? "turning_on" : "turning_off";
}

export function restingState(position: SwitchPosition): "on" | "off" | "armed" {
  switch (position) {
    case "closed":
      return "on";
    case "open":
      return "off";
    case "armed":
      return "armed";
  }
}

/**
 * The record at rest as wanted. Where a command of an older wish may have run since the switch was last seen, or may run
 * yet, one more look is owed when that is over: a meter that does not report by itself would else be taken to stand where
 * it no longer does.
 */
export function atRest(supply: SwitchRecord): SwitchRecord {
  const { olderUntilMs, seenAtMs } = supply;
  const mayHaveRun = olderUntilMs !== null && (seenAtMs === null || seenAtMs < olderUntilMs);
  return {
    ...supply,
    olderUntilMs: mayHaveRun ? olderUntilMs : null,
    lookAtMs: mayHaveRun ? olderUntilMs : null,
    looksMissed: 0,
  };
}
