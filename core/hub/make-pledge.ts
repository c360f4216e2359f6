import { assert } from "../assert.ts";
import { keyOf } from "../ids.ts";
import { DAY_MS, localMonth, type Now } from "../instant.ts";
import { pledgeMade } from "../ledger/pledged.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { accountAt, modeAt } from "../store/accounts.ts";
import { addPledge, pledgeOf, type PledgeRow } from "../store/pledges.ts";
import { setTimer } from "../store/timers.ts";
import { mustAccount } from "./account-facts.ts";
import { allocateHere } from "./allocation.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";

export interface MakePledge {
  /** Made by the caller: the same id is the same pledge. */
  readonly pledgeId: string;
  /** A part of a ledger account's name. */
  readonly agency: string;
  readonly amountMinor: number;
  /** Unless it is paid by then, it is taken back. */
  readonly days: number;
  readonly channel: string;
  readonly actor: string;
}

export interface Pledged {
  readonly kind: "pledged" | "repeated";
  readonly pledge: PledgeRow;
}

export type PledgeRefusal =
  | "no_such_account"
  | "account_closed"
  | "not_prepaid"
  | "bad_agency"
  | "bad_amount"
  | "bad_days"
  | "id_reused";

/** An agency that takes longer than a year to pay has not pledged. */
export const PLEDGE_DAYS_MAX = 366;

/**
 * Credits an agency's pledge at once, so that supply is on before the money is there; of it nothing goes to old debt unless the
 * utility says so. It expires by itself, by service time (end-pledge.ts).
 */
export function makePledge(
  sql: Sql,
  now: Now,
  home: Home,
  input: MakePledge,
): Pledged | Refusal<PledgeRefusal> {
  const judged = judgePledge(sql, now, home, input);
  if (isRefusal(judged) || judged.kind === "repeated") return judged;
  const { pledgeId, agency, amountMinor, days, channel, actor } = input;
  const { zone } = mustAccount(sql, home);
  const { currency } = mustSettings(sql, now.serviceMs);
  const happening = beginHappening(sql, home);
  const amountUnits = minorToUnits(amountMinor, currency);
  const expiresAtMs = now.serviceMs + days * DAY_MS;
  const header = {
    id: `pledge/${pledgeId}`,
    cause: happening.id,
    corrects: null,
    actor,
    channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(zone, now.serviceMs),
  };
  const targets = allocateHere(sql, now, home, {
    amountUnits,
    source: "assistance",
    transferId: header.id,
  });
  const transfers = pledgeMade(header, { agency, amountUnits, targets });
  const posted = postAll(sql, now, { home, currency }, transfers);
  assert(posted.kind === "posted", `a pledge was not posted: ${JSON.stringify(posted)}`);
  const pledge: PledgeRow = {
    id: pledgeId,
    agency,
    amountMinor,
    state: "pledged",
    pledgedAtMs: now.serviceMs,
    expiresAtMs,
  };
  addPledge(sql, home, pledge);
  setTimer(sql, {
    home,
    key: keyOf("pledge", pledgeId),
    clock: "service",
    dueAtMs: expiresAtMs,
    kind: "pledge",
    payload: JSON.stringify({ pledgeId }),
  });
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: "pledge-made",
    actor,
    channel,
    cause: pledgeId,
    facts: { pledgeId, agency, amountUnits, expiresAtMs, allocation: targets, ...reviewed },
  });
  return { kind: "pledged", pledge };
}

/** What is against a pledge, by its account first and then by itself; the same one again is no other. */
function judgePledge(
  sql: Sql,
  now: Now,
  home: Home,
  input: MakePledge,
): { readonly kind: "acceptable" } | Pledged | Refusal<PledgeRefusal> {
  const { pledgeId, agency, amountMinor } = input;
  const account = accountAt(sql, home);
  if (account === undefined) return refuse("no_such_account", "there is no such account");
  const before = pledgeOf(sql, home, pledgeId);
  if (before !== undefined) {
    return before.agency === agency && before.amountMinor === amountMinor
      ? { kind: "repeated", pledge: before }
      : refuse("id_reused", `pledge ${pledgeId} exists and says something else`);
  }
  if (account.closedAtMs !== null) return refuse("account_closed", "the account is closed");
  if ((modeAt(sql, home, now.serviceMs) ?? "prepaid") !== "prepaid") {
    return refuse("not_prepaid", "the account is billed by cycle");
  }
  return checkTerms(input, mustSettings(sql, now.serviceMs).settings.payment.maxMinor);
}

function checkTerms(
  { agency, amountMinor, days }: MakePledge,
  maxMinor: number,
): { readonly kind: "acceptable" } | Refusal<PledgeRefusal> {
  const isAmount = Number.isSafeInteger(amountMinor) && amountMinor > 0;
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(agency)) {
    return refuse("bad_agency", "an agency is named by letters, digits, - and _");
  }
  if (!isAmount || amountMinor > maxMinor) {
    return refuse("bad_amount", "a pledge is more than nothing, and at most one payment");
  }
  if (!Number.isSafeInteger(days) || days < 1 || days > PLEDGE_DAYS_MAX) {
    return refuse("bad_days", `a pledge holds 1 to ${String(PLEDGE_DAYS_MAX)} days`);
  }
  return { kind: "acceptable" };
}
