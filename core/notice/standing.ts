import type { NoticeRule, NoticeState } from "./decide.ts";

/** What became of a notice at one contact; a notice has a row a contact, all with its key. */
export interface NoticeSent {
  readonly rule: NoticeRule;
  readonly key: string;
  readonly state: "owed" | "sent" | "delivered" | "refused" | "failed";
  /** When it came to that state, service time. */
  readonly atMs: number;
}

/**
 * Whether the customer knows that the balance is low. `none`: it is not low. `owed`: a notice is still on its way.
 * `unreachable`: no contact is left whom it could reach, or there was none.
 */
export type NoticeStanding =
  | { readonly code: "reached"; readonly notifiedAtMs: number }
  | { readonly code: "none" | "owed" | "unreachable"; readonly notifiedAtMs: null };

/**
 * How the notice of the present time below the low level stands: the guard of a disconnection. One contact reached is
 * enough, from the earliest time. `sent` counts as reached, since not every carrier reports a delivery; when it fails
 * later, it no longer counts. Notices of earlier times below the level count for nothing.
 */
export function noticeStanding(notices: readonly NoticeSent[], state: NoticeState): NoticeStanding {
  if (state.lowKey === null) return { code: "none", notifiedAtMs: null };
  const present = notices.filter(({ rule, key }) => rule === "low" && key === state.lowKey);
  const reached = present.filter(
    (notice) => notice.state === "sent" || notice.state === "delivered",
  );
  if (reached.length > 0) {
    return { code: "reached", notifiedAtMs: Math.min(...reached.map(({ atMs }) => atMs)) };
  }
  const isOwed = present.some((notice) => notice.state === "owed");
  return { code: isOwed ? "owed" : "unreachable", notifiedAtMs: null };
}

/** Whether a notice that waited is still worth sending: a low one is not, once the balance has recovered. */
export function isStillOwed(notice: Pick<NoticeSent, "rule" | "key">, state: NoticeState): boolean {
  return notice.rule !== "low" || notice.key === state.lowKey;
}
