import { checkSigned, type SignatureRefusal, type SignedRequest } from "../signed/ed25519.ts";

export const SIGNATURE_HEADER = "telnyx-signature-ed25519";
export const TIMESTAMP_HEADER = "telnyx-timestamp";

const carrier = {
  name: "the carrier",
  signatureHeader: SIGNATURE_HEADER,
  timestampHeader: TIMESTAMP_HEADER,
};

/** Undefined when the carrier holding `publicKey`, as its portal shows it, signed this body within five minutes of `nowMs`. */
export function checkSignature(
  request: SignedRequest,
  publicKey: string,
  nowMs: number,
): SignatureRefusal | undefined {
  return checkSigned(request, { publicKey, signer: carrier }, nowMs);
}
