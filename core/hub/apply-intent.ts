import { redactCardNumbers } from "../conversation/card-number.ts";
import type { Input } from "../conversation/input.ts";
import type { Intent } from "../conversation/intent.ts";
import { assert, must, never } from "../assert.ts";
import { PRESENTED_CARD } from "../conversation/kiosk.ts";
import { accountHome, keyOf, lineHome, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { takeConsent } from "./consent.ts";
import { sendHappening } from "./delivery.ts";
import { offerOf } from "./hand-over.ts";
import type { Happening } from "./journal.ts";
import { happenedAtMs } from "./note-consent.ts";
import type { IncomingTurn, Reach } from "./take-turn.ts";
import { forgiveMiss } from "./try-number.ts";

/** Does what a turn asks for: at this line at once, elsewhere by a happening in the outbox. */
export function applyIntent(
  sql: Sql,
  now: Now,
  happening: Happening,
  { turn, reach, intent, part }: { turn: IncomingTurn; reach: Reach; intent: Intent; part: string },
): void {
  switch (intent.kind) {
    case "pay":
      sendPay(sql, now, happening, { turn, reach, intent, part });
      return;
    case "invoke_emergency": {
      const { channel, from: line, to: numberUsed } = turn;
      const grantId = paymentIdOf(sql, happening, part);
      const delivery = {
        kind: "take-emergency",
        input: { grantId, channel, line, numberUsed },
      } as const;
      sendHappening(sql, now, happening, { to: accountHome(intent.accountId), delivery, part });
      return;
    }
    case "offer_hand_over": {
      const { channel, from: line, to: numberUsed } = turn;
      const input = offerOf(sql, { channel, line, numberUsed }, intent.offer);
      const delivery = { kind: "offer-hand-over", input } as const;
      const to = utilityHome(reach.settings.utilityId);
      sendHappening(sql, now, happening, { to, delivery, part });
      return;
    }
    case "grant_consent":
    case "revoke_consent":
      if (turn.channel === "kiosk") {
        if (intent.kind === "grant_consent")
          sendConsent(sql, now, happening, { turn, reach, intent, part });
        return;
      }
      takeConsent(sql, happening.home, {
        purpose: "account",
        key: keyOf(happening.id, part),
        state: intent.kind === "grant_consent" ? "granted" : "revoked",
        source: turn.channel === "ivr" ? "call" : "text",
        evidence: evidenceOf(turn.input),
        atMs: happenedAtMs(now, turn.occurredAtMs ?? null),
      });
      return;
    case "set_language":
      // The turn's own language is already the new one and is saved with the talk.
      return;
    case "credit_note":
      sendNote(sql, now, happening, { turn, reach, accountId: intent.accountId, part });
      return;
    case "call_back": {
      const { accounts, language, settings } = reach;
      const callBack = {
        line: turn.from,
        accountId: accounts[0]?.accountId ?? null,
        language: language ?? settings.language,
        reason: intent.reason,
      };
      const to = utilityHome(settings.utilityId);
      const delivery = { kind: "note-call-back", input: callBack } as const;
      sendHappening(sql, now, happening, { to, delivery, part });
      return;
    }
    default:
      never(intent);
  }
}

function evidenceOf(input: Input): string {
  if (input.kind === "said") return `the customer texted: ${redactCardNumbers(input.text)}`;
  return input.kind === "digits" ? `the caller pressed ${input.keys}` : input.kind;
}

/** Agreed at a terminal: to the line of its phone, which keeps consent, and confirms it by a text. */
function sendConsent(
  sql: Sql,
  now: Now,
  happening: Happening,
  agreed: {
    turn: IncomingTurn;
    reach: Reach;
    intent: Extract<Intent, { kind: "grant_consent" }>;
    part: string;
  },
): void {
  const { turn, reach, intent, part } = agreed;
  const { settings, language } = reach;
  const line = reach.alertLines?.[intent.accountId ?? ""];
  const [from] = settings.numbers;
  // Its contact ended, or the utility's number did, since the screen asked: there is nothing to agree to.
  if (line === undefined || from === undefined) return;
  const input = {
    line,
    key: keyOf(happening.id, part),
    purpose: "account",
    state: "granted",
    source: "kiosk",
    evidence: `agreed on the screen of ${turn.to}, after a PIN`,
    occurredAtMs: now.wallMs,
    confirms: {
      prompt: { utility: settings.name, key: "consent_granted" },
      language: language ?? settings.language,
      from,
    },
  } as const;
  const delivery = { kind: "note-consent", input } as const;
  sendHappening(sql, now, happening, { to: lineHome(line), delivery, part });
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
  came: { turn: IncomingTurn; reach: Reach; accountId: string | null; part: string },
): void {
  const { turn, reach, accountId, part } = came;
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
  const input = { ...of, paymentId, accountId, note, line: turn.from };
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
  const input = {
    paymentId: paymentIdOf(sql, happening, part),
    accountId: intent.accountId,
    methodId: intent.methodId,
    methodToken: must(token, "a method that was offered has a token"),
    amountMinor: intent.amountMinor,
    channel: turn.channel,
    line: turn.from,
    numberUsed: turn.to,
  };
  const delivery = { kind: "start-payment", input } as const;
  sendHappening(sql, now, happening, { to: accountHome(intent.accountId), delivery, part });
}
