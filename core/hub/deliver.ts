import { assert, never } from "../assert.ts";
import { lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { adoptConfiguration, type Arrival } from "./adopt-configuration.ts";
import { reopenHeldMoney } from "./assign-suspense.ts";
import { chargeByCode, creditByCode, giveBackByCode } from "./charge-by-code.ts";
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
import { noteLeaving } from "./note-leaving.ts";
import { noteNotice } from "./note-notice.ts";
import { noteReport } from "./note-report.ts";
import { noteTransfer } from "./note-transfer.ts";
import { openAccount } from "./open-account.ts";
import { placeNoticeCall } from "./place-call.ts";
import { takeEmergency } from "./take-emergency.ts";
import { takeLeft } from "./take-left.ts";
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
  if (isInOne(delivery)) {
    return hub.store.transact(to, (sql) => carriedOut(sql, now, at, delivery));
  }
  switch (delivery.kind) {
    case "text-pay-link":
      return textPayLink(hub, now, at, delivery.input);
    case "tell-pay-code":
      return tellPayCode(hub, now, at, delivery.input);
    case "send-proof-code":
      return sendProofCode(hub, now, at, delivery.input);
    case "tell-handed-off":
    case "tell-invited":
    case "tell-no-card":
    case "tell-result":
    case "tell-unreached":
      return takeTurn(hub, { ...delivery.input, key });
    default:
      return never(delivery);
  }
}

type InOne = Exclude<
  Delivery,
  {
    readonly kind:
      | "text-pay-link"
      | "tell-pay-code"
      | "send-proof-code"
      | "tell-handed-off"
      | "tell-invited"
      | "tell-no-card"
      | "tell-result"
      | "tell-unreached";
  }
>;

/** What is done by one transaction at the home that it came to, each kind by its own happening. */
const inOne: {
  readonly [Kind in InOne["kind"]]: (
    sql: Sql,
    now: Now,
    at: Arrival,
    input: Extract<InOne, { readonly kind: Kind }>["input"],
  ) => object;
} = {
  "adopt-configuration": adoptConfiguration,
  "open-account": openAccount,
  "enter-meter": enterMeter,
  "note-leaving": noteLeaving,
  "take-left": takeLeft,
  "note-consent": (sql, now, { home }, input) => {
    assert(home === lineHome(input.line), "consent belongs to its line's home");
    return noteConsent(sql, now, input);
  },
  "note-call-back": noteCallBack,
  "note-transfer": noteTransfer,
  "deliver-notice": deliverNotice,
  "place-notice-call": placeNoticeCall,
  "note-notice": noteNotice,
  "start-payment": startPayment,
  "take-emergency": takeEmergency,
  "take-offer": takeOffer,
  "text-proof-code": textProofCode,
  "credit-account": creditAccount,
  "credit-share": creditShare,
  "credit-assigned": creditAssigned,
  "reopen-suspense": reopenHeldMoney,
  "hold-note": holdNote,
  "hold-told": holdTold,
  "charge-by-code": chargeByCode,
  "credit-by-code": creditByCode,
  "give-back-code": giveBackByCode,
  "offer-hand-over": offerHandOver,
  "note-report": noteReport,
  "invite-second": inviteSecond,
  "end-second": endToldFor,
  "note-second": noteSecond,
  "set-alert": setAlert,
};

function isInOne(delivery: Delivery): delivery is InOne {
  return Object.hasOwn(inOne, delivery.kind);
}

function carriedOut(sql: Sql, now: Now, at: Arrival, { kind, input }: InOne): object {
  // The table pairs each kind with its own input; the compiler can't follow that through a union.
  const happen = inOne[kind] as (sql: Sql, now: Now, at: Arrival, input: unknown) => object;
  return happen(sql, now, at, input);
}
