import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import { markNotice, noticeOf, type NoticeRow } from "../store/notices.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { reviewSupply } from "./review-account.ts";

export interface NoteNotice {
  readonly noticeId: string;
  readonly state: "sent" | "delivered" | "failed" | "refused";
  readonly code: string | null;
}

const order: readonly NoticeRow["state"][] = ["owed", "handed", "sent", "delivered"];

/** A notice goes forward only: a late `sent` does not undo `delivered`, and nothing undoes a failure. */
function moves(from: NoticeRow["state"], to: NoteNotice["state"]): boolean {
  if (from === "failed" || from === "refused") return false;
  return to === "failed" || to === "refused" || order.indexOf(to) > order.indexOf(from);
}

/** What became of a notice at its line: whether it reached the customer is one of the guards of a disconnection. */
export function noteNotice(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: NoteNotice,
): { kind: "noted" | "seen" | "stale" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const notice = noticeOf(sql, at.home, input.noticeId);
  if (notice === undefined || !moves(notice.state, input.state)) return { kind: "stale" };
  const happening = beginHappening(sql, at.home);
  markNotice(sql, at.home, notice.id, {
    state: input.state,
    code: input.code,
    atMs: now.serviceMs,
  });
  const supply = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: `notice-${input.state}`,
    actor: "hub",
    channel: null,
    cause: at.key,
    facts: { noticeId: notice.id, notice: notice.rule, code: input.code, ...supply },
  });
  return { kind: "noted" };
}
