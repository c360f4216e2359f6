import type { PaymentResult } from "./input.ts";
import type { Facts } from "./facts.ts";
import { payeeLabel, readPayee } from "./payee.ts";
import type { Prompt } from "./prompt.ts";
import type { TalkOn, TalkStates, Telling } from "./talk.ts";

/** A code is unknown, over, used up or ended: told alike, and what was asked before stays open. */
export const payByCodeOn = {
  PAYEE_UNKNOWN: { target: ".payeeUnknown" },
} satisfies TalkOn;

export const payByCodeStates = { payeeUnknown: {} } satisfies TalkStates;

export const payByCodeTellings = {
  payeeUnknown: {
    prompt: ({ facts: { utility } }): Prompt => ({
      utility: utility.name,
      key: "payee_unknown",
      phone: utility.phone,
    }),
  },
} satisfies Record<keyof typeof payByCodeStates, Telling>;

/** What came of a payment by a code: that it is paid, or is not, and nothing of whose account it is. Undefined for any other. */
export function payeeResult(result: PaymentResult, facts: Facts): Prompt | undefined {
  const payee = readPayee(result.accountId);
  if (payee === undefined) return undefined;
  const { name: utility, currency, phone } = facts.utility;
  const label = payeeLabel(payee.ending, facts);
  const { amountMinor, confirmation = "", code } = result;
  switch (result.outcome) {
    case "settled":
      return { utility, key: "payee_paid", label, amountMinor, confirmation, currency };
    case "declined":
      return { utility, key: "pay_declined", amountMinor, label, currency, phone };
    case "refused":
      if (code === "code_not_good") return { utility, key: "payee_unknown", phone };
      if (code === "over_cap") return { utility, key: "payee_over", amountMinor, label, currency };
      return { utility, key: "pay_refused", amountMinor, label, currency, phone };
    case "unresolved":
      return { utility, key: "pay_unresolved", amountMinor, label, currency, phone };
  }
}
