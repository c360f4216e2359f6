/** What is told and asked of terms that a digit agrees to, and of help with paying. */
import type { AutopayFacts, BillingMode, SupplyState } from "./facts.ts";
import type { DisputeFacts } from "./supply-why.ts";
import type { AlertChoice, AlertKind } from "./alert-choice.ts";
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
    | { readonly key: "pay_link_ask" | "payee_link_ask"; readonly amountMinor: number }
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
    | { readonly key: "extension_ask"; readonly untilAtMs: number; readonly zone: string }
    /** Null where nothing is held before a person has looked at it. */
    | { readonly key: "medical_ask"; readonly days: number | null; readonly phone: string }
    | { readonly key: "second_ask"; readonly line: string }
    | ({ readonly key: "dispute_ask"; readonly zone: string } & DisputeFacts)
    | {
        readonly key: "convert_ask";
        /** How it will be billed. */
        readonly mode: BillingMode;
        readonly terms: string;
        readonly balanceUnits: number;
      }
    | {
        readonly key: "pay_code_ask";
        readonly amountMinor: number;
        readonly uses: number;
        readonly days: number;
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
  | ({
      readonly key: "extension_agreed";
      readonly untilAtMs: number;
      readonly zone: string;
    } & Labelled &
      Money)
  | ({
      readonly key: "medical_noted";
      /** Null where nothing holds before a person has looked at it. */
      readonly untilAtMs: number | null;
      readonly zone: string;
      readonly phone: string;
    } & Labelled &
      Money)
  | ({
      readonly key: "alerts_set";
      readonly what: AlertChoice["what"];
      /** Of a daily one, the local minute of the day; null for none. */
      readonly minute: number | null;
      readonly isOn: boolean;
      /** The level that was set with it; null where none was. */
      readonly levelMinor: number | null;
    } & Labelled &
      Money)
  | ({ readonly key: "alerts_told"; readonly minute: number | null } & Readonly<
      Record<AlertKind, boolean>
    > &
      Labelled &
      Money)
  | ({ readonly key: "second_asked" | "second_ended" } & Labelled)
  | ({
      readonly key: "second_told";
      readonly state: "none" | "asked" | "agreed";
      /** The end of the number; null where there is none. */
      readonly ending: string | null;
    } & Labelled)
  | ({ readonly key: "dispute_opened"; readonly zone: string } & Omit<DisputeFacts, "heldMinor"> &
      Labelled &
      Money)
  | ({ readonly key: "converted"; readonly mode: BillingMode } & Labelled)
  | ({
      readonly key: "pay_code_made";
      readonly code: string;
      readonly amountMinor: number;
      readonly untilAtMs: number;
      readonly zone: string;
    } & Labelled &
      Money)
  | ({
      readonly key: "pay_code_told";
      readonly minMinor: number;
      readonly maxMinor: number;
    } & Labelled &
      Money)
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
