import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening } from "./journal.ts";
import { type AwayShare, type Cash, postCash } from "./post-cash.ts";

/** A part of a payment that was taken at another account's home. */
export interface CreditShare
  extends AwayShare, Pick<Cash, "paymentId" | "drawer" | "actor" | "channel"> {
  readonly confirmation: string;
}

/** Credits an account with its part of a payment that another took, as the settled payment that it is. */
export function creditShare(
  sql: Sql,
  now: Now,
  at: Arrival,
  share: CreditShare,
): { readonly kind: "credited" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  postCash(sql, now, beginHappening(sql, at.home), { ...share, isFromHome: true, line: null });
  return { kind: "credited" };
}
