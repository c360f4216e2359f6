/** Whose webhooks come from which Stripe account, and how its cards are saved: what /hooks/stripe and /pay are mounted with. */
import type { Hub } from "../core/ports.ts";
import type { StripeHooks } from "../payments/stripe/webhook.ts";
import type { UtilityConfiguration } from "./configuration.ts";
import type { Ends } from "./ends.ts";
import { type Environment, valueOf } from "./environment.ts";
import type { PayPages } from "./pay.ts";
import type { StartedEnds } from "./start-ends.ts";

export type StripeAccounts = Pick<StripeHooks, "webhookSecret" | "accountOf">;

/** Undefined where Stripe is not the processor: then nothing answers at /hooks/stripe. */
export function stripeAccounts(
  { ends, started }: { readonly ends: Ends; readonly started: Pick<StartedEnds, "stripe"> },
  utilities: () => readonly UtilityConfiguration[],
  hubOf: (utilityId: string) => Hub | undefined,
): StripeAccounts | undefined {
  if (ends.stripe === null || (ends.payments !== "stripe" && ends.payments !== "stripe_stand_in")) {
    return undefined;
  }
  return {
    webhookSecret: ends.stripe.webhookSecret,
    accountOf(account) {
      // What a connected account says is believed of the utilities that charge through it, and of no other.
      const here = utilities().filter(({ payment }) => payment.stripeAccount === account);
      const client = here.map(({ utilityId }) => started.stripe.get(utilityId)).find(Boolean);
      if (client === undefined) return undefined;
      const ids = new Set(here.map(({ utilityId }) => utilityId));
      return { client, hubOf: (utilityId) => (ids.has(utilityId) ? hubOf(utilityId) : undefined) };
    },
  };
}

/** Undefined where nobody takes cards: then there is no page to save one on. */
export function payPages(
  { ends, started }: { readonly ends: Ends; readonly started: Pick<StartedEnds, "stripe"> },
  environment: Environment,
): PayPages | undefined {
  if (ends.payments === "off") return undefined;
  return {
    isSimulated: ends.payments === "simulated",
    publishableKey: ends.stripe?.publishableKey ?? null,
    publicUrl: valueOf(environment, "PUBLIC_URL")?.replace(/\/$/, "") ?? null,
    clientOf: (utilityId) => started.stripe.get(utilityId),
  };
}
