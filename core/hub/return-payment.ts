import { assert, must } from "../assert.ts";
import type { Now } from "../instant.ts";
import { paymentReturned } from "../ledger/returned.ts";
import { minorToUnits } from "../money.ts";
import type { BillPart } from "../payment/bills.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { modeAt } from "../store/accounts.ts";
import { billOf, billPartsOf } from "../store/bills.ts";
import { journalOf } from "../store/journal.ts";
import { transferFacts } from "../store/ledger.ts";
import { paymentOf, type PaymentRow } from "../store/payments.ts";
import { endQuotes } from "../store/quotes.ts";
import { takenBackMinor } from "../store/refunds.ts";
import { addReturn, returnOf } from "../store/returns.ts";
import { noteDebtUnpaid } from "./debt-standing.ts";
import { creditedBy, givenBy, processorHeader } from "./given-by.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { notePaid } from "./pay-bills.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";
import { tellMoney } from "./tell-money.ts";

export interface ReturnPayment {
  readonly paymentId: string;
  /** What told of it, for the journal; a payment comes back once, whoever tells it how often. */
  readonly key: string;
  readonly actor: string;
  /** Why it came back, in the bank's or the processor's code: "R01", "fraudulent". */
  readonly reason: string;
  /** Where the money was until it went: with the processor, unless a dispute held it. */
  readonly from?: "disputes_held";
}

export interface Returned {
  /** Repeated: it had come back before, and nothing was done again. */
  readonly kind: "returned" | "repeated";
  readonly feeUnits: number;
  /** Whether the payment had turned a supply on. */
  readonly wonReconnect: boolean;
}

export type ReturnRefusal = "no_such_payment" | "not_settled" | "cash_stays" | "partly_refunded";

/**
 * A settled payment came back (returned debit, chargeback): all that it was taken for is owed again at once, with the
 * utility's fee, and supply is decided by what is left. Whether the payment had turned a supply on is kept beside it.
 */
export function returnPayment(
  sql: Sql,
  now: Now,
  home: Home,
  input: ReturnPayment,
): Returned | Refusal<ReturnRefusal> {
  const payment = paymentOf(sql, home, input.paymentId);
  if (payment === undefined) return refuse("no_such_payment", "no payment has this id here");
  if (payment.tender !== "card") return refuse("cash_stays", "only a charge comes back by itself");
  if (payment.state !== "settled") {
    return refuse("not_settled", "a payment that never arrived can't come back");
  }
  if (takenBackMinor(sql, home, payment.id) > 0) {
    return refuse("partly_refunded", "a part of the payment was given back before: staff decide");
  }
  const before = returnOf(sql, home, payment.id);
  if (before !== undefined) {
    const { feeUnits } = before;
    return { kind: "repeated", feeUnits, wonReconnect: before.wonReconnect === 1 };
  }
  const happening = beginHappening(sql, home);
  const feeUnits = postReturn(sql, now, happening, { payment, input });
  const quotesEnded = endQuotes(sql, home, now.wallMs);
  const wonReconnect = turnedOn(sql, happening, settledIdOf(payment));
  addReturn(sql, home, {
    paymentId: payment.id,
    reason: input.reason,
    feeUnits,
    wonReconnect: wonReconnect ? 1 : 0,
    returnedAtMs: now.wallMs,
  });
  const { amountMinor } = payment;
  const told = { rule: "returned", id: payment.id, amountMinor, except: null } as const;
  tellMoney(sql, now, happening, told);
  const reviewed = reviewSupply(sql, now, happening);
  const { paymentId, reason } = input;
  recordHappening(sql, now, happening, {
    kind: "payment-returned",
    actor: input.actor,
    channel: payment.channel,
    cause: input.key,
    facts: { paymentId, reason, feeUnits, wonReconnect, quotesEnded, ...reviewed },
  });
  return { kind: "returned", feeUnits, wonReconnect };
}

/** Posts what is owed again, and opens the bills that the payment had paid; the fee that is owed with it. */
function postReturn(
  sql: Sql,
  now: Now,
  happening: Happening,
  { payment, input }: { payment: PaymentRow; input: ReturnPayment },
): number {
  const { home } = happening;
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const settledId = settledIdOf(payment);
  const { returnedFeeUnits: feeUnits = 0 } = settings.allocation;
  const processor = must(payment.processor, "a charge has a processor");
  const amountUnits = minorToUnits(payment.amountMinor, currency);
  const paid = givenBy(sql, home, settledId, amountUnits);
  const gift = creditedBy(sql, home, `payment/${payment.id}/quote`);
  const isPostpay = modeAt(sql, home, now.serviceMs) === "postpay";
  const reopened = isPostpay ? reopenedBills(sql, home, settledId) : [];
  const transfer = paymentReturned(
    processorHeader(sql, now, happening, {
      id: `payment/${payment.id}/returned`,
      corrects: settledId,
      actor: input.actor,
      payment,
    }),
    {
      from: [
        { account: input.from ?? `clearing.${processor}`, amountUnits: sumOf(paid) },
        // What the utility gave so that its quote held was given for this payment, and goes with it.
        { account: "quotes_honoured", amountUnits: sumOf(gift) },
      ],
      given: [...paid, ...gift],
      feeUnits,
      balances: balancesAt(sql, home),
      billing: isPostpay
        ? { mode: "postpay", reopenedUnits: sumOf(reopened) }
        : { mode: "prepaid" },
    },
  );
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a return was not posted: ${JSON.stringify(posted)}`);
  noteDebtUnpaid(sql, home, sumOf(paid.filter(({ account }) => account === "arrears")));
  const taken = reopened.map((part) => ({ ...part, amountUnits: -part.amountUnits }));
  notePaid(sql, home, transfer.id, taken);
  return feeUnits;
}

function settledIdOf(payment: PaymentRow): string {
  return `payment/${payment.id}/settled`;
}

/** Of each bill that the payment paid, what can be owed again: a later version may have taken some of it off. */
function reopenedBills(sql: Sql, home: Home, settledId: string): BillPart[] {
  return billPartsOf(sql, home, settledId).flatMap(({ key, amountUnits }) => {
    const paidUnits = billOf(sql, home, key)?.paidUnits ?? 0;
    const units = Math.min(amountUnits, paidUnits);
    return units > 0 ? [{ key, amountUnits: units }] : [];
  });
}

function sumOf(parts: readonly { readonly amountUnits: number }[]): number {
  return parts.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
}

/** Whether the happening that settled the payment wished a supply on, by its own journal row. */
function turnedOn(sql: Sql, happening: Happening, settledId: string): boolean {
  const settled = { id: settledId, pendingId: null, corrects: null };
  const cause = transferFacts(sql, happening.home, settled)?.cause ?? "";
  const sequence = Number(cause.slice(cause.lastIndexOf("#") + 1));
  const [row] = journalOf(sql, happening.name, sequence - 1, 1);
  const facts = JSON.parse(must(row, `${cause} is in the journal`).facts) as {
    readonly supply?: readonly { readonly wanted: string }[];
  };
  return (facts.supply ?? []).some(({ wanted }) => wanted === "on");
}
