import type { SupplyState } from "./facts.ts";

interface Money {
  readonly currency: string;
}

/** What a dispute was decided by. */
export const disputeReasons = ["read", "rate", "payment", "other"] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** What the hub owes unasked, and the one receipt of every payment, by text or at a counter. */
export type Notice =
  | ({
      readonly key: "receipt";
      readonly label: string;
      readonly amountMinor: number;
      /** Null when it is not known where this is told. */
      readonly balanceUnits: number | null;
      /** Empty when there is none. */
      readonly confirmation: string;
      readonly supply: SupplyState;
      /** The further amount that would turn the supply on; null when none is needed or none would. */
      readonly restoreMinor: number | null;
    } & Money)
  | ({
      readonly key: "notice_low";
      readonly label: string;
      readonly balanceUnits: number;
      /** The smallest payment that keeps the supply on. */
      readonly stayOnMinor: number;
      /** The supply may be turned off after this instant. */
      readonly offAfterMs: number;
      readonly zone: string;
    } & Money)
  | ({
      readonly key: "notice_plan_broken";
      readonly label: string;
      /** What was due and did not come. */
      readonly amountMinor: number;
      readonly phone: string;
    } & Money)
  /** To whom the account is another's: that it may go off, and nothing of its money. */
  | {
      readonly key: "notice_second";
      readonly label: string;
      readonly what: "low" | "off";
      readonly phone: string;
    }
  | ({
      readonly key: "notice_dispute";
      readonly label: string;
      readonly outcome: "upheld" | "rejected";
      readonly reason: DisputeReason;
      /** What is given back; 0 where nothing is. */
      readonly creditMinor: number;
      readonly phone: string;
    } & Money)
  /** Of an account whose customer has left: what is owed, and where what was left goes. All of it 0 where it is not reckoned yet, or even. */
  | ({
      readonly key: "notice_closed";
      readonly label: string;
      readonly owedMinor: number;
      readonly cardMinor: number;
      /** Paid out by people. */
      readonly handMinor: number;
      readonly state: "waiting" | "moved" | "even" | "told";
      readonly phone: string;
    } & Money)
  | ({ readonly key: "notice_off"; readonly label: string; readonly restoreMinor: number } & Money)
  | ({ readonly key: "notice_on"; readonly label: string; readonly balanceUnits: number } & Money)
  | ({
      readonly key: "notice_bill";
      readonly label: string;
      /** A bill that is new, or how late the oldest unpaid one is. */
      readonly stage: "billed" | "overdue" | "reminded" | "final_notice";
      /** All that is billed and unpaid. */
      readonly dueUnits: number;
      /** An instant of the local day on which the oldest of it is due. */
      readonly dueAtMs: number;
      readonly zone: string;
    } & Money)
  | ({
      readonly key: "notice_days";
      readonly label: string;
      readonly days: number;
      readonly balanceUnits: number;
    } & Money)
  /** Before a disconnection, as rules prescribe it: what is owed, by when, how to pay, and whom to call. */
  | ({
      readonly key: "notice_warning";
      readonly label: string;
      readonly balanceUnits: number;
      readonly stayOnMinor: number;
      readonly offAfterMs: number;
      readonly zone: string;
      readonly phone: string;
    } & Money)
  /** Friendly hours end at an instant, and what is short then. */
  | ({
      readonly key: "notice_window";
      readonly label: string;
      readonly shortMinor: number;
      readonly endsMs: number;
      readonly zone: string;
    } & Money)
  | ({
      readonly key:
        | "notice_payment"
        | "notice_returned"
        | "notice_refunded"
        | "notice_refund_failed";
      readonly label: string;
      readonly amountMinor: number;
      readonly balanceUnits: number;
    } & Money)
  | {
      readonly key: "notice_debt_cleared" | "notice_weather_on" | "notice_weather_off";
      readonly label: string;
    }
  | ({
      readonly key: "notice_emergency";
      readonly label: string;
      readonly state: "available" | "in_use" | "exhausted";
      readonly balanceUnits: number;
    } & Money)
  | { readonly key: "notice_high_use"; readonly label: string; readonly percent: number }
  | ({
      readonly key: "notice_trued_up";
      readonly label: string;
      readonly balanceUnits: number;
    } & Money)
  | ({
      readonly key: "notice_emergency_offer";
      readonly label: string;
      readonly amountUnits: number;
    } & Money);
