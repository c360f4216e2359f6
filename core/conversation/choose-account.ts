import { type Choices, type Seen, type TalkStates, type Telling, meantAccount } from "./talk.ts";
import { askAccount, askingPrompt } from "./question.ts";

type AboutAccount = Seen<"BALANCE" | "MINIMUM" | "PAYMENTS" | "PAY" | "EMERGENCY">;

/** Several accounts share this line, and the person did not say which one is meant. */
export function lacksAccount({ event }: AboutAccount): boolean {
  return event.accountId === null && event.moment.facts.accounts.length > 1;
}

/** The account that was meant is no longer theirs: it was closed or moved since the question. */
export function accountGone({ event }: AboutAccount): boolean {
  return meantAccount(event.moment.facts, event.accountId) === undefined;
}

export function whichAccount({ context, event }: AboutAccount): Partial<Choices> {
  const { moment } = event;
  switch (event.type) {
    case "BALANCE":
      return askAccount(context, moment, { task: "balance", amountMinor: null });
    case "MINIMUM":
      return askAccount(context, moment, { task: "minimum", amountMinor: null });
    case "PAYMENTS":
      return askAccount(context, moment, { task: "payments", amountMinor: null });
    case "EMERGENCY":
      return askAccount(context, moment, { task: "emergency", amountMinor: null });
    case "PAY": {
      const amountMinor = typeof event.amount === "number" ? event.amount : null;
      return askAccount(context, moment, { task: "pay", amountMinor });
    }
  }
}

export const chooseAccountStates = { chooseAccount: {} } satisfies TalkStates;

export const chooseAccountTellings = {
  chooseAccount: { prompt: askingPrompt },
} satisfies Record<keyof typeof chooseAccountStates, Telling>;
