import { accountHome, keyOf, utilityHome } from "../ids.ts";
import { DAY_MS, instantOf, type LocalDay, nextDay, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt, type AccountRow, servicesOf } from "../store/accounts.ts";
import {
  addClosing,
  closingById,
  closingOf,
  type ClosingRow,
  endServices,
} from "../store/closings.ts";
import { ratingOf } from "../store/reads.ts";
import { sendHappening } from "./delivery.ts";
import { setClosingTimer } from "./closing-standing.ts";
import { advanceClosing } from "./end-account.ts";
import { beginHappening, recordHappening } from "./journal.ts";

export interface CloseAccount {
  /** Made by who asks: the same id is the same closing. */
  readonly closingId: string;
  /** The last local day that is the customer's; null ends it at this instant. */
  readonly day: LocalDay | null;
  /** Another account of the same customer, which takes what is left; null leaves it to the customer. */
  readonly moveTo: string | null;
  readonly channel: string;
  readonly actor: string;
}

export type CloseRefusal =
  | "no_such_account"
  | "id_reused"
  | "account_closed"
  | "closing_already"
  | "same_account"
  | "too_far_ahead"
  | "before_opening"
  | "used_after";

/** People say that they move weeks before, not seasons: a day beyond is a typing mistake. */
export const CLOSING_AHEAD_MAX_MS = 100 * DAY_MS;

/**
 * Closes an account at the end of a local day, or at once: its services, meters and tariffs end then, whatever time this is. All that
 * is left follows by itself: at that instant what goes with an open account ends (end-account.ts), and once its last reads are
 * here, or have had their days, what is left of its money is reckoned (settle-account.ts). A day that is over is taken as long as
 * nothing after it was charged: what was is for people to give back.
 */
export function closeAccount(
  sql: Sql,
  now: Now,
  home: Home,
  input: CloseAccount,
): { readonly kind: "closing" | "repeated" } | Refusal<CloseRefusal> {
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const before = closingById(sql, home, input.closingId);
  if (before !== undefined) return repeated(before, input);
  const atMs = leavesAtMs(now, account, input.day);
  const refusal = refused(sql, now, home, { account, input, atMs });
  if (refusal !== null) return refusal;
  const happening = beginHappening(sql, home);
  const { closingId: id, day, moveTo, channel, actor } = input;
  addClosing(sql, home, { id, atMs, day, moveTo, channel, actor, askedAtMs: now.wallMs });
  endServices(sql, home, atMs);
  const leaving = { accountId: account.id, atMs, step: "leaves" } as const;
  sendHappening(sql, now, happening, {
    to: utilityHome(account.utilityId),
    delivery: { kind: "note-leaving", input: leaving },
    part: "leaves",
  });
  setClosingTimer(sql, home, atMs);
  recordHappening(sql, now, happening, {
    kind: "closing-asked",
    actor,
    channel,
    cause: id,
    effectiveAtMs: atMs,
    facts: { closingId: id, atMs, day, moveTo },
  });
  advanceClosing(sql, now, home, keyOf("closing", id));
  return { kind: "closing" };
}

/** Until when the services are the customer's. */
export function leavesAtMs(
  now: Now,
  { zone }: Pick<AccountRow, "zone">,
  day: LocalDay | null,
): number {
  return day === null ? now.serviceMs : instantOf(zone, nextDay(day));
}

function repeated(
  before: ClosingRow,
  { day, moveTo }: CloseAccount,
): { readonly kind: "repeated" } | Refusal<"id_reused"> {
  const isSame = before.day === day && before.moveTo === moveTo && before.state !== "withdrawn";
  return isSame
    ? { kind: "repeated" }
    : refuse("id_reused", `closing ${before.id} exists and says something else, or was withdrawn`);
}

function refused(
  sql: Sql,
  now: Now,
  home: Home,
  of: { readonly account: AccountRow; readonly input: CloseAccount; readonly atMs: number },
): Refusal<CloseRefusal> | null {
  const { account, input, atMs } = of;
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  const standing = closingOf(sql, home);
  if (standing !== undefined) {
    const at = new Date(standing.atMs).toISOString();
    return refuse("closing_already", `it closes at ${at}, by ${standing.id}: withdraw that first`);
  }
  if (input.moveTo !== null && accountHome(input.moveTo) === home) {
    return refuse("same_account", "what is left can't go to the account that is closed");
  }
  if (atMs > now.serviceMs + CLOSING_AHEAD_MAX_MS) {
    return refuse("too_far_ahead", "an account is closed at most 100 days ahead");
  }
  const fromMs = Math.min(...servicesOf(sql, home).map((service) => service.fromMs));
  // Who never moves in leaves at once, before the services begin.
  if (input.day !== null && atMs <= Math.min(fromMs, account.openedAtMs)) {
    return refuse("before_opening", "the account was not open on that day");
  }
  const throughMs = Math.max(0, ...ratingOf(sql, home).map((row) => row.throughMs ?? 0));
  if (throughMs > atMs) {
    const through = new Date(throughMs).toISOString();
    const message = `use is charged through ${through}: close it then or later, and give back by hand what is too much`;
    return refuse("used_after", message);
  }
  return null;
}
