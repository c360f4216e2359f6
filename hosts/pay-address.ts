/** Addresses of pay pages that the hub itself texts, and whether any can be reached from outside. */
import type { PayAddresses } from "../core/ports.ts";
import { hashToken, makeToken, TOKEN_BYTES } from "./api-key.ts";
import type { PayPages } from "./pay.ts";

/** What is left of one SMS segment beside the longest name and amount: a longer address would be cut in two. */
export const PAY_URL_MAX = 100;

export function payAddresses(utilityId: string, baseUrl: () => string | null): PayAddresses {
  const addressOf = (chance: Uint8Array): { readonly url: string; readonly token: string } => {
    const token = makeToken(utilityId, chance);
    return { token, url: `${baseUrl() ?? ""}/pay/${token}` };
  };
  return {
    areReachable() {
      const { url } = addressOf(new Uint8Array(TOKEN_BYTES));
      return baseUrl() !== null && url.length <= PAY_URL_MAX;
    },
    async make() {
      const { url, token } = addressOf(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
      return { url, hash: await hashToken(token) };
    },
  };
}

/** Where customers reach pay pages: the public address, or where all is simulated the server's own. */
export function payBaseOf(pages: PayPages | undefined, ownUrl: string | null): string | null {
  if (pages === undefined) return null;
  if (!pages.isSimulated && pages.publishableKey === null) return null;
  return pages.publicUrl ?? (pages.isSimulated ? ownUrl : null);
}
