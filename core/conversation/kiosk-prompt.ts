import type { AcceptorState, ReaderState } from "./facts.ts";
import type { PlainKioskKey } from "./plain-kiosk-key.ts";
import type { PromptBody } from "./prompt.ts";

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
        | "too_many_body"
        | "page_no_text";
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
