import type { Stripe } from "stripe";

/** A call that takes longer is not known to have been done; a charge of a saved card usually takes 1 to 3 s. */
export const CALL_TIMEOUT_MS = 30_000;

export interface StripeAccount {
  readonly secretKey: string;
  /** Another server that speaks as Stripe does; Stripe's own when absent. Its path is not used: the SDK knows none. */
  readonly base?: string;
  /** The utility's connected account ("acct_..."), where charges are made directly on it; null for the key's own account. */
  readonly account?: string | null;
  /** Tests that lose answers wait less. */
  readonly timeoutMs?: number;
}

/** The SDK's client, made on first use: loading it takes a while, which a hub that only simulates need not pay. */
export type StripeClient = () => Promise<Stripe>;

/**
 * It never retries by itself, because a retry must be preceded by a look at what is there: retries are the outbox's. It speaks
 * through fetch, which both machines have, and which hides from the SDK the broken connections that it would retry regardless.
 */
export function stripeClient(account: StripeAccount): StripeClient {
  let made: Promise<Stripe> | undefined;
  return () => (made ??= make(account));
}

async function make(options: StripeAccount): Promise<Stripe> {
  const { secretKey, base, account, timeoutMs } = options;
  const sdk = await import("stripe");
  return new sdk.Stripe(secretKey, {
    maxNetworkRetries: 0,
    timeout: timeoutMs ?? CALL_TIMEOUT_MS,
    telemetry: false,
    httpClient: sdk.Stripe.createFetchHttpClient(),
    ...(base === undefined ? {} : addressOf(base)),
    ...(account ? { stripeAccount: account } : {}),
  });
}

/** The parts of an address that the SDK lets one choose. */
function addressOf(base: string) {
  const { protocol, hostname, port } = new URL(base);
  const isPlain = protocol === "http:";
  return {
    protocol: isPlain ? ("http" as const) : ("https" as const),
    host: hostname,
    port: port === "" ? (isPlain ? 80 : 443) : Number(port),
  };
}
