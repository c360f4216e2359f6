import { meantAccount } from "./facts.ts";
import type { AskTask, AskType } from "./account-tasks.ts";
import type { Choices, Seen, TalkStates, Telling } from "./talk.ts";
import { askAccount } from "./question.ts";
import { askingPrompt } from "./asking-prompt.ts";

type AboutAccount = Seen<
  AskType | "ALERT" | "AUTOPAY" | "PAY_CODE" | "SECOND" | "ALERT_CHOICE" | "PAY"
>;

/** Several accounts share this line, and the person did not say which one is meant. */
export function lacksAccount({ event }: AboutAccount): boolean {
  return event.accountId === null && event.moment.facts.accounts.length > 1;
}

/** The account that was meant is no longer theirs: it was closed or moved since the question. */
export function accountGone({ event }: AboutAccount): boolean {
  return meantAccount(event.moment.facts, event.accountId) === undefined;
}

const withAmount = { ALERT: "alert", AUTOPAY: "autopay", PAY_CODE: "pay_code" } as const;

export function whichAccount({ context, event }: AboutAccount): Partial<Choices> {
  const { moment } = event;
  if (event.type === "PAY") {
    const amountMinor = typeof event.amount === "number" ? event.amount : null;
    return askAccount(context, moment, { task: "pay", amountMinor });
  }
  if (event.type === "ALERT" || event.type === "AUTOPAY" || event.type === "PAY_CODE") {
    const task = withAmount[event.type];
    return askAccount(context, moment, { task, amountMinor: event.amountMinor });
  }
  if (event.type === "ALERT_CHOICE") {
    const { choice, amountMinor } = event;
    return askAccount(context, moment, { task: "alert_choice", amountMinor, choice });
  }
  if (event.type === "SECOND") {
    const { line } = event;
    const wanted = { task: "second", amountMinor: null } as const;
    return askAccount(context, moment, line === null ? wanted : { ...wanted, line });
  }
  const task = event.type.toLowerCase() as AskTask;
  return askAccount(context, moment, { task, amountMinor: null });
}

export const chooseAccountStates = { chooseAccount: {} } satisfies TalkStates;

export const chooseAccountTellings = {
  chooseAccount: { prompt: askingPrompt },
} satisfies Record<keyof typeof chooseAccountStates, Telling>;
