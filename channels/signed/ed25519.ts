import { type KeyObject, createPublicKey, verify } from "node:crypto";
import { Fault } from "../../core/assert.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";

/** How far the signer's clock may be from ours, either way; the carrier's own libraries use the same. */
export const TIMESTAMP_TOLERANCE_MS = 300_000;

/** Ed25519 (RFC 8032): a key is 32 bytes, a signature 64. */
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** Keys are few: one a carrier and one a terminal, two while one is being replaced. */
const KEYS_CACHED_MAX = 32;
const keys = new Map<string, KeyObject>();

export type SignatureRefusal = Refusal<
  "missing_signature" | "bad_signature" | "bad_timestamp" | "stale_timestamp"
>;

export interface SignedRequest {
  readonly body: Uint8Array;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}

/** Who signs, as a refusal names it, and the headers that carry the signature and its time. */
export interface Signer {
  readonly name: string;
  readonly signatureHeader: string;
  readonly timestampHeader: string;
}

/** What is signed: the timestamp header, a bar and the raw body. */
export function signedBytes(timestamp: string, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${timestamp}|`), body]);
}

/**
 * Undefined when whoever holds `publicKey` (base64 of 32 bytes) signed this body within five minutes of `nowMs`. A key that is no key is our own fault and throws: nothing is believed without one.
 *
 * node:crypto, not WebCrypto: both machines have it, and with the key kept one verification costs 140 µs of CPU on
 * Node against 180 µs (and the same on workerd).
 */
export function checkSigned(
  request: SignedRequest,
  { publicKey, signer }: { readonly publicKey: string; readonly signer: Signer },
  nowMs: number,
): SignatureRefusal | undefined {
  const { signatureHeader, timestampHeader } = signer;
  const { body, signature, timestamp } = request;
  if (!signature || !timestamp) {
    return refuse("missing_signature", `${signatureHeader} and ${timestampHeader} are required`);
  }
  if (!/^\d{1,12}$/.test(timestamp)) {
    return refuse("bad_timestamp", `${timestampHeader} is not a number of seconds`);
  }
  if (Math.abs(nowMs - Number(timestamp) * 1000) > TIMESTAMP_TOLERANCE_MS) {
    return refuse("stale_timestamp", `${timestampHeader} is over five minutes off`);
  }
  const key = keyOf(publicKey);
  const bytes = Buffer.from(signature, "base64");
  if (
    bytes.byteLength !== SIGNATURE_BYTES ||
    !verify(null, signedBytes(timestamp, body), key, bytes)
  ) {
    return refuse("bad_signature", `the signature is not ${signer.name}'s`);
  }
  return undefined;
}

/** True for base64 of the 32 bytes of a key. */
export function isPublicKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, "base64").length === KEY_BYTES;
}

function keyOf(publicKey: string): KeyObject {
  const kept = keys.get(publicKey);
  if (kept !== undefined) return kept;
  const raw = Buffer.from(publicKey, "base64");
  if (raw.byteLength !== KEY_BYTES) {
    throw new Fault("a public key is base64 of 32 bytes");
  }
  const key = createPublicKey({
    format: "jwk",
    key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") },
  });
  if (keys.size >= KEYS_CACHED_MAX) keys.clear();
  keys.set(publicKey, key);
  return key;
}
