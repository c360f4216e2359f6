import type { Prompt } from "../conversation/prompt.ts";
import type { Now } from "../instant.ts";
import { lineHome } from "../ids.ts";
import type { Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import { type ConsentState, talkOf } from "../store/talks.ts";
import { takeConsent } from "./consent.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { oweText } from "./owe-text.ts";

export interface NoteConsent {
  /** E.164. */
  readonly line: string;
  /** The event that says so; the same event again changes nothing. */
  readonly key: string;
  /** All that an account owes its customer, or within it what only tells of usage, which can be left out alone. */
  readonly purpose: "account" | "usage";
  readonly state: ConsentState;
  readonly source: "carrier" | "text" | "kiosk" | "import" | "staff";
  /** What the customer did, in words that prove it later: the keyword, the form, the file and line. */
  readonly evidence: string;
  /** When it happened, by the clock of who tells us; null where that is now. */
  readonly occurredAtMs: number | null;
  /** A text that confirms it, which whoever agreed elsewhere than by text is owed; absent where none is. */
  readonly confirms?: { readonly prompt: Prompt; readonly language: string; readonly from: string };
}

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
  const changed = takeConsent(sql, home, { ...input, atMs });
  const happening = beginHappening(sql, home);
  if (input.confirms !== undefined) {
    const { prompt, language, from } = input.confirms;
    const known = talkOf(sql, home, "sms")?.language ?? language;
    oweText(sql, now, home, { id: happening.id, numberUsed: from, language: known, prompt });
  }
  recordHappening(sql, now, happening, {
    kind: input.state === "granted" ? "consent-granted" : "consent-revoked",
    actor: input.source === "staff" ? "staff" : "customer",
    channel: channelOf(input.source),
    cause: input.key,
    facts: { purpose: input.purpose, source: input.source, changed },
  });
  return { kind: "noted", changed };
}

function channelOf(source: NoteConsent["source"]): "kiosk" | "sms" | null {
  if (source === "staff") return null;
  return source === "kiosk" ? "kiosk" : "sms";
}
