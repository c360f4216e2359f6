import { createPublicKey, verify } from "node:crypto";
import { type Refusal, refuse } from "../../core/refusal.ts";

export const KIOSK_HEADER = "x-kiosk-id";
export const SIGNATURE_HEADER = "x-kiosk-signature";
export const TIMESTAMP_HEADER = "x-kiosk-timestamp";

/** How far a terminal's clock may be from ours, either way. */
const TIMESTAMP_TOLERANCE_MS = 300_000;
/** Ed25519 (RFC 8032): a key is 32 bytes, a signature 64. */
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

export type SignatureRefusal = Refusal<
  "missing_signature" | "bad_signature" | "bad_timestamp" | "stale_timestamp"
>;

/** What a device signs: the timestamp header, a bar and the raw body. */
export function signedBytes(timestamp: string, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${timestamp}|`), body]);
}

/** True for base64 of the 32 bytes of a key. */
export function isDeviceKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, "base64").length === KEY_BYTES;
}

/** Undefined when the device that has the other half of `deviceKey` signed this body within five minutes of `nowMs`. */
export function checkSignature(
  request: {
    readonly body: Uint8Array;
    readonly signature: string | undefined;
    readonly timestamp: string | undefined;
  },
  deviceKey: string,
  nowMs: number,
): SignatureRefusal | undefined {
  const { body, signature, timestamp } = request;
  if (!signature || !timestamp) {
    return refuse("missing_signature", `${SIGNATURE_HEADER} and ${TIMESTAMP_HEADER} are required`);
  }
  if (!/^\d{1,12}$/.test(timestamp)) {
    return refuse("bad_timestamp", `${TIMESTAMP_HEADER} is not a number of seconds`);
  }
  if (Math.abs(nowMs - Number(timestamp) * 1000) > TIMESTAMP_TOLERANCE_MS) {
    return refuse("stale_timestamp", `${TIMESTAMP_HEADER} is over five minutes off`);
  }
  const x = Buffer.from(deviceKey, "base64").toString("base64url");
  const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } });
  const bytes = Buffer.from(signature, "base64");
  const isTrue =
    bytes.byteLength === SIGNATURE_BYTES && verify(null, signedBytes(timestamp, body), key, bytes);
  return isTrue ? undefined : refuse("bad_signature", "the signature is not this terminal's");
}
