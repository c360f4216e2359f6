import { assign } from "xstate";
import { speakOf } from "./balance.ts";
import { accountGone, lacksAccount, whichAccount } from "./choose-account.ts";
import type { PromptBody } from "./prompt.ts";
import { closeQuestion } from "./question.ts";
import { accountOf, type AccountFacts } from "./facts.ts";
import type { AskType } from "./account-tasks.ts";
import type { TalkOn, Telling, View } from "./talk.ts";

/** Where the account that was asked about is told of; which one, where the person did not say. */
export function tells<Type extends AskType>(target: `.${string}`): NonNullable<TalkOn[Type]> {
  const asBalance: NonNullable<TalkOn["BALANCE"]> = [
    { guard: lacksAccount, target: ".chooseAccount", actions: assign(whichAccount) },
    {
      guard: accountGone,
      target: ".questionDropped",
      actions: assign(({ context }) => closeQuestion(context)),
    },
    { target, actions: assign(speakOf) },
  ];
  // Every event of this kind carries the same; the compiler knows each by its own name only.
  const branches: unknown = asBalance;
  return branches as NonNullable<TalkOn[Type]>;
}

/** The account last spoken of, in this moment's facts; one that is gone meanwhile is told as that. */
export function toldOf(tell: (account: AccountFacts, view: View) => PromptBody): Telling {
  return {
    prompt: (view) => {
      const utility = view.facts.utility.name;
      const account = accountOf(view.facts, view.choices.accountId);
      if (account === undefined) return { utility, key: "question_dropped" };
      return { utility, ...tell(account, view) };
    },
  };
}
