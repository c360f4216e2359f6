import type { ScreenChannel } from "../conversation/talk-channel.ts";
import { redactCardNumbers } from "../conversation/card-number.ts";
import type { Prompt } from "../conversation/prompt.ts";
import type { Now } from "../instant.ts";
import { lineHome } from "../ids.ts";
import type { Home, Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import { addConsentEvent, consentOf, type ConsentState, talkOf } from "../store/talks.ts";
import {
  type ConsentPolicy,
  type ConsentPurpose,
  revokeConsent,
  saysAll,
  takeConsent,
  usualConsent,
} from "./consent.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { oweText } from "./owe-text.ts";
import { endAllToldFor } from "./second-contact.ts";
import { settingsAt } from "./settings.ts";

export interface NoteConsent {
  /** E.164. */
  readonly line: string;
  /** The event that says so; the same event again changes nothing. */
  readonly key: string;
  readonly purpose: ConsentPurpose;
  readonly state: ConsentState;
  readonly source: "carrier" | "text" | ScreenChannel | "import" | "staff";
  /** What the customer did, in words that prove it later: the keyword, the form, the file and line. */
  readonly evidence: string;
  /** When it happened, by the clock of who tells us; null where that is now. */
  readonly occurredAtMs: number | null;
  /** What was shown before it, and where it came from; absent where nobody says. */
  readonly wording?: string | null;
  readonly cameFrom?: string | null;
  /** A text that confirms it, which whoever agreed elsewhere than by text is owed; absent where none is. */
  readonly confirms?: { readonly prompt: Prompt; readonly language: string; readonly from: string };
  /** The number of ours that asks the line itself whether it agrees, before the consent counts; absent where it counts at once. */
  readonly confirmFrom?: string | null;
}

/** What a customer wrote stands in quotes in the evidence; ids and times beside it are as they are. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/** When an event that tells its own time happened: a clock that runs ahead of ours must not outlast what comes after. */
export function happenedAtMs(now: Now, occurredAtMs: number | null): number {
  return Math.min(occurredAtMs ?? now.wallMs, now.wallMs);
}

/** Keeps a consent or its revocation, at once, at the line's home, and the proof of it. Says no more than what confirms it. */
export function noteConsent(
  sql: Sql,
  now: Now,
  input: NoteConsent,
): { kind: "noted" | "seen"; changed: boolean } {
  const home = lineHome(input.line);
  if (!takeKey(sql, home, input.key, now.wallMs)) return { kind: "seen", changed: false };
  const atMs = happenedAtMs(now, input.occurredAtMs);
  const evidence = input.evidence.replace(QUOTED, redactCardNumbers);
  const event = { ...input, evidence, atMs, recordedAtMs: now.wallMs };
  const inForce = settingsAt(sql, now.serviceMs);
  const policy = inForce?.settings.consent ?? usualConsent;
  const happening = beginHappening(sql, home);
  const { confirmFrom = null } = input;
  const isAsked = input.state === "granted" && confirmFrom !== null;
  if (isAsked) askToConfirm(sql, now, happening, { event, number: confirmFrom });
  const changed = isAsked ? false : keep(sql, now, home, { event, policy });
  if (input.state === "revoked" && consentOf(sql, home, "second") === "revoked") {
    endAllToldFor(sql, now, happening, input.line);
  }
  confirm(sql, now, happening, input.confirms);
  recordHappening(sql, now, happening, {
    kind: isAsked ? "consent-asked" : consentKinds[input.state],
    actor: input.source === "staff" ? "staff" : "customer",
    channel: channelOf(input.source),
    cause: input.key,
    facts: { purpose: input.purpose, source: input.source, changed },
  });
  return { kind: "noted", changed };
}

function channelOf(source: NoteConsent["source"]): ScreenChannel | "sms" | null {
  if (source === "staff") return null;
  return source === "kiosk" || source === "portal" ? source : "sms";
}

function confirm(
  sql: Sql,
  now: Now,
  { id, home }: Happening,
  confirms: NoteConsent["confirms"],
): void {
  if (confirms === undefined) return;
  const { prompt, language, from } = confirms;
  const known = talkOf(sql, home, "sms")?.language ?? language;
  oweText(sql, now, home, { id, numberUsed: from, language: known, prompt });
}

const consentKinds = { granted: "consent-granted", revoked: "consent-revoked" } as const;

function keep(
  sql: Sql,
  now: Now,
  home: Home,
  {
    event,
    policy,
  }: { event: NoteConsent & { atMs: number; recordedAtMs: number }; policy: ConsentPolicy },
): boolean {
  if (event.state === "granted") return takeConsent(sql, home, event);
  // The customer's own words may end every kind: what staff say of one, however they put it, ends that one.
  const isAll = event.source === "carrier" && saysAll(event.evidence);
  return revokeConsent(sql, home, event, { policy, wallMs: now.wallMs, isAll });
}

/** A consent that was given elsewhere counts once its own number says so: it is asked there, unless it has agreed already. */
function askToConfirm(
  sql: Sql,
  now: Now,
  happening: Happening,
  { event, number }: { event: NoteConsent & { atMs: number }; number: string },
): void {
  const { home } = happening;
  addConsentEvent(sql, home, { ...event, state: "asked" });
  if (consentOf(sql, home, event.purpose) !== undefined) return;
  const input = {
    channel: "sms",
    from: event.line,
    to: number,
    input: { kind: "invited" },
  } as const;
  const delivery = { kind: "tell-invited", input } as const;
  sendHappening(sql, now, happening, { to: home, delivery, part: "invite" });
}
