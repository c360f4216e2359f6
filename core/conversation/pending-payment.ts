import { assign } from "xstate";
import { MINUTE_MS } from "../instant.ts";
import { leftPaid } from "./call-left.ts";
import type { PaymentResult } from "./input.ts";
import { payeeResult } from "./pay-by-code.ts";
import { answersRequest } from "./pay.ts";
import type { Prompt } from "./prompt.ts";
import { type Facts } from "./facts.ts";
import { type Choices, freshChoices, type Seen, talk } from "./talk.ts";

/** After a minute (wall time) without a result the person is told that we still work on it. */
export const PAYMENT_SLOW_MS = MINUTE_MS;

/** Not before the minute of this very request is over: the timer of an older one comes early and does nothing. */
function isSlow({ context, event }: Seen<"SLOW">): boolean {
  const { request } = context;
  return request !== null && event.moment.now.wallMs - request.askedAtMs >= PAYMENT_SLOW_MS;
}

/** A request given up after a day was followed by another: that one has a minute of its own. */
function isRenewed({ context, event }: Seen<"CONFIRM">): boolean {
  return context.request?.turn === event.moment.turn;
}

function came({ context, event }: Seen<"RESULT">): Partial<Choices> {
  return { request: null, ...leftPaid(context, event.result) };
}

/**
 * Whether a payment is on its way, whatever the talk has moved on to meanwhile. A machine of its own, which takes each event
 * after the talk has: it follows the request in the choices, so that one event can't leave the two at odds.
 */
export const paymentMachine = talk.createMachine({
  id: "payment",
  context: freshChoices,
  initial: "none",
  states: {
    // Whatever it was that asked for one: the talk has put its request down.
    none: {
      on: { "*": { guard: ({ context }) => context.request !== null, target: "requested" } },
    },
    requested: {
      on: {
        SLOW: { guard: isSlow, target: "slow" },
        RESULT: { guard: answersRequest, target: "none", actions: assign(came) },
      },
    },
    slow: {
      on: {
        CONFIRM: { guard: isRenewed, target: "requested" },
        RESULT: { guard: answersRequest, target: "none", actions: assign(came) },
      },
    },
  },
});

/** What came of a payment, in the result's own values: the talk keeps none of them. */
export function resultPrompt(result: PaymentResult, facts: Facts): Prompt {
  const byCode = payeeResult(result, facts);
  if (byCode !== undefined) return byCode;
  const { name: utility, currency, phone } = facts.utility;
  const { label, amountMinor } = result;
  switch (result.outcome) {
    case "settled": {
      const account = facts.accounts.find((one) => one.accountId === result.accountId);
      return {
        utility,
        key: "receipt",
        label,
        amountMinor,
        currency,
        balanceUnits: result.balanceUnits ?? account?.balanceUnits ?? null,
        confirmation: result.confirmation ?? "",
        supply: result.supply ?? account?.supply ?? "unknown",
        restoreMinor: result.restoreMinor ?? null,
      };
    }
    case "declined":
      return { utility, key: "pay_declined", amountMinor, label, currency, phone };
    case "refused":
      return { utility, key: "pay_refused", amountMinor, label, currency, phone };
    case "unresolved":
      return { utility, key: "pay_unresolved", amountMinor, label, currency, phone };
  }
}
