import { accountOf, meantAccount } from "./facts.ts";
import { assign } from "xstate";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import type { Prompt } from "./prompt.ts";
import { closeQuestion } from "./question.ts";
import type { AskType } from "./account-tasks.ts";
import type { Choices, Seen, TalkOn, TalkStates, Telling, View } from "./talk.ts";

/** The account a question was answered with, or the only one; an open question about anything else stays open. */
export function speakOf({ context, event }: Seen<AskType>): Partial<Choices> {
  const account = meantAccount(event.moment.facts, event.accountId);
  const answered = event.accountId === null ? {} : closeQuestion(context);
  return { ...answered, accountId: account?.accountId ?? null };
}

export const balanceOn = {
  BALANCE: [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { target: ".balanceTold", actions: assign(speakOf) },
  ],
} satisfies TalkOn;

export const balanceStates = { balanceTold: {} } satisfies TalkStates;

/** The balance with its age; pending and estimated parts beside it, never inside it. */
export function balancePrompt({ choices, facts, now }: View): Prompt {
  const utility = facts.utility.name;
  const account = accountOf(facts, choices.accountId);
  if (account === undefined) return { utility, key: "question_dropped" };
  const { label, mode, supply, balanceUnits, pendingUnits, estimatedUnits } = account;
  const { asOfMs, zone, daysLeft, restoreMinor } = account;
  return {
    utility,
    key: "balance",
    label,
    mode,
    supply,
    balanceUnits,
    pendingUnits,
    estimatedUnits,
    asOfMs,
    zone,
    daysLeft,
    restoreMinor,
    toldAtMs: now.serviceMs,
    currency: facts.utility.currency,
  };
}

export const balanceTellings = {
  balanceTold: { prompt: balancePrompt },
} satisfies Record<keyof typeof balanceStates, Telling>;
