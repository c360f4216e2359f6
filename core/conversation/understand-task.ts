import { never } from "../assert.ts";
import type { Amount } from "./amount.ts";
import { allowed, type Understood } from "./allowed.ts";
import type { Heard } from "./keywords.ts";
import { isOpen } from "./question.ts";
import type { TaskHeard } from "./task-words.ts";
import type { AskType } from "./account-tasks.ts";
import { currencyOf } from "../money.ts";
import { alertText } from "./alert-choice.ts";
import { phoneSaid } from "./phone-said.ts";
import type { Choices } from "./talk.ts";
import type { Moment } from "./talk-event.ts";

export type TaskAsked = TaskHeard | Extract<Heard, { readonly kind: "group" }>;

/** What a word or a key of one task asks for. */
export function fromTask(heard: TaskAsked, { question }: Choices, moment: Moment): Understood {
  switch (heard.kind) {
    case "asks": {
      const type = heard.task.toUpperCase() as AskType;
      return allowed({ moment, type, accountId: null });
    }
    case "alert":
      return levelAt("ALERT", heard.amount, { accountId: null, moment });
    case "autopay":
      return levelAt("AUTOPAY", heard.amount, { accountId: null, moment });
    case "pay_code":
      return levelAt("PAY_CODE", heard.amount, { accountId: null, moment });
    case "alert_choice": {
      const { currency } = moment.facts.utility;
      const perMajor = 10 ** (currencyOf(currency)?.minorDigits ?? 0);
      const amountMinor = heard.level === null ? null : heard.level * perMajor;
      const choice = alertText(heard.choice);
      return allowed({ moment, type: "ALERT_CHOICE", accountId: null, choice, amountMinor });
    }
    case "second": {
      const { textNumber = null } = moment.facts.utility;
      const line = heard.digits === null ? null : phoneSaid(heard.digits, textNumber);
      const accountId = question?.kind === "second" ? question.accountId : null;
      return allowed({ moment, type: "SECOND", accountId, line });
    }
    case "verify":
      return allowed({ moment, type: "VERIFY", code: heard.code });
    case "danger":
      return allowed({ moment, type: "DANGER", what: heard.what });
    case "calls":
      return allowed({ moment, type: heard.isWanted ? "CALLS_WANTED" : "CALLS_UNWANTED" });
    case "places":
      return allowed({ moment, type: "PLACES" });
    case "call_me":
      return allowed({ moment, type: "CALL_ME" });
    case "more":
      return { event: { moment, type: "MORE" }, tells: "state" };
    case "group":
      return allowed({ moment, type: "GROUP", group: heard.group });
    default:
      return never(heard);
  }
}

const sumTypes = { alert: "ALERT", autopay: "AUTOPAY", pay_code: "PAY_CODE" } as const;

/** An amount that can't be read with certainty sets nothing: the level is asked for instead. */
function levelAt(
  type: (typeof sumTypes)[keyof typeof sumTypes],
  amount: Amount,
  of: { readonly accountId: string | null; readonly moment: Moment },
): Understood {
  const amountMinor = amount === "unclear" ? null : amount;
  return allowed({ ...of, type, amountMinor });
}

/** An amount that answers the question which level, or how much each time; undefined where that is not what is asked. */
export function alertAnswered(
  { question }: Choices,
  amount: Exclude<Amount, null>,
  moment: Moment,
): Understood | undefined {
  if (question === null) return undefined;
  const { kind } = question;
  if (kind !== "alert" && kind !== "autopay" && kind !== "pay_code") return undefined;
  if (!isOpen(question, moment.now)) return undefined;
  return levelAt(sumTypes[kind], amount, { accountId: question.accountId, moment });
}
