import { assert, must } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { cashTaken } from "../ledger/postings.ts";
import { AMOUNT_UNITS_MAX } from "../ledger/transfer.ts";
import { type Currency, minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt, type AccountRow } from "../store/accounts.ts";
import { addPayment, paymentOf, type PaymentRow } from "../store/payments.ts";
import { allocateHere, confirmationOf } from "./allocation.ts";
import { honourQuote } from "./honour-quote.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
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

interface Acceptable {
  readonly kind: "acceptable";
  readonly account: AccountRow;
  readonly currency: Currency;
  readonly amountUnits: number;
}

/** What would come of taking this cash now; reads only. */
export function judgeCash(
  sql: Sql,
  now: Now,
  home: Home,
  input: TakeCash,
): Acceptable | CashRepeated | Refusal<CashRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const before = paymentOf(sql, home, input.paymentId);
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
  return { kind: "acceptable", account, currency, amountUnits };
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
  const { account, currency, amountUnits } = judged;
  const happening = beginHappening(sql, home);
  const confirmation = confirmationOf(sql, home, input.paymentId);
  const header = {
    id: `payment/${input.paymentId}`,
    cause: happening.id,
    corrects: null,
    actor: input.clerk,
    channel: "counter",
    effectiveAtMs: now.serviceMs,
    month: localMonth(account.zone, now.serviceMs),
  };
  const targets = allocateHere(sql, now, home, { amountUnits, source: "customer" });
  const posted = postAll(
    sql,
    now,
    { home, currency },
    cashTaken(header, { drawer: input.drawer, amountUnits, targets }),
  );
  assert(posted.kind === "posted", `cash was not posted: ${JSON.stringify(posted)}`);
  const quote = honourQuote(
    sql,
    now,
    { home, currency },
    {
      paymentId: input.paymentId,
      amountMinor: input.amountMinor,
      agreedAtMs: now.wallMs,
      parts: targets,
      header,
    },
  );
  addPayment(sql, home, paymentRow(now, input, confirmation));
  const supply = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "payment-settled",
    actor: input.clerk,
    channel: "counter",
    cause: input.paymentId,
    facts: {
      paymentId: input.paymentId,
      tender: "cash",
      amountUnits,
      allocation: targets,
      ...(quote === null ? {} : { quote }),
      ...supply,
    },
  });
  return { kind: "taken", confirmation };
}

function paymentRow(now: Now, input: TakeCash, confirmation: string): PaymentRow {
  return {
    id: input.paymentId,
    state: "settled",
    tender: "cash",
    amountMinor: input.amountMinor,
    methodId: null,
    processor: null,
    chargeKey: null,
    chargeToken: null,
    processorId: input.drawer,
    channel: "counter",
    line: null,
    actor: input.clerk,
    confirmation,
    code: null,
    createdAtMs: now.wallMs,
    resolvedAtMs: now.wallMs,
  };
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
