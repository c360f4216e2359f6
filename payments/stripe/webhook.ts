import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { Stripe } from "stripe";
import type { Metrics } from "../../core/ports.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { type StripeEventParts, takeEvent } from "./take-event.ts";

export const STRIPE_SIGNATURE_HEADER = "stripe-signature";
/** A signature older than this is not believed, so that a recorded one can't be played later; Stripe's own advice. */
const TOLERANCE_S = 300;
/** An event with a big thing in it has some 30 KB; Stripe itself allows 256 KB. */
export const STRIPE_BODY_BYTES_MAX = 256 * 1024;

export interface StripeHooks {
  /** What events are signed with; null where none is set, and then none is believed. */
  readonly webhookSecret: string | null;
  /**
   * A connected account, or the key's own where the event names none, and the utilities that charge through it; undefined where
   * nobody does.
   */
  accountOf(account: string | null): StripeEventParts | undefined;
  nowMs(): number;
  readonly metrics: Metrics;
  /** Told what went wrong on our side; Stripe is asked to come again. */
  fault(error: unknown): void;
}

const noSecret = refuse(
  "no_webhook_secret",
  "STRIPE_WEBHOOK_SECRET is not set here, so nothing that Stripe sends can be believed",
);
const tooLarge = refuse("too_large", `an event has at most ${String(STRIPE_BODY_BYTES_MAX)} bytes`);
const notKept = refuse("not_kept", "not kept; please send it again");

/**
 * Stripe's webhooks, to be mounted at /hooks/stripe. Answers 200 when what the event says is durable or is none of our business, a
 * 4xx when it can't be believed or read, 503 when it could not be kept: Stripe then comes again for three days.
 */
export function stripeHooks(hooks: StripeHooks): Hono {
  const app = new Hono();
  const limit = bodyLimit({
    maxSize: STRIPE_BODY_BYTES_MAX,
    onError: () => refused(hooks, 413, tooLarge),
  });
  app.post("/", limit, async (context) => {
    if (hooks.webhookSecret === null) return refused(hooks, 503, noSecret);
    const body = await context.req.text();
    const header = context.req.header(STRIPE_SIGNATURE_HEADER) ?? "";
    const event = await believed(hooks, { body, header, secret: hooks.webhookSecret });
    const outcome = await taken(hooks, event);
    hooks.metrics.count("stripe_hooks_total", { outcome });
    return context.json({ outcome });
  });
  app.all("/", (context) => {
    context.header("allow", "POST");
    return refused(hooks, 405, refuse("bad_method", "webhooks are posted"));
  });
  return app;
}

/** The event out of a body that Stripe signed, a short while ago, by its own SDK's reckoning. */
async function believed(
  hooks: StripeHooks,
  { body, header, secret }: { body: string; header: string; secret: string },
): Promise<Stripe.Event> {
  if (header === "") {
    const words = `${STRIPE_SIGNATURE_HEADER} is missing`;
    return refused(hooks, 401, refuse("missing_signature", words));
  }
  const { Stripe: Sdk } = await import("stripe");
  try {
    return await Sdk.webhooks.constructEventAsync(
      body,
      header,
      secret,
      TOLERANCE_S,
      undefined,
      hooks.nowMs(),
    );
  } catch (error) {
    return error instanceof SyntaxError
      ? refused(hooks, 400, refuse("bad_json", "the body is not JSON"))
      : refused(
          hooks,
          401,
          refuse("bad_signature", "the signature is not of this body, or not of now"),
        );
  }
}

async function taken(hooks: StripeHooks, event: Stripe.Event): Promise<string> {
  const account = hooks.accountOf(event.account ?? null);
  if (account === undefined) return "unknown_account";
  try {
    return await takeEvent(account, event);
  } catch (error) {
    hooks.fault(error);
    return refused(hooks, 503, notKept);
  }
}

function refused(hooks: StripeHooks, status: 400 | 401 | 405 | 413 | 503, refusal: Refusal): never {
  hooks.metrics.count("stripe_hooks_total", { outcome: refusal.code });
  throw new HTTPException(status, { cause: refusal });
}
