import { never } from "../assert.ts";
import { allowed, type Understood } from "./allowed.ts";
import { accountOf, type Facts } from "./facts.ts";
import type { ProofVerdict } from "./input.ts";
import type { Heard } from "./keywords.ts";
import { isOpen } from "./question.ts";
import { type AccountFacts } from "./facts.ts";
import type { Choices } from "./talk.ts";
import type { Moment } from "./talk-event.ts";
import { provedEvent } from "./task-event.ts";

export function isCall({ facts }: Moment): boolean {
  return facts.line.channel === "ivr";
}

/** The account that matters first: the one that is off and that a payment turns on. */
export function urgentAccount({ accounts }: Facts): AccountFacts | undefined {
  return accounts.find(({ supply, restoreMinor }) => supply === "off" && restoreMinor !== null);
}

export type Key = Extract<
  Heard,
  {
    readonly kind:
      | "menu"
      | "restore"
      | "other_account"
      | "other_amount"
      | "agent"
      | "goodbye"
      | "calls_off"
      | "hear"
      | "proof_code"
      | "account_number";
  }
>;

/** What a key of a call's menu asks for. */
export function fromKey(choices: Choices, key: Key, moment: Moment): Understood {
  switch (key.kind) {
    case "menu":
      return { event: { moment, type: "MENU" }, tells: "state" };
    case "goodbye":
      return { event: { moment, type: "GOODBYE" }, tells: "state" };
    case "calls_off":
      return allowed({ moment, type: "CALLS_ENDED" });
    case "hear":
      return { event: { moment, type: "NOTICE_ASKED" }, tells: "state" };
    case "proof_code":
      return { event: { moment, type: "CODE_WANTED" }, tells: "state" };
    case "agent":
      return allowed({ moment, type: "AGENT", reason: "asked" });
    case "other_account":
      return allowed({ moment, type: "OTHER_ACCOUNT" });
    case "account_number":
      return allowed({ moment, type: "ACCOUNT_NUMBER", number: key.number });
    case "restore": {
      // The amount is the one of this moment, and it is read back before anything is charged.
      const account = urgentAccount(moment.facts);
      const accountId = account?.accountId ?? null;
      return pay(moment, accountId, account?.restoreMinor ?? null);
    }
    case "other_amount": {
      const { question } = choices;
      const accountId = question?.kind === "confirm" ? question.accountId : choices.accountId;
      return pay(moment, accountOf(moment.facts, accountId)?.accountId ?? null, null);
    }
    default:
      return never(key);
  }
}

function pay(moment: Moment, accountId: string | null, amount: number | null): Understood {
  return allowed({ moment, type: "PAY", accountId, amount, methodId: null });
}

/** What came of the PIN or the code that was asked for; where none is asked for any more, the verdict is dropped. */
export function proofOf(choices: Choices, verdict: ProofVerdict, moment: Moment): Understood {
  const { question } = choices;
  if (question?.kind !== "pin" || !isOpen(question, moment.now)) {
    return { event: null, tells: "nothing" };
  }
  switch (verdict) {
    case "proved": {
      const event = provedEvent(question, moment);
      if (event !== null) return allowed(event);
      return { event: { moment, type: "PROVED" }, tells: "state" };
    }
    case "not_proved":
      return { event: { moment, type: "NOT_PROVED" }, tells: "state" };
    case "locked":
      return { event: { moment, type: "LOCKED" }, tells: "state" };
    default:
      return never(verdict);
  }
}
