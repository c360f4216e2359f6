import {
  type KeyObject,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
} from "node:crypto";

/** The key pair a simulated carrier signs its webhooks with. */
export interface CarrierKey {
  /** PKCS #8, for the owner's eyes only; a sandbox keeps it beside its data so that it signs the same after a restart. */
  readonly privatePem: string;
  /** SPKI, for tools that want one. */
  readonly publicPem: string;
  /** The 32 raw bytes in base64, as the real carrier's portal shows its key: what TELNYX_PUBLIC_KEY holds. */
  readonly publicBase64: string;
}

export function makeCarrierKey(): CarrierKey {
  return exported(generateKeyPairSync("ed25519").privateKey);
}

/** The same pair again from what was kept of it; throws when the text is no Ed25519 key. */
export function readCarrierKey(privatePem: string): CarrierKey {
  const key = createPrivateKey(privatePem);
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("not an Ed25519 key");
  return exported(key);
}

/** An SPKI of Ed25519 is a fixed head and the key's 32 bytes (RFC 8410). */
const KEY_BYTES = 32;

function exported(privateKey: KeyObject): CarrierKey {
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ format: "der", type: "spki" });
  return {
    privatePem: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    publicPem: publicKey.export({ format: "pem", type: "spki" }).toString(),
    publicBase64: spki.subarray(-KEY_BYTES).toString("base64"),
  };
}
