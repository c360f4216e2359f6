import { keyOf } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import type { HandOverRow } from "../store/hand-overs.ts";
import { addToOutbox } from "../store/outbox.ts";
import type { AdoptConfiguration } from "./adopt-configuration.ts";
import type { ChargeByCode, CreditByCode, GiveBackCode } from "./charge-by-code.ts";
import type { ReopenSuspense } from "./assign-suspense.ts";
import type { CreditAccount } from "./credit-account.ts";
import type { CreditShare } from "./credit-share.ts";
import type { CreditAssigned } from "./credit-assigned.ts";
import type { DeliverNotice } from "./deliver-notice.ts";
import type { HoldNote } from "./hold-note.ts";
import type { HoldTold } from "./hold-told.ts";
import type { EnterMeter } from "./enter-meter.ts";
import type { NoteCallBack } from "./note-call-back.ts";
import type { NoteConsent } from "./note-consent.ts";
import type { NoteLeaving } from "./note-leaving.ts";
import type { NoteNotice } from "./note-notice.ts";
import type { NoteReport } from "./note-report.ts";
import type { NoteTransfer } from "./note-transfer.ts";
import type { EndToldFor, InviteSecond, NoteSecond } from "./second-contact.ts";
import type { SetAlert } from "./set-alert.ts";
import type { OpenAccount } from "./open-account.ts";
import type { TakeEmergency } from "./take-emergency.ts";
import type { PlaceNoticeCall } from "./place-call.ts";
import type { TakeLeft } from "./take-left.ts";
import type { TakeOffer } from "./take-offer.ts";
import type { SendProofCode, TextProofCode } from "./send-proof-code.ts";
import type { TellPayCode } from "./tell-pay-code.ts";
import type { TextPayLink } from "./text-pay-link.ts";
import type { StartPayment } from "./start-payment.ts";
import type {
  TellHandedOff,
  TellInvited,
  TellNoCard,
  TellResult,
  TellUnreached,
} from "./take-turn.ts";

/** A happening that one home asks another for; the far end takes `key` into its inbox first, so it happens once. */
export type Delivery =
  | { readonly kind: "adopt-configuration"; readonly input: AdoptConfiguration }
  | { readonly kind: "open-account"; readonly input: OpenAccount }
  | { readonly kind: "enter-meter"; readonly input: EnterMeter }
  | { readonly kind: "note-leaving"; readonly input: NoteLeaving }
  | { readonly kind: "take-left"; readonly input: TakeLeft }
  | { readonly kind: "note-consent"; readonly input: NoteConsent }
  | { readonly kind: "note-call-back"; readonly input: NoteCallBack }
  | { readonly kind: "note-transfer"; readonly input: NoteTransfer }
  | { readonly kind: "deliver-notice"; readonly input: DeliverNotice }
  | { readonly kind: "place-notice-call"; readonly input: PlaceNoticeCall }
  | { readonly kind: "note-notice"; readonly input: NoteNotice }
  | { readonly kind: "start-payment"; readonly input: StartPayment }
  | { readonly kind: "take-emergency"; readonly input: TakeEmergency }
  | { readonly kind: "take-offer"; readonly input: TakeOffer }
  | { readonly kind: "text-pay-link"; readonly input: TextPayLink }
  | { readonly kind: "tell-pay-code"; readonly input: TellPayCode }
  | { readonly kind: "send-proof-code"; readonly input: SendProofCode }
  | { readonly kind: "text-proof-code"; readonly input: TextProofCode }
  | { readonly kind: "credit-account"; readonly input: CreditAccount }
  | { readonly kind: "credit-share"; readonly input: CreditShare }
  | { readonly kind: "credit-assigned"; readonly input: CreditAssigned }
  | { readonly kind: "reopen-suspense"; readonly input: ReopenSuspense }
  | { readonly kind: "hold-note"; readonly input: HoldNote }
  | { readonly kind: "hold-told"; readonly input: HoldTold }
  | { readonly kind: "charge-by-code"; readonly input: ChargeByCode }
  | { readonly kind: "credit-by-code"; readonly input: CreditByCode }
  | { readonly kind: "give-back-code"; readonly input: GiveBackCode }
  | { readonly kind: "offer-hand-over"; readonly input: HandOverRow }
  | { readonly kind: "note-report"; readonly input: NoteReport }
  | { readonly kind: "invite-second"; readonly input: InviteSecond }
  | { readonly kind: "end-second"; readonly input: EndToldFor }
  | { readonly kind: "note-second"; readonly input: NoteSecond }
  | { readonly kind: "set-alert"; readonly input: SetAlert }
  | { readonly kind: "tell-handed-off"; readonly input: TellHandedOff }
  | { readonly kind: "tell-no-card"; readonly input: TellNoCard }
  | { readonly kind: "tell-unreached"; readonly input: TellUnreached }
  | { readonly kind: "tell-invited"; readonly input: TellInvited }
  | { readonly kind: "tell-result"; readonly input: TellResult };

/** Leaves a happening for another home in this home's outbox. `part` tells apart several from one happening. */
export function sendHappening(
  sql: Sql,
  now: Now,
  from: { readonly home: Home; readonly id: string },
  letter: { readonly to: Home; readonly delivery: Delivery; readonly part: string },
): void {
  addToOutbox(sql, {
    home: from.home,
    kind: "happening",
    target: letter.to,
    key: keyOf(from.id, letter.part),
    payload: JSON.stringify(letter.delivery),
    nowMs: now.wallMs,
  });
}
