/** Money given back at Stripe: asked for under the key that was stored before, and found again by what is written into it. */
import type { Stripe } from "stripe";
import type { RefundOutcome, RefundRequest } from "../../core/ports.ts";
import { refusedBy } from "./outcome.ts";
import { metadataOf } from "./metadata.ts";

/** The most that a list gives at once. */
const PAGE = 100;

/** Stripe's words for how a refund stands, and ours; one that is not here yet is not at its end. */
const states: Readonly<Record<string, "pending" | "succeeded" | "failed">> = {
  pending: "pending",
  requires_action: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

/** Stripe's words for why nothing is given back, and ours; a word that is not here stays as it is, for staff. */
const refusals: Readonly<Record<string, string>> = {
  charge_already_refunded: "over_refunded",
  amount_too_large: "over_refunded",
  charge_disputed: "disputed",
  refund_disputed_payment: "disputed",
};

export function refundState(status: string | null): "pending" | "succeeded" | "failed" {
  return status !== null && Object.hasOwn(states, status)
    ? (states[status] ?? "pending")
    : "pending";
}

export async function makeRefund(
  stripe: Stripe,
  utilityId: string,
  request: RefundRequest,
): Promise<RefundOutcome> {
  try {
    const refund = await stripe.refunds.create(
      {
        payment_intent: request.chargeId,
        amount: request.amountMinor,
        metadata: refundMetadata(utilityId, request),
      },
      { idempotencyKey: request.key },
    );
    return outcomeOf(refund);
  } catch (error) {
    const { isFinal, word } = refusedBy(error);
    if (!isFinal) return { kind: "unknown", code: word };
    return {
      kind: "refused",
      code: Object.hasOwn(refusals, word) ? (refusals[word] ?? word) : word,
    };
  }
}

/** Of all refunds of the charge the one that bears our name for it. */
export async function findMadeRefund(
  stripe: Stripe,
  utilityId: string,
  request: RefundRequest,
): Promise<RefundOutcome | { kind: "absent" }> {
  const wanted = Object.entries(refundMetadata(utilityId, request));
  const refunds = stripe.refunds.list({ payment_intent: request.chargeId, limit: PAGE });
  for await (const refund of refunds) {
    const { metadata } = refund;
    if (wanted.every(([name, value]) => metadata?.[name] === value)) return outcomeOf(refund);
  }
  return { kind: "absent" };
}

function refundMetadata(
  utilityId: string,
  request: RefundRequest,
): Readonly<Record<string, string>> {
  return { ...metadataOf(utilityId, request), refund: request.refundId };
}

function outcomeOf({ id, status, amount }: Stripe.Refund): RefundOutcome {
  return { kind: "made", processorId: id, state: refundState(status), amountMinor: amount };
}
