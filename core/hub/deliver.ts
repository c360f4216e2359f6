import { assert, never } from "../assert.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { adoptConfiguration, type Arrival } from "./adopt-configuration.ts";
import { reopenHeldMoney } from "./assign-suspense.ts";
import { deliverByCode } from "./charge-by-code.ts";
import { creditAccount } from "./credit-account.ts";
import { creditShare } from "./credit-share.ts";
import { creditAssigned } from "./credit-assigned.ts";
import { deliverNotice } from "./deliver-notice.ts";
import type { Delivery } from "./delivery.ts";
import { offerHandOver } from "./hand-over.ts";
import { holdNote } from "./hold-note.ts";
import { holdTold } from "./hold-told.ts";
import { enterMeter } from "./enter-meter.ts";
import { noteCallBack } from "./note-call-back.ts";
import { noteConsent } from "./note-consent.ts";
import { noteNotice } from "./note-notice.ts";
import { noteReport } from "./note-report.ts";
import { noteTransfer } from "./note-transfer.ts";
import { openAccount } from "./open-account.ts";
import { placeNoticeCall } from "./place-call.ts";
import { takeEmergency } from "./take-emergency.ts";
import { takeOffer } from "./take-offer.ts";
import { sendProofCode, textProofCode } from "./send-proof-code.ts";
import { tellPayCode } from "./tell-pay-code.ts";
import { textPayLink } from "./text-pay-link.ts";
import { endToldFor, inviteSecond, noteSecond } from "./second-contact.ts";
import { setAlert } from "./set-alert.ts";
import { startPayment } from "./start-payment.ts";
import { takeTurn } from "./take-turn.ts";

/** Carries out one delivery at its home. A refusal is the far end's last word; a throw may be tried again. */
export async function deliver(
  hub: Hub,
  to: Home,
  key: string,
  delivery: Delivery,
): Promise<Refusal | null> {
  const now = hub.clock.now();
  const result = await outcomeOf(hub, now, { to, key, delivery });
  return isRefusal(result) ? result : null;
}

function outcomeOf(
  hub: Hub,
  now: Now,
  { to, key, delivery }: { to: Home; key: string; delivery: Delivery },
): Promise<unknown> {
  const at = { home: to, key };
  switch (delivery.kind) {
    case "adopt-configuration":
      return hub.store.transact(to, (sql) => adoptConfiguration(sql, now, at, delivery.input));
    case "open-account":
      return hub.store.transact(to, (sql) => openAccount(sql, now, at, delivery.input));
    case "enter-meter":
      return hub.store.transact(to, (sql) => enterMeter(sql, now, at, delivery.input));
    case "note-consent":
      assert(to === `line:${delivery.input.line}`, "consent belongs to its line's home");
      return hub.store.transact(to, (sql) => noteConsent(sql, now, delivery.input));
    case "note-call-back":
    case "note-transfer":
      return hub.store.transact(to, (sql) => forPerson(sql, now, at, delivery));
    case "deliver-notice":
      return hub.store.transact(to, (sql) => deliverNotice(sql, now, at, delivery.input));
    case "place-notice-call":
      return hub.store.transact(to, (sql) => placeNoticeCall(sql, now, at, delivery.input));
    case "note-notice":
      return hub.store.transact(to, (sql) => noteNotice(sql, now, at, delivery.input));
    case "start-payment":
      return hub.store.transact(to, (sql) => startPayment(sql, now, at, delivery.input));
    case "take-emergency":
      return hub.store.transact(to, (sql) => takeEmergency(sql, now, at, delivery.input));
    case "take-offer":
      return hub.store.transact(to, (sql) => takeOffer(sql, now, at, delivery.input));
    case "text-pay-link":
      return textPayLink(hub, now, at, delivery.input);
    case "tell-pay-code":
      return tellPayCode(hub, now, at, delivery.input);
    case "send-proof-code":
      return sendProofCode(hub, now, at, delivery.input);
    case "text-proof-code":
      return hub.store.transact(to, (sql) => textProofCode(sql, now, at, delivery.input));
    case "credit-account":
    case "credit-share":
    case "credit-assigned":
      return hub.store.transact(to, (sql) => ofCredit(sql, now, at, delivery));
    case "reopen-suspense":
    case "hold-note":
    case "hold-told":
      return hub.store.transact(to, (sql) => held(sql, now, at, delivery));
    case "charge-by-code":
    case "credit-by-code":
    case "give-back-code":
      return hub.store.transact(to, (sql) => deliverByCode(sql, now, at, delivery));
    case "offer-hand-over":
      return hub.store.transact(to, (sql) => offerHandOver(sql, now, at, delivery.input));
    case "note-report":
      return hub.store.transact(to, (sql) => noteReport(sql, now, at, delivery.input));
    case "invite-second":
    case "end-second":
    case "note-second":
      return hub.store.transact(to, (sql) => ofSecondContact(sql, now, at, delivery));
    case "set-alert":
      return hub.store.transact(to, (sql) => setAlert(sql, now, at, delivery.input));
    case "tell-handed-off":
    case "tell-invited":
    case "tell-no-card":
    case "tell-result":
      return takeTurn(hub, { ...delivery.input, key });
    default:
      return never(delivery);
  }
}

type OfSecond = Delivery & { readonly kind: "invite-second" | "end-second" | "note-second" };

function ofSecondContact(sql: Sql, now: Now, at: Arrival, delivery: OfSecond) {
  switch (delivery.kind) {
    case "invite-second":
      return inviteSecond(sql, now, at, delivery.input);
    case "end-second":
      return endToldFor(sql, now, at, delivery.input);
    case "note-second":
      return noteSecond(sql, now, at, delivery.input);
  }
}

type OfCredit = Delivery & { readonly kind: "credit-account" | "credit-share" | "credit-assigned" };

function ofCredit(sql: Sql, now: Now, at: Arrival, delivery: OfCredit) {
  switch (delivery.kind) {
    case "credit-account":
      return creditAccount(sql, now, at, delivery.input);
    case "credit-share":
      return creditShare(sql, now, at, delivery.input);
    case "credit-assigned":
      return creditAssigned(sql, now, at, delivery.input);
  }
}

type OfHeld = Delivery & { readonly kind: "reopen-suspense" | "hold-note" | "hold-told" };

/** What is held at the utility's home: money for a person, and amounts that customers were told. */
function held(sql: Sql, now: Now, at: Arrival, delivery: OfHeld) {
  switch (delivery.kind) {
    case "reopen-suspense":
      return reopenHeldMoney(sql, now, at, delivery.input);
    case "hold-note":
      return holdNote(sql, now, at, delivery.input);
    case "hold-told":
      return holdTold(sql, now, at, delivery.input);
  }
}

function forPerson(
  sql: Sql,
  now: Now,
  at: Arrival,
  delivery: Delivery & { readonly kind: "note-call-back" | "note-transfer" },
) {
  return delivery.kind === "note-call-back"
    ? noteCallBack(sql, now, at, delivery.input)
    : noteTransfer(sql, now, at, delivery.input);
}
