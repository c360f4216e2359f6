import type { DisputeStanding } from "../payment/dispute.ts";
import type { BillingMode } from "./facts.ts";

/** What a digit agrees to beyond a payment and a grant: terms that are told whole before it, and what came of them. */
export const offerKinds = [
  "pay_link",
  "plan",
  "autopay",
  "autopay_end",
  /** More time before supply may be turned off. */
  "extension",
  /** Somebody depends on supply for their life: it is held for a while on the customer's word. */
  "medical",
  /** Charges are called wrong: a person decides, and supply may be held meanwhile. */
  "dispute",
  /** Somebody else is asked whether to be told too that supply may go off; and is told no more. */
  "second",
  "second_end",
  /** When and of what alerts tell. */
  "alerts",
  /** Billed the other way from now on. */
  "convert",
  /** A code by which others pay. */
  "pay_code",
] as const;
export type OfferKind = (typeof offerKinds)[number];

/** A code to pay by is good for so many payments, and so long: a family or a church collects within a week. */
export const PAY_CODE_USES = 5;
export const PAY_CODE_DAYS = 7;

export interface Offer {
  readonly what: OfferKind;
  readonly accountId: string;
  /** What is paid by a link, by a code or each time, or all that a plan is over; null where no amount belongs to it. */
  readonly amountMinor: number | null;
  /** The version of the terms that were told; absent where none has one. */
  readonly terms?: string;
  /** The number that is asked, E.164; absent where none is. */
  readonly line?: string;
  /** What was chosen of alerts (alert-choice.ts); absent where nothing was. */
  readonly choice?: string;
}

/** Terms by which old debt may be paid off in parts. */
export interface PlanTerms {
  readonly totalMinor: number;
  readonly downMinor: number;
  /** The day by whose end the down payment is due, as an instant in it (service time). */
  readonly downAtMs: number;
  readonly count: number;
  /** The first and largest of the parts after it. */
  readonly eachMinor: number;
  readonly everyDays: number;
}

/** What became of an offer that was agreed to, by the word of whoever owns it. */
export interface OfferResult {
  readonly task: "offer";
  readonly what: OfferKind;
  readonly outcome: "done" | "refused";
  readonly label: string;
  /** Whom a link pays by a code; absent where it pays an account. */
  readonly payee?: string;
  readonly amountMinor: number | null;
  /** The page of a link. */
  readonly url?: string;
  readonly terms?: PlanTerms & { readonly zone: string };
  /** Below which balance it pays by itself. */
  readonly belowMinor?: number;
  /** Of a code, its digits. */
  readonly code?: string;
  /** By when a code is over (wall time), or supply is not turned off before (service time); null where nothing holds by itself. */
  readonly untilAtMs?: number | null;
  readonly zone?: string;
  /** Of a dispute: whether and why it holds supply, and what is to be paid all the same. */
  readonly standing?: DisputeStanding;
  readonly payMinor?: number | null;
  /** What was chosen of alerts. */
  readonly choice?: string;
  /** How the account is billed now. */
  readonly mode?: BillingMode;
}
