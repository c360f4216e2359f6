import { keyOf } from "../ids.ts";
import { DAY_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type KeyTaken, lineKeysAfter, removeKey } from "../store/inbox.ts";
import { callBacksAfter, removeCallBack } from "../store/call-backs.ts";
import {
  emptyTalk,
  lineMessagesAfter,
  lineTalksAfter,
  type MessageAge,
  removeMessage,
} from "../store/talks.ts";
import { setTimer, takeTimer, type Timer, timerOf } from "../store/timers.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/** How long the lines of phones keep what they hold, in days of wall time. What proves consent is no part of it. */
export interface RetentionPolicy {
  /** Texts, and the steps of calls. */
  readonly messageDays: number;
  /** Texts of notices: what a customer may ask about, and what tells that they were warned. */
  readonly noticeDays: number;
  /** Texts, either way, with a code in them. */
  readonly codeDays: number;
  /** What tells an event from its repetition; an older event is not taken any more. */
  readonly eventDays: number;
  /** What was said and chosen in a talk, from its last turn on; absent is as long as its texts. */
  readonly talkDays?: number;
  /** Call-backs, from when they were done; absent is as long as texts. */
  readonly callBackDays?: number;
}

/** Rows looked at in one step; the rest follow in the next tick, so that nobody waits for a clearing out. */
export const ROWS_A_STEP = 500;

/** Keys of events that come from outside or by timer; happenings of our own homes keep theirs, for a store that was away may tell late. */
const EXPIRING = /^(?:telnyx:|carrier\/|timer\/)/;

/** Keys outlive the last event that is taken by this, for a carrier's clock may be ahead of ours. */
const SPARE_MS = DAY_MS;

/** One-time codes have six to eight digits, and those that others pay by ten, in groups or not. */
const CODE = /(?<!\d)(?:\d{6,8}|\d(?:[\s.-]?\d){9})(?!\d)/;
const withCode: ReadonlySet<string> = new Set(["hand_over", "proof_code", "pay_code_made"]);

/** What went so far, by what it was. */
interface Gone {
  readonly messages: number;
  readonly keys: number;
  /** Absent in walks that began before these went too. */
  readonly talks?: number;
  readonly callBacks?: number;
}

type Walk = Gone & {
  readonly of: "messages" | "keys" | "talks" | "call_backs";
  readonly home: Home;
  readonly after: string;
  readonly policy: RetentionPolicy;
};

const KEY = keyOf("expire");

/** Begins to clear out the lines of a store, unless it is being done. Not every store has the utility's settings at hand. */
export function beginExpiry(sql: Sql, now: Now, home: Home, policy: RetentionPolicy): void {
  if (timerOf(sql, home, KEY) !== undefined) return;
  const walk: Walk = { of: "messages", home: "line:", after: "", messages: 0, keys: 0, policy };
  const timer = { home, key: KEY, clock: "wall", dueAtMs: now.wallMs, kind: "expire" } as const;
  setTimer(sql, { ...timer, payload: JSON.stringify(walk) });
}

/**
 * The next step of clearing out: what is past its days goes, a bounded number of rows looked at. Ledger, consents and their
 * proof, decisions, notices and the journal stay; the journal says at the end how much went.
 */
export function expireLines(sql: Sql, now: Now, timer: Timer): void {
  if (!takeTimer(sql, timer)) return;
  const walk = JSON.parse(timer.payload) as Walk;
  const next = steps[walk.of](sql, now, walk);
  if (next.of !== "done") {
    setTimer(sql, { ...timer, payload: JSON.stringify(next) });
    return;
  }
  const { messages, keys, talks = 0, callBacks = 0 } = next;
  if (messages + keys + talks + callBacks === 0) return;
  recordHappening(sql, now, beginHappening(sql, timer.home), {
    kind: "texts-expired",
    actor: "hub",
    channel: null,
    cause: keyOf(KEY, timer.dueAtMs),
    facts: { messages, keys, talks, callBacks },
  });
}

type Walked = Walk | (Gone & { readonly of: "done" });

const steps = {
  messages: messagesOn,
  keys: keysOn,
  talks: talksOn,
  call_backs: callBacksOn,
} as const satisfies Record<Walk["of"], (sql: Sql, now: Now, walk: Walk) => Walked>;

function messagesOn(sql: Sql, now: Now, walk: Walk): Walked {
  const rows = lineMessagesAfter(sql, { home: walk.home, id: walk.after }, ROWS_A_STEP);
  const past = rows.filter(
    (row) => now.wallMs - row.createdAtMs >= daysOf(row, walk.policy) * DAY_MS,
  );
  for (const { home, id } of past) removeMessage(sql, home, id);
  const messages = walk.messages + past.length;
  const last = rows.length < ROWS_A_STEP ? undefined : rows.at(-1);
  if (last !== undefined) return { ...walk, messages, home: last.home, after: last.id };
  return { ...walk, messages, of: "keys", home: "line:", after: "" };
}

function daysOf({ promptKey, text, noticeId }: MessageAge, retention: RetentionPolicy): number {
  const hasCode = promptKey === null ? CODE.test(text ?? "") : withCode.has(promptKey);
  if (hasCode) return retention.codeDays;
  return noticeId === null ? retention.messageDays : retention.noticeDays;
}

function keysOn(sql: Sql, now: Now, walk: Walk): Walked {
  const { eventDays } = walk.policy;
  const rows = lineKeysAfter(sql, { home: walk.home, key: walk.after }, ROWS_A_STEP);
  const isPast = ({ key, receivedAtMs }: KeyTaken) =>
    EXPIRING.test(key) && now.wallMs - receivedAtMs >= eventDays * DAY_MS + SPARE_MS;
  const past = rows.filter(isPast);
  for (const { home, key } of past) removeKey(sql, home, key);
  const keys = walk.keys + past.length;
  const last = rows.length < ROWS_A_STEP ? undefined : rows.at(-1);
  if (last !== undefined) return { ...walk, keys, home: last.home, after: last.key };
  return { ...walk, keys, of: "talks", home: "line:", after: "" };
}

/** What came of a payment is waited for, however long that takes; all else that a talk asks is over within a day. */
function talksOn(sql: Sql, now: Now, walk: Walk): Walked {
  const { talkDays = walk.policy.messageDays } = walk.policy;
  const rows = lineTalksAfter(sql, { home: walk.home, channel: walk.after }, ROWS_A_STEP);
  const past = rows.filter(
    ({ payment, updatedAtMs }) =>
      (payment ?? "none") === "none" && now.wallMs - updatedAtMs >= talkDays * DAY_MS,
  );
  for (const { home, channel } of past) emptyTalk(sql, home, channel);
  const talks = (walk.talks ?? 0) + past.length;
  const last = rows.length < ROWS_A_STEP ? undefined : rows.at(-1);
  if (last !== undefined) return { ...walk, talks, home: last.home, after: last.channel };
  return { ...walk, talks, of: "call_backs", home: "utility:", after: "" };
}

function callBacksOn(sql: Sql, now: Now, walk: Walk): Walked {
  const { callBackDays = walk.policy.messageDays } = walk.policy;
  const rows = callBacksAfter(sql, { home: walk.home, id: walk.after }, ROWS_A_STEP);
  const past = rows.filter(
    ({ doneAtMs }) => doneAtMs !== null && now.wallMs - doneAtMs >= callBackDays * DAY_MS,
  );
  for (const { home, id } of past) removeCallBack(sql, home, id);
  const callBacks = (walk.callBacks ?? 0) + past.length;
  const last = rows.length < ROWS_A_STEP ? undefined : rows.at(-1);
  if (last === undefined) return { ...walk, callBacks, of: "done" };
  return { ...walk, callBacks, home: last.home, after: last.id };
}

/** True for an event from before what is remembered: whether it came already nobody can tell any more. */
export function isForgotten(
  now: Now,
  occurredAtMs: number | null,
  retention: RetentionPolicy | null,
): boolean {
  if (retention === null || occurredAtMs === null) return false;
  return now.wallMs - occurredAtMs >= retention.eventDays * DAY_MS;
}
