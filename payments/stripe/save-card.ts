import type { Stripe } from "stripe";
import type { SaveCard } from "../../core/hub/save-card.ts";
import type { StripeClient } from "./client.ts";
import { methodToken } from "./processor.ts";

export interface SetupOf {
  readonly utilityId: string;
  readonly customerId: string;
  /** The hash of the link that the card is saved by. */
  readonly hash: string;
  /** The names of cards that the customer saved before: they say whose customer of Stripe's it is. */
  readonly savedTokens: readonly string[];
}

/** Begins to save a card; what comes is what Stripe's own form needs. The same link again begins nothing anew. */
export async function beginSetup(client: StripeClient, of: SetupOf): Promise<string> {
  const stripe = await client();
  const { utilityId, customerId, hash } = of;
  const known = of.savedTokens.find((token) => token.includes("/"))?.split("/")[0];
  const customer =
    known ??
    (
      await stripe.customers.create(
        { metadata: { utility: utilityId, customer: customerId } },
        { idempotencyKey: `customer/${utilityId}/${customerId}` },
      )
    ).id;
  const setup = await stripe.setupIntents.create(
    { customer, usage: "off_session", metadata: { utility: utilityId, link: hash } },
    { idempotencyKey: `setup/${utilityId}/${hash}` },
  );
  if (setup.client_secret === null) throw new Error(`${setup.id} has no client secret`);
  return setup.client_secret;
}

export interface SavedAtStripe {
  readonly utilityId: string;
  readonly card: Omit<SaveCard, "key">;
}

/** The card that a SetupIntent of ours has saved, as Stripe has it now; null where it has none, or is none of ours. */
export async function savedCard(
  client: StripeClient,
  setupId: string,
): Promise<SavedAtStripe | null> {
  const stripe = await client();
  const setup = await stripe.setupIntents.retrieve(setupId, { expand: ["payment_method"] });
  const { status, metadata, customer, payment_method: method } = setup;
  const { utility: utilityId, link: hash } = metadata ?? {};
  if (status !== "succeeded" || utilityId === undefined || hash === undefined) return null;
  if (method === null || typeof method === "string" || customer === null) return null;
  const token = methodToken(typeof customer === "string" ? customer : customer.id, method.id);
  return { utilityId, card: { hash, token, ...shownOf(method) } };
}

/** What people know a card or a bank account by. */
function shownOf(method: Stripe.PaymentMethod): { readonly brand: string; readonly last4: string } {
  const { card, us_bank_account: bank, type } = method;
  if (card) return { brand: nameOf(card.brand), last4: card.last4 };
  return { brand: bank?.bank_name ?? nameOf(type), last4: bank?.last4 ?? "" };
}

/** "visa" is what Stripe calls it; people write Visa. */
function nameOf(brand: string): string {
  return brand.charAt(0).toUpperCase() + brand.slice(1);
}
