import type { Stripe } from "stripe";
import { hearProcessor, settleWhileOpen } from "../../core/hub/hear-processor.ts";
import { noteDispute } from "../../core/hub/note-dispute.ts";
import { noteRefund } from "../../core/hub/note-refund.ts";
import { saveCard } from "../../core/hub/save-card.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import type { ChargeOutcome, Home, Hub, Sql, Synchronous } from "../../core/ports.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import type { StripeClient } from "./client.ts";
import { outcomeOfIntent } from "./outcome.ts";
import { failedAtReader, intentOfReader } from "./reader.ts";
import { refundState } from "./refund.ts";
import { savedCard } from "./save-card.ts";

export interface StripeEventParts {
  /** The hub of a utility that charges through this account. */
  hubOf(utilityId: string): Hub | undefined;
  readonly client: StripeClient;
}

const ACTOR = "stripe";

/** What an event is about; its own copy of the thing is old news, and is asked for anew. */
type Subject =
  | { readonly kind: "charge" | "refunds"; readonly intentId: string }
  | { readonly kind: "refund" | "dispute" | "setup"; readonly id: string }
  | { readonly kind: "reader"; readonly intentId: string; readonly failureCode: string | null };

/**
 * Stripe's words for what happened, and what to look at then. Events come late, twice and out of order, so what counts is how the
 * thing stands now.
 */
const subjects: Readonly<Record<string, (thing: Thing) => Subject | null>> = {
  "payment_intent.succeeded": charge,
  "payment_intent.processing": charge,
  "payment_intent.payment_failed": charge,
  "payment_intent.canceled": charge,
  "terminal.reader.action_succeeded": (thing) => ofReader(thing, "succeeded"),
  "terminal.reader.action_failed": (thing) => ofReader(thing, "failed"),
  "setup_intent.succeeded": (thing) => ({ kind: "setup", id: thing.id }),
  "charge.refunded": (thing) => ofIntent("refunds", thing),
  "refund.created": (thing) => ({ kind: "refund", id: thing.id }),
  "refund.updated": (thing) => ({ kind: "refund", id: thing.id }),
  "refund.failed": (thing) => ({ kind: "refund", id: thing.id }),
  "charge.dispute.created": (thing) => ({ kind: "dispute", id: thing.id }),
  "charge.dispute.updated": (thing) => ({ kind: "dispute", id: thing.id }),
  "charge.dispute.closed": (thing) => ({ kind: "dispute", id: thing.id }),
  "charge.dispute.funds_withdrawn": (thing) => ({ kind: "dispute", id: thing.id }),
  "charge.dispute.funds_reinstated": (thing) => ({ kind: "dispute", id: thing.id }),
};

interface Thing {
  readonly id: string;
  readonly payment_intent?: unknown;
}

function charge({ id }: Thing): Subject {
  return { kind: "charge", intentId: id };
}

function ofIntent(kind: "refunds", { payment_intent: intent }: Thing): Subject | null {
  const intentId = idOf(intent);
  return intentId === null ? null : { kind, intentId };
}

function ofReader(thing: Thing, came: "succeeded" | "failed"): Subject | null {
  const about = intentOfReader(thing);
  if (about === null) return null;
  return came === "succeeded"
    ? { kind: "charge", intentId: about.intentId }
    : { kind: "reader", ...about };
}

/** A thing, or its id alone, as Stripe gives it by turns. */
function idOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null && "id" in value ? String(value.id) : null;
}

/** Hands an event in; says in a word what came of it. Throws where Stripe could not be asked or the hub could not keep it. */
export async function takeEvent(parts: StripeEventParts, event: Stripe.Event): Promise<string> {
  const find = Object.hasOwn(subjects, event.type) ? subjects[event.type] : undefined;
  const subject = find?.(event.data.object as Thing) ?? null;
  if (subject === null) return "ignored";
  const stripe = await parts.client();
  const take = { parts, stripe, key: `stripe/${event.id}` };
  switch (subject.kind) {
    case "charge":
      return takeCharge(take, subject.intentId);
    case "reader":
      return takeFailure(take, subject);
    case "refunds":
      return takeRefunds(take, subject.intentId);
    case "refund":
      return takeRefund(take, await stripe.refunds.retrieve(subject.id));
    case "dispute":
      return takeDispute(take, await stripe.disputes.retrieve(subject.id));
    case "setup":
      return takeSetup(take, subject.id);
  }
}

interface Take {
  readonly parts: StripeEventParts;
  readonly stripe: Stripe;
  /** The inbox key: the event's id. */
  readonly key: string;
}

interface Place {
  readonly hub: Hub;
  readonly home: Home;
  readonly paymentId: string;
}

/** Where the payment of a PaymentIntent is kept, by what was written into it; or why nowhere. */
function placeOf(parts: StripeEventParts, { metadata }: Stripe.PaymentIntent): Place | string {
  const { utility, account, payment } = metadata;
  if (utility === undefined || account === undefined || payment === undefined) return "not_ours";
  const hub = parts.hubOf(utility);
  if (hub === undefined) return "unknown_utility";
  return { hub, home: accountHome(account), paymentId: payment };
}

async function intentOf(stripe: Stripe, id: string | null): Promise<Stripe.PaymentIntent | null> {
  return id === null ? null : stripe.paymentIntents.retrieve(id);
}

async function takeCharge({ parts, stripe, key }: Take, intentId: string): Promise<string> {
  const intent = await stripe.paymentIntents.retrieve(intentId);
  const place = placeOf(parts, intent);
  if (typeof place === "string") return place;
  return hear({ ...place, key }, outcomeOfIntent(intent));
}

/** A reader says that it took no card. */
async function takeFailure(
  { parts, stripe, key }: Take,
  { intentId, failureCode }: Extract<Subject, { readonly kind: "reader" }>,
): Promise<string> {
  const intent = await stripe.paymentIntents.retrieve(intentId);
  const place = placeOf(parts, intent);
  if (typeof place === "string") return place;
  return hear({ ...place, key }, await failedAtReader(stripe, intent, failureCode));
}

async function hear(
  { hub, home, paymentId, key }: Place & { readonly key: string },
  outcome: ChargeOutcome | null,
): Promise<string> {
  if (outcome === null || outcome.kind === "pending" || outcome.kind === "unknown")
    return "pending";
  return keep(hub, home, (sql) =>
    hearProcessor(sql, hub.clock.now(), home, { paymentId, key, outcome, actor: ACTOR }),
  );
}

/** A charge says that some of it was given back; which refunds there are, and how they stand, is asked. */
async function takeRefunds(take: Take, intentId: string): Promise<string> {
  let came = "ignored";
  const refunds = take.stripe.refunds.list({ payment_intent: intentId, limit: 100 });
  for await (const refund of refunds) {
    came = await takeRefund({ ...take, key: `${take.key}/${refund.id}` }, refund);
  }
  return came;
}

/** A card was saved on a page whose visitor may never have come back from it. */
async function takeSetup({ parts, key }: Take, setupId: string): Promise<string> {
  const saved = await savedCard(parts.client, setupId);
  if (saved === null) return "not_ours";
  const hub = parts.hubOf(saved.utilityId);
  if (hub === undefined) return "unknown_utility";
  const home = utilityHome(hub.utilityId);
  return keep(hub, home, (sql) => saveCard(sql, hub.clock.now(), home, { ...saved.card, key }));
}

async function takeRefund({ parts, stripe, key }: Take, refund: Stripe.Refund): Promise<string> {
  const intent = await intentOf(stripe, idOf(refund.payment_intent));
  const place = intent === null ? "not_ours" : placeOf(parts, intent);
  if (typeof place === "string") return place;
  const { hub, home, paymentId } = place;
  await settleFirst({ hub, home, paymentId, key }, intent);
  const askedId = refund.metadata?.["refund"];
  const state = refundState(refund.status);
  const about = {
    refundId: refund.id,
    amountMinor: refund.amount,
    ...(askedId !== undefined && { askedId }),
  };
  return keep(hub, home, (sql) =>
    noteRefund(sql, hub.clock.now(), home, { paymentId, key, actor: ACTOR, state, ...about }),
  );
}

/** Stripe's words for how a dispute stands, and ours; an inquiry (warning_...) holds no money, and is none. */
const disputeStates = {
  needs_response: "open",
  under_review: "open",
  appeal_needs_response: "open",
  appeal_under_review: "open",
  won: "won",
  lost: "lost",
} as const;

async function takeDispute({ parts, stripe, key }: Take, dispute: Stripe.Dispute): Promise<string> {
  if (!Object.hasOwn(disputeStates, dispute.status)) return "inquiry";
  const state = disputeStates[dispute.status as keyof typeof disputeStates];
  const intent = await intentOf(stripe, idOf(dispute.payment_intent));
  const place = intent === null ? "not_ours" : placeOf(parts, intent);
  if (typeof place === "string") return place;
  const { hub, home, paymentId } = place;
  await settleFirst({ hub, home, paymentId, key }, intent);
  const { id: disputeId, amount: amountMinor, reason } = dispute;
  const about = { disputeId, amountMinor, reason };
  return keep(hub, home, (sql) =>
    noteDispute(sql, hub.clock.now(), home, { paymentId, key, actor: ACTOR, state, ...about }),
  );
}

/**
 * What is given back or disputed has arrived, whatever was told of that by now: a payment whose own event is still under way is
 * settled by the same look, so that what is told of it out of order is not lost.
 */
async function settleFirst(
  { hub, home, paymentId, key }: Place & { readonly key: string },
  intent: Stripe.PaymentIntent | null,
): Promise<void> {
  const outcome = intent === null ? null : outcomeOfIntent(intent);
  if (outcome?.kind !== "succeeded") return;
  const came = { paymentId, key: `${key}/charge`, outcome };
  await keep(hub, home, (sql) => settleWhileOpen(sql, hub.clock.now(), home, came));
}

async function keep(
  hub: Hub,
  home: Home,
  work: (sql: Sql) => Synchronous<{ readonly kind: string } | Refusal>,
): Promise<string> {
  const came = await hub.store.transact<{ readonly kind: string } | Refusal>(home, work);
  hub.wake();
  return isRefusal(came) ? came.code : came.kind;
}
