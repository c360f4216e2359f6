import type { AskType } from "./account-tasks.ts";
import { billAsked, payBill } from "./bill.ts";
import { accountOf } from "./facts.ts";
import type { Moment, TalkEvent } from "./talk-event.ts";
import type { OpenQuestion, ProofOf, ProvedTask } from "./open-question.ts";

/** The task that a question about accounts was asked for, with the account that was meant; null where it is to be asked anew. */
export function taskEvent(
  {
    task,
    amountMinor,
    line = null,
    choice = "",
  }: Pick<OpenQuestion & { readonly kind: "account" }, "task" | "amountMinor"> & {
    readonly line?: string | null;
    readonly choice?: string;
  },
  accountId: string | null,
  moment: Moment,
): TalkEvent {
  if (task === "pay") {
    return { moment, type: "PAY", accountId, amount: amountMinor, methodId: null };
  }
  if (task === "bill") {
    const account = accountOf(moment.facts, accountId);
    return account === undefined
      ? billAsked(amountMinor, moment)
      : payBill(account, amountMinor, moment);
  }
  if (task === "alert") return { moment, type: "ALERT", accountId, amountMinor };
  if (task === "autopay") return { moment, type: "AUTOPAY", accountId, amountMinor };
  if (task === "pay_code") return { moment, type: "PAY_CODE", accountId, amountMinor };
  if (task === "alert_choice") {
    return { moment, type: "ALERT_CHOICE", accountId, choice, amountMinor };
  }
  if (task === "second") return { moment, type: "SECOND", accountId, line };
  return { moment, type: task.toUpperCase() as AskType, accountId };
}

/** What goes on by itself after a proof; null where nothing does. */
export function provedEvent(
  { next, accountId, amountMinor }: Pick<ProofOf, "next" | "accountId" | "amountMinor">,
  moment: Moment,
): TalkEvent | null {
  return next === null ? null : taskEvent({ task: next, amountMinor }, accountId, moment);
}

/** Events that wait for a proof, by what goes on once it was given. */
const provedBy: Partial<Readonly<Record<TalkEvent["type"], ProvedTask>>> = {
  PAY: "pay",
  EMERGENCY: "emergency",
  PLAN: "plan",
  AUTOPAY: "autopay",
  EXTENSION: "extension",
  DISPUTE: "dispute",
  CONVERT: "convert",
  PAY_CODE: "pay_code",
  SECOND: "second",
  SECOND_END: "second_end",
};

/** The task that an event must be proved for before it goes on; null for any other. */
export function provedTaskOf(
  event: TalkEvent,
): (Pick<ProofOf, "accountId" | "amountMinor"> & { readonly next: ProvedTask }) | null {
  const next = provedBy[event.type];
  if (next === undefined || !("accountId" in event)) return null;
  const { accountId } = event;
  if (event.type === "PAY") {
    return { next, accountId, amountMinor: typeof event.amount === "number" ? event.amount : null };
  }
  return { next, accountId, amountMinor: "amountMinor" in event ? event.amountMinor : null };
}
