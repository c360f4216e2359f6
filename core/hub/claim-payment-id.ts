import { must } from "../assert.ts";
import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { answerOf, saveAnswer, takeKey } from "../store/inbox.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface PaymentClaim {
  /** Made by a caller outside, who may use one twice. */
  readonly paymentId: string;
  readonly accountId: string;
  /** How the payment is shared out, as text; absent where all of it is the account's. */
  readonly shares?: string;
  readonly actor: string;
}

/**
 * Binds a caller-made payment id to one account of the utility, for good, at the utility's home: an account alone can't know
 * that another has taken money under the same id. Claimed again for the same account it changes nothing.
 */
export function claimPaymentId(
  sql: Sql,
  now: Now,
  home: Home,
  { paymentId, accountId, shares = "", actor }: PaymentClaim,
): { readonly kind: "claimed" } | Refusal<"id_reused"> {
  const key = keyOf("payment-id", paymentId);
  if (!takeKey(sql, home, key, now.wallMs)) {
    const holder = must(answerOf(sql, home, key), "a claim names its account");
    if (holder === accountId + shares) return { kind: "claimed" };
    return refuse("id_reused", `payment ${paymentId} is of another account, or shared otherwise`);
  }
  saveAnswer(sql, home, key, accountId + shares);
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "payment-id-claimed",
    actor,
    channel: "counter",
    cause: paymentId,
    facts: { paymentId, accountId },
  });
  return { kind: "claimed" };
}
