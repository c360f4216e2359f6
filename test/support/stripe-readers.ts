/** Readers at counters, as a Stripe-shaped server has them: told what to take, and what becomes of it when a card is held to them. */
import { type Given, type StripeBooks, StripeFailure, type Thing } from "./stripe-books.ts";
import type { Call } from "./stripe-calls.ts";

/** Registration codes that Stripe's own test readers have. */
const devices: Readonly<Record<string, string>> = {
  "simulated-wpe": "simulated_wisepos_e",
  "simulated-s700": "simulated_stripe_s700",
};

export const readerCalls: readonly Call[] = [
  {
    method: "POST",
    path: /^\/v1\/terminal\/readers$/,
    parameters: ["registration_code", "location", "label", "metadata"],
    required: ["registration_code"],
    act: (books, given) => {
      const { registration_code: code, location = null, label = "" } = given;
      const device = devices[String(code)];
      if (device === undefined) {
        const message = "No such registration code";
        throw new StripeFailure(400, { type: "invalid_request_error", message });
      }
      const fields = { device_type: device, location, label, status: "online", action: null };
      return books.make("tmr", "terminal.reader", fields);
    },
  },
  {
    method: "GET",
    path: /^\/v1\/terminal\/readers\/(\w+)$/,
    parameters: ["expand"],
    act: (books, _, id) => books.find(id, "terminal.reader"),
  },
  {
    method: "POST",
    path: /^\/v1\/terminal\/readers\/(\w+)\/process_payment_intent$/,
    parameters: ["payment_intent", "process_config"],
    required: ["payment_intent"],
    act: (books, { payment_intent: intent }, id) => process(books, String(intent), id),
  },
  {
    method: "POST",
    path: /^\/v1\/terminal\/readers\/(\w+)\/cancel_action$/,
    parameters: ["expand"],
    act: (books, _, id) => books.change(id, "terminal.reader", { action: null }),
  },
];

function process(books: StripeBooks, intentId: string, readerId: string): Thing {
  const reader = books.find(readerId, "terminal.reader");
  const { status } = books.find(intentId, "payment_intent");
  if (reader["status"] === "offline") throw refusal("terminal_reader_offline");
  const action = reader["action"] as { readonly status: string } | null;
  if (action?.status === "in_progress") throw refusal("terminal_reader_busy");
  if (status !== "requires_payment_method") throw refusal("payment_intent_unexpected_state");
  return books.change(readerId, "terminal.reader", { action: actionOf(intentId, "in_progress") });
}

function refusal(code: string): StripeFailure {
  return new StripeFailure(400, { type: "invalid_request_error", code, message: code });
}

function actionOf(intentId: string, status: string, failureCode: string | null = null): Given {
  return {
    type: "process_payment_intent",
    process_payment_intent: { payment_intent: intentId },
    status,
    failure_code: failureCode,
    failure_message: failureCode,
  };
}

/** Somebody holds a card to a reader that waits for one, or presses its cancel key. */
export function presentAt(books: StripeBooks, readerId: string, card: string): void {
  const reader = books.find(readerId, "terminal.reader");
  const action = reader["action"] as {
    readonly status: string;
    readonly process_payment_intent: { readonly payment_intent: string };
  } | null;
  if (action?.status !== "in_progress") throw new Error(`${readerId} waits for no card`);
  const intentId = action.process_payment_intent.payment_intent;
  const failureCode = failureOf(books, intentId, card);
  const status = failureCode === null ? "succeeded" : "failed";
  books.change(readerId, "terminal.reader", { action: actionOf(intentId, status, failureCode) });
  books.tellAgain(`terminal.reader.action_${status}`, readerId, "terminal.reader");
}

function failureOf(books: StripeBooks, intentId: string, card: string): string | null {
  if (card === "cancel") return "customer_canceled";
  const method = books.makeMethod(card === "tok_visa" ? card : "tok_chargeDeclined", null);
  books.change(intentId, "payment_intent", { payment_method: method.id });
  if (card === "tok_visa") {
    books.succeed(intentId);
    return null;
  }
  books.fail(intentId, card);
  return "card_declined";
}
