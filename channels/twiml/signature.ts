import { createHmac, timingSafeEqual } from "node:crypto";

export const TWIML_SIGNATURE_HEADER = "x-twilio-signature";

/**
 * What the carrier signs (its "Validating requests"): the whole address as it was asked for, then every field of the form by name,
 * name and value without anything between; HMAC-SHA1 in base64 under the account's token.
 */
export function twimlSignature(url: string, form: URLSearchParams, authToken: string): string {
  const names = [...new Set(form.keys())].toSorted();
  const fields = names.flatMap((name) =>
    [...new Set(form.getAll(name))].toSorted().map((value) => name + value),
  );
  return createHmac("sha1", authToken)
    .update(url + fields.join(""))
    .digest("base64");
}

/** Whether whoever holds the account's token signed this request. Without a token nobody did. */
export function isSigned(
  { url, form, signature }: { url: string; form: URLSearchParams; signature: string },
  authToken: string,
): boolean {
  if (authToken === "" || signature === "") return false;
  const expected = Buffer.from(twimlSignature(url, form, authToken));
  const given = Buffer.from(signature);
  return expected.byteLength === given.byteLength && timingSafeEqual(expected, given);
}
