import { assert } from "../assert.ts";
import { keyOf } from "../ids.ts";
import { localMonth, type Now } from "../instant.ts";
import { pledgePaid } from "../ledger/pledged.ts";
import type { Header } from "../ledger/postings.ts";
import { paymentReturned } from "../ledger/returned.ts";
import { minorToUnits } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { endPledgeRow, pledgeOf, type PledgeRow } from "../store/pledges.ts";
import { clearTimer } from "../store/timers.ts";
import { mustAccount } from "./account-facts.ts";
import { noteDebtUnpaid } from "./debt-standing.ts";
import { billingNow, creditedBy } from "./given-by.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { balancesAt, post } from "./post.ts";
import { reviewSupply } from "./review-account.ts";
import { mustSettings } from "./settings.ts";

export interface EndPledge {
  readonly pledgeId: string;
  /** Paid: its money is at the bank. Expired by itself, or taken back by the agency: the account owes it again. */
  readonly outcome: "paid" | "expired" | "taken_back";
  readonly channel: string;
  readonly actor: string;
}

export type EndPledgeRefusal = "no_such_pledge" | "pledge_over";

/** Ends a pledge, once: the money came, or what was credited is owed again part by part, as of a payment that came back. */
export function endPledge(
  sql: Sql,
  now: Now,
  home: Home,
  input: EndPledge,
): { readonly kind: "ended" | "repeated" } | Refusal<EndPledgeRefusal> {
  const { pledgeId, outcome, actor, channel } = input;
  const pledge = pledgeOf(sql, home, pledgeId);
  if (pledge === undefined) return refuse("no_such_pledge", "the account has no such pledge");
  if (pledge.state === outcome) return { kind: "repeated" };
  if (pledge.state !== "pledged") return refuse("pledge_over", `the pledge is ${pledge.state}`);
  const happening = beginHappening(sql, home);
  const header: Header = {
    id: `pledge/${pledgeId}/${outcome}`,
    cause: happening.id,
    corrects: outcome === "paid" ? null : `pledge/${pledgeId}`,
    actor,
    channel,
    effectiveAtMs: now.serviceMs,
    month: localMonth(mustAccount(sql, home).zone, now.serviceMs),
  };
  if (outcome === "paid") postPaid(sql, now, home, { header, pledge });
  else takeBack(sql, now, happening, { header, pledge });
  endPledgeRow(sql, home, { id: pledgeId, state: outcome, atMs: now.serviceMs });
  clearTimer(sql, home, keyOf("pledge", pledgeId));
  const reviewed = reviewSupply(sql, now, happening);
  recordHappening(sql, now, happening, {
    kind: `pledge-${outcome}`,
    actor,
    channel,
    cause: pledgeId,
    facts: { pledgeId, agency: pledge.agency, amountMinor: pledge.amountMinor, ...reviewed },
  });
  return { kind: "ended" };
}

interface Ending {
  readonly header: Header;
  readonly pledge: PledgeRow;
}

function postPaid(sql: Sql, now: Now, home: Home, { header, pledge }: Ending): void {
  const { currency } = mustSettings(sql, now.serviceMs);
  const amountUnits = minorToUnits(pledge.amountMinor, currency);
  const transfer = pledgePaid(header, { agency: pledge.agency, amountUnits, into: "bank" });
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a paid pledge was not posted: ${JSON.stringify(posted)}`);
}

function takeBack(sql: Sql, now: Now, { home }: Happening, { header, pledge }: Ending): void {
  const { currency } = mustSettings(sql, now.serviceMs);
  const given = creditedBy(sql, home, `pledge/${pledge.id}/allocation`);
  const amountUnits = minorToUnits(pledge.amountMinor, currency);
  const transfer = paymentReturned(header, {
    from: [{ account: `pledged.${pledge.agency}`, amountUnits }],
    given: [...given, { account: "unapplied", amountUnits: amountUnits - sumOf(given) }],
    feeUnits: 0,
    balances: balancesAt(sql, home),
    billing: billingNow(sql, now, home),
    code: "pledge_taken_back",
  });
  const posted = post(sql, now, { home, currency }, transfer);
  assert(posted.kind === "posted", `a pledge was not taken back: ${JSON.stringify(posted)}`);
  noteDebtUnpaid(sql, home, sumOf(given.filter(({ account }) => account === "arrears")));
}

function sumOf(parts: readonly { readonly amountUnits: number }[]): number {
  return parts.reduce((sum, { amountUnits }) => sum + amountUnits, 0);
}
