import { must } from "../assert.ts";
import { type Now } from "../instant.ts";
import { AMOUNT_UNITS_MAX } from "../ledger/transfer.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { paymentOf, type PaymentRow } from "../store/payments.ts";
import { beginHappening } from "./journal.ts";
import { postCash } from "./post-cash.ts";
import { mustSettings } from "./settings.ts";

export interface TakeCash {
  /** Made by the caller before the cash was handed over: the same id is the same payment. */
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly drawer: string;
  readonly clerk: string;
}

export type CashRefusal =
  | "no_such_account"
  | "account_closed"
  | "wrong_currency"
  | "amount_too_large"
  | "id_reused";

export interface CashRepeated {
  readonly kind: "repeated";
  readonly confirmation: string;
}

/** What would come of taking this cash now; reads only. */
export function judgeCash(
  sql: Sql,
  now: Now,
  home: Home,
  input: TakeCash,
): { readonly kind: "acceptable" } | CashRepeated | Refusal<CashRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const before = paymentOf(sql, home, input.paymentId);
  const isOther = before !== undefined && input.currency !== account.currency;
  if (isOther) return refuse("id_reused", `payment ${input.paymentId} is in ${account.currency}`);
  if (before !== undefined) return repeated(before, input);
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  const { currency } = mustSettings(sql, now.serviceMs);
  if (input.currency !== currency.code) {
    return refuse("wrong_currency", `the account is kept in ${currency.code}`);
  }
  const amountUnits = minorToUnits(input.amountMinor, currency);
  if (amountUnits > AMOUNT_UNITS_MAX) {
    return refuse("amount_too_large", "this is more than one payment may be");
  }
  return { kind: "acceptable" };
}

/**
 * Takes cash at a counter: posts it, allocates it, and decides supply, in one transaction. The same id with the same content
 * answers again and does nothing; with other content it is refused. That no other account has the id is for the caller to
 * have made sure of (claim-payment-id.ts).
 */
export function takeCash(
  sql: Sql,
  now: Now,
  home: Home,
  input: TakeCash,
): { readonly kind: "taken"; readonly confirmation: string } | CashRepeated | Refusal<CashRefusal> {
  const judged = judgeCash(sql, now, home, input);
  if (isRefusal(judged) || judged.kind === "repeated") return judged;
  const { paymentId, amountMinor, drawer, clerk: actor } = input;
  const { confirmation } = postCash(sql, now, beginHappening(sql, home), {
    paymentId,
    amountMinor,
    drawer,
    actor,
    channel: "counter",
    line: null,
  });
  return { kind: "taken", confirmation };
}

function repeated(before: PaymentRow, input: TakeCash): CashRepeated | Refusal<"id_reused"> {
  const same =
    before.tender === "cash" &&
    before.amountMinor === input.amountMinor &&
    before.processorId === input.drawer &&
    before.actor === input.clerk;
  if (!same)
    return refuse("id_reused", `payment ${input.paymentId} exists and says something else`);
  return { kind: "repeated", confirmation: must(before.confirmation, "a settled payment has one") };
}
