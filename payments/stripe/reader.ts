/**
 * A card at a terminal's own reader, driven from the server: the reader is told which payment to take, shows its amount, and its
 * webhook, or a look, says what came of it. No detail of the card comes here or to the terminal.
 */
import type { Stripe } from "stripe";
import type { ChargeOutcome, ChargeRequest } from "../../core/ports.ts";
import { metadataOf } from "./metadata.ts";
import { outcomeOfIntent, refusedBy } from "./outcome.ts";

/**
 * How long a reader waits for a card before the payment is called off: whoever walked away is not charged for the next one's card,
 * and who stands there hears of it before the minute after which a terminal keeps nobody.
 */
export const READER_WAIT_MS = 40_000;

/** Why a reader took no command at all; any other word leaves it open whether it did. */
const notTaken: Readonly<Record<string, string>> = {
  terminal_reader_busy: "reader_busy",
  terminal_reader_offline: "reader_away",
  resource_missing: "reader_away",
};

/** Whether a payment's method is a reader: its customer is asked there for a card. */
export function isReader(methodToken: string): boolean {
  return /^tmr_\w{1,64}$/.test(methodToken);
}

/** Makes the payment under its key, and has the reader take it. Throws what Stripe refused of the payment itself. */
export async function chargeAtReader(
  stripe: Stripe,
  utilityId: string,
  request: ChargeRequest,
): Promise<ChargeOutcome> {
  const { id } = await stripe.paymentIntents.create(
    {
      amount: request.amountMinor,
      currency: request.currency.toLowerCase(),
      allowed_payment_method_types: ["card_present"],
      capture_method: "automatic",
      metadata: metadataOf(utilityId, request),
    },
    { idempotencyKey: request.key },
  );
  try {
    await stripe.terminal.readers.processPaymentIntent(
      request.methodToken,
      { payment_intent: id },
      { idempotencyKey: `${request.key}/reader` },
    );
    return { kind: "pending", processorId: id };
  } catch (error) {
    const code = notTaken[codeOf(error)] ?? null;
    if (code === null) return { kind: "unknown", code: refusedBy(error).word };
    return calledOff(stripe, id, code);
  }
}

/** How a payment at a reader stands; one that nobody held a card to in time is called off first, and then can't be paid any more. */
export async function standingAtReader(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
  { request, nowMs }: { readonly request: ChargeRequest; readonly nowMs: number },
): Promise<ChargeOutcome> {
  if (!isOpen(intent)) return outcomeOfIntent(intent) ?? { kind: "unknown" };
  const reader = await stripe.terminal.readers.retrieve(request.methodToken);
  const action = "deleted" in reader ? null : actionOf(reader, intent.id);
  if (action?.status === "in_progress" && nowMs - request.askedAtMs < READER_WAIT_MS) {
    return { kind: "pending", processorId: intent.id };
  }
  if (action?.status === "in_progress") {
    // A reader that is taking a card right now refuses this; then the payment can't be called off either.
    await stripe.terminal.readers.cancelAction(request.methodToken).catch(() => null);
  }
  return calledOff(stripe, intent.id, action?.failure_code ?? "not_presented");
}

/** What a reader says that it failed at is final here: the customer is told, and may begin again. */
export async function failedAtReader(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
  failureCode: string | null,
): Promise<ChargeOutcome> {
  if (!isOpen(intent)) return outcomeOfIntent(intent) ?? { kind: "unknown" };
  return calledOff(stripe, intent.id, failureCode ?? "card_declined");
}

/** The payment that a reader's word is about; null where it is about something else. */
export function intentOfReader(reader: object): {
  readonly intentId: string;
  readonly failureCode: string | null;
} | null {
  const { action } = reader as { readonly action?: Stripe.Terminal.Reader.Action | null };
  const intent = action?.process_payment_intent?.payment_intent;
  const intentId = typeof intent === "string" ? intent : intent?.id;
  return intentId === undefined ? null : { intentId, failureCode: action?.failure_code ?? null };
}

/** Brings a reader into use: it shows a code when it is switched on, and stands at one of the utility's locations. */
export async function registerReader(
  stripe: Stripe,
  asked: { readonly code: string; readonly location: string; readonly label: string },
): Promise<{ readonly readerId: string; readonly device: string }> {
  const { code, location, label } = asked;
  const reader = await stripe.terminal.readers.create({ registration_code: code, location, label });
  return { readerId: reader.id, device: reader.device_type };
}

function isOpen({ status }: Stripe.PaymentIntent): boolean {
  return (
    status === "requires_payment_method" ||
    status === "requires_confirmation" ||
    status === "requires_action"
  );
}

function actionOf(
  reader: Stripe.Terminal.Reader,
  intentId: string,
): Stripe.Terminal.Reader.Action | null {
  return intentOfReader(reader)?.intentId === intentId ? reader.action : null;
}

/** A payment that was called off moves no money, whoever holds a card to whatever; one that can't be was paid meanwhile. */
async function calledOff(stripe: Stripe, intentId: string, code: string): Promise<ChargeOutcome> {
  const before = await stripe.paymentIntents.retrieve(intentId);
  // The bank's own word says more than the reader's.
  const declined = isOpen(before) ? outcomeOfIntent(before) : null;
  const after = await stripe.paymentIntents.cancel(intentId).catch(() => null);
  if (after !== null) {
    const own = declined?.kind === "declined" ? declined.code : code;
    return { kind: "declined", processorId: intentId, code: own };
  }
  const stands = await stripe.paymentIntents.retrieve(intentId);
  return (
    (isOpen(stands) ? null : outcomeOfIntent(stands)) ?? { kind: "unknown", code: "not_called_off" }
  );
}

function codeOf(error: unknown): string {
  const { code } = (typeof error === "object" && error !== null ? error : {}) as { code?: unknown };
  return typeof code === "string" ? code : "";
}
