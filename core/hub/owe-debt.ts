import { assert } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { debtOwed } from "../ledger/debt.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { entriesOf } from "../store/ledger.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { post } from "./post.ts";
import { mustSettings } from "./settings.ts";

export interface OweDebt {
  /** Made by the caller: the same id is the same debt. */
  readonly debtId: string;
  readonly amountMinor: number;
  readonly channel: string;
  readonly actor: string;
}

export type OweRefusal = "no_such_account" | "account_closed" | "bad_amount" | "id_reused";

/** Puts old debt on an account, which comes from an earlier system or account; it is shown beside the balance, never in it. */
export function oweDebt(
  sql: Sql,
  now: Now,
  home: Home,
  input: OweDebt,
): { readonly kind: "owed" | "repeated" } | Refusal<OweRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  const { currency, settings } = mustSettings(sql, now.serviceMs);
  const { amountMinor, debtId } = input;
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) {
    return refuse("bad_amount", "a debt is more than nothing");
  }
  if (amountMinor > settings.payment.maxMinor * DEBT_PAYMENTS_MAX) {
    return refuse("bad_amount", "this is more than an account may owe");
  }
  const amountUnits = minorToUnits(amountMinor, currency);
  const id = `debt/${debtId}`;
  const before = entriesOf(sql, home, id).find((entry) => entry.account === "arrears");
  if (before !== undefined) {
    return before.amountUnits === amountUnits
      ? { kind: "repeated" }
      : refuse("id_reused", `debt ${debtId} exists and is of another amount`);
  }
  const happening = beginHappening(sql, home);
  const header = {
    id,
    cause: happening.id,
    corrects: null,
    actor: input.actor,
    channel: input.channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(account.zone, now.serviceMs),
  };
  const posted = post(sql, now, { home, currency }, debtOwed(header, amountUnits));
  assert(posted.kind === "posted", `a debt was not posted: ${JSON.stringify(posted)}`);
  recordHappening(sql, now, happening, {
    kind: "debt-owed",
    actor: input.actor,
    channel: input.channel,
    cause: debtId,
    facts: { debtId, amountUnits },
  });
  return { kind: "owed" };
}

/** A debt of more than so many of the largest payments is a typing mistake. */
export const DEBT_PAYMENTS_MAX = 1_000;
