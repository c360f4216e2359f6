import type { AskType } from "./account-tasks.ts";
import type { Moment, TalkEvent } from "./talk-event.ts";
import type { OpenQuestion } from "./open-question.ts";

/** The task that a question about accounts was asked for, with the account that was meant; null where it is to be asked anew. */
export function taskEvent(
  { task, amountMinor }: OpenQuestion & { readonly kind: "account" },
  accountId: string | null,
  moment: Moment,
): TalkEvent {
  if (task === "pay") {
    return { moment, type: "PAY", accountId, amount: amountMinor, methodId: null };
  }
  if (task === "alert") return { moment, type: "ALERT", accountId, amountMinor };
  if (task === "autopay") return { moment, type: "AUTOPAY", accountId, amountMinor };
  return { moment, type: task.toUpperCase() as AskType, accountId };
}
