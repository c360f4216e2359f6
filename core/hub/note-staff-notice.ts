import { idOfHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { markNotice, noticeByAskCode, noticeOf, noticesWithStaff } from "../store/notices.ts";
import { CALL_CHANNEL } from "./call-notice.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { reviewSupply } from "./review-account.ts";

/** How staff gave a notice, or that they could not. */
export const staffOutcomes = ["called", "emailed", "mailed", "handed_over", "failed"] as const;
export type StaffOutcome = (typeof staffOutcomes)[number];

export interface NoteStaffNotice {
  readonly noticeId: string;
  readonly outcome: StaffOutcome;
  /** When it was given, service time; null is now. */
  readonly atMs: number | null;
  readonly actor: string;
}

export type StaffNoticeRefusal = "no_such_notice" | "not_with_staff" | "from_future";

/**
 * Staff say what came of a notice that they have in hand. Given, it counts from then as delivered, and a disconnection that
 * waited for it is decided anew; failed, the next channel is tried.
 */
export function noteStaffNotice(
  sql: Sql,
  now: Now,
  home: Home,
  input: NoteStaffNotice,
): { kind: "noted" | "seen" } | Refusal<StaffNoticeRefusal> {
  const notice = noticeOf(sql, home, input.noticeId);
  if (notice === undefined) return refuse("no_such_notice", "the account owes no such notice");
  if (notice.channel === "sms" || notice.channel === CALL_CHANNEL) {
    return refuse(
      "not_with_staff",
      "the notice goes by text or by a call of ours, and the carrier tells what came of it",
    );
  }
  const state = input.outcome === "failed" ? "failed" : "delivered";
  if (notice.state === state) return { kind: "seen" };
  if (notice.state !== "handed")
    return refuse("not_with_staff", "what came of it is known already");
  const atMs = input.atMs ?? now.serviceMs;
  // A notice that is yet to be given would let a disconnection come too soon after it.
  if (atMs > now.serviceMs) return refuse("from_future", "it was given at an instant yet to come");
  const happening = beginHappening(sql, home);
  const code = input.outcome;
  markNotice(sql, home, notice.id, { state, code, atMs: Math.max(atMs, notice.dueAtMs) });
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: `notice-${state}`,
    actor: input.actor,
    channel: null,
    cause: notice.id,
    facts: { noticeId: notice.id, notice: notice.rule, code, ...reviewed },
  });
  return { kind: "noted" };
}

export interface StaffNotice {
  readonly accountId: string;
  readonly noticeId: string;
  readonly rule: string;
  /** How it is to be given: by call, e-mail, letter or hand. */
  readonly channel: string;
  readonly sinceMs: number;
}

/** More than a day's work of a clerk; the ones that wait longest come first. */
const LISTED_MAX = 500;

/** The notices of all open stores that hold a disconnection until staff give them. */
export async function listStaffNotices(hub: Hub): Promise<StaffNotice[]> {
  const found = await Promise.all(
    hub.store
      .slices()
      .map((slice) => hub.store.read(slice, (sql) => noticesWithStaff(sql, LISTED_MAX))),
  );
  return found
    .flat()
    .map(({ home, id, rule, channel, atMs }) => ({
      accountId: idOfHome(home),
      noticeId: id,
      rule,
      channel,
      sinceMs: atMs,
    }))
    .toSorted((one, other) => one.sinceMs - other.sinceMs)
    .slice(0, LISTED_MAX);
}

/** Whether a code stands on a notice that this account was sent, and when that was. */
export function verifyNotice(
  sql: Sql,
  home: Home,
  askCode: string,
): { readonly isOurs: boolean; readonly rule: string | null; readonly atMs: number | null } {
  const notice = noticeByAskCode(sql, home, askCode);
  const isGiven = notice?.state === "sent" || notice?.state === "delivered";
  return isGiven
    ? { isOurs: true, rule: notice.rule, atMs: notice.atMs }
    : { isOurs: false, rule: null, atMs: null };
}
