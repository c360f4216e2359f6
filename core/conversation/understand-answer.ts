import { never } from "../assert.ts";
import { allowed, type Understood } from "./allowed.ts";
import { type Channel } from "./facts.ts";
import { isWaiting } from "./pay-checks.ts";
import { isOpen } from "./question.ts";
import { isCall } from "./understand-call.ts";
import { taskEvent } from "./task-event.ts";
import { type Choices, type Misses } from "./talk.ts";
import { type Moment, type TalkEvent } from "./talk-event.ts";
import { type OpenQuestion } from "./open-question.ts";

/** The open question of a kind, if there is one and its time is not over. */
export function openQuestion<Kind extends OpenQuestion["kind"]>(
  { question }: Choices,
  { now }: Moment,
  kind: Kind,
): (OpenQuestion & { readonly kind: Kind }) | undefined {
  if (question === null || question.kind !== kind || !isOpen(question, now)) return undefined;
  return question as OpenQuestion & { readonly kind: Kind };
}

/** A digit answers the open question or nothing at all. */
export function answered(choices: Choices, digit: number, moment: Moment): Understood {
  const { question, request } = choices;
  if (question === null || !isOpen(question, moment.now)) {
    const doubled = isWaiting(choices, moment.now) && request?.digit === digit;
    if (!doubled) return { event: { moment, type: "LATE" }, tells: "state" };
    // The confirmation sent twice: its payment is under way, and the busy guard says so.
    return allowed({ moment, type: "PAY", accountId: null, amount: null, methodId: null });
  }
  const event = answerTo(question, digit, moment);
  return event === undefined ? missed(choices, moment, "noMatch") : allowed(event);
}

const consentTypes = { account: "CONSENT", calls: "CALLS_AGREED" } as const;

function answerTo(question: OpenQuestion, digit: number, moment: Moment): TalkEvent | undefined {
  switch (question.kind) {
    case "account": {
      const option = question.options.find((one) => one.digit === digit);
      return option && taskEvent(question, option.accountId, moment);
    }
    case "method": {
      const option = question.options.find((one) => one.digit === digit);
      const { accountId, amountMinor: amount } = question;
      return option && { moment, type: "PAY", accountId, amount, methodId: option.methodId };
    }
    case "confirm":
      return digit === question.digit ? { moment, type: "CONFIRM" } : undefined;
    case "consent":
      return digit === question.digit
        ? { moment, type: consentTypes[question.purpose ?? "account"] }
        : undefined;
    case "told":
      return digit === question.digit ? { moment, type: "TOLD_AGREED" } : undefined;
    case "emergency":
      return digit === question.digit ? { moment, type: "EMERGENCY_AGREED" } : undefined;
    case "offer": {
      const type = question.what === "medical" ? "CARE_AGREED" : "AGREED";
      return digit === question.digit ? { moment, type } : undefined;
    }
    case "report":
      return digit === question.digit ? { moment, type: "REPORT" } : undefined;
    case "amount":
    case "alert":
    case "autopay":
    case "pay_code":
    case "second":
    case "account_number":
    case "pin":
    case "text_code":
    case "notice":
    case "card":
      // A lone digit is never an amount, and no account number, PIN or code is one.
      return undefined;
    default:
      return never(question);
  }
}

/** By text these are asked by the way: what answers them does, and anything else is about something else. */
const asides: ReadonlySet<OpenQuestion["kind"]> = new Set([
  "alert",
  "autopay",
  "pay_code",
  "second",
]);

/** Whether an answer is waited for, so that what is none is a miss. */
export function isAsked({ question }: Choices, moment: Moment): boolean {
  if (question === null || !isOpen(question, moment.now)) return false;
  return isCall(moment) || !asides.has(question.kind);
}

/** The one place that counts. A question survives MISSES_MAX of either kind; without one a miss is just not understood. */
export function missed(choices: Choices, moment: Moment, which: keyof Misses): Understood {
  const misses: Misses = { ...choices.misses, [which]: choices.misses[which] + 1 };
  const isAsking = isAsked(choices, moment);
  if (!isAsking && which === "noMatch" && !isCall(moment)) {
    return { event: { moment, type: "UNKNOWN" }, tells: "state" };
  }
  // A caller who is silent once and presses a wrong key once has been told twice.
  const count = isCall(moment) ? misses.noInput + misses.noMatch : misses[which];
  if (count <= MISSES_MAX[moment.facts.line.channel]) {
    return { event: { moment, type: "MISS", which, misses }, tells: "state" };
  }
  if (isCall(moment)) {
    // Whom we called, and who does not speak to us, did not ask for a person.
    if (openQuestion(choices, moment, "notice") !== undefined) {
      return { event: { moment, type: "GOODBYE" }, tells: "state" };
    }
    return { event: { moment, type: "AGENT", reason: "not_understood" }, tells: "state" };
  }
  return { event: { moment, type: isAsking ? "GIVE_UP" : "HELP" }, tells: "state" };
}

/** Misses in a row at one question, silent or wrong, after which it is given up. A text can be read again, so one is enough. */
export const MISSES_MAX: Readonly<Record<Channel, number>> = {
  sms: 1,
  ivr: 2,
  kiosk: 2,
  portal: 2,
  counter: 2,
};

export const nothing: Understood = { event: null, tells: "nothing" };

export const again: Understood = { event: null, tells: "state" };
