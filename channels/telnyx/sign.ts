import { type KeyObject, createPrivateKey, sign } from "node:crypto";
import { signedBytes } from "../signed/ed25519.ts";
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from "./signature.ts";

/** The headers that make a body the carrier's own, as it would send them at `atMs`. */
export type Signer = (body: string | Uint8Array, atMs: number) => Record<string, string>;

/** Signs as the carrier does, for whoever stands in for it: the sandbox, the tests, `sandbox-event`. */
export function signerOf(privateKeyPem: string): Signer {
  const key: KeyObject = createPrivateKey(privateKeyPem);
  return (body, atMs) => {
    const timestamp = String(Math.floor(atMs / 1000));
    const bytes = sign(null, signedBytes(timestamp, Buffer.from(body)), key);
    return {
      [SIGNATURE_HEADER]: bytes.toString("base64"),
      [TIMESTAMP_HEADER]: timestamp,
      "content-type": "application/json",
    };
  };
}
