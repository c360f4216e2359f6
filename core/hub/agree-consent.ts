/** What a turn says of consent: agreed to or ended by text and call at their own line, and agreed to at a terminal for its phone. */
import { redactCardNumbers } from "../conversation/card-number.ts";
import type { Input } from "../conversation/input.ts";
import type { Intent } from "../conversation/intent.ts";
import { consentWording } from "../conversation/opt-in.ts";
import { asksToStopAll } from "../conversation/opt-out-words.ts";
import { isScreen, type ScreenChannel } from "../conversation/talk-channel.ts";
import type { EndedKind, RevokedScope } from "../conversation/stop-kinds.ts";
import { alertOf } from "../conversation/alert-choice.ts";
import { wordsIn } from "../conversation/plain-words.ts";
import { keyOf, lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { revokeConsent, saysAll, takeConsent, usualConsent } from "./consent.ts";
import { sendHappening } from "./delivery.ts";
import type { Happening } from "./journal.ts";
import { consentOf } from "../store/talks.ts";
import { agreeToBeTold, endAllToldFor } from "./second-contact.ts";
import { happenedAtMs } from "./note-consent.ts";
import type { IncomingTurn, Reach } from "./take-turn.ts";

/** What of a consent or its end is the same: whose, when, by what, over which number of ours. */
function consentEvent(
  now: Now,
  happening: Happening,
  { turn, part }: { turn: IncomingTurn; part: string },
) {
  return {
    purpose: "account",
    key: keyOf(happening.id, part),
    source: turn.channel === "ivr" ? "call" : "text",
    evidence: evidenceOf(turn.input),
    atMs: happenedAtMs(now, turn.occurredAtMs ?? null),
    cameFrom: `${turn.channel} ${turn.to}`,
    recordedAtMs: now.wallMs,
  } as const;
}

function evidenceOf(input: Input): string {
  if (input.kind === "said") return `the customer texted: ${redactCardNumbers(input.text)}`;
  return input.kind === "digits" ? `the caller pressed ${input.keys}` : input.kind;
}

interface Agreed {
  readonly turn: IncomingTurn;
  readonly reach: Reach;
  readonly intent: Extract<Intent, { kind: "grant_consent" }>;
  readonly part: string;
  readonly language: string;
}

/** By text and call the line itself agreed; what was agreed to at a terminal goes to the line of its phone. */
export function grantConsent(sql: Sql, now: Now, happening: Happening, agreed: Agreed): void {
  const { turn, part, language } = agreed;
  const { channel } = turn;
  if (isScreen(channel)) {
    sendConsent(sql, now, happening, { ...agreed, channel });
    return;
  }
  const { purpose = "account" } = agreed.intent;
  const wording = consentWording(turn.channel, language, purpose);
  const event = { ...consentEvent(now, happening, { turn, part }), purpose };
  takeConsent(sql, happening.home, { ...event, state: "granted", wording });
  const { accountId } = agreed.intent;
  if (purpose === "second" && accountId !== null) {
    agreeToBeTold(sql, now, happening, { accountId, line: turn.from });
  }
}

/** Agreed on a screen: to the line of its phone, which keeps consent, and confirms it by a text. */
function sendConsent(
  sql: Sql,
  now: Now,
  happening: Happening,
  agreed: Agreed & { readonly channel: ScreenChannel },
): void {
  const { turn, channel, reach, intent, part } = agreed;
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
    source: channel,
    evidence: agreedAt[channel](turn.to),
    occurredAtMs: now.wallMs,
    wording: consentWording(turn.channel, agreed.language),
    cameFrom: `${channel} ${turn.to}`,
    confirms: {
      prompt: { utility: settings.name, key: "consent_granted" },
      language: language ?? settings.language,
      from,
    },
  } as const;
  const delivery = { kind: "note-consent", input } as const;
  sendHappening(sql, now, happening, { to: lineHome(line), delivery, part });
}

/** A kind of texts that was ended is asked for again by its own number: an alert that is on and never comes would be a trap. */
export function wantAgain(
  sql: Sql,
  now: Now,
  happening: Happening,
  { turn, part, choice }: { readonly turn: IncomingTurn; readonly part: string; choice: string },
): void {
  const purpose = kindWanted(choice);
  if (turn.channel !== "sms" || purpose === null) return;
  if (consentOf(sql, happening.home, purpose) !== "revoked") return;
  const event = consentEvent(now, happening, { turn, part });
  takeConsent(sql, happening.home, { ...event, purpose, state: "granted" });
}

function kindWanted(choice: string): EndedKind | null {
  const chosen = alertOf(choice);
  if (chosen === undefined) return null;
  if (chosen.what === "daily") return chosen.minute === null ? null : "reminders";
  if (!chosen.isOn || chosen.what === "payments") return null;
  return chosen.what === "use" ? "usage" : "reminders";
}

const agreedAt: Readonly<Record<ScreenChannel, (to: string) => string>> = {
  kiosk: (kioskId) => `agreed on the screen of ${kioskId}, after a PIN`,
  portal: (visitId) => `agreed on the page of visit ${visitId}, after a code by text`,
};

/** By text and call; a screen offers no end of consent. */
export function endConsent(
  sql: Sql,
  now: Now,
  happening: Happening,
  ended: { turn: IncomingTurn; reach: Reach; part: string; scope: RevokedScope },
): void {
  const { turn, reach, part, scope } = ended;
  if (isScreen(turn.channel)) return;
  const purpose = scope === "all" ? "account" : scope;
  const event = { ...consentEvent(now, happening, { turn, part }), purpose } as const;
  const policy = reach.settings.consent ?? usualConsent;
  const { input } = turn;
  const isAll = input.kind === "said" && meansAll(input.text, scope);
  revokeConsent(sql, happening.home, event, { policy, wallMs: now.wallMs, isAll });
  if (scope === "all" || consentOf(sql, happening.home, "second") === "revoked") {
    endAllToldFor(sql, now, happening, turn.from);
  }
}

/** Whoever wants to be left alone wants no calls either; who ends calls says nothing of texts. */
function meansAll(text: string, scope: RevokedScope): boolean {
  return saysAll(text) || (scope === "all" && asksToStopAll(wordsIn(text)));
}
