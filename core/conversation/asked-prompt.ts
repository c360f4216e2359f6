import type { PowerBackStep, SupplyState, TextAbout } from "./facts.ts";
import type { RateFacts } from "./use-facts.ts";
import type { OfferPrompt } from "./offer-prompt.ts";

interface Money {
  readonly currency: string;
}

interface Labelled {
  readonly label: string;
}

/** What is told when it is asked for, each of one task (prompt.ts has what every talk needs). */
export type Asked =
  | OfferPrompt
  | ({
      readonly key: "payments";
      readonly zone: string;
      /** Newest first; none where none arrived yet. */
      readonly payments: readonly { readonly amountMinor: number; readonly atMs: number }[];
    } & Labelled &
      Money)
  | ({
      readonly key: "receipt_again";
      readonly amountMinor: number;
      readonly atMs: number;
      readonly zone: string;
      /** Empty when there is none. */
      readonly confirmation: string;
    } & Labelled &
      Money)
  | ({
      readonly key: "use";
      /** An instant in the newest full day; null while there is none. */
      readonly dayAtMs: number | null;
      readonly dayUnits: number;
      readonly weekUnits: number | null;
      readonly weekBeforeUnits: number | null;
      readonly zone: string;
    } & Labelled &
      Money)
  | ({
      readonly key: "rates";
      /** The first service's; null where no tariff is known. */
      readonly rate: RateFacts | null;
      readonly phone: string;
    } & Labelled &
      Money)
  | ({
      readonly key: "owed";
      readonly debtUnits: number;
      readonly debtBasisPoints: number;
      readonly feesUnits: number;
      readonly shortfallUnits: number;
      readonly emergencyUnits: number;
    } & Labelled &
      Money)
  | ({
      readonly key: "why";
      readonly supply: SupplyState;
      /** When it was turned off for its balance; null where it was not. */
      readonly cutAtMs: number | null;
      /** After which it may be turned off; null where its customer was told of no such thing. */
      readonly offAfterMs: number | null;
      /** When that was told; null where nobody was. */
      readonly toldAtMs: number | null;
      /** The rule pack by which; null where it is by the utility's own terms. */
      readonly rule: string | null;
      readonly balanceUnits: number;
      /** What turns it on, or keeps it on; null where no payment does. */
      readonly payMinor: number | null;
      readonly zone: string;
      readonly phone: string;
    } & Labelled &
      Money)
  | ({
      readonly key: "status";
      readonly pendingUnits: number;
      readonly supply: SupplyState;
      /** How far it is on its way back; null where it is not on its way. */
      readonly step: PowerBackStep | null;
    } & Labelled &
      Money)
  | ({
      readonly key: "outage_known";
      readonly sinceMs: number;
      readonly backAtMs: number | null;
      readonly toldAtMs: number;
      readonly zone: string;
    } & Labelled)
  | ({ readonly key: "outage_balance"; readonly restoreMinor: number | null } & Labelled & Money)
  | ({ readonly key: "outage_noted" | "move_noted" | "alert_off" } & Labelled)
  | ({
      readonly key: "alert_set";
      readonly amountMinor: number;
      /** Whether such a text may be sent at all. */
      readonly consented: boolean;
    } & Labelled &
      Money)
  | ({ readonly key: "alert_told"; readonly levelMinor: number | null } & Labelled & Money)
  | {
      readonly key: "danger_gas" | "danger_wire" | "danger_ask" | "call_me";
      readonly phone: string;
    }
  | { readonly key: "places"; readonly places: readonly string[]; readonly phone: string }
  | {
      readonly key: "verify_yes";
      readonly atMs: number;
      readonly about: TextAbout;
      readonly zone: string;
      readonly currency: string;
    }
  | { readonly key: "verify_no"; readonly phone: string }
  | { readonly key: "verify_ask" | "help_more" };

/** What keys of a call's menus lead to these, said before the key. */
export type AskedChoice =
  | "choice_group_supply"
  | "choice_group_money"
  | "choice_group_use"
  | "choice_group_account"
  | "choice_group_messages"
  | "choice_group_further"
  | "choice_medical"
  | "choice_pay_code"
  | "choice_convert"
  | "choice_extension"
  | "choice_dispute"
  | "choice_bill"
  | "choice_second"
  | "choice_second_end"
  | "choice_outage"
  | "choice_why"
  | "choice_status"
  | "choice_receipt"
  | "choice_places"
  | "choice_owed"
  | "choice_use"
  | "choice_rates"
  | "choice_alert"
  | "choice_move"
  | "choice_plan"
  | "choice_autopay"
  | "choice_aid"
  | "choice_turn_on"
  | "choice_link"
  | "choice_verify"
  | "choice_report"
  | "choice_gas"
  | "choice_wire";
