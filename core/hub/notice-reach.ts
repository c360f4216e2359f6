import { keyOf } from "../ids.ts";
import { HOUR_MS, type Now } from "../instant.ts";
import type { NoticeState } from "../notice/decide.ts";
import { requiredKey } from "../notice/standing.ts";
import type { Home, Sql } from "../ports.ts";
import { addNotice, markNotice, type NoticeRow, noticesOfRule } from "../store/notices.ts";
import { CALL_CHANNEL, oweCalls } from "./call-notice.ts";
import { earliest } from "./next-due.ts";
import { NOTICES_LOOKED_AT, requiredRule } from "./notice-told.ts";
import type { RulesInForce } from "./rules.ts";

/** How long a text that was sent may go without a word of its delivery before the next channel is tried. */
const DELIVERY_WAIT_MS = 4 * HOUR_MS;

/**
 * Moves a notice that a disconnection rests on to its next channel when no contact is left whom the ones tried so far could
 * reach. Texts go by themselves, and calls where a contact agreed to them: another call, a letter or a hand-over is asked of staff, and the cut is held until they say
 * that one was given. What staff have in hand last stays with them for good. Returns when it is to be looked at again.
 */
export function reachOn(
  sql: Sql,
  now: Now,
  home: Home,
  { state, inForce }: { readonly state: NoticeState; readonly inForce: RulesInForce },
): { readonly asked: string | null; readonly nextDueAtMs: number | null } {
  const rule = requiredRule(inForce);
  const key = requiredKey(state, rule);
  if (key === null) return { asked: null, nextDueAtMs: null };
  let rows = noticesOfRule(sql, home, rule, NOTICES_LOOKED_AT).filter((row) => row.key === key);
  const nextDueAtMs = rule === "warning" ? giveUpUnknown(sql, now, home, rows) : null;
  if (nextDueAtMs === null && rule === "warning") {
    rows = noticesOfRule(sql, home, rule, NOTICES_LOOKED_AT).filter((row) => row.key === key);
  }
  const isOpen = rows.some(({ state: at }) => at !== "failed" && at !== "refused");
  if (isOpen) return { asked: null, nextDueAtMs };
  const channel = nextChannel(inForce, rows);
  if (channel === "ivr") {
    const calledAtMs = oweCalls(sql, now, home, { rule, key, rows, inForce });
    if (calledAtMs !== null) return { asked: null, nextDueAtMs: earliest(nextDueAtMs, calledAtMs) };
  }
  const row: NoticeRow = {
    id: keyOf(key, channel, rows.length),
    rule,
    key,
    line: "",
    language: inForce.settings.language,
    body: null,
    state: "handed",
    code: null,
    dueAtMs: now.serviceMs,
    atMs: now.serviceMs,
    channel,
    askCode: "",
  };
  addNotice(sql, home, row);
  return { asked: row.id, nextDueAtMs };
}

/** A text or a call of which nobody has said for so long that it arrived counts as one that did not. */
function giveUpUnknown(sql: Sql, now: Now, home: Home, rows: readonly NoticeRow[]): number | null {
  let nextMs: number | null = null;
  for (const { id, state, atMs, channel } of rows) {
    if (state !== "sent" && !(state === "handed" && channel === CALL_CHANNEL)) continue;
    const untilMs = atMs + DELIVERY_WAIT_MS;
    if (untilMs > now.serviceMs) nextMs = Math.min(nextMs ?? untilMs, untilMs);
    else markNotice(sql, home, id, { state: "failed", code: "no_report", atMs: now.serviceMs });
  }
  return nextMs;
}

/** The first that was not tried, in the pack's order; past its end, by hand, which somebody can always do. */
function nextChannel({ duty }: RulesInForce, rows: readonly NoticeRow[]): string {
  const isTried = (channel: string): boolean =>
    channel === "sms" || channel === "meter" || rows.some((row) => row.channel === channel);
  return duty.channels.find((channel) => !isTried(channel)) ?? "hand";
}
