import type { RevokedScope } from "./stop-kinds.ts";
import type { HandOverOffer } from "./hand-over.ts";
import type { Offer } from "./offered.ts";

/** What a turn asks for. Each is delivered by the outbox to the home that owns it, where present truth decides again. */
export type Intent =
  | {
      readonly kind: "pay";
      readonly accountId: string;
      readonly methodId: string;
      readonly amountMinor: number;
    }
  | { readonly kind: "invoke_emergency"; readonly accountId: string }
  /** Terms that were told whole and agreed to. */
  | { readonly kind: "agree"; readonly offer: Offer }
  /** A code goes as text to a number of whose proof is asked for: an account number as it was keyed, or an account. */
  | {
      readonly kind: "send_proof_code";
      readonly number: string | null;
      readonly accountId: string | null;
    }
  /** A note in a terminal's box; no account where it came while none was chosen. */
  | {
      readonly kind: "credit_note";
      readonly accountId: string | null;
      /** The first note of its payment: all of them have one code on the receipt. Absent where the payment is nobody's. */
      readonly firstNote?: number;
    }
  | { readonly kind: "offer_hand_over"; readonly offer: HandOverOffer }
  /** To alerts by text: at the line itself, or at a terminal to the first number of the account that is named there. */
  | {
      readonly kind: "grant_consent";
      readonly accountId: string | null;
      /** To being called by us, or told of another's account; absent where it is to texts. */
      readonly purpose?: "calls" | "second";
    }
  | { readonly kind: "revoke_consent"; readonly scope: RevokedScope }
  /** The notice that this call is about was heard to its end. */
  | { readonly kind: "notice_heard" }
  | { readonly kind: "set_language"; readonly language: string }
  | {
      readonly kind: "call_back";
      readonly reason: CallBackReason;
      /** The account last spoken of, and what was asked then; null or absent where nobody knows. */
      readonly accountId?: string | null;
      readonly task?: string | null;
    }
  /** The call goes to a person, who is to see whose it is and what for. */
  | ({ readonly kind: "put_through" } & AgentAsked)
  /** Something that people must look after at once. */
  | {
      readonly kind: "report";
      readonly what: "outage" | "gas_leak" | "wire_down";
      readonly accountId: string | null;
    }
  /** The balance below which an account's customer is told; null for the utility's own level. */
  | { readonly kind: "set_alert"; readonly accountId: string; readonly amountMinor: number | null };

/**
 * Why a person should call back: the customer asked, could not be understood, moves out, said that somebody depends on supply, or calls charges wrong; nobody answered where they were put
 * through to, or, at once, where somebody in danger was.
 */
export const callBackReasons = [
  "asked",
  "not_understood",
  "move",
  "medical",
  "dispute",
  "not_reached",
  "danger",
] as const;
export type CallBackReason = (typeof callBackReasons)[number];

/** What a person who takes over is told. */
export interface AgentAsked {
  readonly reason: CallBackReason;
  readonly accountId: string | null;
  /** What was asked last: the kind of the open question, or "menu". */
  readonly task: string;
}
