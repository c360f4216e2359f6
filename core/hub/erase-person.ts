/**
 * Erasure on request: a happening a home, each of which may come again and finds nothing then. Ledger, payments, notices as accounts
 * owed them, consents and their proof, decisions and the journal are no part of it.
 */
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import {
  type Erased,
  eraseOfAccount,
  eraseOfCustomer,
  eraseOfLine,
  eraseOfNumber,
  type Erasing,
  casesOpen,
  openAtLine,
} from "../store/erasure.ts";
import { accountAt } from "../store/accounts.ts";
import { paymentOf, pendingPayments } from "../store/payments.ts";
import { closingOf } from "../store/closings.ts";
import { payoutsOf } from "../store/payouts.ts";
import { refundsAskedMinor } from "../store/refunds-asked.ts";
import { owedMinor } from "./closing-standing.ts";
import { guestsOf } from "./make-pay-link.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { balancesAt } from "./post.ts";

export type EraseRefusal =
  | "no_such_account"
  | "account_open"
  | "payment_on_its_way"
  | "not_settled"
  | "still_owed"
  | "money_left"
  | "not_over"
  | "set_aside"
  | "told_for_others"
  | "case_open";

/** Why nothing of a number may be erased yet, by what the utility's home keeps of it; null where it may. */
export function checkNumber(sql: Sql, home: Home, line: string): Refusal<EraseRefusal> | null {
  return casesOpen(sql, home, line) === 0
    ? null
    : refuse("case_open", `a call back to ${line}, or a report of it, waits for a person`);
}

/** Why nothing of an account's people may be erased yet; null where it may. */
export function checkAccount(
  sql: Sql,
  now: Now,
  home: Home,
  accountId: string,
): Refusal<EraseRefusal> | null {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", `there is no account ${accountId}`);
  if (account.closedAtMs === null || account.closedAtMs > now.serviceMs) {
    return refuse("account_open", `account ${accountId} is open`);
  }
  if (pendingPayments(sql, home).length > 0) {
    return refuse("payment_on_its_way", `a payment of account ${accountId} is on its way`);
  }
  if (closingOf(sql, home)?.state !== "settled") {
    return refuse("not_settled", `what is left of account ${accountId} is not reckoned yet`);
  }
  if (owedMinor(sql, now, home) > 0) {
    return refuse("still_owed", `something is owed for account ${accountId}`);
  }
  return isMoneyLeft(sql, home)
    ? refuse("money_left", `money of account ${accountId} is still to be given back`)
    : null;
}

/** Whether anything is still to go back to the customer: to a card, by people, or once it is known that it may. */
function isMoneyLeft(sql: Sql, home: Home): boolean {
  const { unappliedUnits, depositUnits } = balancesAt(sql, home);
  const isWaiting = payoutsOf(sql, home).some(({ state }) => state === "waiting");
  return isWaiting || unappliedUnits + depositUnits > 0 || refundsAskedMinor(sql, home) > 0;
}

/** Whether a payment that a line made by a code is on its way at its account, or to it. */
export function isUnderWay(sql: Sql, home: Home, paymentId: string): boolean {
  const state = paymentOf(sql, home, paymentId)?.state ?? "pending";
  return state === "pending" || state === "unresolved";
}

/** Why nothing of a line may be erased yet; null where it may. */
export function checkLine(sql: Sql, home: Home): Refusal<EraseRefusal> | null {
  const { waiting, setAside, paying, calls, told } = openAtLine(sql, home);
  if (paying > 0) return refuse("payment_on_its_way", "a payment of the number is on its way");
  if (waiting + calls > 0) return refuse("not_over", "the number is still to be told something");
  if (setAside.length > 0) {
    const what = setAside.join(", ");
    return refuse("set_aside", `what was to be done for the number waits for staff: ${what}`);
  }
  return told > 0
    ? refuse("told_for_others", "the number is told for another's account: end that first")
    : null;
}

export function eraseLine(sql: Sql, now: Now, of: Erasing): Erased | Refusal<EraseRefusal> {
  return checkLine(sql, of.home) ?? recorded(sql, now, of, eraseOfLine(sql, of));
}

export function eraseNumber(
  sql: Sql,
  now: Now,
  of: Erasing,
  line: string,
): Erased | Refusal<EraseRefusal> {
  const refusal = checkNumber(sql, of.home, line);
  return refusal ?? recorded(sql, now, of, eraseOfNumber(sql, of, { line, guest: guestsOf(line) }));
}

export function eraseAccount(
  sql: Sql,
  now: Now,
  of: Erasing,
  accountId: string,
): Erased | Refusal<EraseRefusal> {
  const refusal = checkAccount(sql, now, of.home, accountId);
  return refusal ?? recorded(sql, now, of, eraseOfAccount(sql, of));
}

export function eraseCustomer(sql: Sql, now: Now, of: Erasing, customerId: string): Erased {
  return recorded(sql, now, of, eraseOfCustomer(sql, of, customerId));
}

function recorded(sql: Sql, now: Now, { home, isDry }: Erasing, erased: Erased): Erased {
  const isNone = Object.values(erased).every((rows) => rows === 0);
  if (isDry || isNone) return erased;
  const happening = beginHappening(sql, home);
  recordHappening(sql, now, happening, {
    kind: "person-erased",
    actor: "operator",
    channel: null,
    cause: happening.id,
    facts: { erased },
  });
  return erased;
}
