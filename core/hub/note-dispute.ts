import { assert, must } from "../assert.ts";
import type { Now } from "../instant.ts";
import { disputeHeld, disputeReleased, paymentReturned } from "../ledger/returned.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { paymentOf, type PaymentRow } from "../store/payments.ts";
import {
  addDispute,
  closeDispute,
  disputeOf,
  type DisputeRow,
  takenBackMinor,
} from "../store/refunds.ts";
import { returnOf } from "../store/returns.ts";
import { billingNow, givenBy, partOf, processorHeader } from "./given-by.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { balancesAt, post } from "./post.ts";
import { returnPayment } from "./return-payment.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";

export interface NoteDispute {
  readonly paymentId: string;
  /** The processor's name for the dispute. */
  readonly disputeId: string;
  /** What told of it, for the journal. */
  readonly key: string;
  readonly actor: string;
  readonly state: DisputeRow["state"];
  readonly amountMinor: number;
  readonly reason: string;
}

export type NotedDispute = {
  readonly kind: "dispute_open" | "dispute_won" | "dispute_lost" | "seen";
};

export type NoteDisputeRefusal =
  | "no_such_payment"
  | "not_settled"
  | "already_returned"
  | "over_disputed";

/**
 * Takes what a processor says of a dispute. While it is open the money is held and the customer's balance stands; won, it is the
 * processor's again; lost, the payment has come back, with the utility's fee. The first end counts.
 */
export function noteDispute(
  sql: Sql,
  now: Now,
  home: Home,
  input: NoteDispute,
): NotedDispute | Refusal<NoteDisputeRefusal> {
  const payment = paymentOf(sql, home, input.paymentId);
  if (payment === undefined) return refuse("no_such_payment", "no payment has this id here");
  if (payment.state !== "settled") {
    return refuse("not_settled", "a payment that never arrived can't be disputed");
  }
  const before = disputeOf(sql, home, input.disputeId);
  const isNews = before === undefined || (before.state === "open" && input.state !== "open");
  if (!isNews) return { kind: "seen" };
  if (before === undefined) {
    if (returnOf(sql, home, payment.id) !== undefined) {
      return refuse("already_returned", "the whole payment came back before");
    }
    const leftMinor = payment.amountMinor - takenBackMinor(sql, home, payment.id);
    if (input.amountMinor > leftMinor) {
      return refuse("over_disputed", "more is disputed than is left of the payment");
    }
    open(sql, now, home, { payment, input });
  }
  switch (input.state) {
    case "open":
      return { kind: "dispute_open" };
    case "won":
      win(sql, now, home, { payment, input });
      return { kind: "dispute_won" };
    case "lost":
      lose(sql, now, home, { payment, input });
      return { kind: "dispute_lost" };
  }
}

interface Of {
  readonly payment: PaymentRow;
  readonly input: NoteDispute;
}

function open(sql: Sql, now: Now, home: Home, of: Of): void {
  const { disputeId: id, paymentId, amountMinor, reason } = of.input;
  const happening = beginHappening(sql, home);
  const header = headerOf(sql, now, happening, { of, part: "", corrects: null });
  postOne(sql, now, home, disputeHeld(header, moneyOf(sql, now, of)));
  const openedAtMs = now.wallMs;
  addDispute(sql, home, {
    id,
    paymentId,
    state: "open",
    amountMinor,
    reason,
    openedAtMs,
    closedAtMs: null,
  });
  record(sql, now, happening, { of, kind: "dispute-opened" });
}

function win(sql: Sql, now: Now, home: Home, of: Of): void {
  const happening = beginHappening(sql, home);
  const header = headerOf(sql, now, happening, { of, part: "/won", corrects: idOf(of) });
  postOne(sql, now, home, disputeReleased(header, moneyOf(sql, now, of)));
  closeDispute(sql, home, of.input.disputeId, { state: "won", nowMs: now.wallMs });
  record(sql, now, happening, { of, kind: "dispute-won" });
}

/** The whole payment comes back as any other does; of a part only that part is owed again, and no fee. */
function lose(sql: Sql, now: Now, home: Home, of: Of): void {
  const { payment, input } = of;
  const { paymentId, key, actor, reason, disputeId } = input;
  const isWhole = input.amountMinor === payment.amountMinor;
  if (isWhole) {
    const from = "disputes_held";
    const returned = returnPayment(sql, now, home, { paymentId, key, actor, reason, from });
    assert(!isRefusal(returned), "a settled payment of which nothing has gone can come back");
  }
  const happening = beginHappening(sql, home);
  if (!isWhole) takePart(sql, now, happening, of);
  closeDispute(sql, home, disputeId, { state: "lost", nowMs: now.wallMs });
  record(sql, now, happening, { of, kind: "dispute-lost" });
}

function takePart(sql: Sql, now: Now, happening: Happening, of: Of): void {
  const { home } = happening;
  const { currency } = mustSettings(sql, now.serviceMs);
  const { amountUnits } = moneyOf(sql, now, of);
  const goneUnits = minorToUnits(takenBackMinor(sql, home, of.payment.id), currency);
  const paidUnits = minorToUnits(of.payment.amountMinor, currency);
  const given = givenBy(sql, home, `payment/${of.payment.id}/settled`, paidUnits);
  const header = headerOf(sql, now, happening, { of, part: "/lost", corrects: idOf(of) });
  const transfer = paymentReturned(header, {
    from: [{ account: "disputes_held", amountUnits }],
    given: partOf(given, { goneUnits, amountUnits }),
    feeUnits: 0,
    balances: balancesAt(sql, home),
    billing: billingNow(sql, now, home),
    code: "dispute_lost",
  });
  postOne(sql, now, home, transfer);
}

function idOf({ payment, input }: Of): string {
  return `payment/${payment.id}/dispute/${input.disputeId}`;
}

function headerOf(
  sql: Sql,
  now: Now,
  happening: Happening,
  at: { readonly of: Of; readonly part: string; readonly corrects: string | null },
) {
  const { payment, input } = at.of;
  const id = idOf(at.of) + at.part;
  const { corrects } = at;
  return processorHeader(sql, now, happening, { id, corrects, actor: input.actor, payment });
}

function moneyOf(sql: Sql, now: Now, { payment, input }: Of) {
  const { currency } = mustSettings(sql, now.serviceMs);
  return {
    processor: must(payment.processor, "a charge has a processor"),
    amountUnits: minorToUnits(input.amountMinor, currency),
  };
}

function postOne(sql: Sql, now: Now, home: Home, transfer: Transfer): void {
  const { currency } = mustSettings(sql, now.serviceMs);
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a dispute was not posted: ${JSON.stringify(posted)}`);
}

function record(
  sql: Sql,
  now: Now,
  happening: Happening,
  { of, kind }: { readonly of: Of; readonly kind: string },
): void {
  const { paymentId, disputeId, amountMinor, reason } = of.input;
  recordHappening(sql, now, happening, {
    kind,
    actor: of.input.actor,
    channel: of.payment.channel,
    cause: of.input.key,
    facts: { paymentId, disputeId, amountMinor, reason, ...reviewSupply(sql, now, happening) },
  });
}
