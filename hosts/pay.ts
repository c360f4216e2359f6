/** Links by which a first card is saved: given out over the API, opened at /pay/{token}. */
import { randomBytes } from "node:crypto";
import type { CardForm } from "../channels/pay/page.ts";
import type { PayEnd } from "../channels/pay/routes.ts";
import { makePayLink } from "../core/hub/make-pay-link.ts";
import { type LinkRefusal, type PayLinkView, readPayLink } from "../core/hub/read-pay-link.ts";
import { saveCard, type SavedCard } from "../core/hub/save-card.ts";
import { mustSettings } from "../core/hub/settings.ts";
import { utilityHome } from "../core/ids.ts";
import type { Hub, Metrics } from "../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import { beginSetup, savedCard } from "../payments/stripe/save-card.ts";
import type { StripeClient } from "../payments/stripe/client.ts";
import { refusedAsClosed } from "./closed-account.ts";
import { hashToken, makeToken, TOKEN_BYTES, utilityOfToken } from "./api-key.ts";

/** How cards are saved: at Stripe, or as simulated ones. */
export interface PayPages {
  readonly isSimulated: boolean;
  readonly publishableKey: string | null;
  /** Where customers reach this server, without a slash at its end; null: where the request came to. */
  readonly publicUrl: string | null;
  clientOf(utilityId: string): StripeClient | undefined;
}

export interface MadeLink {
  readonly url: string;
  readonly expiresAtMs: number;
}

/** Makes a link; its address is told once, to whoever asked, and only its hash is kept. */
export async function payLinkFor(
  hub: Hub,
  pages: PayPages,
  asked: {
    readonly accountId: string;
    readonly amountMinor: number | null;
    readonly requestUrl: string;
  },
): Promise<MadeLink | Refusal> {
  if (!pages.isSimulated && pages.publishableKey === null) {
    return refuse("no_pay_page", "STRIPE_PUBLISHABLE_KEY is not set, so no card can be saved");
  }
  const refusal = await refusedAsClosed(hub, asked.accountId);
  if (refusal !== null) return refusal;
  const token = makeToken(hub.utilityId, randomBytes(TOKEN_BYTES));
  const hash = await hashToken(token);
  const home = utilityHome(hub.utilityId);
  const { accountId, amountMinor, requestUrl } = asked;
  const made = await hub.store.transact<ReturnType<typeof makePayLink>>(home, (sql) =>
    makePayLink(sql, hub.clock.now(), home, { hash, actor: "api", accountId, amountMinor }),
  );
  if (isRefusal(made)) return made;
  return { url: `${baseOf(pages, requestUrl)}/pay/${token}`, expiresAtMs: made.expiresAtMs };
}

function baseOf({ publicUrl }: PayPages, requestUrl: string): string {
  return publicUrl ?? new URL(requestUrl).origin;
}

export function payEnd(
  pages: PayPages,
  hubOf: (utilityId: string) => Hub | undefined,
  metrics: Metrics,
): PayEnd {
  const hubOfToken = (token: string): Hub | undefined => {
    const utilityId = utilityOfToken(token);
    return utilityId === null ? undefined : hubOf(utilityId);
  };
  return {
    metrics,
    async readLink(token) {
      const hub = hubOfToken(token);
      if (hub === undefined) return refuse("no_such_link", "no link has this address");
      const hash = await hashToken(token);
      const home = utilityHome(hub.utilityId);
      const link = await hub.store.read<PayLinkView | Refusal<LinkRefusal>>(home, (sql) =>
        readPayLink(sql, hub.clock.now(), home, hash),
      );
      return isRefusal(link) ? link : { link, hash };
    },
    async helpOf(token) {
      const hub = hubOfToken(token);
      if (hub === undefined) return null;
      const { settings } = await hub.store.read(utilityHome(hub.utilityId), (sql) =>
        mustSettings(sql, hub.clock.now().serviceMs),
      );
      const { name: utility, language, phone } = settings;
      return { utility, language, phone };
    },
    async formOf(token, { link, hash }, requestUrl): Promise<CardForm | null> {
      if (pages.isSimulated) return { kind: "simulated" };
      const utilityId = utilityOfToken(token) ?? "";
      const client = pages.clientOf(utilityId);
      const { publishableKey } = pages;
      if (client === undefined || publishableKey === null) return null;
      const { customerId, savedTokens } = link;
      const of = { utilityId, customerId, savedTokens, hash };
      const clientSecret = await beginSetup(client, of);
      const returnUrl = `${baseOf(pages, requestUrl)}/pay/${token}`;
      return { kind: "stripe", publishableKey, clientSecret, returnUrl };
    },
    async cardSavedAt(token, setupId, hash) {
      const utilityId = utilityOfToken(token) ?? "";
      const client = pages.clientOf(utilityId);
      const saved = client === undefined ? null : await savedCard(client, setupId);
      return saved?.card.hash === hash && saved.utilityId === utilityId ? saved.card : null;
    },
    async saveCard(token, input) {
      const hub = hubOfToken(token);
      if (hub === undefined) return refuse("no_such_link", "no link has this address");
      const home = utilityHome(hub.utilityId);
      const came = await hub.store.transact<SavedCard | Refusal>(home, (sql) =>
        saveCard(sql, hub.clock.now(), home, input),
      );
      hub.wake();
      return came;
    },
  };
}
