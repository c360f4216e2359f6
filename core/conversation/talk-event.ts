import type { EndedKind } from "./stop-kinds.ts";
import type { OfferResult } from "./offered.ts";
import type { ProofOf } from "./open-question.ts";
import { type AskType } from "./account-tasks.ts";
import { type Amount } from "./amount.ts";
import { type Facts } from "./facts.ts";
import { type Handed } from "./hand-over.ts";
import { type Now } from "../instant.ts";
import { type CallBackReason } from "./intent.ts";
import { type PaymentResult, type PickedUpBy } from "./input.ts";
import type { Misses } from "./talk.ts";

/** The account is null where the person did not say which. */
export type TalkEvent = { readonly moment: Moment } & (
  | { [Type in AskType]: { readonly type: Type; readonly accountId: string | null } }[AskType]
  /** The level, or what is paid each time, in minor units: 0 for none any more, null where none was said. */
  | {
      readonly type: "ALERT";
      readonly accountId: string | null;
      readonly amountMinor: number | null;
    }
  | {
      readonly type: "AUTOPAY";
      readonly accountId: string | null;
      readonly amountMinor: number | null;
    }
  /** A code by which others pay, up to an amount; null where none was said. */
  | {
      readonly type: "PAY_CODE";
      readonly accountId: string | null;
      readonly amountMinor: number | null;
    }
  /** When and of what alerts tell; a level in minor units beside a time, null where none was said. */
  | {
      readonly type: "ALERT_CHOICE";
      readonly accountId: string | null;
      readonly choice: string;
      readonly amountMinor: number | null;
    }
  /** Somebody else to be told too, at an E.164 number; null where none was said. */
  | {
      readonly type: "SECOND";
      readonly accountId: string | null;
      readonly line: string | null;
    }
  | { readonly type: "REPORT" }
  | { readonly type: "DANGER"; readonly what: Danger | null }
  | { readonly type: "PLACES" | "CALL_ME" }
  | { readonly type: "VERIFY"; readonly code: string | null }
  | { readonly type: "GROUP"; readonly group: MenuGroup }
  | {
      readonly type: "PAY";
      readonly accountId: string | null;
      readonly amount: Amount;
      readonly methodId: string | null;
      /** The carrier was asked already. */
      readonly isCaptured?: true;
    }
  /** A bill is to be paid, of several; or of none. */
  | { readonly type: "WHICH_BILL"; readonly amountMinor: number | null }
  | { readonly type: "NO_BILL" }
  | { readonly type: "CONFIRM" }
  | { readonly type: "EMERGENCY_AGREED" }
  | { readonly type: "AGREED" }
  /** Agreed to where a number is proof enough: it protects, and costs nobody anything. */
  | { readonly type: "CARE_AGREED" }
  /** What came of terms that were agreed to, for a screen that goes on showing it. */
  | { readonly type: "OFFER_CAME"; readonly result: OfferResult }
  | { readonly type: "JOIN" }
  | { readonly type: "CONSENT" }
  | { readonly type: "CALLS_WANTED" }
  | { readonly type: "CALLS_AGREED" }
  | { readonly type: "CALLS_UNWANTED" }
  /** Another's customer wants this line told of an account; and it agrees. */
  | { readonly type: "TOLD_ASKED"; readonly accountId: string }
  | { readonly type: "TOLD_AGREED" }
  | { readonly type: "OPT_OUT"; readonly by: "customer" | "carrier" }
  | { readonly type: "KIND_ENDED"; readonly kind: EndedKind }
  | { readonly type: "HELP" }
  | { readonly type: "LANGUAGE"; readonly language: string | null }
  | { readonly type: "UNKNOWN" }
  | { readonly type: "CARD_SEEN" }
  | { readonly type: "NOT_ALLOWED"; readonly need: "number" | "proved" }
  | { readonly type: "MISS"; readonly which: keyof Misses; readonly misses: Misses }
  | { readonly type: "CALL_STARTED" }
  | { readonly type: "HANG_UP" }
  | { readonly type: "MENU" }
  | { readonly type: "MORE" }
  | { readonly type: "OTHER_ACCOUNT" }
  | { readonly type: "ACCOUNT_NUMBER"; readonly number: string }
  | ({ readonly type: "PROOF_NEEDED" } & Omit<ProofOf, "number" | "by">)
  /** A code by text, in place of the PIN that is asked for. */
  | { readonly type: "CODE_WANTED" }
  | { readonly type: "PROVED" }
  | { readonly type: "NOT_PROVED" }
  | { readonly type: "LOCKED" }
  | { readonly type: "AGENT"; readonly reason: CallBackReason }
  | { readonly type: "TRANSFER_FAILED" }
  | { readonly type: "NOTICE_ASKED" }
  | { readonly type: "NOTICE_HEARD" }
  | { readonly type: "CALLS_ENDED" }
  | { readonly type: "PICKED_UP"; readonly by: PickedUpBy }
  | { readonly type: "GOODBYE" }
  | { readonly type: "GIVE_UP" }
  | { readonly type: "DECLINE" }
  | { readonly type: "LATE" }
  | { readonly type: "EXPIRED" }
  | { readonly type: "SLOW" }
  | { readonly type: "KIOSK_BEGIN" }
  | { readonly type: "KIOSK_FOUND"; readonly accountIds: readonly string[] }
  | { readonly type: "KIOSK_TOO_MANY" }
  | { readonly type: "KIOSK_CHOSEN"; readonly accountId: string }
  /** On a page, the list of one's own accounts again. */
  | { readonly type: "KIOSK_ACCOUNTS" }
  | { readonly type: "KIOSK_WHO" }
  | { readonly type: "KIOSK_PAY" }
  | { readonly type: "KIOSK_AMOUNT"; readonly amountMinor: number }
  | { readonly type: "KIOSK_TENDER" }
  | { readonly type: "KIOSK_CASH" }
  | { readonly type: "KIOSK_CARD" }
  | { readonly type: "CARD_PRESENTED" }
  | { readonly type: "NOTE"; readonly note: number; readonly amountMinor: number }
  | { readonly type: "KIOSK_FINISH" }
  | { readonly type: "KIOSK_RECEIPT" }
  | { readonly type: "KIOSK_HELP"; readonly on: boolean }
  | { readonly type: "KIOSK_LANGUAGE"; readonly language: string }
  | { readonly type: "KIOSK_END" }
  | { readonly type: "HAND_OVER" }
  | { readonly type: "HANDED"; readonly handed: Handed | null }
  | { readonly type: "PAYEE_UNKNOWN" }
  | { readonly type: "HANDED_OFF"; readonly offeredAtMs: number }
  | { readonly type: "RESULT"; readonly result: PaymentResult }
);

export type EventOf<Type extends TalkEvent["type"]> = TalkEvent & { readonly type: Type };

/** What a turn is taken in: guards read it from the event, so that the machine itself knows no facts and no clock. */
export interface Moment {
  readonly facts: Facts;
  readonly now: Now;
  readonly turn: number;
}

export type Danger = "gas" | "wire";

/** Menus of a call behind "more choices". */
export type MenuGroup = "supply" | "money" | "use" | "account" | "messages" | "further";
