/** Whose a number is that somebody typed where no keypad says of what kind it is: an account's, or a phone's. */
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { accountsOfLine, customerOfAccount, leftAccounts } from "../store/customers.ts";
import { accountByNumber } from "../store/secrets.ts";
import { settingsAt, type UtilitySettings } from "./settings.ts";

/** The accounts of a number: an account's own, or a phone's. None, closed and unknown look the same. */
export function accountsNamed(sql: Sql, now: Now, home: Home, typed: string): readonly string[] {
  const named = accountByNumber(sql, home, typed);
  if (named !== undefined) {
    const isTheirs = customerOfAccount(sql, home, named, now.serviceMs) !== undefined;
    return isTheirs ? openOnes(sql, home, [named]) : [];
  }
  const found = phonesTyped(sql, now, typed).flatMap((line) =>
    accountsOfLine(sql, home, line, now.serviceMs),
  );
  return openOnes(sql, home, [...new Set(found.map((one) => one.accountId))]);
}

function openOnes(sql: Sql, home: Home, accountIds: readonly string[]): readonly string[] {
  const left = leftAccounts(sql, home, accountIds);
  return accountIds.filter((accountId) => !left.includes(accountId));
}

/** The phone numbers that typed digits may stand for; none while the utility has no settings. */
export function phonesTyped(sql: Sql, now: Now, typed: string): readonly string[] {
  const settings = settingsAt(sql, now.serviceMs)?.settings;
  return settings === undefined ? [] : phonesOf(typed, settings);
}

/** Whole, or without the country of the utility's own numbers. */
function phonesOf(typed: string, { numbers }: UtilitySettings): string[] {
  const [own = ""] = numbers;
  const national = `${own.slice(0, Math.max(0, own.length - typed.length))}${typed}`;
  return national.length === own.length ? [`+${typed}`, national] : [`+${typed}`];
}
