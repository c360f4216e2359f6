import { APIConnectionError, APIError } from "telnyx/core/error";
import type { SayOutcome } from "../../core/ports.ts";
import { NeverSent } from "./client.ts";
import { OPTED_OUT_CODE } from "./envelope.ts";

/**
 * The carrier's words for "not now": nothing is wrong with the message, and the same request may succeed later. The last
 * five are the utility's own standing with the carrier, which staff can put right while the message stays owed.
 */
const later: ReadonlySet<string> = new Set([
  "10011", // too many requests
  "40006", // the recipient's carrier is not there
  "40008", // the recipient's carrier did not take it
  "40011", // over the rate of the recipient's carrier
  "40016", // over a rate of this number
  "40018", // over a rate of this account
  "40318", // the queue is full
  "10009", // the key is wrong
  "20012", // the account is inactive
  "20013", // the account is blocked
  "20100", // the account has no money
  "40312", // the messaging profile is disabled
]);

/** Answers that say by themselves that the request was not taken: it came too slowly, too early or too often. */
const laterStatuses: ReadonlySet<number> = new Set([408, 425, 429]);

/** What came of a request that the carrier did not take as it was. */
export function outcomeOf(error: unknown): SayOutcome {
  if (error instanceof APIConnectionError) {
    const { cause } = error;
    return cause instanceof NeverSent ? { kind: "retry", code: cause.code } : { kind: "unknown" };
  }
  if (!(error instanceof APIError) || typeof error.status !== "number") {
    // Given up waiting, or an answer that could not be read: the message may be on its way.
    return { kind: "unknown" };
  }
  const codes = codesOf(error.error);
  if (codes.includes(OPTED_OUT_CODE)) return { kind: "opted_out" };
  const known = codes.find((code) => later.has(code));
  if (known !== undefined) return { kind: "retry", code: known };
  const code = codes[0] ?? String(error.status);
  if (laterStatuses.has(error.status)) return { kind: "retry", code };
  // A server that fails, or a gateway before it, may have passed the message on.
  return error.status >= 500 ? { kind: "unknown" } : { kind: "refused", code };
}

/** The codes of the carrier's error body: {errors: [{code, title, detail}]}. */
function codesOf(body: unknown): string[] {
  if (typeof body !== "object" || body === null || !("errors" in body)) return [];
  if (!Array.isArray(body.errors)) return [];
  return body.errors.flatMap((item: unknown) =>
    typeof item === "object" && item !== null && "code" in item ? [String(item.code)] : [],
  );
}
