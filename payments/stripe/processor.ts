import type { Stripe } from "stripe";
import type { ChargeOutcome, ChargeRequest, Processor } from "../../core/ports.ts";
import { CALL_TIMEOUT_MS, type StripeClient } from "./client.ts";
import { listedSince } from "./list-since.ts";
import { metadataOf } from "./metadata.ts";
import { findMadeRefund, makeRefund } from "./refund.ts";
import { outcomeOfError, outcomeOfIntent } from "./outcome.ts";
import { chargeAtReader, isReader, standingAtReader } from "./reader.ts";

/** Stripe's clock and ours may differ: what was made a little before it was asked for is still looked at. */
const CLOCK_SKEW_S = 300;
/** Twice as long as a call waits for its answer: what was sent may be read out late, and be done after that. */
const UNDER_WAY_MS = 2 * CALL_TIMEOUT_MS;

export interface StripeProcessorOptions {
  readonly client: StripeClient;
  /** Written into every charge: its webhook says whose it is. */
  readonly utilityId: string;
  /** Wall time, for how long a reader has waited for a card. */
  readonly nowMs?: () => number;
}

/**
 * Charges saved methods while their owner is elsewhere, and cards at a terminal's reader (reader.ts). Every charge is made under the key that was stored before the first send,
 * and carries the payment's id, by which it is found again: by listing, because Stripe's search lags behind.
 */
export function stripeProcessor(options: StripeProcessorOptions): Processor {
  const { client, utilityId, nowMs = Date.now } = options;
  return {
    name: "stripe",
    underWayMs: UNDER_WAY_MS,
    async charge(request) {
      const stripe = await client();
      try {
        if (isReader(request.methodToken)) return await chargeAtReader(stripe, utilityId, request);
        const { customer, method } = await savedMethod(stripe, request.methodToken);
        const intent = await stripe.paymentIntents.create(
          {
            amount: request.amountMinor,
            currency: request.currency.toLowerCase(),
            ...(customer === null ? {} : { customer }),
            payment_method: method,
            off_session: true,
            confirm: true,
            metadata: metadataOf(utilityId, request),
          },
          { idempotencyKey: request.key },
        );
        return (await closed(stripe, intent)) ?? { kind: "unknown", code: intent.status };
      } catch (error) {
        return outcomeOfError(error);
      }
    },
    async isUp() {
      const stripe = await client();
      await stripe.paymentIntents.list({ limit: 1 });
      return true;
    },
    async find(request) {
      const stripe = await client();
      const atReader = isReader(request.methodToken);
      const customer = atReader ? null : (await savedMethod(stripe, request.methodToken)).customer;
      const sinceS = Math.floor(request.askedAtMs / 1000) - CLOCK_SKEW_S;
      let last: ChargeOutcome | { kind: "absent" } = { kind: "absent" };
      for await (const intent of intentsSince(stripe, customer, sinceS)) {
        if (!isOf(intent, utilityId, request)) continue;
        const outcome = atReader
          ? await standingAtReader(stripe, intent, { request, nowMs: nowMs() })
          : ((await closed(stripe, intent)) ?? { kind: "unknown" as const });
        // One that moved money, or yet may, counts before one that failed.
        if (outcome.kind !== "declined") return outcome;
        last = outcome;
      }
      return last;
    },
    refund: async (request) => makeRefund(await client(), utilityId, request),
    findRefund: async (request) => findMadeRefund(await client(), utilityId, request),
  };
}

function isOf(
  { metadata }: Stripe.PaymentIntent,
  utilityId: string,
  request: ChargeRequest,
): boolean {
  const wanted = metadataOf(utilityId, request);
  return Object.entries(wanted).every(([name, value]) => metadata[name] === value);
}

/** One that waits for its owner is called off first, or a page left open somewhere could still pay it. */
async function closed(stripe: Stripe, intent: Stripe.PaymentIntent): Promise<ChargeOutcome | null> {
  if (intent.status !== "requires_action") return outcomeOfIntent(intent);
  const after = await stripe.paymentIntents.cancel(intent.id).catch(() => null);
  return after === null ? { kind: "unknown", code: "not_called_off" } : outcomeOfIntent(intent);
}

/** The charges of a customer from an instant on, in seconds. */
function intentsSince(
  stripe: Stripe,
  customer: string | null,
  sinceS: number,
): AsyncGenerator<Stripe.PaymentIntent> {
  const filter = customer === null ? {} : { customer };
  return listedSince(sinceS, filter, (asked) => stripe.paymentIntents.list(asked));
}

/**
 * A saved method is kept as "cus_.../pm_...". Where only the method is known (an import from elsewhere), Stripe is asked whose
 * it is.
 */
async function savedMethod(
  stripe: Stripe,
  token: string,
): Promise<{ readonly customer: string | null; readonly method: string }> {
  const [first = "", second] = token.split("/");
  if (second !== undefined) return { customer: first, method: second };
  const { customer } = await stripe.paymentMethods.retrieve(first);
  return {
    customer: typeof customer === "string" ? customer : (customer?.id ?? null),
    method: first,
  };
}

export function methodToken(customer: string, method: string): string {
  return `${customer}/${method}`;
}
