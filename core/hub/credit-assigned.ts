import { utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Sql } from "../ports.ts";
import { accountAt } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { judgeOwed } from "./take-cash.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { postCash } from "./post-cash.ts";
import { mustSettings } from "./settings.ts";

export interface CreditAssigned {
  readonly itemId: string;
  readonly source: string;
  readonly tender: "cash" | "bank" | "check";
  readonly amountMinor: number;
  /** When it was handed over, wall time. */
  readonly paidAtMs: number;
  readonly by: string;
}

/** Credits money that was assigned to this account, as the settled payment that it is; one that can't take it sends it back. */
export function creditAssigned(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: CreditAssigned,
): { readonly kind: "credited" | "sent_back" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { itemId, source, tender, amountMinor, paidAtMs, by } = input;
  const account = accountAt(sql, at.home);
  const happening = beginHappening(sql, at.home);
  const code =
    account === undefined
      ? "no_such_account"
      : account.closedAtMs === null
        ? null
        : (judgeOwed(sql, now, at.home, amountMinor)?.code ?? null);
  if (code !== null) {
    const { utilityId } = mustSettings(sql, now.serviceMs).settings;
    const delivery = { kind: "reopen-suspense", input: { itemId, code } } as const;
    sendHappening(sql, now, happening, { to: utilityHome(utilityId), delivery, part: "back" });
    recordHappening(sql, now, happening, {
      kind: "assigned-refused",
      actor: by,
      channel: "agency",
      cause: at.key,
      facts: { itemId, amountMinor, code },
    });
    return { kind: "sent_back" };
  }
  postCash(sql, now, happening, {
    // The id that the utility knows it by: a person who asks for it finds both.
    paymentId: `held-${itemId}`,
    amountMinor,
    tender,
    drawer: source,
    isFromHome: true,
    paidAtMs,
    actor: by,
    channel: "agency",
    line: null,
  });
  return { kind: "credited" };
}
