/** How each utility reaches Stripe: the client that charges for it, and who may read the account's books. */
import type { ProcessorBooks } from "../core/ports.ts";
import { stripeBooks } from "../payments/stripe/books.ts";
import { type StripeClient, stripeClient } from "../payments/stripe/client.ts";
import type { UtilityConfiguration } from "./configuration.ts";
import type { Ends } from "./ends.ts";

/** The clients of all utilities here, by utility, and who charges through which of Stripe's accounts. */
export class StripeClients extends Map<string, StripeClient> {
  /** Null is the key's own account. */
  readonly #charging = new Map<string | null, Set<string>>();

  /** The books of the account that a utility charges through; its own only while no other does. */
  booksOf({ utilityId, payment }: UtilityConfiguration, client: StripeClient): ProcessorBooks {
    const here = this.#charging.get(payment.stripeAccount) ?? new Set();
    this.#charging.set(payment.stripeAccount, here.add(utilityId));
    return stripeBooks({ client, isOwn: () => here.size === 1 });
  }
}

/** A utility of its own connected account is charged for there, and is the merchant that its customers see. */
export function stripeOf(
  { payments, stripe }: Ends,
  utility: UtilityConfiguration,
): StripeClient | null {
  if (stripe === null || payments === "simulated" || payments === "off") return null;
  const { secretKey, base } = stripe;
  const account = utility.payment.stripeAccount;
  return stripeClient({ secretKey, account, ...(base === null ? {} : { base }) });
}
