import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import {
  accountsById,
  accountsByLineEnd,
  accountsByName,
  type KnownAccount,
} from "../store/find-customers.ts";

/** More than a clerk reads through with somebody waiting: who gets them all types one more sign. */
export const FOUND_MAX = 20;
/** Fewer digits are the end of too many numbers. */
const DIGITS_MIN = 4;

/** The accounts that a text may mean, at the utility's home: by the id, the end of a phone number, or the name. Reads only. */
export function findAccounts(sql: Sql, now: Now, home: Home, text: string): KnownAccount[] {
  const bounds = { atMs: now.serviceMs, limit: FOUND_MAX };
  const digits = phoneDigits(text);
  const found = [
    ...accountsById(sql, home, text, bounds),
    ...(digits === null
      ? accountsByName(sql, home, text, bounds)
      : accountsByNumber(sql, home, digits, bounds)),
  ];
  const byAccount = new Map(found.toReversed().map((one) => [one.accountId, one]));
  return [...new Set(found.map(({ accountId }) => accountId))]
    .flatMap((accountId) => byAccount.get(accountId) ?? [])
    .slice(0, FOUND_MAX);
}

/** By the digits as they are, for they may be the end of a number; else without the zeros that only a call at home begins with. */
function accountsByNumber(
  sql: Sql,
  home: Home,
  digits: string,
  bounds: { readonly atMs: number; readonly limit: number },
): KnownAccount[] {
  const found = accountsByLineEnd(sql, home, digits, bounds);
  const abroad = digits.replace(/^0+/, "");
  const isNumber = found.length === 0 && abroad !== digits && abroad.length >= DIGITS_MIN;
  return isNumber ? accountsByLineEnd(sql, home, abroad, bounds) : found;
}

/** The digits of what may be a number, or its end, as people write it. */
function phoneDigits(text: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, "");
  return digits.length < DIGITS_MIN ? null : digits;
}
