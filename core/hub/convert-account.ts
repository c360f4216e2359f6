import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt, type AccountRow, type Mode, modeAt } from "../store/accounts.ts";
import { addConversion, conversionOf } from "../store/bills.ts";
import { pendingPayments } from "../store/payments.ts";
import { endQuotes } from "../store/quotes.ts";
import { changeBilling } from "./change-billing.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { reviewSupply } from "./review-account.ts";

export interface ConvertAccount {
  /** Made by the caller: the same key is the same change. */
  readonly key: string;
  readonly mode: Mode;
  /** Who agreed, to which version of the terms, and how: kept, since the change is the customer's choice. */
  readonly agreed: { readonly by: string; readonly terms: string; readonly channel: string };
  readonly actor: string;
}

export type ConvertRefusal =
  | "no_such_account"
  | "account_closed"
  | "id_reused"
  | "same_mode"
  | "payment_pending";

/**
 * Changes how an account is billed, from now on, with all that it has and owes: credit stays credit; what a prepaid account
 * owes is on a first bill; what a post-pay account owes, set off against its credit, is old debt that payments take by share.
 * Refuses while a payment is on its way, which was agreed to under the other terms.
 */
export function convertAccount(
  sql: Sql,
  now: Now,
  home: Home,
  input: ConvertAccount,
): { readonly kind: "converted" | "repeated" } | Refusal<ConvertRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const before = conversionOf(sql, home, input.key);
  if (before !== undefined) {
    const { by, terms, channel } = input.agreed;
    const told = [before.mode, before.agreedBy, before.agreedTerms, before.agreedChannel];
    const isSame = JSON.stringify(told) === JSON.stringify([input.mode, by, terms, channel]);
    if (isSame) return { kind: "repeated" };
    return refuse("id_reused", `change ${input.key} exists and says something else`);
  }
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  if (modeAt(sql, home, now.serviceMs) === input.mode) {
    return refuse("same_mode", `the account is ${input.mode} already`);
  }
  if (pendingPayments(sql, home).length > 0) {
    return refuse("payment_pending", "a payment is on its way; change when it has come");
  }
  return convert(sql, now, { home, account, input });
}

function convert(
  sql: Sql,
  now: Now,
  { home, account, input }: { home: Home; account: AccountRow; input: ConvertAccount },
): { readonly kind: "converted" } {
  const happening = beginHappening(sql, home);
  const { key, mode, actor, agreed } = input;
  const carriedUnits = changeBilling(sql, now, happening, { account, mode, actor });
  addConversion(sql, home, {
    key,
    mode,
    agreedBy: agreed.by,
    agreedTerms: agreed.terms,
    agreedChannel: agreed.channel,
    actor,
    convertedAtMs: now.wallMs,
  });
  const quotesEnded = endQuotes(sql, home, now.wallMs);
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "account-converted",
    actor,
    channel: agreed.channel,
    cause: key,
    // The ledger has the amounts; who agreed is a name, and stands in the account's own table.
    facts: { mode, terms: agreed.terms, carriedUnits, quotesEnded, ...reviewed },
  });
  return { kind: "converted" };
}
