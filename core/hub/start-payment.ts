import { assert, must } from "../assert.ts";
import { DAY_MS, localMonth, type Now } from "../instant.ts";
import { keyOf } from "../ids.ts";
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
import { mustAccount } from "./account-facts.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";
import type { TalkChannel } from "../conversation/talk-channel.ts";
import { giveCodeBack, tellResult } from "./tell-result.ts";

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
  /** Whom its payer knows it to be for, where that is a code; absent where it is the account. */
  readonly payee?: string;
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
    giveCodeBack(sql, now, happening, { payment, utilityId: account.utilityId });
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
  // The cap of a day is for cards whose owner is out of sight; a standing word has caps of its own,
  // and what is paid by a code counts at the line that pays and by the code.
  const isHere =
    ["kiosk", "autopay", "pay_link"].includes(input.channel) || input.payee !== undefined;
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
    payee: input.payee ?? null,
  };
}
