import { asksAccountNumber, secretQuestion, takesCard } from "../conversation/secret-question.ts";
import type { SavedTalk } from "../conversation/input.ts";
import type { CallScript } from "../conversation/prompt.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { callOf, type CallRow, liveCall, saveCall } from "../store/calls.ts";
import { answerOf } from "../store/inbox.ts";
import { talkOf } from "../store/talks.ts";
import { oweStep } from "./call-step.ts";
import { endOvertaken } from "./end-overtaken.ts";
import type { Happening } from "./journal.ts";
import { endNoticeCall, pickedUp } from "./place-call.ts";
import type { CallTurn, IncomingTurn } from "./take-turn.ts";

/** What must be known of a line before a turn of its call: whose proof counts, and whose secret is waited for. */
export interface CallStanding {
  readonly isSeen: boolean;
  readonly provedCustomer: string | null;
  readonly secretOf: ReturnType<typeof secretQuestion>;
  readonly asksNumber: boolean;
  readonly takesCard: boolean;
}

export function callStanding(sql: Sql, now: Now, home: Home, turn: IncomingTurn): CallStanding {
  const call = callFor(sql, home, turn.call);
  const saved = savedTalk(sql, home);
  const isAnswer = call !== undefined && isAnswerTo(call, turn.call);
  return {
    isSeen: answerOf(sql, home, turn.key) !== undefined,
    provedCustomer: call?.provedCustomer ?? null,
    secretOf: isAnswer && saved !== null ? secretQuestion(saved, now) : null,
    asksNumber: isAnswer && saved !== null && asksAccountNumber(saved, now),
    takesCard: isAnswer && saved !== null && takesCard(saved, now),
  };
}

function savedTalk(sql: Sql, home: Home): SavedTalk | null {
  const row = talkOf(sql, home, "ivr");
  return row === undefined ? null : (JSON.parse(row.talk) as SavedTalk);
}

/**
 * The keys are of what the call plays last. A turn that told it nothing since (a timer that was about nothing any more) changed
 * nothing that its caller waits in, and must not leave them in silence.
 */
function isAnswerTo(call: CallRow, named: CallTurn | undefined): boolean {
  return named !== undefined && call.state === "up" && named.ofTurn === call.turn;
}

function callFor(sql: Sql, home: Home, named: CallTurn | undefined): CallRow | undefined {
  return named === undefined ? liveCall(sql, home) : callOf(sql, home, named.callId);
}

/** The call a turn is of; null where none is under way, and undefined where the turn is about one that has moved on. */
export function admitCall(
  sql: Sql,
  now: Now,
  home: Home,
  { turn, savedTurn }: { turn: IncomingTurn; savedTurn: number },
): CallRow | null | undefined {
  const { input, call: named } = turn;
  const call = callFor(sql, home, named);
  if (named === undefined) return call ?? null;
  const fresh = { id: named.callId, numberUsed: turn.to, turn: savedTurn, provedCustomer: null };
  if (input.kind === "start" || input.kind === "picked_up") {
    if (!mayBegin(sql, home, call, turn)) return undefined;
    endOvertaken(sql, now, home, { callId: named.callId, key: turn.key });
    const answered: CallRow = { ...fresh, state: "up" };
    saveCall(sql, home, answered, now.wallMs);
    return answered;
  }
  if (input.kind === "hang_up") {
    endNoticeCall(sql, now, home, named);
    const wasLive = call?.state === "up";
    saveCall(sql, home, { ...fresh, state: "over" }, now.wallMs);
    return wasLive ? null : undefined;
  }
  return call !== undefined && isAnswerTo(call, named) ? call : undefined;
}

/** A call that is up or over begins no more; one of ours begins once, for whoever picked it up. */
function mayBegin(
  sql: Sql,
  home: Home,
  call: CallRow | undefined,
  { input, call: named }: IncomingTurn,
): boolean {
  if (call !== undefined && call.state !== "ringing") return false;
  if (input.kind !== "picked_up" || named === undefined) return true;
  return pickedUp(sql, home, named, input.by) !== undefined;
}

/** Leaves what a call is to play in the outbox; anything it had still to say of an earlier turn is not said any more. */
export function playScript(
  sql: Sql,
  now: Now,
  happening: Happening,
  playing: {
    readonly call: CallRow;
    readonly to: string;
    readonly language: string;
    readonly turn: number;
    readonly script: CallScript;
  },
): void {
  const { call, script, turn, language, to } = playing;
  saveCall(sql, happening.home, { ...call, turn }, now.wallMs);
  const part = script.first.length > 0 ? "first" : "rest";
  const body = { callId: call.id, turn, act: { kind: "play", part, script } } as const;
  oweStep(sql, now, happening, { body, to, language });
}
