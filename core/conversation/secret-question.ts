import type { Now } from "../instant.ts";
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN, PROOF_CODE_DIGITS } from "./identify.ts";
import type { SavedTalk } from "./input.ts";
import { accountNamed } from "./payee.ts";
import { isOpen } from "./question.ts";
import { restore } from "./restore.ts";

export interface SecretWanted {
  readonly number: string | null;
  readonly accountId: string | null;
  readonly by: "pin" | "code";
}

/** Whose secret a talk waits for; null where it waits for none. */
export function secretQuestion(saved: SavedTalk, now: Now): SecretWanted | null {
  const { question } = restore(saved, now).standing.context;
  if (question?.kind !== "pin" || !isOpen(question, now)) return null;
  const { number, accountId, by = "pin" } = question;
  // Whoever pays by a code proves that their own line is theirs.
  return { number, accountId: accountNamed(accountId), by };
}

/** Whether a talk waits for an account number, where a code from another line does as well. */
export function asksAccountNumber(saved: SavedTalk, now: Now): boolean {
  const { question } = restore(saved, now).standing.context;
  return question?.kind === "account_number" && isOpen(question, now);
}

/** Keys that may be a PIN, or the code of a text: they are compared, and never become part of a turn. */
export function mayBeSecret(keys: string, by: SecretWanted["by"] = "pin"): boolean {
  if (by === "code") return /^\d+$/.test(keys) && keys.length === PROOF_CODE_DIGITS;
  return /^\d+$/.test(keys) && keys.length >= PIN_DIGITS_MIN && keys.length <= PIN_DIGITS_MAX;
}

/** Whether a talk waits for the carrier to take a card: keys that come meanwhile are of the card, and are dropped. */
export function takesCard(saved: SavedTalk, now: Now): boolean {
  const { question } = restore(saved, now).standing.context;
  return question?.kind === "card" && isOpen(question, now);
}
