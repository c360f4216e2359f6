import { assert, must } from "../assert.ts";
import { accountHome } from "../ids.ts";
import { localMonth, type Now } from "../instant.ts";
import { betweenHomesOut } from "../ledger/postings.ts";
import { moneyCameBack } from "../ledger/suspense.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { customerOfAccount } from "../store/customers.ts";
import { takeKey } from "../store/inbox.ts";
import { assignSuspense, reopenSuspense, type SuspenseRow, suspenseOf } from "../store/suspense.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { post } from "./post.ts";
import { mustSettings } from "./settings.ts";

export interface AssignSuspense {
  readonly itemId: string;
  readonly accountId: string;
  /** Who decided it: a clerk's name or id. */
  readonly by: string;
}

export type AssignRefusal = "no_such_item" | "already_assigned" | "no_such_account";

/** A person says whose money it is: it leaves suspense for that account, once. */
export function assignHeldMoney(
  sql: Sql,
  now: Now,
  home: Home,
  { itemId, accountId, by }: AssignSuspense,
): { readonly kind: "assigned" | "repeated" } | Refusal<AssignRefusal> {
  const item = suspenseOf(sql, home, itemId);
  if (item === undefined) return refuse("no_such_item", "nothing of that id waits");
  if (item.assignedTo === accountId) return { kind: "repeated" };
  if (item.assignedTo !== null) {
    return refuse("already_assigned", `it was assigned to ${item.assignedTo}`);
  }
  if (customerOfAccount(sql, home, accountId, now.serviceMs) === undefined) {
    return refuse("no_such_account", "there is no such account");
  }
  const happening = beginHappening(sql, home);
  sendAssigned(sql, now, happening, { item, accountId, by });
  recordHappening(sql, now, happening, {
    kind: "suspense-assigned",
    actor: by,
    channel: "counter",
    cause: itemId,
    facts: { itemId, accountId, amountMinor: item.amountMinor },
  });
  return { kind: "assigned" };
}

/** Moves an item's money on its way to an account; the calling happening writes the journal. */
export function sendAssigned(
  sql: Sql,
  now: Now,
  happening: Happening,
  {
    item,
    accountId,
    by,
  }: { readonly item: SuspenseRow; readonly accountId: string; readonly by: string },
): void {
  const { home } = happening;
  const { currency, settings } = mustSettings(sql, now.serviceMs);
  const amountUnits = minorToUnits(item.amountMinor, currency);
  const header = {
    // By its happening: money that came back is assigned again.
    id: `held/${item.id}/assigned/${String(happening.sequence)}`,
    cause: happening.id,
    corrects: null,
    actor: by,
    channel: "counter",
    effectiveAtMs: now.serviceMs,
    month: localMonth(settings.zone, now.serviceMs),
  };
  const out = betweenHomesOut(header, { from: "suspense", amountUnits });
  const posted = post(sql, now, { home, currency }, out);
  assert(posted.kind === "posted", `money was not assigned: ${JSON.stringify(posted)}`);
  const isAssigned = assignSuspense(sql, home, { id: item.id, accountId, by, nowMs: now.wallMs });
  assert(isAssigned, "the item was open in this transaction");
  const { source, tender, amountMinor, createdAtMs } = item;
  const input = { itemId: item.id, source, tender, amountMinor, paidAtMs: createdAtMs, by };
  const delivery = { kind: "credit-assigned", input } as const;
  sendHappening(sql, now, happening, { to: accountHome(accountId), delivery, part: "assigned" });
}

export interface ReopenSuspense {
  readonly itemId: string;
  readonly code: string;
}

/** The account could not take what was assigned to it: it waits for a person again. */
export function reopenHeldMoney(
  sql: Sql,
  now: Now,
  at: Arrival,
  { itemId, code }: ReopenSuspense,
): { readonly kind: "reopened" | "seen" } {
  const { home } = at;
  if (!takeKey(sql, home, at.key, now.wallMs)) return { kind: "seen" };
  const item = must(suspenseOf(sql, home, itemId), "what came back was sent from here");
  const { currency, settings } = mustSettings(sql, now.serviceMs);
  const amountUnits = minorToUnits(item.amountMinor, currency);
  const happening = beginHappening(sql, home);
  const header = {
    id: `held/${itemId}/back/${String(happening.sequence)}`,
    cause: happening.id,
    corrects: null,
    actor: "hub",
    channel: "hub",
    effectiveAtMs: now.serviceMs,
    month: localMonth(settings.zone, now.serviceMs),
  };
  const posted = post(sql, now, { home, currency }, moneyCameBack(header, amountUnits));
  assert(posted.kind === "posted", `money was not held again: ${JSON.stringify(posted)}`);
  reopenSuspense(sql, home, itemId, code);
  recordHappening(sql, now, happening, {
    kind: "suspense-reopened",
    actor: "hub",
    channel: null,
    cause: at.key,
    facts: { itemId, code, accountId: item.assignedTo },
  });
  return { kind: "reopened" };
}
