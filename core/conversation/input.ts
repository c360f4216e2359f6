import type { SupplyState } from "./facts.ts";
import type { Handed } from "./hand-over.ts";
import type { OfferResult } from "./offered.ts";

/** Everything that can move a talk on. A timer, a silence and a hung-up call are inputs like any other. */
export type Input =
  /** The far end came: a call was answered, a screen was opened. On a talk that exists it asks for the prompt again. */
  | { readonly kind: "start" }
  /** Words, as typed or heard; `saidAtMs` is when, in wall time, where the channel tells it. */
  | { readonly kind: "said"; readonly text: string; readonly saidAtMs?: number }
  /** A key or button of the prompt: an option of options.ts, or the digit the prompt showed. */
  | { readonly kind: "chose"; readonly option: string }
  /** Keys pressed on a call, as they were gathered; what they stand for follows from what the call waited for. */
  | { readonly kind: "digits"; readonly keys: string }
  /** A call has spoken what no key may interrupt. */
  | { readonly kind: "spoken" }
  /** What came of a secret given at this line; the secret itself never comes here. */
  | { readonly kind: "proof"; readonly verdict: ProofVerdict }
  | { readonly kind: "no_input" }
  | { readonly kind: "no_match" }
  | { readonly kind: "hang_up" }
  /** A call of ours was picked up, by whom the carrier takes it for. */
  | { readonly kind: "picked_up"; readonly by: PickedUpBy }
  /** Nobody answered where the call was put through to: it is ours again. */
  | { readonly kind: "transfer_failed" }
  /** A number that was typed on a page: an account's or a phone's, whoever has it. Nothing here says whether anybody does. */
  | { readonly kind: "named"; readonly number: string }
  /** The accounts of the number that was typed at a terminal: none, one, or several of one phone. */
  | { readonly kind: "found"; readonly accountIds: readonly string[] }
  /** Too many numbers that no account has were typed at the terminal: this one was not looked for, whatever it is. */
  | { readonly kind: "too_many_numbers" }
  /** The acceptor of a terminal has a note for good; `note` is its event's sequence. */
  | { readonly kind: "note"; readonly note: number; readonly amountMinor: number }
  /** A card was held to a terminal's reader; what it is charged by never comes here. */
  | { readonly kind: "card_presented" }
  /** The carrier took a card in a call, or gave it up; the card is a saved method by then. */
  | { readonly kind: "card_captured"; readonly methodId: string | null }
  /** A one-time code was given here; null where it is not known, or no more. */
  | { readonly kind: "handed"; readonly handed: Handed | null }
  /** A code by which somebody else's account is paid was given here, with what stood behind it and the word before it; null where it is not good. */
  | {
      readonly kind: "payee";
      readonly payee: string | null;
      readonly rest: string;
      readonly word?: string;
    }
  /** The talk whose code was made then goes on elsewhere. */
  | { readonly kind: "handed_off"; readonly offeredAtMs: number }
  /** Somebody else says that this line agreed to be told, or wants it told of their own account; it is asked itself. */
  | { readonly kind: "invited"; readonly accountId?: string }
  /** Nobody is at the terminal any more. */
  | { readonly kind: "left" }
  /** A timer of an earlier turn fell due; a stale one is told by the time and does nothing. */
  | { readonly kind: "timer"; readonly timer: string }
  | { readonly kind: "result"; readonly result: TaskResult };

/** What came of something that a talk asked for. */
export type TaskResult = PaymentResult | EmergencyResult | OfferResult;

/** Who, or what, picked up a call of ours. */
export const pickers = ["human", "machine", "unknown"] as const;
export type PickedUpBy = (typeof pickers)[number];

/** `locked`: too many attempts were made, and this one was not looked at. */
export type ProofVerdict = "proved" | "not_proved" | "locked";

/** What came of a pay intent. `unresolved`: nobody knows yet whether money moved. */
export interface PaymentResult {
  readonly task: "pay";
  readonly paymentId: string;
  readonly accountId: string;
  readonly label: string;
  readonly outcome: "settled" | "declined" | "refused" | "unresolved";
  readonly amountMinor: number;
  readonly code?: string;
  /** The note that it is of, where it is cash of a terminal. */
  readonly note?: number;
  readonly balanceUnits?: number;
  readonly confirmation?: string;
  readonly supply?: SupplyState;
  /** The further amount that would turn the supply on; null when none is needed or none would. */
  readonly restoreMinor?: number | null;
}

/** What came of emergency credit that was agreed to. */
export interface EmergencyResult {
  readonly task: "emergency";
  readonly accountId: string;
  readonly label: string;
  readonly outcome: "given" | "refused";
  /** What the grant still has. */
  readonly amountUnits: number;
  readonly supply: SupplyState;
}

export const timerKinds = ["payment_slow", "question_expired", "kiosk_left", "card_over"] as const;
export type TimerKind = (typeof timerKinds)[number];

/** A wake-up the talk wants, in wall time. A newer one of the same kind makes the older one harmless, not wrong. */
export interface TalkTimer {
  readonly kind: TimerKind;
  readonly dueAtMs: number;
}

/** A talk between turns, as JSON: choices only, never facts. */
export interface SavedTalk {
  readonly machine: string;
  readonly version: number;
  /** How many turns were taken; intents are keyed by it, so it never goes back. */
  readonly turn: number;
  readonly snapshot: unknown;
}
