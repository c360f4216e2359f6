/** Cash for one account, or for several at once, as the counter is told of it. */
import type { z } from "zod";
import { type Currency, currencyCodes, currencyOf, parseDecimal } from "../../core/money.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { paymentRequestSchema, wordsOf } from "./protocol.ts";

export interface CashPayment {
  /** Made by the caller: the same id is the same payment. */
  readonly paymentId: string;
  readonly accountId: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly drawer: string;
  readonly clerk: string;
  /** The post-pay bill to pay first; null is the one due first. */
  readonly billKey: string | null;
  /** Parts for other accounts; the rest is this account's. */
  readonly away: readonly {
    readonly accountId: string;
    readonly amountMinor: number;
    readonly billKey: string | null;
  }[];
}

export function parsePayment(body: unknown): CashPayment | Refusal {
  const payment = paymentRequestSchema.safeParse(body);
  if (!payment.success) return refuse("bad_payment", wordsOf(payment.error));
  const { id, account, amount, currency: code, drawer, clerk, bill, shares = [] } = payment.data;
  const currency = currencyOf(code);
  if (currency === undefined) {
    return refuse("unknown_currency", `currency must be one of ${currencyCodes.join(", ")}`);
  }
  const amountMinor = parseDecimal(amount, currency.minorDigits);
  if (isRefusal(amountMinor)) return refuse("bad_amount", `amount: ${amountMinor.message}`);
  if (amountMinor === 0) return refuse("bad_amount", "amount must be more than nothing");
  const away = sharesOf({ account, amountMinor, currency, shares });
  if (isRefusal(away)) return away;
  const paid = { paymentId: id, accountId: account, amountMinor, currency, drawer, clerk };
  return { ...paid, billKey: bill ?? null, away };
}

/** The parts for other accounts: each account once, each more than nothing, and something left for the account itself. */
function sharesOf(payment: {
  readonly account: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly shares: NonNullable<z.infer<typeof paymentRequestSchema>["shares"]>;
}): CashPayment["away"] | Refusal {
  const named = new Set([payment.account]);
  const away: CashPayment["away"][number][] = [];
  let leftMinor = payment.amountMinor;
  for (const [index, { account, amount, bill }] of payment.shares.entries()) {
    const at = `shares.${String(index)}`;
    if (named.has(account)) return refuse("bad_shares", `${at}.account: ${account} stands twice`);
    named.add(account);
    const amountMinor = parseDecimal(amount, payment.currency.minorDigits);
    if (isRefusal(amountMinor)) return refuse("bad_amount", `${at}.amount: ${amountMinor.message}`);
    if (amountMinor === 0) return refuse("bad_amount", `${at}.amount must be more than nothing`);
    leftMinor -= amountMinor;
    away.push({ accountId: account, amountMinor, billKey: bill ?? null });
  }
  if (leftMinor <= 0) return refuse("bad_shares", "shares: nothing is left for the account itself");
  return away;
}
