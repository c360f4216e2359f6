import { utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { closingById, goOnWithServices, withdrawClosingRow } from "../store/closings.ts";
import { sendHappening } from "./delivery.ts";
import { setClosingTimer } from "./closing-standing.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface WithdrawClosing {
  readonly closingId: string;
  readonly channel: string;
  readonly actor: string;
}

export type WithdrawRefusal = "no_such_account" | "no_such_closing" | "closing_over";

/** Takes a closing back before its instant: the account goes on as it was. From that instant on there is no way back. */
export function withdrawClosing(
  sql: Sql,
  now: Now,
  home: Home,
  { closingId, channel, actor }: WithdrawClosing,
): { readonly kind: "withdrawn" | "repeated" } | Refusal<WithdrawRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const closing = closingById(sql, home, closingId);
  if (closing === undefined) {
    return refuse("no_such_closing", `the account has no closing ${closingId}`);
  }
  if (closing.state === "withdrawn") return { kind: "repeated" };
  if (closing.state !== "asked" || closing.atMs <= now.serviceMs) {
    return refuse("closing_over", "the account is closed: the customer is enrolled anew");
  }
  const happening = beginHappening(sql, home);
  withdrawClosingRow(sql, home, closingId);
  goOnWithServices(sql, home, closing.atMs);
  setClosingTimer(sql, home, null);
  const input = { accountId: account.id, atMs: closing.atMs, step: "stays" } as const;
  sendHappening(sql, now, happening, {
    to: utilityHome(account.utilityId),
    delivery: { kind: "note-leaving", input },
    part: "stays",
  });
  recordHappening(sql, now, happening, {
    kind: "closing-withdrawn",
    actor,
    channel,
    cause: closingId,
    facts: { closingId },
  });
  return { kind: "withdrawn" };
}
