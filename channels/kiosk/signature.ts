import { checkSigned, type SignatureRefusal, type SignedRequest } from "../signed/ed25519.ts";

export const KIOSK_HEADER = "x-kiosk-id";
export const SIGNATURE_HEADER = "x-kiosk-signature";
export const TIMESTAMP_HEADER = "x-kiosk-timestamp";

const device = {
  name: "this terminal",
  signatureHeader: SIGNATURE_HEADER,
  timestampHeader: TIMESTAMP_HEADER,
};

/** Undefined when the device that has the other half of `deviceKey` signed this body within five minutes of `nowMs`. */
export function checkSignature(
  request: SignedRequest,
  deviceKey: string,
  nowMs: number,
): SignatureRefusal | undefined {
  return checkSigned(request, { publicKey: deviceKey, signer: device }, nowMs);
}
