import { isPayee } from "./payee.ts";
import { type Task, lackingFor } from "./rights.ts";
import type { TalkEvent } from "./talk-event.ts";
import { provedTaskOf } from "./task-event.ts";

/**
 * What an input is to this talk: an event for the machine, or none, and what is told after it. `state` tells where the talk
 * then stands, `result` what came of a payment, `slow` that it is still on its way.
 */
export interface Understood {
  readonly event: TalkEvent | null;
  readonly tells: "state" | "result" | "slow" | "nothing";
  /** A call goes on with what the one before it left: it is greeted and told so first. */
  readonly isResumed?: true;
}

/** The task an event asks for, where one must be allowed to. */
const tasks = {
  BALANCE: "balance",
  MINIMUM: "minimum",
  PAY: "pay",
  WHICH_BILL: "balance",
  NO_BILL: "balance",
  CONFIRM: "pay",
  JOIN: "opt_in",
  CONSENT: "opt_in",
  CALLS_WANTED: "opt_in",
  CALLS_AGREED: "opt_in",
  CALLS_UNWANTED: "opt_out",
  // Whoever is asked need be on no account: the number itself agrees, and gets no right by it.
  TOLD_ASKED: null,
  TOLD_AGREED: null,
  EMERGENCY: "emergency",
  EMERGENCY_AGREED: "emergency",
  OPT_OUT: "opt_out",
  KIND_ENDED: "opt_out",
  HELP: "help",
  LANGUAGE: "language",
  PAYMENTS: "payments",
  RECEIPT: "payments",
  USE: "details",
  RATES: "details",
  OWED: "details",
  WHY: "details",
  STATUS: "details",
  OUTAGE: "outage",
  MOVE: "move",
  PLAN: "plan",
  AUTOPAY: "autopay",
  EXTENSION: "plan",
  CONVERT: "plan",
  PAY_CODE: "autopay",
  ALERTS: "details",
  ALERT_CHOICE: "alert",
  SECOND: "plan",
  SECOND_END: "plan",
  MEDICAL: "care",
  DISPUTE: "plan",
  CARE_AGREED: "care",
  OFFER_CAME: null,
  AGREED: "agree",
  AID: "details",
  TURN_ON: "details",
  REPORT: "outage",
  ALERT: "alert",
  DANGER: "danger",
  PLACES: "help",
  CALL_ME: "agent",
  VERIFY: "verify",
  GROUP: null,
  OTHER_ACCOUNT: "identify",
  ACCOUNT_NUMBER: "identify",
  PROOF_NEEDED: null,
  CODE_WANTED: null,
  PROVED: null,
  NOT_PROVED: null,
  LOCKED: null,
  AGENT: "agent",
  CALL_STARTED: null,
  HANG_UP: null,
  MENU: null,
  MORE: null,
  TRANSFER_FAILED: null,
  PICKED_UP: null,
  NOTICE_ASKED: null,
  NOTICE_HEARD: null,
  CALLS_ENDED: "opt_out",
  GOODBYE: null,
  UNKNOWN: null,
  CARD_SEEN: null,
  NOT_ALLOWED: null,
  MISS: null,
  GIVE_UP: null,
  DECLINE: null,
  LATE: null,
  EXPIRED: null,
  SLOW: null,
  KIOSK_BEGIN: "identify",
  KIOSK_FOUND: "identify",
  KIOSK_TOO_MANY: "identify",
  KIOSK_CHOSEN: "identify",
  KIOSK_ACCOUNTS: "details",
  KIOSK_WHO: null,
  KIOSK_PAY: "pay_here",
  KIOSK_AMOUNT: "pay_here",
  KIOSK_TENDER: "pay_here",
  KIOSK_CASH: "pay_here",
  KIOSK_CARD: "pay_here",
  CARD_PRESENTED: "pay_here",
  NOTE: null,
  KIOSK_FINISH: null,
  KIOSK_RECEIPT: null,
  KIOSK_HELP: null,
  KIOSK_LANGUAGE: null,
  KIOSK_END: null,
  HAND_OVER: "hand_over",
  HANDED: "hand_over",
  PAYEE_UNKNOWN: null,
  HANDED_OFF: null,
  RESULT: null,
} as const satisfies Record<TalkEvent["type"], Task | null>;

/** The event, unless this line may not ask for it. */
export function allowed(event: TalkEvent): Understood {
  const task = tasks[event.type];
  const need = task === null || asksWhich(event) ? undefined : lackingIn(task, event);
  const quiet = event.type === "OPT_OUT" && event.by === "carrier";
  if (need === undefined) return { event, tells: quiet ? "nothing" : "state" };
  return { event: lacking(event, need), tells: "state" };
}

/** Whoever pays by a code needs no account; whoever has one, with cards on it, is to prove it as for any payment by them. */
function lackingIn(task: Task, event: TalkEvent): "number" | "proved" | undefined {
  const { facts } = event.moment;
  const isByCode =
    event.type === "PAY"
      ? isPayee(event.accountId)
      : paysTasks.has(task) && facts.line.payee === true;
  const lacks = lackingFor(task, facts);
  return lacks === "number" && isByCode ? undefined : lacks;
}

const paysTasks: ReadonlySet<Task> = new Set(["pay", "pay_here", "agree"]);

/** A caller with several accounts says which one before the PIN of its owner is asked for: a phone may be shared. */
function asksWhich(event: TalkEvent): boolean {
  const { line, accounts } = event.moment.facts;
  const isUnsaid = "accountId" in event && event.accountId === null;
  return (
    isUnsaid &&
    provedTaskOf(event) !== null &&
    line.channel === "ivr" &&
    line.proved !== true &&
    accounts.length > 1
  );
}

/**
 * What a line that may not is told. A caller can do something about it at once: key an account number where the line is
 * nobody's, or the PIN where it is known, and the payment goes on from there.
 */
function lacking(event: TalkEvent, need: "number" | "proved"): TalkEvent {
  const { moment } = event;
  if (moment.facts.line.channel !== "ivr") return { moment, type: "NOT_ALLOWED", need };
  if (need === "number") return { moment, type: "OTHER_ACCOUNT" };
  const wanted = provedTaskOf(event) ?? { next: null, accountId: null, amountMinor: null };
  return { moment, type: "PROOF_NEEDED", ...wanted };
}
