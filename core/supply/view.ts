import type { SwitchRecord, Wanted } from "./state.ts";

/**
 * How far a disconnection has come. `cut_asked`: off is wanted, and no command for it is under way, so that it is decided
 * anew until one leaves. `cut`: it is off, or a command is under way, or nobody knows; from here only a restore is decided.
 */
export type CutStage = "supplied" | "cut_asked" | "cut";

/** Whether the switch could be told now. */
export type SwitchReadiness =
  | "ready"
  | "no_remote_switch"
  | "command_under_way"
  | "unknown"
  | "parked";

export interface SwitchView {
  readonly stage: CutStage;
  readonly readiness: SwitchReadiness;
}

/** What `decide` needs to know of a switch. */
export function viewSwitch(supply: SwitchRecord, hasRemoteSwitch: boolean): SwitchView {
  const stage = stageOf(supply);
  if (!hasRemoteSwitch) return { stage, readiness: "no_remote_switch" };
  switch (stage) {
    case "supplied":
      return { stage, readiness: readinessToCut(supply) };
    case "cut_asked":
      return { stage, readiness: supply.commandId === null ? "ready" : "command_under_way" };
    case "cut":
      // The newest wish is always sent, so nothing about the switch holds a restore.
      return { stage, readiness: "ready" };
  }
}

function stageOf(supply: SwitchRecord): CutStage {
  if (supply.wanted === "on") return "supplied";
  if (supply.state === "off" || supply.state === "unknown") return "cut";
  if (supply.commandWanted === "off") return "cut";
  const isGivenUp = supply.parkedCode !== null && supply.parkedCode !== "moved";
  return isGivenUp ? "cut" : "cut_asked";
}

function readinessToCut(supply: SwitchRecord): SwitchReadiness {
  if (supply.parkedCode !== null) return "parked";
  if (supply.commandId !== null) return "command_under_way";
  switch (supply.state) {
    case "on":
    case "load_limited":
    case "armed":
      return "ready";
    case "unknown":
      return "unknown";
    case "off":
    case "turning_on":
    case "turning_off":
      return "command_under_way";
  }
}

/**
 * The wish that a verdict makes, or null for none. A disconnection that was asked for and has not left is withdrawn by
 * every verdict but `cut`: hours may have closed, or money may have come, while the command waited for its turn.
 */
export function wishOf(
  verdict: "cut" | "wait_until" | "hold" | "restore" | "leave",
  stage: CutStage,
): Wanted | null {
  if (verdict === "cut") return "off";
  if (verdict === "restore") return "on";
  return stage === "cut_asked" ? "on" : null;
}
