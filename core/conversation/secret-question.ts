import type { Now } from "../instant.ts";
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN } from "./call-script.ts";
import type { SavedTalk } from "./input.ts";
import { isOpen } from "./question.ts";
import { restore } from "./restore.ts";

/** Whose secret a talk waits for; null where it waits for none. */
export function secretQuestion(
  saved: SavedTalk,
  now: Now,
): { readonly number: string | null; readonly accountId: string | null } | null {
  const { question } = restore(saved, now).standing.context;
  if (question?.kind !== "pin" || !isOpen(question, now)) return null;
  const { number, accountId } = question;
  return { number, accountId };
}

/** Whether a talk waits for an account number, where a code from another line does as well. */
export function asksAccountNumber(saved: SavedTalk, now: Now): boolean {
  const { question } = restore(saved, now).standing.context;
  return question?.kind === "account_number" && isOpen(question, now);
}

/** Keys that may be a PIN: they are compared, and never become part of a turn. */
export function mayBeSecret(keys: string): boolean {
  return /^\d+$/.test(keys) && keys.length >= PIN_DIGITS_MIN && keys.length <= PIN_DIGITS_MAX;
}
