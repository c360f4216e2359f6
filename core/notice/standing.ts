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

/** The key of the notice that a disconnection rests on; null while there is no need of one. */
export function requiredKey(state: NoticeState, rule: "low" | "warning"): string | null {
  return rule === "low" ? state.lowKey : (state.told?.warningKey ?? null);
}

/**
 * How the notice that a disconnection rests on stands: the one of the present time below the low level, or where rules ask
 * for it, the present warning. One contact reached is enough, from the earliest time. `sent` counts as reached for a low
 * balance, since not every carrier reports a delivery; when it fails later, it no longer counts. A warning must have been
 * delivered. Notices of earlier times count for nothing.
 */
export function noticeStanding(
  notices: readonly NoticeSent[],
  state: NoticeState,
  rule: "low" | "warning" = "low",
): NoticeStanding {
  const required = requiredKey(state, rule);
  if (required === null) return { code: "none", notifiedAtMs: null };
  const present = notices.filter((notice) => notice.rule === rule && notice.key === required);
  const reached = present.filter(
    (notice) => notice.state === "delivered" || (notice.state === "sent" && rule === "low"),
  );
  if (reached.length > 0) {
    return { code: "reached", notifiedAtMs: Math.min(...reached.map(({ atMs }) => atMs)) };
  }
  const isOwed = present.some(({ state: at }) => at === "owed" || at === "sent");
  return { code: isOwed ? "owed" : "unreachable", notifiedAtMs: null };
}

/** Whether a notice that waited is still worth sending: a low one is not, once the balance has recovered. */
export function isStillOwed(notice: Pick<NoticeSent, "rule" | "key">, state: NoticeState): boolean {
  switch (notice.rule) {
    case "low":
      return notice.key === state.lowKey;
    case "warning":
      return notice.key === state.told?.warningKey;
    case "days":
      return (state.told?.days ?? null) !== null;
    case "weather_on":
      return state.told?.isWeatherHeld === true;
    case "weather_off":
      return state.told?.isWeatherHeld !== true;
    case "off":
    case "on":
    case "window":
    case "payment":
    case "returned":
    case "refunded":
    case "refund_failed":
    case "debt_cleared":
    case "emergency":
    case "high_use":
    case "trued_up":
    case "bill":
    case "emergency_offer":
    case "plan_broken":
    case "autopay":
    case "dispute":
    case "second":
    case "daily":
    case "closed":
      return true;
  }
}
