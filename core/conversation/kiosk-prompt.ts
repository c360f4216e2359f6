import type { AcceptorState, ReaderState } from "./facts.ts";
import type { PromptBody } from "./prompt.ts";

/** Lines of a terminal's screen that carry nothing but themselves. */
export type PlainKioskKey =
  | "attract_body"
  | "identify"
  | "identify_body"
  | "not_found"
  | "not_found_body"
  | "too_many"
  | "which"
  | "enter_pin"
  | "pin_body"
  | "pin_wrong"
  | "pin_locked"
  | "pin_locked_body"
  | "enter_code"
  | "code_body"
  | "code_wrong"
  | "code_over"
  | "code_over_body"
  | "home"
  | "home_off"
  | "no_runway"
  | "amount"
  | "tender"
  | "cash"
  | "cash_no_change"
  | "cash_rejected"
  | "cash_full"
  | "cash_jammed"
  | "cash_away"
  | "card_hold"
  | "card_away"
  | "why_full"
  | "why_jammed"
  | "why_away"
  | "why_no_cards"
  | "why_nothing_in"
  | "paying"
  | "paying_body"
  | "step_payment"
  | "step_account"
  | "step_meter"
  | "step_meter_press"
  | "paid"
  | "paid_private"
  | "receipt"
  | "payments"
  | "payments_none"
  | "help"
  | "ended"
  | "choose_card"
  | "do_begin"
  | "do_this_is_me"
  | "do_see"
  | "do_not_me"
  | "do_skip_pin"
  | "do_text_code"
  | "do_pay"
  | "do_payments"
  | "do_emergency"
  | "do_emergency_agree"
  | "do_cash"
  | "do_card"
  | "do_finish"
  | "do_receipt"
  | "do_done"
  | "do_more"
  | "do_home"
  | "do_again"
  | "do_other_way"
  | "do_hand_over"
  | "more"
  | "verify"
  | "verify_body"
  | "second_number"
  | "second_number_body"
  | "do_other"
  | "do_extension"
  | "do_why"
  | "do_dispute"
  | "do_second"
  | "do_second_end"
  | "do_alert_choices"
  | "do_alert_morning"
  | "do_alert_evening"
  | "do_alert_daily_off"
  | "do_alert_use_off"
  | "do_alert_use_on"
  | "do_alert_payments_off"
  | "do_alert_payments_on"
  | "do_alert_days_off"
  | "do_alert_days_on"
  | "do_pay_code"
  | "do_convert"
  | "do_agree"
  | "pay_code_sum"
  | "pay_code_sum_body"
  | "do_verify"
  | "alerts_agreed"
  | "alerts_agreed_body"
  | "do_alerts"
  | "do_alerts_yes"
  | "do_alerts_no"
  | "hand_over"
  | "paid_label"
  | "account_label"
  | "code_label"
  | "payee_label"
  | "balance_label"
  | "held_label";

interface Money {
  readonly currency: string;
}

/** One line of a screen, before any language: a key and raw values, as in a prompt. */
export type KioskLine =
  | { readonly key: PlainKioskKey }
  | { readonly key: "attract" | "alerts_terms"; readonly utility: string }
  | { readonly key: "alerts_ask" | "by_code"; readonly digits: string }
  | { readonly key: "who"; readonly label: string; readonly digits: string }
  | { readonly key: "account_choice"; readonly label: string; readonly digits: string }
  | {
      readonly key:
        | "help_body"
        | "out_of_service"
        | "hand_over_text"
        | "hand_over_call"
        | "too_many_body";
      readonly phone: string;
    }
  | ({
      readonly key:
        | "do_amount"
        | "do_restore"
        | "do_same"
        | "do_bill"
        | "paying_amount"
        | "paid_amount"
        | "do_confirm";
      readonly amountMinor: number;
    } & Money)
  | ({
      readonly key: "restore_needed";
      readonly amountMinor: number;
      readonly label: string;
    } & Money)
  /** What of a payment goes to what is long owed. */
  | ({
      readonly key: "split";
      readonly amountMinor: number;
      readonly oldMinor: number;
      readonly restMinor: number;
    } & Money)
  | ({ readonly key: "balance"; readonly balanceUnits: number } & Money)
  | ({ readonly key: "owed"; readonly balanceUnits: number } & Money)
  | {
      readonly key: "runway";
      readonly days: number;
      readonly untilAtMs: number;
      readonly zone: string;
    }
  | {
      readonly key: "buys";
      readonly days: number;
      readonly untilAtMs: number;
      readonly zone: string;
    }
  | ({
      readonly key: "range" | "amount_outside";
      readonly minMinor: number;
      readonly maxMinor: number;
    } & Money)
  | { readonly key: "do_saved" | "confirm_card"; readonly brand: string; readonly last4: string }
  | ({
      readonly key:
        | "declined"
        | "card_refused"
        | "card_unresolved"
        | "card_slow"
        | "note_held"
        | "ended_paid";
      readonly amountMinor: number;
      readonly phone: string;
    } & Money)
  /** Sentences that every channel has, told as they are spoken. */
  | { readonly key: "told"; readonly prompt: PromptBody };

export interface KioskAction {
  readonly option: string;
  readonly tone: "primary" | "plain" | "quiet";
  readonly line: KioskLine;
  readonly outcome?: KioskLine;
  /** Why it can't be pressed now. */
  readonly why?: KioskLine;
}

export interface KioskRunway extends Money {
  readonly level: "good" | "low" | "out";
  readonly days: number | null;
  readonly addedDays: number;
  readonly balanceUnits: number;
  readonly line: KioskLine;
}

export interface KioskPreview extends Money {
  readonly minMinor: number;
  readonly maxMinor: number;
  readonly balanceMinor: number | null;
  readonly perDayMinor: number | null;
  readonly zone: string;
  readonly serviceMs: number;
}

export interface KioskStep {
  readonly line: KioskLine;
  readonly state: "done" | "now" | "waiting" | "failed";
}

/** One line of a receipt or of a list: money, a day with money, a text. */
export type KioskFact =
  | ({ readonly label: KioskLine; readonly kind: "money"; readonly amountMinor: number } & Money)
  | ({ readonly label: KioskLine; readonly kind: "balance"; readonly balanceUnits: number } & Money)
  | ({
      readonly kind: "payment";
      readonly amountMinor: number;
      readonly atMs: number;
      readonly zone: string;
    } & Money)
  | { readonly label: KioskLine; readonly kind: "text"; readonly text: string };

export interface TenderFact {
  readonly kind: "cash" | "card";
  readonly why: KioskLine | null;
}

/** What one screen is about, in raw values. */
export type KioskSubject =
  | { readonly screen: "attract"; readonly tenders: readonly TenderFact[] }
  | { readonly screen: "identify" | "pin"; readonly digitsMin: number; readonly digitsMax: number }
  | { readonly screen: "confirm_who"; readonly who: readonly KioskLine[] }
  | { readonly screen: "choose"; readonly what: "account" | "alerts" | "card" | "tender" | "task" }
  | { readonly screen: "home"; readonly runway: KioskRunway; readonly isOff: boolean }
  | {
      readonly screen: "amount";
      readonly runway: KioskRunway | null;
      readonly preview: KioskPreview;
    }
  | {
      readonly screen: "confirm_pay";
      readonly amountMinor: number;
      readonly currency: string;
      readonly runway: KioskRunway | null;
    }
  | {
      readonly screen: "cash";
      readonly totalMinor: number;
      readonly currency: string;
      readonly notesMinor: readonly number[];
      readonly runway: KioskRunway | null;
      readonly acceptor: AcceptorState;
    }
  | {
      readonly screen: "card";
      readonly amountMinor: number;
      readonly currency: string;
      readonly reader: ReaderState | "declined";
    }
  | { readonly screen: "processing"; readonly steps: readonly KioskStep[] }
  | {
      readonly screen: "success";
      readonly runway: KioskRunway | null;
      readonly amountMinor: number;
      readonly currency: string;
      readonly steps: readonly KioskStep[];
    }
  | { readonly screen: "receipt" | "payments"; readonly facts: readonly KioskFact[] }
  | { readonly screen: "help" | "out_of_service"; readonly phone: string }
  | { readonly screen: "hand_over"; readonly code: string; readonly number: string }
  | { readonly screen: "problem" | "ended" };

/** A whole screen, before any language. */
export interface KioskScreen {
  readonly subject: KioskSubject;
  readonly title: KioskLine;
  readonly body: readonly KioskLine[];
  readonly actions: readonly KioskAction[];
  /** Where it is on the way from touch to receipt; null off that way. */
  readonly at: number | null;
  readonly isPersonal: boolean;
  /** The terminal waits as long as it takes: on the first screen, and while money is on its way. */
  readonly waits: boolean;
  readonly canGoBack: boolean;
}
