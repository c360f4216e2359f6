import { createHmac, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { SecretHash } from "../core/ports.ts";

/** OWASP's floor for scrypt (2^17, 8, 1) takes 128 MB an attempt; a PIN leans on its pepper and lock-outs, so 16 MB do. */
const COST = { N: 2 ** 14, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const NAME = "scrypt-14-8-1";

/** What an unknown customer's attempt is compared with, so that it takes as long as any other. */
const NOBODY = `${NAME}$${Buffer.alloc(SALT_BYTES).toString("base64")}$${Buffer.alloc(KEY_BYTES).toString("base64")}`;

/** Hashes PINs with scrypt, a salt each, and a pepper that is kept beside no store: a stolen file can't be searched. */
export function secretHash(pepper: string): SecretHash {
  const derive = (secret: string, salt: Buffer): Promise<Buffer> => {
    const peppered = createHmac("sha256", pepper).update(secret).digest();
    return new Promise((resolve, reject) => {
      scrypt(peppered, salt, KEY_BYTES, COST, (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      });
    });
  };
  return {
    async digest(secret) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(secret, salt);
      return [NAME, salt.toString("base64"), key.toString("base64")].join("$");
    },
    async matches(secret, digest) {
      const [name, salt = "", kept = ""] = (digest ?? NOBODY).split("$");
      const key = await derive(secret, Buffer.from(salt, "base64"));
      const before = Buffer.from(kept, "base64");
      const isSame = before.byteLength === KEY_BYTES && timingSafeEqual(key, before);
      return isSame && name === NAME && digest !== null;
    },
  };
}
