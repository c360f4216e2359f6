import { assert, must } from "../assert.ts";
import type { PaymentResult } from "../conversation/input.ts";
import { DAY_MS, localMonth, type Now } from "../instant.ts";
import { idOfHome, keyOf } from "../ids.ts";
import { paymentPending } from "../ledger/postings.ts";
import { minorToUnits } from "../money.ts";
import { checkPayment } from "../payment/limits.ts";
import type { Sql } from "../ports.ts";
import { isRefusal } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import { addToOutbox } from "../store/outbox.ts";
import { addPayment, chargedSince, type PaymentRow } from "../store/payments.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { accountLabel, mustAccount } from "./account-facts.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";
import type { TalkChannel } from "./take-turn.ts";
import { tellLine } from "./tell-line.ts";

export interface StartPayment {
  readonly paymentId: string;
  readonly accountId: string;
  readonly methodId: string;
  /** The processor's name for the saved method. */
  readonly methodToken: string;
  readonly amountMinor: number;
  readonly channel: TalkChannel | "autopay" | "pay_link";
  /** Who asked, and the number of ours that the result is told from; null where nobody waits at a line. */
  readonly line: string | null;
  readonly numberUsed: string;
}

/**
 * Starts a charge that a customer agreed to: limits by present truth, a pending posting, and the charge left in the outbox
 * under a key that never changes. What is refused is told to the line as the payment's result.
 */
export function startPayment(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: StartPayment,
): { kind: "started" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const account = must(accountAt(sql, at.home), "a payment is for an account that exists");
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const happening = beginHappening(sql, at.home);
  const refusal = checkLimits(sql, now, { at, input });
  const chargeKey = keyOf("charge", account.utilityId, account.id, input.paymentId);
  const { processor } = settings.payment;
  const payment = paymentRow(now, input, {
    processor,
    chargeKey,
    refusedCode: isRefusal(refusal) ? refusal.code : null,
  });
  addPayment(sql, at.home, payment);
  const amountUnits = minorToUnits(input.amountMinor, currency);
  const facts = { paymentId: payment.id, amountUnits };
  const cause = { actor: "customer", channel: input.channel, cause: at.key };
  if (isRefusal(refusal)) {
    tellResult(sql, now, happening, { payment, outcome: "refused", code: refusal.code });
    recordHappening(sql, now, happening, {
      ...cause,
      kind: "payment-refused",
      facts: { ...facts, code: refusal.code },
    });
    return { kind: "refused" };
  }
  const header = {
    id: `payment/${payment.id}`,
    cause: happening.id,
    corrects: null,
    actor: "customer",
    channel: input.channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(account.zone, now.serviceMs),
  };
  const pending = paymentPending(header, { processor, amountUnits });
  const posted = postAll(sql, now, { home: at.home, currency }, [pending]);
  assert(posted.kind === "posted", `a charge was not reserved: ${JSON.stringify(posted)}`);
  addToOutbox(sql, {
    home: at.home,
    kind: "charge",
    target: payment.id,
    key: chargeKey,
    payload: JSON.stringify({ paymentId: payment.id }),
    nowMs: now.wallMs,
  });
  const supply = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    ...cause,
    kind: "payment-started",
    facts: { ...facts, ...supply },
  });
  return { kind: "started" };
}

/** What present truth has against the amount; null where nothing is. */
function checkLimits(
  sql: Sql,
  now: Now,
  { at, input }: { at: Arrival; input: StartPayment },
): ReturnType<typeof checkPayment> {
  const { settings, currency } = mustSettings(sql, now.serviceMs);
  const { minMinor, maxMinor, dailyByTextMinor } = settings.payment;
  // The cap of a day is for cards whose owner is out of sight; a standing word has caps of its own.
  const isHere = ["kiosk", "autopay", "pay_link"].includes(input.channel);
  return checkPayment({
    amountMinor: input.amountMinor,
    currency,
    limits: { minMinor, maxMinor, dailyMinor: isHere ? maxMinor : dailyByTextMinor },
    chargedTodayMinor: isHere ? 0 : chargedSince(sql, at.home, now.wallMs - DAY_MS),
    accountClosed: mustAccount(sql, at.home).closedAtMs !== null,
  });
}

function paymentRow(
  now: Now,
  input: StartPayment,
  asked: { processor: string; chargeKey: string; refusedCode: string | null },
): PaymentRow {
  const { processor, chargeKey, refusedCode } = asked;
  return {
    id: input.paymentId,
    state: refusedCode === null ? "pending" : "refused",
    tender: "card",
    amountMinor: input.amountMinor,
    methodId: input.methodId,
    processor,
    chargeKey,
    chargeToken: input.methodToken,
    processorId: null,
    channel: input.channel,
    line: input.line === null ? null : keyOf(input.line, input.numberUsed),
    actor: "customer",
    confirmation: null,
    code: refusedCode,
    createdAtMs: now.wallMs,
    resolvedAtMs: refusedCode === null ? null : now.wallMs,
  };
}

type Came = Omit<PaymentResult, "task" | "paymentId" | "accountId" | "label" | "amountMinor">;

/** A result is told where it was asked for; a channel that only answers at once has nobody to tell. */
function toldBy(channel: string): TalkChannel {
  return channel === "ivr" || channel === "kiosk" ? channel : "sms";
}

/** Tells the line that asked what came of its payment. A payment that nobody waits for tells nobody. */
export function tellResult(
  sql: Sql,
  now: Now,
  happening: Happening,
  {
    payment,
    ...came
  }: Came & { readonly payment: Pick<PaymentRow, "id" | "line" | "channel" | "amountMinor"> },
): void {
  if (payment.line === null) return;
  const [line = "", numberUsed = ""] = payment.line.split("/").map(decodeURIComponent);
  const result: PaymentResult = {
    task: "pay",
    paymentId: payment.id,
    accountId: idOfHome(happening.home),
    label: accountLabel(sql, happening.home),
    amountMinor: payment.amountMinor,
    ...came,
  };
  const asker = { channel: toldBy(payment.channel), line, numberUsed };
  tellLine(sql, now, happening, { asker, result, part: `result-${came.outcome}` });
}
