import { must } from "../assert.ts";
import { type Now } from "../instant.ts";
import { AMOUNT_UNITS_MAX } from "../ledger/transfer.ts";
import { type Currency, minorToDecimal, minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { billOf } from "../store/bills.ts";
import { paymentOf, type PaymentRow } from "../store/payments.ts";
import { owedMinor } from "./closing-standing.ts";
import { beginHappening } from "./journal.ts";
import { type AwayShare, postCash } from "./post-cash.ts";
import { mustSettings } from "./settings.ts";

export interface TakeCash {
  /** Made by the caller before the cash was handed over: the same id is the same payment. */
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly drawer: string;
  readonly clerk: string;
  /** The post-pay bill that this account's part is for; absent or null where none was named. */
  readonly billKey?: string | null;
  /** Parts that go to other accounts of the utility; the rest is this one's. */
  readonly away?: readonly AwayShare[];
}

export type CashRefusal =
  | "no_such_account"
  | "account_closed"
  | "more_than_owed"
  | "wrong_currency"
  | "amount_too_large"
  | "no_such_bill"
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
  const { currency, settings } = mustSettings(sql, now.serviceMs);
  if (input.currency !== currency.code) {
    return refuse("wrong_currency", `the account is kept in ${currency.code}`);
  }
  const { cashMaxMinor = null } = settings.payment;
  const isClosed = account.closedAtMs !== null;
  return (
    (isClosed ? judgeOwed(sql, now, home, input.amountMinor) : null) ??
    judgeAmount(input.amountMinor, cashMaxMinor, currency) ??
    judgeShare(sql, home, input.billKey ?? null) ?? { kind: "acceptable" }
  );
}

/** Of an account whose customer has left what is owed is taken, and no more: there is nothing to pay ahead for. */
export function judgeOwed(
  sql: Sql,
  now: Now,
  home: Home,
  amountMinor: number,
): Refusal<"account_closed" | "more_than_owed"> | null {
  const { currency } = mustSettings(sql, now.serviceMs);
  const mostMinor = owedMinor(sql, now, home);
  if (mostMinor === 0) {
    return refuse("account_closed", "the account is closed, and nothing is owed");
  }
  const most = `${minorToDecimal(mostMinor, currency)} ${currency.code}`;
  return amountMinor > mostMinor
    ? refuse("more_than_owed", `the account is closed: ${most} is owed, and no more is taken`)
    : null;
}

function judgeAmount(
  amountMinor: number,
  mostMinor: number | null,
  currency: Currency,
): Refusal<"amount_too_large"> | null {
  if (mostMinor !== null && amountMinor > mostMinor) {
    const most = `${minorToDecimal(mostMinor, currency)} ${currency.code}`;
    return refuse("amount_too_large", `cash is taken up to ${most} at a time`);
  }
  return minorToUnits(amountMinor, currency) > AMOUNT_UNITS_MAX
    ? refuse("amount_too_large", "this is more than one payment may be")
    : null;
}

/** Whether an account may be given a part of a payment, for a bill or not; reads only. */
export function judgeAway(
  sql: Sql,
  home: Home,
  { billKey, currency }: { readonly billKey: string | null; readonly currency: string },
): { readonly kind: "acceptable" } | Refusal<CashRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", `there is no ${home}`);
  if (account.closedAtMs !== null) return refuse("account_closed", `${home} is closed`);
  if (account.currency !== currency) {
    return refuse("wrong_currency", `${home} is kept in ${account.currency}`);
  }
  return judgeShare(sql, home, billKey) ?? { kind: "acceptable" };
}

function judgeShare(sql: Sql, home: Home, billKey: string | null): Refusal<"no_such_bill"> | null {
  if (billKey === null || billOf(sql, home, billKey) !== undefined) return null;
  return refuse("no_such_bill", `the account has no bill ${billKey}`);
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
  const { paymentId, amountMinor, drawer, clerk: actor, billKey = null, away = [] } = input;
  const { confirmation } = postCash(sql, now, beginHappening(sql, home), {
    paymentId,
    amountMinor,
    drawer,
    actor,
    channel: "counter",
    line: null,
    billKey,
    away,
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
