import type { CommandOutcome, SwitchCommand } from "../../core/ports.ts";
import type { SwitchFate } from "./fate.ts";

/** Where a switch stands. `closed` means supply is on; `armed` waits for a hand at the meter. */
export type Position = "closed" | "open" | "armed";

/** A meter's own word on its switch. The same word again has the same id. */
export interface SwitchReport {
  readonly id: string;
  readonly meterId: string;
  /** The command that moved it; null for a hand. */
  readonly commandId: string | null;
  readonly evidence: Position;
  /** When it moved, wall time. */
  readonly atMs: number;
}

/** All that one meter's switch knows; kept over a restart, because a simulator that starts anew must turn nobody on. */
export interface SwitchState {
  /** Where it stood since when, in service time; the first entry has no beginning. */
  readonly stood: readonly { readonly sinceMs: number | null; readonly position: Position }[];
  /** Movements under way, the next one first, in wall time. */
  readonly moving: readonly {
    readonly commandId: string;
    readonly to: Position;
    readonly atMs: number;
    readonly reports: SwitchFate["reports"];
    /** False for one that the meter refused and does later by itself. */
    readonly inOrder: boolean;
  }[];
  /** The answers to the newest commands: one that comes again is answered again and not done again. */
  readonly answered: readonly { readonly commandId: string; readonly outcome: CommandOutcome }[];
  /** What was not told yet. */
  readonly untold: readonly SwitchReport[];
}

/** Reads are replayed over the last days; a switch that moved more often than this in them is a broken one. */
const STOOD_MAX = 200;
/** A command comes again while its answer is waited for, not after many others. */
const ANSWERED_MAX = 20;

/** Far more than a switch does while the hub is away. */
const UNTOLD_MAX = 100;

export function newSwitch(position: Position): SwitchState {
  return { stood: [{ sinceMs: null, position }], moving: [], answered: [], untold: [] };
}

export function positionOf(state: SwitchState): Position {
  return state.stood.at(-1)?.position ?? "closed";
}

/** Takes a command that has arrived: keeps its answer, and the movement it leads to. */
export function commanded(
  state: SwitchState,
  command: SwitchCommand,
  { fate, nowMs, armsFirst }: { fate: SwitchFate; nowMs: number; armsFirst: boolean },
): SwitchState {
  const { commandId, wanted } = command;
  const outcome: CommandOutcome =
    fate.answer === "refused" ? { kind: "refused", code: fate.refusedCode } : { kind: "accepted" };
  const answered = [...state.answered, { commandId, outcome }].slice(-ANSWERED_MAX);
  if (!fate.moves) return { ...state, answered };
  const to: Position = wanted === "off" ? "open" : armsFirst ? "armed" : "closed";
  // A meter works its commands off in order; only the one that it refused comes when it comes.
  const inOrder = fate.answer !== "refused";
  const before = inOrder ? state.moving.filter((movement) => movement.inOrder) : [];
  const atMs = Math.max(nowMs + fate.movesAfterMs, ...before.map((movement) => movement.atMs));
  const movement = { commandId, to, atMs, reports: fate.reports, inOrder };
  const moving = [...state.moving, movement].toSorted((one, other) => one.atMs - other.atMs);
  return { ...state, answered, moving };
}

/** Moves the switch by a hand or a command, as of a moment in service time. */
export function moved(state: SwitchState, to: Position, serviceMs: number): SwitchState {
  if (positionOf(state) === to) return state;
  const [first, ...later] = [...state.stood, { sinceMs: serviceMs, position: to }].slice(
    -STOOD_MAX,
  );
  return first === undefined ? state : { ...state, stood: [{ ...first, sinceMs: null }, ...later] };
}

/** Keeps a report until it was taken; the oldest of too many is given up, as a meter's own log would. */
export function reported(state: SwitchState, report: SwitchReport): SwitchState {
  return { ...state, untold: [...state.untold, report].slice(-UNTOLD_MAX) };
}

/** For how long of a stretch of service time the switch was closed. */
export function closedMsOf(state: SwitchState, fromMs: number, toMs: number): number {
  return state.stood.reduce((sum, { sinceMs, position }, at) => {
    const startMs = Math.max(fromMs, sinceMs ?? fromMs);
    const endMs = Math.min(toMs, state.stood[at + 1]?.sinceMs ?? toMs);
    return position === "closed" ? sum + Math.max(0, endMs - startMs) : sum;
  }, 0);
}
