import { keyOf, lineHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import { type NoticeRule, secondRules, urgentRules } from "../notice/decide.ts";
import { afterQuiet } from "../notice/quiet.ts";
import type { Sql } from "../ports.ts";
import type { NoticeDuty } from "../supply/pack.ts";
import { contactsAt } from "../store/accounts.ts";
import { addNotice, type ContactChoice, contactChoices } from "../store/notices.ts";
import { mustAccount } from "./account-facts.ts";
import { isLeftOut } from "./left-out.ts";
import { type Happening, journalHome } from "./journal.ts";
import { secondContactsOf } from "../store/second-contacts.ts";
import { secondKey } from "./notice-told.ts";
import { mustSettings } from "./settings.ts";

export interface NoticeToOwe {
  readonly rule: NoticeRule;
  readonly key: string;
  /** By the utility's quiet hours. */
  readonly dueAtMs: number;
  /** The prompt as JSON where it tells of something past. */
  readonly body: string | null;
  /** A line that has been told already, by the answer to its own doing. */
  readonly except?: string | null;
  /** When a prescribed notice may be given at all. */
  readonly duty?: NoticeDuty;
}

/** Owes a notice to every contact of the account, once a key, each when it wants to be told. */
export function oweNotice(
  sql: Sql,
  now: Now,
  happening: Happening,
  { rule, key, dueAtMs, body, except = null, duty }: NoticeToOwe,
): void {
  const { home } = happening;
  if (isLeftOut(sql, home, rule)) return;
  const choices = contactChoices(sql, home);
  const { zone } = mustAccount(sql, home);
  for (const { line, language } of contactsAt(sql, home, now.serviceMs)) {
    if (line === except) continue;
    // By the line's name in the journal: this id stands there, and a number may not.
    const id = keyOf(key, journalHome(sql, lineHome(line)));
    const choice = choices.find((one) => one.line === line) ?? null;
    const wantedMs = wantedAtMs(now, { rule, dueAtMs, zone, choice });
    addNotice(sql, home, {
      id,
      rule,
      key,
      line,
      language,
      body,
      state: "owed",
      code: null,
      dueAtMs: rule === "warning" && duty !== undefined ? inDuty(duty, zone, wantedMs) : wantedMs,
      atMs: now.serviceMs,
      channel: "sms",
      askCode: askCodeOf(sql, happening, id),
    });
  }
  if (!secondRules.includes(rule)) return;
  const given = rule === "warning" && duty !== undefined ? inDuty(duty, zone, dueAtMs) : dueAtMs;
  oweSecond(sql, now, happening, { rule, key, dueAtMs: given });
}

/** The same for who is told beside the customer: in words of their own, under a rule of its own, so that it never counts as told to the customer. */
function oweSecond(
  sql: Sql,
  now: Now,
  happening: Happening,
  of: Pick<NoticeToOwe, "rule" | "key" | "dueAtMs">,
): void {
  const { home } = happening;
  const key = secondKey(of);
  const { language } = mustSettings(sql, now.serviceMs).settings;
  for (const { line } of secondContactsOf(sql, home).filter(({ state }) => state === "agreed")) {
    const id = keyOf("second", of.key, journalHome(sql, lineHome(line)));
    addNotice(sql, home, {
      id,
      rule: "second",
      key,
      line,
      language,
      body: null,
      state: "owed",
      code: null,
      dueAtMs: of.dueAtMs,
      atMs: now.serviceMs,
      channel: "sms",
      askCode: askCodeOf(sql, happening, id),
    });
  }
}

/** A contact's own quiet hours take the place of the utility's, also where they are shorter. */
function wantedAtMs(
  now: Now,
  of: {
    readonly rule: NoticeRule;
    readonly dueAtMs: number;
    readonly zone: string;
    readonly choice: ContactChoice | null;
  },
): number {
  const { rule, dueAtMs, zone, choice } = of;
  if (choice === null || urgentRules.includes(rule)) return dueAtMs;
  if (rule === "payment" && choice.answerMinutes > 0) return now.serviceMs;
  return afterQuiet(choice, zone, now.serviceMs);
}

/** A prescribed notice is given within the hours that its rules name. */
export function inDuty({ fromMinute, toMinute }: NoticeDuty, zone: string, atMs: number): number {
  const isAllDay = fromMinute === 0 && toMinute === 1440;
  if (isAllDay) return atMs;
  const quiet = { quietFromMinute: toMinute % 1440, quietToMinute: fromMinute };
  return afterQuiet(quiet, zone, atMs);
}

const ASK_CODE_LENGTH = 6;

/** Six digits that nobody can work out who has not seen the notice: the journal's own hashes are in them. */
function askCodeOf(sql: Sql, { before }: Happening, id: string): string {
  const hash = sql.sha256(`${before}/${id}`);
  const digits = BigInt(`0x${hash.slice(0, 12)}`) % BigInt(10 ** ASK_CODE_LENGTH);
  return String(digits).padStart(ASK_CODE_LENGTH, "0");
}
