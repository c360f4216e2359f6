/** Who moves card money, from the environment and --simulate: Stripe, what stands in for it, the simulated processor, or nobody. */
import { type Refusal, refuse } from "../core/refusal.ts";
import { type Environment, isLoopbackUrl, valueOf } from "./environment.ts";

/** A stand-in is a server on this very machine that speaks as Stripe does. */
export type PaymentsEnd = "stripe" | "stripe_stand_in" | "simulated" | "off";

export interface StripeEnd {
  readonly secretKey: string;
  /** Null is Stripe itself. */
  readonly base: string | null;
  /** What webhooks are verified with; null where none is set, and then none is believed. */
  readonly webhookSecret: string | null;
  /** What the pay page shows Stripe's own form with; null where there is none. */
  readonly publishableKey: string | null;
}

export type StripeRefusal =
  | "simulated_beside_real"
  | "bad_base_url"
  | "bad_secret_key"
  | "bad_webhook_secret";

/** Stripe as the environment has it; null without its secret key. */
export function stripeEnd(environment: Environment): StripeEnd | null {
  const secretKey = valueOf(environment, "STRIPE_SECRET_KEY");
  if (secretKey === null) return null;
  return {
    secretKey,
    base: valueOf(environment, "STRIPE_API_BASE"),
    webhookSecret: valueOf(environment, "STRIPE_WEBHOOK_SECRET"),
    publishableKey: valueOf(environment, "STRIPE_PUBLISHABLE_KEY"),
  };
}

export function paymentsOf(environment: Environment, isSimulated: boolean): PaymentsEnd {
  if (isSimulated) return "simulated";
  const stripe = stripeEnd(environment);
  if (stripe === null) return "off";
  return stripe.base !== null && isLoopbackUrl(stripe.base) ? "stripe_stand_in" : "stripe";
}

/** What keeps a payments end from starting. */
export function stripeRefusals(
  environment: Environment,
  isSimulated: boolean,
): Refusal<StripeRefusal>[] {
  const stripe = stripeEnd(environment);
  if (stripe === null) return [];
  const refusals: Refusal<StripeRefusal>[] = [];
  if (isSimulated) {
    const words =
      "STRIPE_SECRET_KEY is set, and a simulated processor never starts beside a real one: unset it, or leave payments out of --simulate";
    refusals.push(refuse("simulated_beside_real", words));
  }
  const { base, secretKey, webhookSecret } = stripe;
  if (base !== null && !/^https?:$/.test(URL.parse(base)?.protocol ?? "")) {
    refusals.push(refuse("bad_base_url", "STRIPE_API_BASE is not an http or https URL"));
  }
  if (/^(?:pk|whsec)_/.test(secretKey)) {
    const words = "STRIPE_SECRET_KEY is not a secret key: those begin with sk_ or rk_";
    refusals.push(refuse("bad_secret_key", words));
  }
  if (webhookSecret !== null && /^(?:sk|rk|pk)_/.test(webhookSecret)) {
    const words =
      "STRIPE_WEBHOOK_SECRET is an API key: copy the signing secret of the webhook endpoint, whsec_...";
    refusals.push(refuse("bad_webhook_secret", words));
  }
  return refusals;
}

/** The processor's name, by which the ledger's clearing account and the settings know it. */
export function processorName(payments: PaymentsEnd): string {
  switch (payments) {
    case "stripe":
    case "stripe_stand_in":
      return "stripe";
    case "simulated":
      return "simulated";
    case "off":
      return "none";
  }
}

/** What people need to know of it. */
export function paymentsFound(
  payments: PaymentsEnd,
  stripe: StripeEnd | null,
): { readonly state: "on" | "simulated" | "off" | "wrong"; readonly words: string } {
  if (payments === "simulated") {
    return { state: "simulated", words: "cards are simulated: no money moves" };
  }
  if (stripe === null || payments === "off") {
    const words =
      "no card processor is connected (STRIPE_SECRET_KEY is not set): payments by text are refused, cash at the counter works (--simulate payments to try it)";
    return { state: "off", words };
  }
  if (stripe.webhookSecret === null) {
    const words =
      "STRIPE_WEBHOOK_SECRET is not set: what Stripe tells is refused as unproved, so that bank debits, refunds and disputes are not heard of";
    return { state: "wrong", words };
  }
  if (payments === "stripe_stand_in") {
    return { state: "simulated", words: `cards go to the stand-in at ${stripe.base ?? ""}` };
  }
  const mode = /^[sr]k_test_/.test(stripe.secretKey) ? ", in its test mode: no money moves" : "";
  return { state: "on", words: `cards go through Stripe${mode}` };
}
