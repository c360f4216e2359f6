import type { Stripe } from "stripe";
import type { ChargeOutcome } from "../../core/ports.ts";

/** Of a Stripe error what is looked at; read by its shape, so that the SDK is not loaded for it. */
interface ErrorShape {
  readonly type?: unknown;
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly decline_code?: unknown;
  readonly payment_intent?: { readonly id?: unknown };
}

/**
 * Stripe's words for why a card or a bank account did not pay, and ours. A word that is not here stays as it is: it is kept for
 * staff, and the customer is told that the card was declined.
 */
const declines: Readonly<Record<string, string>> = {
  generic_decline: "card_declined",
  do_not_honor: "card_declined",
  transaction_not_allowed: "card_declined",
  // Words that would tell a thief what the bank knows.
  lost_card: "card_declined",
  stolen_card: "card_declined",
  pickup_card: "card_declined",
  restricted_card: "card_declined",
  merchant_blacklist: "card_declined",
  fraudulent: "card_declined",
  withdrawal_count_limit_exceeded: "insufficient_funds",
  card_velocity_exceeded: "insufficient_funds",
  authentication_not_handled: "authentication_required",
  approve_with_id: "authentication_required",
  // The saved method is gone: detached, or of another customer.
  resource_missing: "no_such_method",
  payment_method_unexpected_state: "no_such_method",
  bank_account_closed: "bank_account_unusable",
  no_account: "bank_account_unusable",
  debit_not_authorized: "bank_account_unusable",
};

/**
 * What came of a charge that Stripe answered with an error. A refusal of the request itself is final, because such a request
 * moves nothing; a limit, a key that is wrong, a server that fails and a connection that breaks leave it open.
 */
export function outcomeOfError(error: unknown): ChargeOutcome {
  const { isFinal, word } = refusedBy(error);
  if (!isFinal) return { kind: "unknown", code: word };
  const id = textOf(shapeOf(error).payment_intent?.id);
  return { kind: "declined", processorId: id, code: ourWord(word) };
}

/** Whether an error of Stripe's is its last word on what was asked, and the word for it. */
export function refusedBy(error: unknown): { readonly isFinal: boolean; readonly word: string } {
  const { type, statusCode, code, decline_code: declineCode } = shapeOf(error);
  if (type === "StripeIdempotencyError" || code === "idempotency_key_in_use") {
    return { isFinal: false, word: "idempotency_error" };
  }
  const isFinal = statusCode === 400 || statusCode === 402 || statusCode === 404;
  if (!isFinal) return { isFinal, word: textOf(type) ?? "unknown" };
  return { isFinal, word: textOf(declineCode) ?? textOf(code) ?? "refused_by_processor" };
}

/** What a PaymentIntent says of its charge; null while it says that nothing was tried. */
export function outcomeOfIntent(intent: Stripe.PaymentIntent): ChargeOutcome | null {
  const processorId = intent.id;
  switch (intent.status) {
    case "succeeded":
      return { kind: "succeeded", processorId };
    case "processing":
    case "requires_capture":
      return { kind: "pending", processorId };
    case "canceled":
      return { kind: "declined", processorId, code: "canceled" };
    // Its owner is not here to do anything: it is a decline, and a link is what helps.
    case "requires_action":
      return { kind: "declined", processorId, code: "authentication_required" };
    case "requires_payment_method":
    case "requires_confirmation":
    default: {
      const { last_payment_error: error } = intent;
      if (error === null || error === undefined) return null;
      const word = textOf(error.decline_code) ?? textOf(error.code) ?? "card_declined";
      return { kind: "declined", processorId, code: ourWord(word) };
    }
  }
}

/** Whether a server refused a request for a parameter that it does not know; some that stand in for Stripe give no code. */
export function isUnknownParameter(error: unknown): boolean {
  const { statusCode, code } = shapeOf(error);
  return statusCode === 400 && (textOf(code) ?? "parameter_unknown") === "parameter_unknown";
}

function ourWord(word: string): string {
  return Object.hasOwn(declines, word) ? (declines[word] ?? word) : word;
}

function shapeOf(error: unknown): ErrorShape {
  return typeof error === "object" && error !== null ? error : {};
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
