import { assert, must } from "../assert.ts";
import type { SupplyState } from "../conversation/facts.ts";
import { localMonth, type Now } from "../instant.ts";
import { paymentSettled, paymentVoided } from "../ledger/postings.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import { unpark } from "../store/outbox.ts";
import { paymentOf, type PaymentRow, resolvePayment } from "../store/payments.ts";
import { accountStanding, mustAccount } from "./account-facts.ts";
import { allocateHere, confirmationOf } from "./allocation.ts";
import { noteAutopay } from "./autopay-standing.ts";
import { honourQuote } from "./honour-quote.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";
import { tellAutopay } from "./tell-autopay.ts";
import { tellMoney } from "./tell-money.ts";
import { giveCodeBack, tellResult } from "./tell-result.ts";

export interface SettlePayment {
  readonly paymentId: string;
  /** The processor's event id, or the key of our own question: the same again changes nothing. */
  readonly key: string;
  readonly outcome:
    | { readonly kind: "succeeded"; readonly processorId: string }
    | { readonly kind: "declined"; readonly processorId: string | null; readonly code: string }
    /** Nobody can say after a day: staff look it up, and no charge is sent again. */
    | { readonly kind: "unresolved" };
}

export type Settled = { readonly kind: "settled" | "declined" | "unresolved" | "seen" };

/**
 * Takes the processor's final word on a charge: posts or voids what was pending, allocates, and decides supply in the same
 * transaction, so that power is asked for the moment the money is there. The first final word counts; a later one that
 * contradicts it is kept in the journal for staff and moves nothing.
 */
export function settlePayment(
  sql: Sql,
  now: Now,
  home: Home,
  input: SettlePayment,
): Settled | Refusal<"no_such_payment"> {
  const payment = paymentOf(sql, home, input.paymentId);
  if (payment === undefined) return refuse("no_such_payment", "no payment has this id here");
  if (!takeKey(sql, home, input.key, now.wallMs)) return { kind: "seen" };
  const { outcome } = input;
  const isOpen = payment.state === "pending" || payment.state === "unresolved";
  if (!isOpen) return contradictionOf(sql, now, home, { payment, input });
  if (payment.state === "unresolved" && outcome.kind !== "unresolved") {
    unpark(sql, { home, kind: "charge", target: payment.id });
  }
  const happening = beginHappening(sql, home);
  switch (outcome.kind) {
    case "succeeded":
      return settle(sql, now, happening, {
        payment,
        processorId: outcome.processorId,
        cause: input.key,
      });
    case "declined":
      return decline(sql, now, happening, { payment, ...outcome, cause: input.key });
    case "unresolved":
      return leaveUnresolved(sql, now, happening, { payment, cause: input.key });
  }
}

function headerOf(
  sql: Sql,
  now: Now,
  happening: Happening,
  { payment, part }: { payment: PaymentRow; part: "settled" | "voided" },
) {
  const account = must(accountAt(sql, happening.home), "a payment has an account");
  return {
    id: `payment/${payment.id}/${part}`,
    cause: happening.id,
    corrects: null,
    actor: must(payment.processor, "a charge has a processor"),
    channel: payment.channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(account.zone, now.serviceMs),
  };
}

function settle(
  sql: Sql,
  now: Now,
  happening: Happening,
  { payment, processorId, cause }: { payment: PaymentRow; processorId: string; cause: string },
): Settled {
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  const amountUnits = minorToUnits(payment.amountMinor, currency);
  const confirmation = confirmationOf(sql, home, payment.id);
  const header = headerOf(sql, now, happening, { payment, part: "settled" });
  const transferId = header.id;
  const targets = allocateHere(sql, now, home, { amountUnits, source: "customer", transferId });
  const transfers = paymentSettled(header, {
    pendingId: `payment/${payment.id}`,
    processor: must(payment.processor, "a charge has a processor"),
    amountUnits,
    targets,
  });
  const posted = postAll(sql, now, { home, currency }, transfers);
  assert(posted.kind === "posted", `a payment was not posted: ${JSON.stringify(posted)}`);
  const quote = honourQuote(
    sql,
    now,
    { home, currency },
    {
      paymentId: payment.id,
      amountMinor: payment.amountMinor,
      agreedAtMs: payment.createdAtMs,
      parts: targets,
      header,
    },
  );
  resolvePayment(sql, home, payment.id, {
    state: "settled",
    processorId,
    confirmation,
    code: null,
    nowMs: now.wallMs,
  });
  noteAutopay(sql, now, home, { payment, succeeded: true });
  tellPaid(sql, now, happening, payment);
  const supply = reviewSupply(sql, now, happening);
  const { balanceUnits, restoreMinor, supply: state } = accountStanding(sql, now, home);
  tellResult(sql, now, happening, {
    payment,
    outcome: "settled",
    balanceUnits,
    confirmation,
    supply: state satisfies SupplyState,
    restoreMinor,
  });
  recordHappening(sql, now, happening, {
    kind: "payment-settled",
    actor: must(payment.processor, "a charge has a processor"),
    channel: payment.channel,
    cause,
    facts: {
      paymentId: payment.id,
      tender: payment.tender,
      amountUnits,
      allocation: targets,
      ...(quote === null ? {} : { quote }),
      ...supply,
    },
  });
  return { kind: "settled" };
}

/** Whoever did not pay hears of it too; of a charge by standing word nobody waits for the result. */
function tellPaid(sql: Sql, now: Now, happening: Happening, payment: PaymentRow): void {
  const { id, amountMinor, line, channel } = payment;
  if (channel === "autopay") tellAutopay(sql, now, happening, { payment, code: null });
  else {
    const except = line === null ? null : decodeURIComponent(line.split("/")[0] ?? "");
    tellMoney(sql, now, happening, { rule: "payment", id, amountMinor, except });
  }
}

function decline(
  sql: Sql,
  now: Now,
  happening: Happening,
  came: { payment: PaymentRow; processorId: string | null; code: string; cause: string },
): Settled {
  const { home } = happening;
  const { payment, processorId, code, cause } = came;
  const { currency } = mustSettings(sql, now.serviceMs);
  const header = headerOf(sql, now, happening, { payment, part: "voided" });
  const posted = postAll(sql, now, { home, currency }, [
    paymentVoided(header, `payment/${payment.id}`),
  ]);
  assert(posted.kind === "posted", `a charge was not voided: ${JSON.stringify(posted)}`);
  const outcome = { state: "declined", processorId, confirmation: null, code } as const;
  resolvePayment(sql, home, payment.id, { ...outcome, nowMs: now.wallMs });
  noteAutopay(sql, now, home, { payment, succeeded: false });
  tellAutopay(sql, now, happening, { payment, code });
  const supply = reviewSupply(sql, now, happening);
  tellResult(sql, now, happening, { payment, outcome: "declined", code });
  const { utilityId } = mustAccount(sql, home);
  giveCodeBack(sql, now, happening, { payment, utilityId });
  recordHappening(sql, now, happening, {
    kind: "payment-declined",
    actor: must(payment.processor, "a charge has a processor"),
    channel: payment.channel,
    cause,
    facts: { paymentId: payment.id, code, ...supply },
  });
  return { kind: "declined" };
}

/** The money stays pending and the customer is told so; a final word may still come and counts. */
function leaveUnresolved(
  sql: Sql,
  now: Now,
  happening: Happening,
  { payment, cause }: { payment: PaymentRow; cause: string },
): Settled {
  if (payment.state === "unresolved") return { kind: "unresolved" };
  const outcome = { state: "unresolved", processorId: null, confirmation: null } as const;
  resolvePayment(sql, happening.home, payment.id, {
    ...outcome,
    code: "outcome_unknown",
    nowMs: now.wallMs,
  });
  tellResult(sql, now, happening, { payment, outcome: "unresolved", code: "outcome_unknown" });
  recordHappening(sql, now, happening, {
    kind: "payment-unresolved",
    actor: "hub",
    channel: payment.channel,
    cause,
    facts: { paymentId: payment.id },
  });
  return { kind: "unresolved" };
}

function contradictionOf(
  sql: Sql,
  now: Now,
  home: Home,
  { payment, input }: { payment: PaymentRow; input: SettlePayment },
): Settled {
  const agrees =
    (payment.state === "settled" && input.outcome.kind === "succeeded") ||
    (payment.state === "declined" && input.outcome.kind === "declined");
  if (!agrees && input.outcome.kind !== "unresolved") {
    recordHappening(sql, now, beginHappening(sql, home), {
      kind: "payment-contradicted",
      actor: payment.processor ?? "hub",
      channel: payment.channel,
      cause: input.key,
      facts: { paymentId: payment.id, state: payment.state, came: input.outcome.kind },
    });
  }
  return { kind: "seen" };
}
