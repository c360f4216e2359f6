import { assert } from "../assert.ts";
import { localMonth, type Now } from "../instant.ts";
import { accountHome, keyOf } from "../ids.ts";
import { betweenHomesIn, betweenHomesOut, cashTaken, type Header } from "../ledger/postings.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { type Currency, minorToUnits } from "../money.ts";
import type { Sql } from "../ports.ts";
import { addPayment, type PaymentRow } from "../store/payments.ts";
import { mustAccount } from "./account-facts.ts";
import { allocateHere, confirmationOf } from "./allocation.ts";
import { sendHappening } from "./delivery.ts";
import { honourQuote } from "./honour-quote.ts";
import { type Happening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";
import { tellMoney } from "./tell-money.ts";

/** Money in hand: in a clerk's drawer or the box of a terminal, or on its way from the utility's own home. */
export interface Cash {
  readonly paymentId: string;
  readonly amountMinor: number;
  /** Cash, unless it is said. */
  readonly tender?: "cash" | "bank" | "check";
  /** Where it lies; who brought it, where it comes from the utility's home. */
  readonly drawer: string;
  /** It was taken at the utility's home, and comes from there. */
  readonly isFromHome?: true;
  /** When it was handed over, wall time; now, if that is not said. */
  readonly paidAtMs?: number;
  readonly actor: string;
  readonly channel: "counter" | "kiosk" | "agency";
  /** The line to tell of it; null where the channel answers at once. */
  readonly line: string | null;
  /** The post-pay bill that it is for; absent or null where none was named. */
  readonly billKey?: string | null;
  /** Parts that go to other accounts; the rest is this one's. */
  readonly away?: readonly AwayShare[];
  /** Whom its payer knows it to be for, where that is a code; absent or null where it is the account. */
  readonly payee?: string | null;
  /** The code on the receipt, where another part of the payment has it already: another account's, or another note. */
  readonly confirmation?: string;
}

/** A part of a payment that another account is credited with. */
export interface AwayShare {
  readonly accountId: string;
  readonly amountMinor: number;
  readonly billKey: string | null;
}

/**
 * Posts cash to an account that may take it, allocates it and decides supply, as the one settled payment that it is. Everything
 * that could refuse it was looked at before.
 */
export function postCash(
  sql: Sql,
  now: Now,
  happening: Happening,
  cash: Cash,
): { readonly payment: PaymentRow; readonly confirmation: string } {
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  const { paymentId, drawer, actor, channel } = cash;
  const amountUnits = minorToUnits(cash.amountMinor, currency);
  const { confirmation = confirmationOf(sql, home, paymentId) } = cash;
  const header = {
    id: `payment/${paymentId}`,
    cause: happening.id,
    corrects: null,
    actor,
    channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(mustAccount(sql, home).zone, now.serviceMs),
  };
  const { away = [] } = cash;
  const ownMinor = away.reduce((left, one) => left - one.amountMinor, cash.amountMinor);
  const ownUnits = minorToUnits(ownMinor, currency);
  const targets = allocateHere(sql, now, home, {
    amountUnits: ownUnits,
    source: "customer",
    transferId: header.id,
    billKey: cash.billKey ?? null,
  });
  const taken =
    cash.isFromHome === true
      ? betweenHomesIn(header, { amountUnits, targets })
      : cashTaken(header, { drawer, amountUnits, targets });
  const transfers = [...taken, ...away.map((share) => sentAway(header, share, currency))];
  const posted = postAll(sql, now, { home, currency }, transfers);
  assert(posted.kind === "posted", `cash was not posted: ${JSON.stringify(posted)}`);
  const paid = {
    paymentId,
    amountMinor: ownMinor,
    agreedAtMs: cash.paidAtMs ?? now.wallMs,
    parts: targets,
    header,
  };
  const quote = honourQuote(sql, now, { home, currency }, paid);
  sendShares(sql, now, happening, { cash, confirmation });
  const payment = paymentRow(now, cash, confirmation);
  addPayment(sql, home, payment);
  const told = { rule: "payment", id: paymentId, amountMinor: ownMinor, except: null } as const;
  tellMoney(sql, now, happening, told);
  const supply = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "payment-settled",
    actor,
    channel,
    cause: paymentId,
    facts: {
      paymentId,
      tender: cash.tender ?? "cash",
      // What went to other accounts is told by theirs.
      amountUnits: ownUnits,
      allocation: targets,
      ...(away.length === 0 ? {} : { away }),
      ...(quote === null ? {} : { quote }),
      ...supply,
    },
  });
  return { payment, confirmation };
}

function sentAway(header: Header, share: AwayShare, currency: Currency): Transfer {
  const amountUnits = minorToUnits(share.amountMinor, currency);
  const id = `${header.id}/${keyOf("to", share.accountId)}`;
  return betweenHomesOut({ ...header, id }, { from: "unapplied", amountUnits });
}

function sendShares(
  sql: Sql,
  now: Now,
  happening: Happening,
  { cash, confirmation }: { cash: Cash; confirmation: string },
): void {
  const { paymentId, drawer, actor, channel, away = [] } = cash;
  for (const share of away) {
    const input = { ...share, paymentId, drawer, confirmation, actor, channel };
    sendHappening(sql, now, happening, {
      to: accountHome(share.accountId),
      delivery: { kind: "credit-share", input },
      part: keyOf("share", share.accountId),
    });
  }
}

function paymentRow(now: Now, cash: Cash, confirmation: string): PaymentRow {
  return {
    id: cash.paymentId,
    state: "settled",
    tender: cash.tender ?? "cash",
    amountMinor: cash.amountMinor,
    methodId: null,
    processor: null,
    chargeKey: null,
    chargeToken: null,
    processorId: cash.drawer,
    channel: cash.channel,
    line: cash.line,
    actor: cash.actor,
    confirmation,
    code: null,
    createdAtMs: now.wallMs,
    resolvedAtMs: now.wallMs,
    payee: cash.payee ?? null,
  };
}
