import type { Now } from "../instant.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { seeSwitch, type SwitchEvidence } from "./evidence.ts";
import {
  isOppositeOpen,
  isSettled,
  LIVE_LOAD_CODE,
  LOOK_AGAIN_FIRST_MS,
  LOOK_AGAIN_MAX_MS,
  LOOKS_MAX,
  LOOKS_TOLD,
  type OwedToSwitch,
  owedToSwitch,
  type ParkedCode,
  SETTLE_MS,
  type SwitchRecord,
  type Wanted,
} from "./state.ts";
import { atRest, ended, entered, parked, restingState, setBack, silent, turning } from "./step.ts";

interface CommandSent {
  readonly commandId: string;
  readonly wanted: Wanted;
  /** Wall time; without evidence until then the switch is unknown. */
  readonly deadlineAtMs: number;
}

export type SwitchEvent =
  | { readonly kind: "wished"; readonly wanted: Wanted }
  /** Staff have dealt with what it was parked for. */
  | { readonly kind: "resumed" }
  /** Written before the command leaves, so that a crash between the two is met by the deadline. */
  | ({ readonly kind: "command_sent" } & CommandSent)
  | { readonly kind: "command_accepted"; readonly commandId: string }
  | { readonly kind: "command_refused"; readonly commandId: string; readonly code: string }
  | { readonly kind: "command_unknown"; readonly commandId: string }
  | { readonly kind: "deadline_passed"; readonly commandId: string }
  | ({ readonly kind: "evidence" } & SwitchEvidence)
  /** The look that was owed was not answered. */
  | { readonly kind: "no_answer" };

export type SwitchEffect =
  | OwedToSwitch
  /** `silent`: looks go unanswered, and looking goes on. The others: it is parked, and nothing more happens by itself. */
  | { readonly kind: "tell_staff"; readonly code: ParkedCode | "silent" };

export interface SwitchMove {
  readonly supply: SwitchRecord;
  readonly effects: readonly SwitchEffect[];
}

export type SwitchRefusal =
  | "parked"
  | "not_parked"
  | "not_wanted"
  | "nothing_to_send"
  | "look_first"
  | "command_under_way"
  | "deadline_in_past"
  | "unknown_command"
  | "deadline_not_reached"
  | "no_look_owed"
  | "evidence_from_future"
  | "stale_evidence";

type Step = SwitchRecord | Refusal<SwitchRefusal>;

/**
 * One step of a switch. Evidence alone ends `unknown` and `armed`; an answer to a command is never evidence. A retry is
 * sent only after the switch was looked at, because a repeated command can run twice. A changed wish is sent at once, even
 * past a command under way, so that power is not late; the one exception is turning off a switch that is `unknown`, which
 * is looked at first. A refusal changes nothing: the event was late, repeated or out of order.
 */
export function moveSwitch(
  supply: SwitchRecord,
  event: SwitchEvent,
  now: Now,
): SwitchMove | Refusal<SwitchRefusal> {
  const before = setBack(supply, now.wallMs);
  const after = step(before, event, now.wallMs);
  return isRefusal(after) ? after : { supply: after, effects: effectsOf(before, after) };
}

function step(supply: SwitchRecord, event: SwitchEvent, nowMs: number): Step {
  switch (event.kind) {
    case "wished":
      return wish(supply, event.wanted, nowMs);
    case "resumed":
      return resume(supply, nowMs);
    case "command_sent":
      return send(supply, event, nowMs);
    case "command_accepted":
    case "command_refused":
    case "command_unknown":
    case "deadline_passed":
      return event.commandId === supply.commandId
        ? answer(supply, event, nowMs)
        : refuse("unknown_command", "the command is not the one under way");
    case "evidence":
      return seeSwitch(supply, event, nowMs);
    case "no_answer":
      return miss(supply, nowMs);
  }
}

/** What the record owes now and did not owe before, and what staff have to hear. */
function effectsOf(before: SwitchRecord, after: SwitchRecord): SwitchEffect[] {
  const effects: SwitchEffect[] = [];
  const owed = owedToSwitch(after);
  if (owed !== null && JSON.stringify(owed) !== JSON.stringify(owedToSwitch(before))) {
    effects.push(owed);
  }
  if (after.parkedCode !== null && after.parkedCode !== before.parkedCode) {
    effects.push({ kind: "tell_staff", code: after.parkedCode });
  } else if (after.looksMissed === LOOKS_TOLD && before.looksMissed < LOOKS_TOLD) {
    effects.push({ kind: "tell_staff", code: "silent" });
  }
  return effects;
}

/**
 * The same wish again changes nothing, so that a parked switch is not tried again by every read. One wish is heard twice:
 * off, of a switch that closed by itself, because it comes only from a decision that has passed every guard anew.
 */
function wish(supply: SwitchRecord, wanted: Wanted, nowMs: number): SwitchRecord {
  const isAgain = supply.parkedCode === "moved" && wanted === "off";
  if (wanted === supply.wanted && !isAgain) return supply;
  const isCommanded = supply.attempts > 0 || supply.commandId !== null;
  const fresh = outlived(renewed(supply, wanted));
  if (fresh.state === "unknown") return wanted === "off" ? { ...fresh, lookAtMs: nowMs } : fresh;
  const rested = isCommanded ? fresh : withdrawn(fresh, nowMs);
  if (isSettled(rested)) return rested.commandId === null ? atRest(rested) : rested;
  return rested.state === "armed" ? rested : entered(rested, turning(wanted), nowMs);
}

/** The record with a new wish: what was tried for the old one counts no longer. */
function renewed(supply: SwitchRecord, wanted: Wanted): SwitchRecord {
  return {
    ...supply,
    wanted,
    attempts: 0,
    lookAtMs: null,
    looksMissed: 0,
    refusedCode: null,
    parkedCode: null,
  };
}

/** Commands of the old wish may run until the last one's deadline, even one that was refused or seemed to be done. */
function outlived(supply: SwitchRecord): SwitchRecord {
  const { olderUntilMs, deadlineAtMs } = supply;
  if (deadlineAtMs === null) return supply;
  return { ...supply, olderUntilMs: Math.max(olderUntilMs ?? deadlineAtMs, deadlineAtMs) };
}

/** Nothing had left for the wish before, so the switch still stands where it was last seen. */
function withdrawn(supply: SwitchRecord, nowMs: number): SwitchRecord {
  const isTurning = supply.state === "turning_on" || supply.state === "turning_off";
  return isTurning && supply.seen !== null
    ? entered(supply, restingState(supply.seen), nowMs)
    : supply;
}

function resume(supply: SwitchRecord, nowMs: number): Step {
  if (supply.parkedCode === null) return refuse("not_parked", "the switch is not parked");
  return { ...renewed(supply, supply.wanted), lookAtMs: nowMs };
}

function send(supply: SwitchRecord, command: CommandSent, nowMs: number): Step {
  if (supply.parkedCode !== null) return refuse("parked", "the switch is parked for staff");
  if (command.wanted !== supply.wanted) return refuse("not_wanted", "the wish has changed");
  if (isSettled(supply) && !isOppositeOpen(supply)) {
    return refuse("nothing_to_send", "the switch stands as wanted");
  }
  if (supply.lookAtMs !== null) return refuse("look_first", "the switch is to be looked at first");
  if (supply.commandId !== null && !isOppositeOpen(supply)) {
    return refuse("command_under_way", "a command for this wish is under way");
  }
  if (command.deadlineAtMs <= nowMs) return refuse("deadline_in_past", "the deadline has passed");
  const sent = {
    ...supply,
    commandId: command.commandId,
    commandWanted: command.wanted,
    sentAtMs: nowMs,
    deadlineAtMs: command.deadlineAtMs,
    attempts: supply.attempts + 1,
  };
  const isUnproved = supply.state === "unknown" || supply.state === "armed";
  return isUnproved ? sent : entered(sent, turning(supply.wanted), nowMs);
}

type Answer = Extract<
  SwitchEvent,
  { kind: "command_accepted" | "command_refused" | "command_unknown" | "deadline_passed" }
>;

/** What became of the open command. One of an older wish only ends: the newest is already owed. */
function answer(supply: SwitchRecord, event: Answer, nowMs: number): Step {
  const deadlineAtMs = supply.deadlineAtMs ?? nowMs;
  if (event.kind === "deadline_passed" && nowMs < deadlineAtMs) {
    return refuse("deadline_not_reached", "the command still has time");
  }
  if (isOppositeOpen(supply)) return event.kind === "command_accepted" ? supply : ended(supply);
  const settledAtMs = supply.lookAtMs ?? Math.min(nowMs + SETTLE_MS, deadlineAtMs);
  switch (event.kind) {
    case "command_accepted":
      return { ...supply, lookAtMs: settledAtMs };
    case "command_unknown":
      return { ...silent(supply, nowMs), lookAtMs: settledAtMs };
    case "command_refused": {
      // Closing onto another source burns a meter or somebody at it, so it is not tried again before staff have been there.
      if (event.code === LIVE_LOAD_CODE && supply.wanted === "on") {
        return parked({ ...supply, refusedCode: event.code }, LIVE_LOAD_CODE);
      }
      const lookAtMs = nowMs + SETTLE_MS * supply.attempts;
      return { ...ended(supply), refusedCode: event.code, lookAtMs };
    }
    case "deadline_passed":
      return { ...silent(ended(supply), nowMs), lookAtMs: nowMs };
  }
}

/** A look that was not answered. While a command still has its time, silence proves nothing yet. */
function miss(supply: SwitchRecord, nowMs: number): Step {
  if (supply.lookAtMs === null) return refuse("no_look_owed", "no look was owed");
  const looksMissed = supply.looksMissed + 1;
  const againMs = Math.min(LOOK_AGAIN_MAX_MS, LOOK_AGAIN_FIRST_MS * 2 ** (looksMissed - 1));
  const deadlineAtMs = supply.deadlineAtMs ?? nowMs;
  if (supply.commandId !== null && nowMs < deadlineAtMs) {
    return { ...supply, looksMissed, lookAtMs: Math.min(nowMs + againMs, deadlineAtMs) };
  }
  const missed = { ...silent(supply, nowMs), looksMissed, lookAtMs: nowMs + againMs };
  return looksMissed < LOOKS_MAX ? missed : parked(missed, "no_answer");
}
