import type { Telnyx } from "telnyx";

/** A text that takes longer is not known to have left; the outbox looks again. The carrier usually answers in under 1 s. */
export const SEND_TIMEOUT_MS = 15_000;

export interface TelnyxAccount {
  readonly apiKey: string;
  /** A stand-in's address; the carrier's own when absent. */
  readonly baseUrl?: string;
}

/** The carrier's own address for version 2 of its interface. */
const BASE_URL = "https://api.telnyx.com/v2";

/**
 * Makes the SDK's client on first use: loading it takes a quarter of a second, which a hub that only simulates need not pay.
 * It never retries by itself, because a text sent twice is read twice: retries are the outbox's.
 */
export function telnyxClient(account: TelnyxAccount): () => Promise<Telnyx> {
  let made: Promise<Telnyx> | undefined;
  return () => (made ??= make(account));
}

async function make({ apiKey, baseUrl }: TelnyxAccount): Promise<Telnyx> {
  const sdk = await import("telnyx");
  return new sdk.Telnyx({
    apiKey,
    baseURL: baseUrl ?? BASE_URL,
    maxRetries: 0,
    timeout: SEND_TIMEOUT_MS,
    // Its log would show numbers and texts.
    logLevel: "off",
    fetch: fetchOrNeverSent,
  });
}

/** What certainly ended before a byte of the request left: no name, no route, nobody listening, no trusted peer. */
const beforeSending: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** The request never left this machine, so that sending it again can not say it twice. */
export class NeverSent extends Error {
  override readonly name = "NeverSent";
  readonly code: string;

  constructor(code: string) {
    super(`not sent: ${code}`);
    this.code = code;
  }
}

/** The SDK takes a failed connection for a time-out and drops its cause, so the cause is read here. */
async function fetchOrNeverSent(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (error) {
    const code = codeOf(error instanceof Error ? error.cause : undefined);
    if (beforeSending.has(code)) throw new NeverSent(code);
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
