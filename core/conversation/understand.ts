import { openQuestion, answered, isAsked, missed, nothing, again } from "./understand-answer.ts";
import { must, never } from "../assert.ts";
import { type AmountReading, readAmount } from "./amount.ts";
import { MINUTE_MS } from "../instant.ts";
import { allowed, type Understood } from "./allowed.ts";
import type { Amount } from "./amount.ts";
import { billAsked } from "./bill.ts";
import type { EndedKind } from "./stop-kinds.ts";
import { captureOver, fromCapture } from "./card-capture.ts";
import { currencyOf } from "../money.ts";
import { fromHanded } from "./hand-over.ts";
import type { Input, TaskResult } from "./input.ts";
import { type CarrierMeaning, type Heard, hear } from "./keywords.ts";
import { answerSaid, ofNamed } from "./named.ts";
import { plainOf } from "./plain-words.ts";
import { chosen } from "./options.ts";
import { isOpen } from "./question.ts";
import { fromStart } from "./resume.ts";
import { alertAnswered, fromTask } from "./understand-task.ts";
import { fromKey, isCall, proofOf } from "./understand-call.ts";
import type { Choices } from "./talk.ts";
import type { Moment, TalkEvent } from "./talk-event.ts";

/** An input whose keys, where there are any, were read against what the call waited for (call-keys.ts). */
export type ReadInput = Exclude<Input, { readonly kind: "digits" }>;

export function understand(choices: Choices, input: ReadInput, moment: Moment): Understood {
  switch (input.kind) {
    case "start":
      return isCall(moment) ? fromStart(choices, moment) : again;
    case "picked_up":
      return { event: { moment, type: "PICKED_UP", by: input.by }, tells: "state" };
    case "spoken":
      return openQuestion(choices, moment, "notice") === undefined
        ? again
        : { event: { moment, type: "NOTICE_HEARD" }, tells: "state" };
    case "proof":
      return proofOf(choices, input.verdict, moment);
    case "said":
      return fromSaid(choices, input, moment);
    case "chose": {
      const heard = chosen(input.option);
      return heard === undefined
        ? missed(choices, moment, "noMatch")
        : fromHeard(choices, heard, moment);
    }
    case "found":
      return allowed({ moment, type: "KIOSK_FOUND", accountIds: input.accountIds });
    case "named":
      // Whoever is named is asked for their proof, and so is nobody.
      return allowed({ moment, type: "ACCOUNT_NUMBER", number: input.number });
    case "too_many_numbers":
      return allowed({ moment, type: "KIOSK_TOO_MANY" });
    case "note": {
      const { note, amountMinor } = input;
      return { event: { moment, type: "NOTE", note, amountMinor }, tells: "state" };
    }
    case "card_presented":
      return allowed({ moment, type: "CARD_PRESENTED" });
    case "card_captured":
      return fromCapture(choices, input.methodId, moment);
    case "handed":
      return fromHanded(input.handed, moment);
    case "payee":
      return fromPayee(input, moment);
    case "handed_off": {
      const { offeredAtMs } = input;
      return { event: { moment, type: "HANDED_OFF", offeredAtMs }, tells: "nothing" };
    }
    case "invited":
      // Who invites knows the line; its account may be on its way to its home still.
      return { event: invitedTo(input.accountId, moment), tells: "state" };
    case "left":
      return { event: { moment, type: "KIOSK_END" }, tells: "state" };
    case "no_input":
      return missed(choices, moment, "noInput");
    case "no_match":
      return missed(choices, moment, "noMatch");
    case "hang_up":
      return isCall(moment) ? { event: { moment, type: "HANG_UP" }, tells: "nothing" } : nothing;
    case "transfer_failed":
      return { event: { moment, type: "TRANSFER_FAILED" }, tells: "state" };
    case "timer":
      return input.timer === "card_over"
        ? captureOver(choices, moment)
        : fromTimer(input.timer, moment);
    case "result":
      // A grant moves no talk: it is told, and the talk stays where it is.
      if (input.result.task !== "pay")
        return { event: cameOf(input.result, moment), tells: "result" };
      return { event: { moment, type: "RESULT", result: input.result }, tells: "result" };
    default:
      return never(input);
  }
}

function fromSaid(
  choices: Choices,
  { text, saidAtMs }: Extract<Input, { kind: "said" }>,
  moment: Moment,
): Understood {
  const meant = answerSaid(choices, text, moment) ?? hear(text, readingOf(moment));
  if (meant.kind === "digit" && isOfBefore(choices, saidAtMs)) return nothing;
  return ofNamed(fromHeard(choices, meant, moment), text, moment);
}

/** A payment by somebody's code: how much is said behind it, or asked for next. */
function fromPayee(
  { payee: accountId, rest }: Extract<Input, { kind: "payee" }>,
  moment: Moment,
): Understood {
  if (accountId === null) return { event: { moment, type: "PAYEE_UNKNOWN" }, tells: "state" };
  const amount = readAmount(plainOf(rest), readingOf(moment));
  return allowed({ moment, type: "PAY", accountId, amount, methodId: null });
}

/** A screen goes on showing what came of terms that were agreed to there. */
function cameOf(result: TaskResult, moment: Moment): TalkEvent | null {
  const isScreen = moment.facts.line.kiosk !== undefined;
  return isScreen && result.task === "offer" ? { moment, type: "OFFER_CAME", result } : null;
}

/** How far a carrier's clock may be from ours; from one further off no webhook is believed. */
const CLOCKS_APART_MAX_MS = 5 * MINUTE_MS;

/** A text that was under way for long and was said before the question was asked answers another one, and this one stays open. */
function isOfBefore({ question }: Choices, saidAtMs: number | undefined): boolean {
  if (question === null || saidAtMs === undefined) return false;
  return saidAtMs + CLOCKS_APART_MAX_MS < question.askedAtMs;
}

function readingOf({ facts }: Moment): AmountReading {
  const { currency: code, language } = facts.utility;
  const currency = must(currencyOf(code), `no scale is kept for currency ${code}`);
  return { currency, language: facts.line.language ?? language };
}

/** A timer wakes; whether it is still about anything is for the machine's guards and their clock to say. */
function invitedTo(accountId: string | undefined, moment: Moment): TalkEvent {
  return accountId === undefined
    ? { moment, type: "JOIN" }
    : { moment, type: "TOLD_ASKED", accountId };
}

function fromTimer(timer: string, moment: Moment): Understood {
  if (timer === "payment_slow") return { event: { moment, type: "SLOW" }, tells: "slow" };
  if (timer === "question_expired") return { event: { moment, type: "EXPIRED" }, tells: "nothing" };
  if (timer === "kiosk_left") return { event: { moment, type: "KIOSK_END" }, tells: "state" };
  return nothing;
}

/**
 * The end of one kind of texts, of whoever agreed to texts and where one kind may end alone; else of them all. One that has ended is
 * told of no second time.
 */
function ending(kind: EndedKind | undefined, moment: Moment): Understood {
  const { consent, endsAll = false, ended = [] } = moment.facts.line;
  if (kind === undefined || endsAll || consent !== "granted") {
    return allowed({ moment, type: "OPT_OUT", by: "customer" });
  }
  return ended.includes(kind) ? nothing : allowed({ moment, type: "KIND_ENDED", kind });
}

/** Of the account that an amount was asked of; else of the one that is meant. */
function paying(choices: Choices, amount: Amount, moment: Moment): Understood {
  const accountId = openQuestion(choices, moment, "amount")?.accountId ?? null;
  return allowed({ moment, type: "PAY", accountId, amount, methodId: null });
}

function fromHeard(choices: Choices, heard: Heard, moment: Moment): Understood {
  switch (heard.kind) {
    case "balance":
      return allowed({ moment, type: "BALANCE", accountId: null });
    case "minimum":
      return allowed({ moment, type: "MINIMUM", accountId: null });
    case "emergency":
      return allowed({ moment, type: "EMERGENCY", accountId: null });
    case "pay":
    case "amount": {
      const alert =
        heard.kind === "amount" ? alertAnswered(choices, heard.amount, moment) : undefined;
      return alert ?? paying(choices, heard.amount, moment);
    }
    case "bill":
      return allowed(billAsked(heard.amount, moment));
    case "digit":
      return answered(choices, heard.digit, moment);
    case "join":
      return allowed({ moment, type: "JOIN" });
    case "opt_out":
      return ending(heard.of, moment);
    case "asks":
    case "alert":
    case "autopay":
    case "pay_code":
    case "second":
    case "alert_choice":
    case "verify":
    case "danger":
    case "places":
    case "call_me":
    case "calls":
    case "more":
    case "group":
      return fromTask(heard, choices, moment);
    case "help":
      return allowed({ moment, type: "HELP" });
    case "language":
      return allowed({ moment, type: "LANGUAGE", language: heard.language });
    case "repeat":
      return again;
    case "hand_over":
      return allowed({ moment, type: "HAND_OVER" });
    case "courtesy":
      return courteous(choices, moment);
    case "card_number":
      return { event: { moment, type: "CARD_SEEN" }, tells: "state" };
    case "carrier":
      return carrierWord(choices, heard.meaning, moment);
    case "no":
      return declined(choices, heard.orEnds === true, moment);
    case "unknown":
      return missed(choices, moment, "noMatch");
    case "menu":
    case "restore":
    case "other_account":
    case "other_amount":
    case "agent":
    case "goodbye":
    case "calls_off":
    case "hear":
    case "proof_code":
    case "account_number":
      return fromKey(choices, heard, moment);
    default:
      return never(heard);
  }
}

function declined(choices: Choices, orEnds: boolean, moment: Moment): Understood {
  if (choices.question !== null && isOpen(choices.question, moment.now)) {
    return { event: { moment, type: "DECLINE" }, tells: "state" };
  }
  return orEnds ? ending(undefined, moment) : missed(choices, moment, "noMatch");
}

/** Who is asked something and says "ok" may think it done: it is asked again. Else thanks are worth no text. */
function courteous(choices: Choices, moment: Moment): Understood {
  return isAsked(choices, moment) ? missed(choices, moment, "noMatch") : nothing;
}

/** By text the carrier has answered these already; anywhere else they are plain words. None of them answers a question. */
function carrierWord(choices: Choices, meaning: CarrierMeaning, moment: Moment): Understood {
  const byText = moment.facts.line.channel === "sms";
  switch (meaning) {
    case "revoke":
      return byText
        ? allowed({ moment, type: "OPT_OUT", by: "carrier" })
        : fromHeard(choices, { kind: "no" }, moment);
    case "help":
      return byText ? nothing : allowed({ moment, type: "HELP" });
    case "ignore":
      return nothing;
    default:
      return never(meaning);
  }
}
