/** What is told and asked of terms that a digit agrees to, and of help with paying. */
import type { AutopayFacts, SupplyState } from "./facts.ts";
import type { OfferKind, PlanTerms } from "./offered.ts";

interface Money {
  readonly currency: string;
}

interface Labelled {
  readonly label: string;
}

export type OfferQuestion = { readonly digit: number } & Labelled &
  Money &
  (
    | { readonly key: "pay_link_ask"; readonly amountMinor: number }
    | ({ readonly key: "plan_ask"; readonly zone: string } & PlanTerms)
    | {
        readonly key: "autopay_ask";
        readonly amountMinor: number;
        readonly belowMinor: number | null;
        /** The most in a month; a day holds one charge. */
        readonly monthMinor: number;
        readonly brand: string;
        readonly last4: string;
      }
  );

export type OfferPrompt =
  | ({ readonly key: "pay_link"; readonly amountMinor: number; readonly url: string } & Labelled &
      Money)
  | ({ readonly key: "plan_agreed"; readonly zone: string } & PlanTerms & Labelled & Money)
  | ({
      readonly key: "plan_told";
      readonly amountMinor: number;
      readonly dueAtMs: number;
      readonly zone: string;
    } & Labelled &
      Money)
  | ({
      readonly key: "autopay_told";
      readonly minMinor: number;
      readonly maxMinor: number;
    } & AutopayFacts &
      Labelled &
      Money)
  | ({
      readonly key: "autopay_set";
      readonly amountMinor: number;
      readonly belowMinor: number;
    } & Labelled &
      Money)
  | ({ readonly key: "autopay_ended" } & Labelled)
  | ({ readonly key: "offer_none"; readonly what: OfferKind; readonly phone: string } & Labelled)
  | { readonly key: "offer_agreed" }
  | ({ readonly key: "aid"; readonly pledgedMinor: number; readonly phone: string } & Labelled &
      Money)
  | ({
      readonly key: "turn_on";
      readonly supply: SupplyState;
      readonly restoreMinor: number | null;
      readonly phone: string;
    } & Labelled &
      Money);
