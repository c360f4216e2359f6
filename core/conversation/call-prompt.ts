import type { Language } from "../wording/language.ts";
import type { AskedChoice } from "./asked-prompt.ts";

interface Money {
  readonly currency: string;
}

/** What only a call says, beside the prompts of every channel. */
export type CallLine =
  | { readonly key: "greeting" | "goodbye" | "notice_goodbye"; readonly utility: string }
  /** What is off, what turns it on, and by which key; no label where the caller has nothing else it could be. */
  | ({
      readonly key: "urgent_off";
      readonly label: string | null;
      readonly amountMinor: number;
      readonly press: string;
    } & Money)
  /** The key that is there in every menu for gas that is smelled or a wire that is down. */
  | { readonly key: "danger_key"; readonly press: string }
  | {
      readonly key:
        | "no_key"
        | "wrong_key"
        | "enter_account"
        /** Digits that do in place of an account number. */
        | "enter_code_hint"
        | "enter_proof_code"
        | "enter_text_code"
        | "identified"
        | "pin_wrong"
        | "pin_locked"
        | "proof_code_sent"
        | "proof_code_wrong"
        | "proof_code_over"
        | "hold"
        | "resumed"
        | "nobody_answers"
        | "calls_ended"
        | "connecting"
        | "call_back"
        | "card_begins";
    }
  /** The account number as it was keyed, said back; null where the line itself is known. */
  | { readonly key: "enter_pin"; readonly number: string | null }
  /** The key for a code by text in place of the PIN, or for another one. */
  | { readonly key: "proof_code_key" | "another_code"; readonly press: string }
  | { readonly key: "enter_amount"; readonly label: string }
  /** What is keyed, and how its parts are. */
  | ({ readonly key: "enter_units" | "part_key" } & Money)
  /** Who calls, in a call of ours, and the key for no more of them. */
  | { readonly key: "notice_call"; readonly utility: string; readonly press: string }
  | { readonly key: "notice_left"; readonly utility: string }
  | { readonly key: "notice_number"; readonly phone: string }
  | ChoiceLine;

/** What a key does, said before the key. */
export type ChoiceLine =
  | {
      readonly key:
        | "choice_pay"
        | "choice_balance"
        | "choice_more"
        | "choice_payments"
        | "choice_join"
        | "choice_leave"
        | "choice_calls"
        | "choice_calls_stop"
        | "choice_minimum"
        | "choice_emergency"
        | "choice_other_account"
        | "choice_enter_account"
        | "choice_other_amount"
        | "choice_agree"
        | "choice_calls_off"
        | "choice_main_menu"
        | "choice_hear"
        | "choice_agent"
        | AskedChoice;
    }
  | ({
      readonly key: "choice_restore" | "choice_pay_now";
      readonly amountMinor: number;
    } & Money)
  | ({
      readonly key: "choice_confirm";
      readonly amountMinor: number;
      readonly brand: string;
      readonly last4: string;
    } & Money)
  /** Said in the language that it offers. */
  | { readonly key: "choice_language"; readonly language: Language }
  /** One key that leads to several, each named in its own. */
  | { readonly key: "choice_languages"; readonly languages: readonly Language[] }
  | { readonly key: "choice_account"; readonly label: string }
  | { readonly key: "choice_method"; readonly brand: string; readonly last4: string };
