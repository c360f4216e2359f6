import type { Asked } from "./asked-prompt.ts";
import type { CallLine, ChoiceLine } from "./call-prompt.ts";
import type { EndedKind } from "./stop-kinds.ts";
import type { BillingMode, SupplyState } from "./facts.ts";
import type { AgentAsked } from "./intent.ts";
import type { Language } from "../wording/language.ts";
import type { Notice } from "./notice-prompts.ts";
import type { OfferQuestion } from "./offer-prompt.ts";

/**
 * What a person is told or asked, before any language or channel: a key and raw values (integers of ledger or minor units
 * with their currency, instants with their zone), never ids. wording/sentence.ts turns it into words.
 */
export type Prompt = {
  readonly utility: string;
  /** Of what we owe unasked: digits by which the customer can ask us, on any channel, whether it was us. */
  readonly askCode?: string;
  /** Somebody else had it asked: of texts it is none of the answers. Absent in what answers the customer. */
  readonly isUnasked?: true;
} & (Answer | Asked | Question | Refused | Notice);

interface Money {
  readonly currency: string;
}

interface Option {
  readonly digit: number;
  readonly label: string;
}

interface MethodOption {
  readonly digit: number;
  readonly brand: string;
  readonly last4: string;
}

/** Waits for a digit, or for an amount. */
export type Question =
  | OfferQuestion
  | { readonly key: "choose_account"; readonly options: readonly Option[] }
  | ({
      readonly key: "how_much";
      readonly label: string;
      readonly mode: BillingMode;
      readonly minMinor: number;
      readonly restoreMinor: number | null;
    } & Money)
  | ({
      readonly key: "choose_method";
      readonly amountMinor: number;
      readonly options: readonly MethodOption[];
    } & Money)
  | ({
      readonly key: "confirm_pay";
      readonly digit: number;
      readonly amountMinor: number;
      /** What of it goes to what is long owed; 0 where nothing does. */
      readonly oldMinor: number;
      readonly brand: string;
      readonly last4: string;
      readonly label: string;
      readonly mode: BillingMode;
    } & Money)
  | { readonly key: "consent_ask" | "calls_ask"; readonly digit: number }
  | { readonly key: "told_ask"; readonly digit: number; readonly label: string }
  | ({
      readonly key: "emergency_ask";
      readonly digit: number;
      readonly label: string;
      /** What is lent. */
      readonly amountUnits: number;
    } & Money)
  | {
      readonly key: "outage_ask";
      readonly digit: number;
      readonly label: string;
      readonly phone: string;
    }
  | { readonly key: "move_ask"; readonly digit: number; readonly label: string };

type Answer =
  | ({
      readonly key: "balance";
      readonly label: string;
      readonly mode: BillingMode;
      readonly supply: SupplyState;
      readonly balanceUnits: number;
      readonly pendingUnits: number;
      readonly estimatedUnits: number;
      /** The newest read in the balance, and when this was told, both in service time. */
      readonly asOfMs: number | null;
      readonly toldAtMs: number;
      readonly zone: string;
      readonly daysLeft: number | null;
      readonly restoreMinor: number | null;
    } & Money)
  | ({
      readonly key: "minimum";
      readonly label: string;
      readonly supply: SupplyState;
      readonly restoreMinor: number | null;
      readonly phone: string;
    } & Money)
  | ({
      readonly key: "emergency_given";
      readonly label: string;
      readonly supply: SupplyState;
      readonly amountUnits: number;
    } & Money)
  | { readonly key: "emergency_asked" }
  | { readonly key: "consent_granted" | "already_joined" | "opted_out" }
  | { readonly key: "calls_agreed" | "calls_already" | "calls_barred" | "calls_off" | "all_off" }
  | { readonly key: "kind_off"; readonly kind: EndedKind }
  | { readonly key: "told_agreed"; readonly label: string; readonly phone: string }
  | { readonly key: "second_over"; readonly label: string }
  | { readonly key: "unknown"; readonly phone: string }
  /** With the first of the languages that may be chosen beside the one that it is written in. */
  | { readonly key: "help"; readonly phone: string; readonly languages?: readonly Language[] }
  /** Digits, and the number to call with them. */
  | { readonly key: "hand_over"; readonly code: string; readonly phone: string }
  | { readonly key: "hand_over_unknown" }
  | ({
      readonly key: "payee_paid";
      readonly label: string;
      readonly amountMinor: number;
      /** Empty when there is none. */
      readonly confirmation: string;
    } & Money)
  | ({ readonly key: "payee_over"; readonly label: string; readonly amountMinor: number } & Money)
  | { readonly key: "payee_unknown"; readonly phone: string }
  /** In place of a PIN, for whoever is on the line or at a terminal now. */
  | { readonly key: "proof_code"; readonly code: string }
  | {
      readonly key: "language_set" | "language_ask";
      /** What may be chosen; absent in what was owed before it was said, where that is whatever there are words for. */
      readonly languages?: readonly Language[];
    }
  | ({
      readonly key: "still_working";
      readonly amountMinor: number;
      readonly label: string;
    } & Money);

type Refused =
  /** The reply did not answer; the question still stands and is asked again. */
  | { readonly key: "wrong_answer"; readonly question: Question }
  /** The question was given up after too many misses, or what it was about is gone. */
  | { readonly key: "question_dropped" }
  /** The customer said no. */
  | { readonly key: "nothing_done" }
  /** A digit that came too late, twice, or for no question. */
  | { readonly key: "late_answer" }
  | ({ readonly key: "amount_unclear"; readonly exampleMinor: number } & Money)
  | ({ readonly key: "amount_too_small"; readonly minMinor: number } & Money)
  | ({ readonly key: "amount_too_large"; readonly maxMinor: number } & Money)
  | ({ readonly key: "over_daily_limit"; readonly leftMinor: number } & Money)
  | { readonly key: "daily_limit_used"; readonly phone: string }
  | { readonly key: "bill_none"; readonly phone: string }
  | { readonly key: "emergency_none"; readonly label: string; readonly phone: string }
  | {
      readonly key: "no_card" | "payee_no_card";
      readonly label: string;
      readonly phone: string;
    }
  | { readonly key: "unknown_number" | "proof_needed" | "card_number_seen"; readonly phone: string }
  | { readonly key: "apology"; readonly phone: string }
  | ({
      readonly key: "pay_declined" | "pay_refused" | "pay_unresolved";
      readonly amountMinor: number;
      readonly label: string;
      readonly phone: string;
    } & Money);

export type PromptKey = Prompt["key"];

/** The keys of what is told only when it is asked for, and of the questions that go with it. */
export type AskedKey = Asked["key"] | OfferQuestion["key"] | "outage_ask" | "move_ask";

/** A prompt without the utility's name. */
export type PromptBody = Prompt extends infer One
  ? One extends Prompt
    ? Omit<One, "utility">
    : never
  : never;

/** One thing a call says. */
export type Spoken = PromptBody | CallLine;

export interface CallChoice {
  /** The key to press: a digit. */
  readonly press: string;
  /** The option of options.ts that it stands for. */
  readonly option: string;
  /** Null where it is not said any more. */
  readonly line: ChoiceLine | null;
}

/** What a call waits for once it has spoken. */
export type CallWait =
  | { readonly kind: "menu"; readonly choices: readonly CallChoice[] }
  | {
      readonly kind: "digits";
      readonly of: "amount" | "account_number" | "pin" | "proof_code" | "text_code" | "phone";
      readonly min: number;
      readonly max: number;
      /** A key brings a code by text in place of the PIN; absent where none is sent. */
      readonly isTexted?: true;
    }
  /** A result is on its way; a key may still be pressed. */
  | { readonly kind: "hold" }
  /** The carrier takes a card; no key of it comes here. */
  | { readonly kind: "card"; readonly connector: string }
  /** With what whoever answers there is told of it; absent or null where there is nothing to tell. */
  | { readonly kind: "transfer"; readonly to: string; readonly asked?: AgentAsked | null }
  | { readonly kind: "hang_up" };

/** What a turn of a call plays, and what it then waits for. */
export interface CallScript {
  /** Heard to its end before any key counts: a read-back, terms, a farewell. Empty once it was heard. */
  readonly first: readonly Spoken[];
  /** A key may interrupt it. */
  readonly says: readonly Spoken[];
  readonly wait: CallWait;
  /** A key that counts even before `first` is heard to its end; absent where none does. */
  readonly atOnce?: "7";
  /** It comes unasked, while something else may still be playing. */
  readonly interrupts: boolean;
}
