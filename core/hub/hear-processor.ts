import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import type { Refusal } from "../refusal.ts";
import { paymentOf } from "../store/payments.ts";
import { type Returned, type ReturnRefusal, returnPayment } from "./return-payment.ts";
import { type Settled, type SettlePayment, settlePayment } from "./settle-payment.ts";

/**
 * Takes what a processor says of a charge now, whenever it says it. A failure of one that had succeeded is no contradiction: a bank
 * debit may fail days later, and then the payment has come back.
 */
export function hearProcessor(
  sql: Sql,
  now: Now,
  home: Home,
  input: SettlePayment & { readonly actor: string },
): Settled | Returned | Refusal<ReturnRefusal> {
  const { actor, paymentId, key, outcome } = input;
  const payment = paymentOf(sql, home, paymentId);
  if (payment?.state === "settled" && outcome.kind === "declined") {
    return returnPayment(sql, now, home, { paymentId, key, actor, reason: outcome.code });
  }
  return settlePayment(sql, now, home, { paymentId, key, outcome });
}

/** Settles a payment whose end nobody told yet, by what is known of it from elsewhere; any other is left as it is. */
export function settleWhileOpen(
  sql: Sql,
  now: Now,
  home: Home,
  input: SettlePayment,
): Settled | Refusal<"no_such_payment"> {
  const state = paymentOf(sql, home, input.paymentId)?.state;
  const isOver = state === "settled" || state === "declined" || state === "refused";
  return isOver ? { kind: "seen" } : settlePayment(sql, now, home, input);
}
