import { keyOf } from "../ids.ts";
import type { NoticeRule, NoticeState } from "../notice/decide.ts";
import { noticeStanding, type NoticeSent, requiredKey } from "../notice/standing.ts";
import type { Home, Sql } from "../ports.ts";
import { noticesOfRule, noticeStateOf } from "../store/notices.ts";
import { secondContactsOf } from "../store/second-contacts.ts";
import type { RulesInForce } from "./rules.ts";

/** Notices of the present crossing looked at: a few contacts, each told once or twice, and what staff carry. */
export const NOTICES_LOOKED_AT = 20;

/** What a disconnection rests on: a pack's own warning, or without one the notice of a low balance. */
export function requiredRule({ pack }: Pick<RulesInForce, "pack">): "low" | "warning" {
  return pack === null ? "low" : "warning";
}

/** What became of the newest notices of a rule; what is in a line's or in people's hands is still on its way. */
export function sentOf(sql: Sql, home: Home, rule: "low" | "warning"): NoticeSent[] {
  return noticesOfRule(sql, home, rule, NOTICES_LOOKED_AT).map(({ key, state, atMs }) => ({
    rule,
    key,
    state: state === "handed" ? "owed" : state,
    atMs,
  }));
}

/** When the notice that a disconnection rests on reached somebody, service time; null while it has not. */
export function noticeReached(sql: Sql, home: Home, inForce: RulesInForce): number | null {
  const saved = noticeStateOf(sql, home);
  if (saved === undefined) return null;
  const rule = requiredRule(inForce);
  const state = JSON.parse(saved) as NoticeState;
  // Nobody need look at what was sent while there is nothing to be told of.
  if (requiredKey(state, rule) === null) return null;
  const toldAtMs = noticeStanding(sentOf(sql, home, rule), state, rule).notifiedAtMs;
  if (toldAtMs === null || inForce.duty.thirdParty !== true) return toldAtMs;
  const secondMs = secondSettled(
    sql,
    home,
    secondKey({ rule, key: requiredKey(state, rule) ?? "" }),
  );
  return secondMs === null ? null : Math.max(toldAtMs, secondMs);
}

/** The key of what a second contact is told of a notice to the customer. */
export function secondKey({
  rule,
  key,
}: {
  readonly rule: NoticeRule;
  readonly key: string;
}): string {
  return keyOf(rule, key);
}

/** The notice to the customer that a second contact is told of, by its key. */
export function toldBySecond(key: string): { readonly rule: NoticeRule; readonly key: string } {
  const [rule = "", of = ""] = key.split("/").map(decodeURIComponent);
  return { rule: rule as NoticeRule, key: of };
}

/** When every second contact that is still one was told of it, or could not be; null while one is yet to be. */
function secondSettled(sql: Sql, home: Home, key: string): number | null {
  const agreed = secondContactsOf(sql, home).filter(({ state }) => state === "agreed");
  const rows = noticesOfRule(sql, home, "second", NOTICES_LOOKED_AT).filter(
    (row) => row.key === key && agreed.some(({ line }) => line === row.line),
  );
  const isOpen = rows.some(({ state }) => state === "owed" || state === "handed");
  return isOpen ? null : Math.max(0, ...rows.map(({ atMs }) => atMs));
}
