import { MINUTE_MS } from "../instant.ts";

/**
 * What the customer and staff are shown of a supply. `unknown` is said as such: it is never rounded to the likelier side.
 * `armed` waits for somebody at the meter to press its button.
 */
export type SupplyState =
  | "on"
  | "turning_off"
  | "off"
  | "armed"
  | "turning_on"
  | "load_limited"
  | "unknown";

export type Wanted = "on" | "off";

/** Where a switch stands by the meter's own report. `closed` means supply flows. */
export type SwitchPosition = "closed" | "open" | "armed";

/**
 * Why the hub has stopped trying and waits for staff. `stuck`: commands were accepted and the switch did not move.
 * `refused`: the meter's end refused them. `no_answer`: looks went unanswered. `arm_lapsed`: armed again and again, and
 * nobody pressed. `moved`: the switch moved although no command of ours was under way. `live_load`: the meter sees voltage
 * behind its open switch.
 */
export type ParkedCode =
  | "stuck"
  | "refused"
  | "no_answer"
  | "arm_lapsed"
  | "moved"
  | typeof LIVE_LOAD_CODE;

/** What a meter's end answers when there is voltage on the load side: a generator, or a neighbour's cord, feeds the house. */
export const LIVE_LOAD_CODE = "live_load";

/** All instants are wall time. A record is saved as it stands: flat, and JSON-able. */
export interface SwitchRecord {
  readonly state: SupplyState;
  readonly wanted: Wanted;
  /** The open command: recorded as sent, and not yet refused, proved or past its deadline. */
  readonly commandId: string | null;
  readonly commandWanted: Wanted | null;
  /** Of the last command sent, kept after it has ended: evidence from before it says nothing about it. */
  readonly sentAtMs: number | null;
  readonly deadlineAtMs: number | null;
  /** Until when a command of an older wish may still run late; null when none can. */
  readonly olderUntilMs: number | null;
  /** Commands sent for the present wish. */
  readonly attempts: number;
  /** When the switch is to be looked at next; null when no look is owed. */
  readonly lookAtMs: number | null;
  /** Looks in a row that were not answered. */
  readonly looksMissed: number;
  /** What the meter's end said when it last refused the present wish. */
  readonly refusedCode: string | null;
  readonly parkedCode: ParkedCode | null;
  /** The newest evidence, and when it was true. */
  readonly seen: SwitchPosition | null;
  readonly seenAtMs: number | null;
  /** When `state` began. */
  readonly sinceMs: number;
}

/** Three commands outlast a head-end's restart; a fourth would only wear a relay that is welded or blocked. */
export const ATTEMPTS_MAX = 3;

/** A latching relay moves within a second; a mesh network needs this long to carry the answer back. */
export const SETTLE_MS = 15_000;

/** Looks are spaced 15 s, 30 s, 1 min ... up to half an hour. */
export const LOOK_AGAIN_FIRST_MS = 15_000;
export const LOOK_AGAIN_MAX_MS = 30 * MINUTE_MS;

/** After three unanswered looks (about two minutes) staff hear of it, while looking goes on. */
export const LOOKS_TOLD = 3;

/** Ten unanswered looks span about two hours: longer than a meter's restart, so the rest is for somebody on the spot. */
export const LOOKS_MAX = 10;

/** Meters' clocks run ahead by seconds; evidence from further in the future than this has a wrong clock. */
export const EVIDENCE_AHEAD_MAX_MS = 5 * MINUTE_MS;

/** A switch nobody has looked at yet: unknown, with a look owed at once. */
export function unseenSwitch(wanted: Wanted, nowWallMs: number): SwitchRecord {
  return {
    state: "unknown",
    wanted,
    commandId: null,
    commandWanted: null,
    sentAtMs: null,
    deadlineAtMs: null,
    olderUntilMs: null,
    attempts: 0,
    lookAtMs: nowWallMs,
    looksMissed: 0,
    refusedCode: null,
    parkedCode: null,
    seen: null,
    seenAtMs: null,
    sinceMs: nowWallMs,
  };
}

/** True when the state is what is wanted. A limited load is a supply; an armed switch has done all that we can do. */
export function isSettled(supply: Pick<SwitchRecord, "state" | "wanted">): boolean {
  switch (supply.state) {
    case "on":
    case "load_limited":
    case "armed":
      return supply.wanted === "on";
    case "off":
      return supply.wanted === "off";
    case "turning_on":
    case "turning_off":
    case "unknown":
      return false;
  }
}

/** True while a command that contradicts the present wish may still run. */
export function isOppositeOpen(supply: SwitchRecord): boolean {
  return supply.commandId !== null && supply.commandWanted !== supply.wanted;
}

export type OwedToSwitch =
  | { readonly kind: "send_command"; readonly wanted: Wanted }
  | { readonly kind: "look"; readonly dueAtMs: number };

/**
 * What the switch lane has to do by present truth: a wake-up row says only that this is to be asked. Null while a command
 * is under way, when the switch stands as wanted, and while it is parked for staff.
 */
export function owedToSwitch(supply: SwitchRecord): OwedToSwitch | null {
  if (supply.parkedCode !== null) return null;
  if (supply.lookAtMs !== null) return { kind: "look", dueAtMs: supply.lookAtMs };
  if (supply.commandId !== null && !isOppositeOpen(supply)) return null;
  if (isSettled(supply) && !isOppositeOpen(supply)) return null;
  return { kind: "send_command", wanted: supply.wanted };
}
