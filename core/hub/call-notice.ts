import { keyOf, lineHome } from "../ids.ts";
import { MINUTE_MS, type Now } from "../instant.ts";
import { afterQuiet } from "../notice/quiet.ts";
import { isPhone } from "../phone.ts";
import type { Home, Sql } from "../ports.ts";
import { contactsAt } from "../store/accounts.ts";
import { addNotice, contactChoices, type NoticeRow } from "../store/notices.ts";
import { mustAccount } from "./account-facts.ts";
import { journalHome } from "./journal.ts";
import { inDuty } from "./owe-notice.ts";
import type { RulesInForce } from "./rules.ts";

/** A notice that goes by a call of ours; where staff call themselves it is "ivr", as the pack has it. */
export const CALL_CHANNEL = "call";

/** How often one number is called about one notice before people take it on, and how long it is left alone between. */
const CALLS_MAX = 3;
const CALL_AGAIN_MS = 30 * MINUTE_MS;

/** Somebody may be there the next time. What is not among them, a call whose fate nobody knows too, is not dialled again. */
const worthAgain: ReadonlySet<string | null> = new Set([
  "busy",
  "no_answer",
  "not_heard",
  "machine",
]);

/**
 * Owes a call about a notice to each contact that may still be reached by one, in the hours of the rules, of the utility and of the
 * contact. Returns when the first is due; null where none is owed.
 */
export function oweCalls(
  sql: Sql,
  now: Now,
  home: Home,
  notice: {
    readonly rule: string;
    readonly key: string;
    readonly rows: readonly NoticeRow[];
    readonly inForce: RulesInForce;
  },
): number | null {
  const { rule, key, rows, inForce } = notice;
  const { zone } = mustAccount(sql, home);
  const choices = contactChoices(sql, home);
  let firstMs: number | null = null;
  for (const { line, language } of contactsAt(sql, home, now.serviceMs)) {
    const calls = rows.filter((row) => row.channel === CALL_CHANNEL && row.line === line);
    if (!isPhone(line) || !mayCallAgain(calls)) continue;
    const quiet = choices.find((one) => one.line === line) ?? inForce.settings.notice;
    const earliestMs = now.serviceMs + (calls.length === 0 ? 0 : CALL_AGAIN_MS);
    // Each moves the other's answer at most into its own hours, which the next look would find again.
    const dueAtMs = afterQuiet(
      quiet,
      zone,
      inDuty(inForce.duty, zone, afterQuiet(quiet, zone, earliestMs)),
    );
    addNotice(sql, home, {
      id: keyOf(key, CALL_CHANNEL, journalHome(sql, lineHome(line)), calls.length),
      rule,
      key,
      line,
      language,
      body: null,
      state: "owed",
      code: null,
      dueAtMs,
      atMs: now.serviceMs,
      channel: CALL_CHANNEL,
      askCode: "",
    });
    firstMs = Math.min(firstMs ?? dueAtMs, dueAtMs);
  }
  return firstMs;
}

function mayCallAgain(calls: readonly NoticeRow[]): boolean {
  return calls.length < CALLS_MAX && calls.every(({ code }) => worthAgain.has(code));
}
