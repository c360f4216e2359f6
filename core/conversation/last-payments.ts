import type { AccountFacts } from "./facts.ts";
import type { PromptBody } from "./prompt.ts";
import type { TalkOn, TalkStates, Telling, View } from "./talk.ts";
import { tells, toldOf } from "./told.ts";

/** What was paid last, and the newest receipt again with its code. */
export const lastPaymentsOn = {
  PAYMENTS: tells<"PAYMENTS">(".paymentsTold"),
  RECEIPT: tells<"RECEIPT">(".receiptTold"),
} satisfies TalkOn;

export const lastPaymentsStates = { paymentsTold: {}, receiptTold: {} } satisfies TalkStates;

function payments({ label, zone, lastPayments }: AccountFacts, { facts }: View): PromptBody {
  const told = lastPayments.map(({ amountMinor, atMs }) => ({ amountMinor, atMs }));
  return { key: "payments", label, zone, payments: told, currency: facts.utility.currency };
}

export const lastPaymentsTellings = {
  paymentsTold: toldOf(payments),
  receiptTold: toldOf((account, view) => {
    const [newest] = account.lastPayments;
    if (newest === undefined) return payments(account, view);
    const { label, zone } = account;
    return {
      key: "receipt_again",
      label,
      amountMinor: newest.amountMinor,
      atMs: newest.atMs,
      zone,
      confirmation: newest.confirmation ?? "",
      currency: view.facts.utility.currency,
    };
  }),
} satisfies Record<keyof typeof lastPaymentsStates, Telling>;
