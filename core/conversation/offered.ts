/** What a digit agrees to beyond a payment and a grant: terms that are told whole before it, and what came of them. */
export const offerKinds = ["pay_link", "plan", "autopay", "autopay_end"] as const;
export type OfferKind = (typeof offerKinds)[number];

export interface Offer {
  readonly what: OfferKind;
  readonly accountId: string;
  /** What is paid by a link or each time, or all that a plan is over; null where no amount belongs to it. */
  readonly amountMinor: number | null;
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
  readonly amountMinor: number | null;
  /** The page of a link. */
  readonly url?: string;
  readonly terms?: PlanTerms & { readonly zone: string };
  /** Below which balance it pays by itself. */
  readonly belowMinor?: number;
}
