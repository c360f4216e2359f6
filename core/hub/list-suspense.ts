import type { Now } from "../instant.ts";
import { type Suggestion, suggestionsOf } from "../payment/suggest.ts";
import type { Home, Sql } from "../ports.ts";
import { candidateAccounts } from "../store/customers.ts";
import { type SuspenseRow, waitingSuspense } from "../store/suspense.ts";

export interface Waiting extends SuspenseRow {
  readonly suggestions: readonly Suggestion[];
}

/** A page of the queue: a person works through the oldest first. */
const WAITING_TOLD = 50;
/** Accounts that are looked through for suggestions; a larger utility's are found by their number. */
const CANDIDATES_MAX = 5_000;

/** The money that waits for a person, oldest first, each with the accounts that it may be for. Reads only. */
export function listSuspense(sql: Sql, now: Now, home: Home): readonly Waiting[] {
  const items = waitingSuspense(sql, home, WAITING_TOLD);
  if (items.length === 0) return [];
  const candidates = candidateAccounts(sql, home, now.serviceMs, CANDIDATES_MAX).map((one) => ({
    accountId: one.accountId,
    phones:
      one.lines === null ? [] : one.lines.split(",").map((line) => line.replaceAll(/\D/g, "")),
  }));
  return items.map((item) => ({ ...item, suggestions: suggestionsOf(item, candidates) }));
}
