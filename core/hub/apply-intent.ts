import type { Intent } from "../conversation/intent.ts";
import { assert, must, never } from "../assert.ts";
import { accountNamed, isPayee } from "../conversation/payee.ts";
import { PRESENTED_CARD } from "../conversation/kiosk-money.ts";
import { accountHome, keyOf, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { endConsent, grantConsent } from "./agree-consent.ts";
import { confirmationOf } from "./allocation.ts";
import { askPerson } from "./ask-person.ts";
import { sendHappening } from "./delivery.ts";
import { offerOf } from "./hand-over.ts";
import type { Happening } from "./journal.ts";
import { noticeHeard } from "./place-call.ts";
import { sendOffer } from "./send-offer.ts";
import type { IncomingTurn, Reach } from "./take-turn.ts";
import { forgiveMiss } from "./try-number.ts";

/** Does what a turn asks for: at this line at once, elsewhere by a happening in the outbox. */
export function applyIntent(
  sql: Sql,
  now: Now,
  happening: Happening,
  asked: {
    turn: IncomingTurn;
    reach: Reach;
    intent: Intent;
    part: string;
    /** Of the talk. */
    language: string;
  },
): void {
  const { turn, reach, intent, part } = asked;
  switch (intent.kind) {
    case "pay":
      sendPay(sql, now, happening, { turn, reach, intent, part });
      return;
    case "invoke_emergency":
      sendEmergency(sql, now, happening, { turn, intent, part });
      return;
    case "offer_hand_over": {
      const { channel, from: line, to: numberUsed } = turn;
      const input = offerOf(sql, { channel, line, numberUsed }, intent.offer);
      const delivery = { kind: "offer-hand-over", input } as const;
      const to = utilityHome(reach.settings.utilityId);
      sendHappening(sql, now, happening, { to, delivery, part });
      return;
    }
    case "grant_consent":
      grantConsent(sql, now, happening, { turn, reach, intent, part, language: asked.language });
      return;
    case "revoke_consent":
      endConsent(sql, now, happening, { turn, reach, part, scope: intent.scope });
      return;
    case "notice_heard":
      if (turn.call !== undefined) noticeHeard(sql, now, happening, turn.call.callId);
      return;
    case "set_language":
      // The turn's own language is already the new one and is saved with the talk.
      return;
    case "credit_note":
      sendNote(sql, now, happening, { turn, reach, intent, part });
      return;
    case "agree":
      sendOffer(sql, now, happening, { turn, reach, intent, part });
      return;
    case "send_proof_code": {
      const { from: line, channel } = turn;
      const { number, accountId } = intent;
      const input = { line, channel, number, accountId };
      const delivery = { kind: "send-proof-code", input } as const;
      const to = utilityHome(reach.settings.utilityId);
      sendHappening(sql, now, happening, { to, delivery, part });
      return;
    }
    case "report":
    case "set_alert":
      sendAsked(sql, now, happening, { turn, reach, intent, part });
      return;
    case "call_back":
    case "put_through":
      askPerson(sql, now, happening, { turn, reach, intent, part });
      return;
    default:
      never(intent);
  }
}

function sendEmergency(
  sql: Sql,
  now: Now,
  happening: Happening,
  asked: {
    turn: IncomingTurn;
    intent: Extract<Intent, { kind: "invoke_emergency" }>;
    part: string;
  },
): void {
  const { turn, intent, part } = asked;
  const { channel, from: line, to: numberUsed } = turn;
  const grantId = paymentIdOf(sql, happening, part);
  const delivery = {
    kind: "take-emergency",
    input: { grantId, channel, line, numberUsed },
  } as const;
  sendHappening(sql, now, happening, { to: accountHome(intent.accountId), delivery, part });
}

/** What one task asks of the utility or of an account. */
function sendAsked(
  sql: Sql,
  now: Now,
  happening: Happening,
  asked: {
    turn: IncomingTurn;
    reach: Reach;
    intent: Extract<Intent, { kind: "report" | "set_alert" }>;
    part: string;
  },
): void {
  const { turn, reach, intent, part } = asked;
  const { from: line, channel } = turn;
  if (intent.kind === "report") {
    const { what } = intent;
    const accountId = accountNamed(intent.accountId);
    const delivery = { kind: "note-report", input: { what, accountId, line, channel } } as const;
    const to = utilityHome(reach.settings.utilityId);
    sendHappening(sql, now, happening, { to, delivery, part });
    return;
  }
  const { amountMinor } = intent;
  const delivery = { kind: "set-alert", input: { line, channel, amountMinor } } as const;
  sendHappening(sql, now, happening, { to: accountHome(intent.accountId), delivery, part });
}

/** Digits of the hash that names a payment: 96 bits, told apart over all lines and turns of a utility. */
const PAYMENT_ID_LENGTH = 24;

function paymentIdOf(sql: Sql, happening: Happening, part: string): string {
  return sql.sha256(keyOf(happening.id, part)).slice(0, PAYMENT_ID_LENGTH);
}

/** A note of a terminal: to the account it was put in for, or to the utility where that is nobody's. */
function sendNote(
  sql: Sql,
  now: Now,
  happening: Happening,
  came: {
    turn: IncomingTurn;
    reach: Reach;
    intent: Extract<Intent, { kind: "credit_note" }>;
    part: string;
  },
): void {
  const { turn, reach, intent, part } = came;
  const { accountId } = intent;
  assert(turn.input.kind === "note", "a credit follows from a note");
  const { note, amountMinor } = turn.input;
  const paymentId = paymentIdOf(sql, happening, part);
  const of = { kioskId: turn.to, amountMinor };
  if (accountId === null) {
    const input = { ...of, noteId: paymentId, accountId, code: "nobody_named" };
    const delivery = { kind: "hold-note", input } as const;
    const to = utilityHome(reach.settings.utilityId);
    sendHappening(sql, now, happening, { to, delivery, part });
    return;
  }
  forgiveMiss(sql, now, happening.home);
  // One code for all notes of a payment: whoever has the receipt in hand counts them as one.
  const first = keyOf(turn.to, intent.firstNote ?? note);
  const confirmation = confirmationOf(sql, happening.home, first);
  const credit = { ...of, paymentId, note, line: turn.from, confirmation };
  if (isPayee(accountId)) {
    const input = { ...credit, payee: accountId };
    const delivery = { kind: "credit-by-code", input } as const;
    const to = utilityHome(reach.settings.utilityId);
    sendHappening(sql, now, happening, { to, delivery, part });
    return;
  }
  const input = { ...credit, accountId };
  const delivery = { kind: "credit-account", input } as const;
  sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part });
}

function sendPay(
  sql: Sql,
  now: Now,
  happening: Happening,
  asked: {
    turn: IncomingTurn;
    reach: Reach;
    intent: Extract<Intent, { kind: "pay" }>;
    part: string;
  },
): void {
  const { turn, reach, intent, part } = asked;
  // A card at a reader has a token of its own, which came with this very turn.
  const token = intent.methodId === PRESENTED_CARD ? turn.cardToken : reach.tokens[intent.methodId];
  const { accountId } = intent;
  const input = {
    paymentId: paymentIdOf(sql, happening, part),
    methodId: intent.methodId,
    methodToken: must(token, "a method that was offered has a token"),
    amountMinor: intent.amountMinor,
    channel: turn.channel,
    line: turn.from,
    numberUsed: turn.to,
  };
  if (isPayee(accountId)) {
    const delivery = { kind: "charge-by-code", input: { ...input, payee: accountId } } as const;
    const to = utilityHome(reach.settings.utilityId);
    sendHappening(sql, now, happening, { to, delivery, part });
    return;
  }
  const delivery = { kind: "start-payment", input: { ...input, accountId } } as const;
  sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part });
}
