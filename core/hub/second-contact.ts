/**
 * Somebody beside an account's customer who is told that supply may go off: asked at their own number, which alone agrees, and with
 * no right over the account. Either side ends it at once.
 */
import { accountHome, lineHome } from "../ids.ts";
import { DAY_MS, type Now } from "../instant.ts";
import { isPhone } from "../phone.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt, contactsAt } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import {
  askSecond,
  changeSecond,
  saveToldFor,
  type SecondContactRow,
  secondContactsOf,
  toldForOf,
} from "../store/second-contacts.ts";
import { consentOf } from "../store/talks.ts";
import { accountLabel, mustAccount } from "./account-facts.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, journalHome, recordHappening } from "./journal.ts";
import { oweText } from "./owe-text.ts";
import { mustSettings } from "./settings.ts";

export type SecondContact = SecondContactRow;

/** Numbers that an account may have asked within the span: a wrong one is put right, and nobody has strangers texted. */
const ASKED_MAX = 3;
const ASKED_SPAN_MS = 30 * DAY_MS;

export type SecondRefusal =
  | "no_such_account"
  | "account_closed"
  | "bad_line"
  | "own_number"
  | "one_already"
  | "asked_too_often"
  | "no_number";

/** Whether a number may be asked now. */
export function checkSecond(
  sql: Sql,
  now: Now,
  home: Home,
  line: string,
): Refusal<SecondRefusal> | null {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  if (!isPhone(line)) return refuse("bad_line", "it is no phone number with its country");
  if (contactsAt(sql, home, now.serviceMs).some((contact) => contact.line === line)) {
    return refuse("own_number", "the number is the customer's own");
  }
  if (mustSettings(sql, now.serviceMs).settings.numbers.length === 0) {
    return refuse("no_number", "the utility has no number to ask from");
  }
  const rows = secondContactsOf(sql, home);
  if (rows.some((row) => row.state !== "ended")) {
    return refuse("one_already", "the account has a second contact, or has asked one");
  }
  const asked = rows
    .filter(({ askedAtMs }) => askedAtMs > now.wallMs - ASKED_SPAN_MS)
    .reduce((sum, { askedCount }) => sum + askedCount, 0);
  return asked >= ASKED_MAX
    ? refuse("asked_too_often", "as many numbers were asked as may be in a month")
    : null;
}

/** Has a number asked, by a text of its own, whether it wants to be told. Nothing is told there before it agreed. */
export function askSecondContact(
  sql: Sql,
  now: Now,
  home: Home,
  { line, channel, actor }: { readonly line: string; readonly channel: string; actor: string },
): { readonly kind: "asked" } | Refusal<SecondRefusal> {
  const refusal = checkSecond(sql, now, home, line);
  if (refusal !== null) return refusal;
  const happening = beginHappening(sql, home);
  askSecond(sql, home, { line, askedBy: actor, nowMs: now.wallMs });
  const { settings } = mustSettings(sql, now.serviceMs);
  const [from = ""] = settings.numbers;
  const accountId = mustAccount(sql, home).id;
  const input = { line, accountId, label: accountLabel(sql, home), from };
  const delivery = { kind: "invite-second", input } as const;
  sendHappening(sql, now, happening, { to: lineHome(line), delivery, part: "invite" });
  record(sql, now, happening, { kind: "second-contact-asked", line, channel, actor });
  return { kind: "asked" };
}

/** Ends it from the customer's side: nothing is told there any more, and whoever had agreed is told that once. */
export function endSecondContact(
  sql: Sql,
  now: Now,
  home: Home,
  { line, channel, actor }: { readonly line: string | null; channel: string; actor: string },
): { readonly kind: "ended" } | Refusal<"no_such_account" | "no_such_contact"> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const row = secondContactsOf(sql, home).find(
    (one) => one.state !== "ended" && (line === null || one.line === line),
  );
  if (row === undefined) return refuse("no_such_contact", "the account has no second contact");
  const happening = beginHappening(sql, home);
  changeSecond(sql, home, { line: row.line, state: "ended", endedBy: actor, nowMs: now.wallMs });
  const { name: utility, language, numbers } = mustSettings(sql, now.serviceMs).settings;
  const input = { accountId: account.id, utility, language, from: numbers[0] ?? null };
  const delivery = { kind: "end-second", input } as const;
  sendHappening(sql, now, happening, { to: lineHome(row.line), delivery, part: "end" });
  record(sql, now, happening, { kind: "second-contact-ended", line: row.line, channel, actor });
  return { kind: "ended" };
}

export interface InviteSecond {
  readonly line: string;
  readonly accountId: string;
  readonly label: string;
  /** The number of ours that asks: a line that never texted us may know of no settings. */
  readonly from: string;
}

/** At the line's home: asks it, unless its number has ended our messages. */
export function inviteSecond(
  sql: Sql,
  now: Now,
  at: Arrival,
  { line, accountId, label, from: to }: InviteSecond,
): { readonly kind: "invited" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const happening = beginHappening(sql, at.home);
  if (consentOf(sql, at.home, "account") === "revoked") {
    sayToAccount(sql, now, happening, { accountId, line, state: "ended" });
    record(sql, now, happening, {
      kind: "second-contact-refused",
      line,
      channel: "sms",
      actor: "hub",
    });
    return { kind: "refused" };
  }
  saveToldFor(sql, at.home, { accountId, label, state: "asked" });
  const input = { channel: "sms", from: line, to, input: { kind: "invited", accountId } } as const;
  const delivery = { kind: "tell-invited", input } as const;
  sendHappening(sql, now, happening, { to: at.home, delivery, part: "ask" });
  record(sql, now, happening, {
    kind: "second-contact-invited",
    line,
    channel: "sms",
    actor: "hub",
  });
  return { kind: "invited" };
}

export interface EndToldFor {
  readonly accountId: string;
  readonly utility: string;
  readonly language: string;
  /** The number of ours that tells it; null where the utility has none. */
  readonly from: string | null;
}

/** At the line's home: its customer's side has ended it. */
export function endToldFor(
  sql: Sql,
  now: Now,
  at: Arrival,
  { accountId, utility, language, from: numberUsed }: EndToldFor,
): { readonly kind: "ended" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const row = toldForOf(sql, at.home).find((one) => one.accountId === accountId);
  if (row === undefined) return { kind: "seen" };
  const happening = beginHappening(sql, at.home);
  saveToldFor(sql, at.home, { ...row, state: "ended" });
  const isTold = row.state === "agreed" && consentOf(sql, at.home, "account") !== "revoked";
  if (isTold && numberUsed !== null) {
    const prompt = { utility, key: "second_over", label: row.label } as const;
    oweText(sql, now, at.home, { id: happening.id, numberUsed, language, prompt });
  }
  recordHappening(sql, now, happening, {
    kind: "told-for-ended",
    actor: "customer",
    channel: null,
    cause: at.key,
    facts: { accountId },
  });
  return { kind: "ended" };
}

/** At the line's home, in a happening of its own: the number has agreed to be told for an account that had it asked. */
export function agreeToBeTold(
  sql: Sql,
  now: Now,
  happening: Happening,
  { accountId, line }: { readonly accountId: string; readonly line: string },
): void {
  const row = toldForOf(sql, happening.home).find((one) => one.accountId === accountId);
  if (row === undefined) return;
  saveToldFor(sql, happening.home, { ...row, state: "agreed" });
  sayToAccount(sql, now, happening, { accountId, line, state: "agreed" });
}

/** At the line's home, in a happening of its own: the number has ended our messages, and with them what it was told for others. */
export function endAllToldFor(sql: Sql, now: Now, happening: Happening, line: string): void {
  for (const row of toldForOf(sql, happening.home)) {
    saveToldFor(sql, happening.home, { ...row, state: "ended" });
    sayToAccount(sql, now, happening, { accountId: row.accountId, line, state: "ended" });
  }
}

export interface NoteSecond {
  readonly accountId: string;
  readonly line: string;
  readonly state: "agreed" | "ended";
}

function sayToAccount(sql: Sql, now: Now, happening: Happening, input: NoteSecond): void {
  const delivery = { kind: "note-second", input } as const;
  const to = accountHome(input.accountId);
  sendHappening(sql, now, happening, { to, delivery, part: `second-${input.accountId}` });
}

/** At the account's home: what its second contact answered. One that was ended meanwhile stays ended. */
export function noteSecond(
  sql: Sql,
  now: Now,
  at: Arrival,
  { line, state }: NoteSecond,
): { readonly kind: "noted" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const row = secondContactsOf(sql, at.home).find((one) => one.line === line);
  if (row === undefined || row.state === "ended") return { kind: "seen" };
  const happening = beginHappening(sql, at.home);
  const endedBy = state === "ended" ? "contact" : null;
  changeSecond(sql, at.home, { line, state, endedBy, nowMs: now.wallMs });
  const kind = state === "agreed" ? "second-contact-agreed" : "second-contact-ended";
  record(sql, now, happening, { kind, line, channel: "sms", actor: "contact" });
  return { kind: "noted" };
}

/** The line's name in the journal stands for its number, which may not be there. */
function record(
  sql: Sql,
  now: Now,
  happening: Happening,
  of: { kind: string; line: string; channel: string; actor: string },
): void {
  recordHappening(sql, now, happening, {
    kind: of.kind,
    actor: of.actor,
    channel: of.channel,
    cause: happening.id,
    facts: { contact: journalHome(sql, lineHome(of.line)) },
  });
}
