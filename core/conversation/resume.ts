import { never } from "../assert.ts";
import { type CallLeft, keepable, RESUME_MS } from "./call-left.ts";
import { allowed, type Understood } from "./allowed.ts";
import { stillWorkingPrompt } from "./pay.ts";
import { resultPrompt } from "./pending-payment.ts";
import type { Prompt } from "./prompt.ts";
import type { Choices, View } from "./talk.ts";
import type { Moment, TalkEvent } from "./talk-event.ts";
import type { OpenQuestion } from "./open-question.ts";
import { accountOf } from "./facts.ts";
import { provedEvent, taskEvent } from "./task-event.ts";
import { urgentAccount } from "./understand-call.ts";

function isFresh(left: CallLeft, { wallMs }: Moment["now"]): boolean {
  const ageMs = wallMs - left.atMs;
  return ageMs >= 0 && ageMs < RESUME_MS;
}

/**
 * A call was answered. One that follows soon on another of the same number goes on with what was left unanswered, asked anew from
 * its beginning and with no proof of before: a read-back is heard whole again, a PIN is asked for again. Whoever is off hears
 * that first, unless it was a payment that was left.
 */
export function fromStart(choices: Choices, moment: Moment): Understood {
  const begun: Understood = { event: { moment, type: "CALL_STARTED" }, tells: "state" };
  const left = leftNow(choices, moment);
  const event = left === null ? null : eventOf(left, moment);
  if (event === null) return begun;
  if (event.type !== "PAY" && urgentAccount(moment.facts) !== undefined) return begun;
  return { ...allowed(event), isResumed: true };
}

/** A call that was cut off may be followed by another before its end is told. */
function leftNow({ question, left = null }: Choices, { now }: Moment): OpenQuestion | null {
  if (question !== null) {
    const cut = { atMs: question.askedAtMs, question: keepable(question), paying: null };
    return isFresh(cut, now) ? cut.question : null;
  }
  return left !== null && isFresh(left, now) ? left.question : null;
}

/** Null where what was left is gone, is a consent or an offer, whose terms are told anew, or a level, whose digits would take the key of danger. */
function eventOf(question: OpenQuestion, moment: Moment): TalkEvent | null {
  const { facts } = moment;
  const named = "accountId" in question ? question.accountId : null;
  // What was proved then reached further than the number does now.
  if (named !== null && accountOf(facts, named) === undefined) return null;
  switch (question.kind) {
    case "account":
      return taskEvent(question, null, moment);
    case "amount":
      return pay(moment, question.accountId, null);
    case "method":
    case "confirm":
    case "card":
      return pay(moment, question.accountId, question.amountMinor);
    case "pin":
      return forProof(question, moment);
    case "emergency":
      return { moment, type: "EMERGENCY", accountId: question.accountId };
    case "report": {
      const type = question.what === "move" ? "MOVE" : "OUTAGE";
      return { moment, type, accountId: question.accountId };
    }
    case "text_code":
      return { moment, type: "VERIFY", code: null };
    case "account_number":
      return { moment, type: "OTHER_ACCOUNT" };
    case "consent":
    case "told":
    case "notice":
    case "alert":
    case "offer":
    case "autopay":
    case "pay_code":
    case "second":
      return null;
    default:
      return never(question);
  }
}

function forProof(question: OpenQuestion & { readonly kind: "pin" }, moment: Moment): TalkEvent {
  return provedEvent(question, moment) ?? { moment, type: "OTHER_ACCOUNT" };
}

function pay(moment: Moment, accountId: string | null, amount: number | null): TalkEvent {
  return { moment, type: "PAY", accountId, amount, methodId: null };
}

/** What became of a payment since its caller hung up, which they are told before anything else. */
export function paidMeanwhile({ choices, facts, now }: View): Prompt | null {
  const { left = null, request } = choices;
  const paying = left?.paying ?? null;
  if (left === null || paying === null || !isFresh(left, now)) return null;
  const account = accountOf(facts, paying.accountId);
  if (account === undefined) return null;
  if (paying.outcome === null) {
    return request === null ? null : stillWorkingPrompt({ choices, facts, now });
  }
  const { accountId, amountMinor, outcome } = paying;
  const { label, restoreMinor } = account;
  const result = { task: "pay", paymentId: "", accountId, label, restoreMinor } as const;
  return resultPrompt({ ...result, amountMinor, outcome }, facts);
}
